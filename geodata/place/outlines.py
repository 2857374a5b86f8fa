"""Outlines of an opened geography, ready for many points; kept as long as the regions are."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import platformdirs

from geodata.geography import Regions
from geodata.model import Level
from geodata.place.border import Borders
from geodata.place.grid import GRID_FROM, RegionGrid, cached_grid
from geodata.place.kernel import Floats, RegionIndex, RegionTree, locate

__all__ = ["BORDER_KM", "Outlines", "outlines_of"]

BORDER_KM = 1.0
"""Outlines are known to about this distance; nearer to a border, either side may be meant."""

_AT_ONCE = 1 << 17


class Outlines:
    """Outlines of all levels of some regions, each made ready when first asked for."""

    def __init__(self, regions: Regions) -> None:
        self.finest = next(
            level for level in reversed(regions.geography.levels) if regions.codes(level)
        )
        self._whole = regions.geography.root
        self._frames = regions.geometry
        self._level = regions.level
        self._borders: dict[Level, Borders] = {}
        self._rows: dict[Level, dict[str, int]] = {}
        self._kept_grid: RegionGrid | None = None
        self._lock = threading.Lock()

    def codes(self, level: Level) -> Sequence[str]:
        """Return the codes of a level, in the order of their rows."""
        self._ready(level)
        return tuple(self._rows[level])

    def tree(self, level: Level) -> RegionTree:
        """Return the tree of a level, whose rows are those of :meth:`codes`."""
        return self._ready(level).tree

    def _ready(self, level: Level) -> Borders:
        with self._lock:
            if level not in self._borders:
                frame = self._frames(level).sort_index()
                self._rows[level] = {str(code): row for row, code in enumerate(frame.index)}
                self._borders[level] = Borders(RegionTree(frame.geometry.to_numpy()), BORDER_KM)
            return self._borders[level]

    def around(self, x: Floats, y: Floats) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """Return the finest regions that hold each point, and those within :data:`BORDER_KM`.

        Both are sorted; a region that holds a point is also near.
        """
        codes = self.codes(self.finest)
        borders = self._ready(self.finest)
        holding: list[tuple[str, ...]] = [()] * len(x)
        near: list[tuple[str, ...]] = [()] * len(x)
        for start in range(0, len(x), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            found = zip(*(each.tolist() for each in borders.around(x[part], y[part])), strict=True)
            for point, region, km in found:
                near[start + point] += (codes[region],)
                if km == 0:
                    holding[start + point] += (codes[region],)
        return holding, near

    def locate(self, x: Floats, y: Floats) -> npt.NDArray[np.int32]:
        """Return the row of the finest region that each of any number of points lies in.

        From :data:`~geodata.place.grid.GRID_FROM` points on by a grid, which is kept on disk.

        Parameters
        ----------
        x, y : array of float, shape (points,)
            Degrees east and north, EPSG:4326.

        Returns
        -------
        array of int32, shape (points,)
            Rows of :meth:`codes` of the finest level, the first by code; -1 for none.
        """
        index: RegionIndex = self.tree(self.finest)
        if len(x) >= GRID_FROM:
            index = self._grid()
        rows, _several = locate(index, x, y)
        lost = np.flatnonzero((rows < 0) & np.isfinite(x) & np.isfinite(y))
        if len(lost):
            # Rounding may put a point on an outer border outside.
            borders = self._ready(self.finest)
            for start in range(0, len(lost), _AT_ONCE):
                part = lost[start : start + _AT_ONCE]
                points, regions, km = borders.around(x[part], y[part])
                touched, touching = points[km == 0], regions[km == 0]
                rows[part[touched[::-1]]] = touching[::-1]
        return rows

    def _grid(self) -> RegionGrid:
        tree = self.tree(self.finest)
        with self._lock:
            if self._kept_grid is None:
                folder = platformdirs.user_cache_path("deployment-atlas") / "grids"
                self._kept_grid = cached_grid(tree, folder)
            return self._kept_grid

    def on_border(self, code: str, level: Level, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        """Return whether each point lies within :data:`BORDER_KM` of the border of a region."""
        borders = self._ready(level)
        return borders.to_border(self._rows[level][code], x, y) <= BORDER_KM

    def reached(self, code: str, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        """Return whether each point lies in a region, or within :data:`BORDER_KM` of it."""
        if code in {"", self._whole}:
            return np.array([bool(each) for each in self.around(x, y)[1]], dtype=bool)
        level = self._level(code)
        inside = self.tree(level).covers(self._rows[level][code], x, y)
        return np.asarray(inside | self.on_border(code, level, x, y))


_KEPT: WeakKeyDictionary[Regions, Outlines] = WeakKeyDictionary()
_LOCK = threading.Lock()


def outlines_of(regions: Regions) -> Outlines:
    """Return the outlines of some regions; the same object each time."""
    with _LOCK:
        if regions not in _KEPT:
            _KEPT[regions] = Outlines(regions)
        return _KEPT[regions]
