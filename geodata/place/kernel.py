"""Points against many polygons at once: which regions hold each point, border included."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["CHUNK", "Located", "RegionIndex", "RegionTree", "locate"]

CHUNK = 1 << 21
"""Points looked up together; memory grows with this and not with the number of points."""

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.object_]
Located = tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]
"""Row of the region of each point, -1 for none; and whether several regions hold the point."""


class RegionIndex(Protocol):
    """What finds the regions of points. All of them give the same answers."""

    def locate(self, x: Floats, y: Floats) -> Located:
        """Return the first region that holds each point of one chunk."""


class RegionTree:
    """A tree of bounding boxes, and a prepared polygon in each of them.

    Needs no time to build and gives all regions of a point. The tree is asked for boxes only:
    asked for a predicate it would prepare the points, and walk a whole polygon for each.

    Parameters
    ----------
    shapes : array of shapely.Geometry, shape (regions,)
        Polygons in EPSG:4326, in the order in which regions come first.
    """

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self._tree = shapely.STRtree(shapes)
        self._lock = threading.Lock()
        shapely.prepare(shapes)

    def pairs(self, x: Floats, y: Floats) -> tuple[Rows, Rows]:
        """Return point and region of each pair that touches, by region and then by point.

        Parameters
        ----------
        x, y : array of float, shape (points,)
            Degrees east and north.
        """
        points, regions = self._tree.query(shapely.points(x, y))
        return self.holding(points.astype(np.int64), regions.astype(np.int64), x, y)

    def holding(self, points: Rows, regions: Rows, x: Floats, y: Floats) -> tuple[Rows, Rows]:
        """Return those of some pairs that touch, ordered as :meth:`pairs`; points ascend."""
        keep = np.zeros(len(points), dtype=bool)
        order = _order(regions, len(self.shapes))
        points, regions = points[order], regions[order]
        with self._lock:
            for region, part in runs(regions):
                at = points[part]
                keep[part] = shapely.intersects_xy(self.shapes[region], x[at], y[at])
        return points[keep], regions[keep]

    def covers(self, region: int, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        """Return whether a region holds each point, border included."""
        with self._lock:
            return np.asarray(shapely.intersects_xy(self.shapes[region], x, y))

    def near(self, west: Floats, south: Floats, east: Floats, north: Floats) -> tuple[Rows, Rows]:
        """Return box and region of each pair whose bounding boxes touch, by region."""
        boxes, regions = self._tree.query(shapely.box(west, south, east, north))
        order = _order(regions, len(self.shapes))
        return boxes[order].astype(np.int64), regions[order].astype(np.int64)

    def locate(self, x: Floats, y: Floats) -> Located:
        """Return the first region that holds each point of one chunk."""
        return first_of(*self.pairs(x, y), len(x))


def runs(values: Rows) -> Iterator[tuple[int, slice]]:
    """Yield each value of a sorted array with the places where it stands.

    Examples
    --------
    >>> list(runs(np.array([2, 2, 5])))
    [(2, slice(0, 2, None)), (5, slice(2, 3, None))]
    """
    if not len(values):
        return
    starts: list[int] = np.flatnonzero(np.diff(values, prepend=-1)).tolist()
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        yield int(values[start]), slice(start, end)


def _order(regions: Rows, count: int) -> Rows:
    """Return the stable order of regions; short numbers are sorted digit by digit."""
    short = regions.astype(np.uint16) if count <= 1 << 16 else regions
    return np.argsort(short, kind="stable")


def first_of(points: Rows, regions: Rows, count: int) -> Located:
    """Return the lowest region of each point; ``regions`` is sorted."""
    found = np.full(count, -1, dtype=np.int32)
    found[points[::-1]] = regions[::-1]
    return found, np.bincount(points, minlength=count) > 1


def locate(index: RegionIndex, x: npt.ArrayLike, y: npt.ArrayLike) -> Located:
    """Find the region of each of any number of points.

    A point on a border lies in all regions that share it. It is given to the one that comes
    first, and marked.

    Parameters
    ----------
    index : RegionIndex
        :class:`RegionTree`, or :class:`~geodata.place.grid.RegionGrid` for many points.
    x, y : array of float, shape (points,)
        Degrees east and north, EPSG:4326. A point that is not finite lies nowhere.

    Returns
    -------
    rows : array of int32, shape (points,)
        Row of the region; -1 for a point that lies in none.
    several : array of bool, shape (points,)
        Whether more than one region holds the point.

    Examples
    --------
    >>> squares = shapely.box([0, 1], [0, 0], [1, 2], [1, 1])
    >>> rows, several = locate(RegionTree(squares), [0.5, 1.0, 1.5, 9.0], [0.5, 0.5, 0.5, 0.5])
    >>> rows.tolist(), several.tolist()
    ([0, 0, 1, -1], [False, True, False, False])
    """
    east, north = _plain(x), _plain(y)
    rows = np.empty(len(east), dtype=np.int32)
    several = np.empty(len(east), dtype=bool)
    for start in range(0, len(east), CHUNK):
        part = slice(start, start + CHUNK)
        rows[part], several[part] = index.locate(east[part], north[part])
    return rows, several


def _plain(values: Any) -> Floats:
    return np.ascontiguousarray(values, dtype=np.float64)
