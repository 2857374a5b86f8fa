"""How far points lie from the borders of regions, in kilometres."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geodata.place.kernel import Floats, RegionTree, Rows, runs

__all__ = ["Borders"]

_KM_PER_DEGREE = 111.32
_TOUCHING_KM = 1e-6
_AT_ONCE = 1 << 21
"""Pairs of point and piece of border measured together."""


class Borders:
    """Distances from points to the borders of some regions, as far as a limit.

    Distances are taken in a plane with kilometres as its unit around each point: a degree of
    latitude is 111.32 km long, one of longitude that times the cosine of the latitude.

    Parameters
    ----------
    tree : RegionTree
        The regions.
    limit_km : float
        What lies farther away is of no interest.
    """

    def __init__(self, tree: RegionTree, limit_km: float) -> None:
        self.tree = tree
        self._limit = limit_km
        self._lines: dict[int, shapely.Geometry] = {}
        self._lock = threading.Lock()

    def around(self, x: Floats, y: Floats) -> tuple[Rows, Rows, Floats]:
        """Return every pair of a point and a region that holds it or is near.

        Parameters
        ----------
        x, y : array of float, shape (points,)
            Degrees east and north, EPSG:4326.

        Returns
        -------
        points, regions : array of int, shape (pairs,)
            By region, then by point.
        km : array of float, shape (pairs,)
            Distance to the region, which is 0 inside and on its border.
        """
        reach = self._reach(y)
        points, regions = self.tree.near(x - reach, y - reach, x + reach, y + reach)
        km = np.full(len(points), np.inf)
        for region, part in runs(regions):
            at = points[part]
            km[part] = self.to_border(region, x[at], y[at])
        count = len(self.tree.shapes)
        held = np.isin(
            points * count + regions, _keys(*self.tree.holding(points, regions, x, y), count)
        )
        km[held] = 0
        # A point that rounding put outside all regions lies in those that it touches.
        km[~np.isin(points, points[held]) & (km <= _TOUCHING_KM)] = 0
        near = km <= self._limit
        return points[near], regions[near], km[near]

    def to_border(self, region: int, x: Floats, y: Floats) -> Floats:
        """Return the distance of each point to the border of a region; infinite past the limit."""
        line = self._line(region)
        km = np.full(len(x), np.inf)
        # A circle that holds the ellipse of the limit leaves few points to measure.
        with self._lock:
            close = np.flatnonzero(_dwithin(line, shapely.points(x, y), self._reach(y)))
        ends = _segments(line)
        step = max(1, _AT_ONCE // max(1, len(ends)))
        for start in range(0, len(close), step):
            at = close[start : start + step]
            km[at] = _to_segments(ends, x[at], y[at])
        km[km > self._limit] = np.inf
        return km

    def _line(self, region: int) -> shapely.Geometry:
        if region not in self._lines:
            line = shapely.boundary(self.tree.shapes[region])
            shapely.prepare(line)
            self._lines[region] = line
        return self._lines[region]

    def _reach(self, y: Floats) -> Floats:
        """Return the limit in degrees of longitude, and a little more."""
        scale = np.maximum(0.1, np.cos(np.radians(y)))
        return np.asarray(self._limit / _KM_PER_DEGREE / scale * 1.001)


_dwithin: Any = shapely.dwithin
"""Takes a distance for each point, which its types do not know."""


def _keys(points: Rows, regions: Rows, count: int) -> Rows:
    return points * count + regions


def _segments(line: shapely.Geometry) -> npt.NDArray[np.float64]:
    """Return both ends of each piece of some lines, shape (pieces, 2, 2)."""
    parts = [shapely.get_coordinates(each) for each in shapely.get_parts(line)]
    return np.concatenate(
        [np.stack([each[:-1], each[1:]], axis=1) for each in parts] or [np.empty((0, 2, 2))]
    )


def _to_segments(ends: npt.NDArray[np.float64], x: Floats, y: Floats) -> Floats:
    """Return the distance in km from each point to the nearest of some pieces."""
    scale = _KM_PER_DEGREE * np.cos(np.radians(y))[:, None]
    ax, bx = ((ends[:, k, 0] - x[:, None]) * scale for k in (0, 1))
    ay, by = ((ends[:, k, 1] - y[:, None]) * _KM_PER_DEGREE for k in (0, 1))
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(length > 0, -(ax * dx + ay * dy) / length, 0)
    share = np.clip(share, 0, 1)
    return np.asarray(np.hypot(ax + share * dx, ay + share * dy).min(axis=1, initial=np.inf))
