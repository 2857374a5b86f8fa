"""A grid of cells over regions: most points are placed by their cell alone.

A cell that no border crosses lies wholly in the same regions, so one look-up in an array
places every point in it. A cell that a border crosses, or that several regions hold, keeps the
list of regions that may hold its points, and these are tested one by one: the answers are those
of :class:`~geodata.place.kernel.RegionTree`.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from geodata.place.kernel import Floats, Located, RegionTree, Rows, first_of

__all__ = ["CELLS", "GRID_FROM", "RegionGrid", "cached_grid"]

_LOG = logging.getLogger(__name__)

GRID_FROM = 500_000
"""Number of distinct points from which a grid is worth its time to build."""

CELLS = 6_000_000
"""Cells of a grid; a cell takes four bytes."""

_PIECES = 1 << 19
"""Pieces of border looked at together while a grid is built."""

_BLOCK = 1 << 15
"""Points whose cells are looked up together: they fit the cache of a processor."""

_MARGIN = 1e-6
"""How far, in cells, a border is taken to reach beyond itself: more than any rounding."""

_NONE = -1
_FORM = b"1"
"""Changes when files of an older kind must not be read."""

Cells = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class RegionGrid:
    """Labels of cells, and candidates of those cells that a label cannot answer.

    Parameters
    ----------
    tree : RegionTree
        Tests the points of cells that have candidates.
    origin : tuple of float
        West and south of the first cell, in degrees.
    size : tuple of float
        Width and height of a cell, in degrees.
    labels : array of int32, shape (rows, columns)
        Row of the region that holds the cell, -1 for none, ``-2 - k`` for the ``k``-th list.
    starts, candidates : array of int
        Where each list starts, and the regions of all of them.
    """

    tree: RegionTree
    origin: tuple[float, float]
    size: tuple[float, float]
    labels: npt.NDArray[np.int32]
    starts: Rows
    candidates: npt.NDArray[np.int32]

    @classmethod
    def of(cls, tree: RegionTree, cells: int = CELLS) -> RegionGrid:
        """Build the grid of some regions; memory is bounded by :data:`CELLS` and one polygon."""
        west, south, east, north = map(float, shapely.total_bounds(tree.shapes))
        if not west < east or not south < north:
            west, south, east, north = west - 1, south - 1, east + 1, north + 1
        edge = np.sqrt((east - west) * (north - south) / cells)
        across = max(1, min(cells, int(np.ceil((east - west) / edge))))
        up = max(1, min(cells, int(np.ceil((north - south) / edge))))
        size = ((east - west) / across, (north - south) / up)
        crossed, by = _crossed(tree, (west, south), size, (up, across))
        return cls(
            tree,
            (west, south),
            size,
            *_labelled(tree, (west, south), size, (up, across), crossed, by),
        )

    def locate(self, x: Floats, y: Floats) -> Located:
        """Return the first region that holds each point of one chunk."""
        rows = np.empty(len(x), np.int32)
        for start in range(0, len(x), _BLOCK):
            part = slice(start, start + _BLOCK)
            rows[part] = self._labels_at(x[part], y[part])
        several = np.zeros(len(x), bool)
        unsure = np.flatnonzero(rows < _NONE)
        if len(unsure):
            rows[unsure], several[unsure] = self._tested(x[unsure], y[unsure], -2 - rows[unsure])
        return rows, several

    def _labels_at(self, x: Floats, y: Floats) -> npt.NDArray[np.int32]:
        (west, south), (wide, high) = self.origin, self.size
        up, across = self.labels.shape
        u, v = (x - west) * (1 / wide), (y - south) * (1 / high)
        inside = (u >= -_MARGIN) & (u <= across + _MARGIN)
        inside &= (v >= -_MARGIN) & (v <= up + _MARGIN)
        if not inside.all():
            u, v = np.where(inside, u, 0), np.where(inside, v, 0)
        cells = np.minimum(v.astype(np.int64), up - 1) * across
        cells += np.minimum(u.astype(np.int64), across - 1)
        return np.where(inside, self.labels.ravel()[cells], np.int32(_NONE))

    def _tested(self, x: Floats, y: Floats, lists: npt.NDArray[np.int32]) -> Located:
        """Return the first region of points that have candidates."""
        points, places = _spread(self.starts[lists], self.starts[lists + 1])
        regions = self.candidates[places].astype(np.int64)
        return first_of(*self.tree.holding(points, regions, x, y), len(x))


def _spread(starts: Rows, ends: Rows) -> tuple[Rows, Rows]:
    """Return for each place between starts and ends its row, and the place itself."""
    lengths = ends - starts
    rows = np.repeat(np.arange(len(starts)), lengths)
    before = np.cumsum(lengths) - lengths
    return rows, np.arange(len(rows)) - before[rows] + starts[rows]


def _crossed(
    tree: RegionTree, origin: tuple[float, float], size: tuple[float, float], form: tuple[int, int]
) -> tuple[Cells, Rows]:
    """Return cell and region of each pair in which the border of the region may meet the cell."""
    found = [_NO_PAIRS]
    for region, shape in enumerate(tree.shapes):
        parts = [np.unique(cells) for cells in _met(shapely.get_parts(shape), origin, size, form)]
        if parts:
            cells = np.unique(np.concatenate(parts))
            found.append(np.stack([cells, np.full_like(cells, region)]))
    cells, regions = np.concatenate(found, axis=1)
    return cells, regions


_NO_PAIRS = np.empty((2, 0), dtype=np.int64)


def _met(
    polygons: npt.NDArray[np.object_],
    origin: tuple[float, float],
    size: tuple[float, float],
    form: tuple[int, int],
) -> Iterator[Cells]:
    """Yield the cells that the rings of polygons may meet, some at a time."""
    up, across = form
    for ring in shapely.get_rings(polygons):
        corners = (shapely.get_coordinates(ring) - origin) / size
        steps = np.abs(np.diff(corners, axis=0)).max(axis=1)
        pieces = np.maximum(1, np.ceil(steps)).astype(np.int64)
        done = np.concatenate([[0], np.cumsum(pieces)])
        for first in range(0, int(done[-1]), _PIECES):
            piece = np.arange(first, min(first + _PIECES, int(done[-1])))
            edge = np.searchsorted(done, piece, side="right") - 1
            start, step = corners[edge], (corners[edge + 1] - corners[edge])
            share = (piece - done[edge])[:, None]
            ends = [start + step * ((share + k) / pieces[edge][:, None]) for k in (0, 1)]
            low = np.floor(np.minimum(*ends) - _MARGIN).astype(np.int64)
            high = np.floor(np.maximum(*ends) + _MARGIN).astype(np.int64)
            for columns, rows in (
                (low[:, 0], low[:, 1]),
                (high[:, 0], low[:, 1]),
                (low[:, 0], high[:, 1]),
                (high[:, 0], high[:, 1]),
                ((low[:, 0] + high[:, 0]) // 2, (low[:, 1] + high[:, 1]) // 2),
                ((low[:, 0] + high[:, 0]) // 2, low[:, 1]),
                ((low[:, 0] + high[:, 0]) // 2, high[:, 1]),
                (low[:, 0], (low[:, 1] + high[:, 1]) // 2),
                (high[:, 0], (low[:, 1] + high[:, 1]) // 2),
            ):
                # A piece is no longer than a cell, so with its margin it meets three at most.
                yield np.clip(rows, 0, up - 1) * across + np.clip(columns, 0, across - 1)


def _labelled(
    tree: RegionTree,
    origin: tuple[float, float],
    size: tuple[float, float],
    form: tuple[int, int],
    cells: Cells,
    by: Rows,
) -> tuple[npt.NDArray[np.int32], Rows, npt.NDArray[np.int32]]:
    """Return labels, starts of lists and candidates."""
    up, across = form
    labels = np.full(up * across, _NONE, dtype=np.int32)
    border = np.unique(cells)
    is_border = np.zeros(up * across, dtype=bool)
    is_border[border] = True
    # Cells side by side that no border meets lie in the same regions: one of each run is asked.
    new = ~is_border
    new[1:] &= is_border[:-1] | (np.arange(1, up * across) % across == 0)
    begins = np.flatnonzero(new)
    asked = np.concatenate([begins, border])
    points, regions = _held(tree, asked, origin, size, across)
    of_run = points < len(begins)
    first, several = first_of(points[of_run], regions[of_run], len(begins))
    # Lists of cells on a border: whose border meets them, and who holds their centre.
    slots = np.concatenate([np.searchsorted(border, cells), points[~of_run] - len(begins)])
    members = np.concatenate([by, regions[~of_run]])
    # Lists of runs that several regions hold.
    twice = np.flatnonzero(several)
    place = np.full(len(begins), -1, dtype=np.int64)
    place[twice] = np.arange(len(twice))
    shared = of_run & np.append(several, False)[np.minimum(points, len(begins))]
    slots = np.concatenate([slots, place[points[shared]] + len(border)])
    members = np.concatenate([members, regions[shared]])
    lists = np.unique(np.stack([slots, members], axis=1), axis=0)
    starts = np.searchsorted(lists[:, 0], np.arange(len(border) + len(twice) + 1))
    first[twice] = -2 - (len(border) + np.arange(len(twice), dtype=np.int32))
    run = np.cumsum(new) - 1
    free = ~is_border
    labels[free] = first[run[free]] if len(begins) else _NONE
    labels[border] = -2 - np.arange(len(border), dtype=np.int32)
    return labels.reshape(form), starts.astype(np.int64), lists[:, 1].astype(np.int32)


def _held(
    tree: RegionTree,
    cells: Cells,
    origin: tuple[float, float],
    size: tuple[float, float],
    across: int,
) -> tuple[Rows, Rows]:
    """Return cell and region of each pair in which the region holds the centre, by region."""
    found = [_NO_PAIRS]
    for start in range(0, len(cells), _PIECES):
        part = cells[start : start + _PIECES]
        x = origin[0] + (part % across + 0.5) * size[0]
        y = origin[1] + (part // across + 0.5) * size[1]
        points, regions = tree.pairs(np.asarray(x, np.float64), np.asarray(y, np.float64))
        found.append(np.stack([points + start, regions]))
    points, regions = np.concatenate(found, axis=1)
    order = np.argsort(regions, kind="stable")
    return points[order], regions[order]


def cached_grid(tree: RegionTree, folder: Path, cells: int = CELLS) -> RegionGrid:
    """Return the grid of some regions, from disk if it was built before.

    Parameters
    ----------
    tree : RegionTree
    folder : pathlib.Path
        Holds one file for each set of polygons, named after their hash. Without a usable file
        the grid is built; if it cannot be written, that is logged and nothing else.
    cells : int
        Cells of the grid, about.
    """
    path = folder / f"{_hash(tree, cells)}.npz"
    kept = _read(tree, path)
    if kept is not None:
        return kept
    grid = RegionGrid.of(tree, cells)
    _write(grid, path)
    return grid


def _hash(tree: RegionTree, cells: int) -> str:
    digest = hashlib.sha256(_FORM + f"{cells} {shapely.geos_version}".encode())
    for shape in tree.shapes:
        digest.update(shapely.to_wkb(shape))
    return digest.hexdigest()[:32]


def _read(tree: RegionTree, path: Path) -> RegionGrid | None:
    try:
        content = path.read_bytes()
        sealed, body = content[:32], content[32:]
        if hashlib.sha256(body).digest() != sealed:
            _LOG.warning("The cached grid is damaged and is built again.")
            return None
        with np.load(io.BytesIO(body), allow_pickle=False) as kept:
            place = kept["place"]
            return RegionGrid(
                tree,
                (float(place[0]), float(place[1])),
                (float(place[2]), float(place[3])),
                kept["labels"],
                kept["starts"],
                kept["candidates"],
            )
    except (OSError, ValueError, KeyError):
        return None


def _write(grid: RegionGrid, path: Path) -> None:
    body = io.BytesIO()
    np.savez(
        body,
        place=np.array([*grid.origin, *grid.size]),
        labels=grid.labels,
        starts=grid.starts,
        candidates=grid.candidates,
    )
    content = body.getvalue()
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".grid-")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(name).replace(path)
    except OSError as error:
        _LOG.warning("The grid of the regions is not cached: %s", error.strerror)
        if name:
            Path(name).unlink(missing_ok=True)
