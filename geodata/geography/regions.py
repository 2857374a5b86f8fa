"""The units of a geography: which there are, how they nest, how they look."""

from __future__ import annotations

import threading
from typing import Protocol

import geopandas as gpd
import pandas as pd

from geodata.errors import UnknownRegion
from geodata.geography.boundaries import Boundaries, Detail, Repair
from geodata.geography.build import CLAIMED, outline_name
from geodata.geography.geography import Geography
from geodata.i18n import _
from geodata.model import Level

__all__ = ["FrameStore", "Regions"]


class FrameStore(Protocol):
    """Where :class:`Regions` takes its tables from."""

    def table(self) -> pd.DataFrame:
        """One row a level and code."""

    def frame(self, name: str) -> gpd.GeoDataFrame:
        """Outlines by name."""

    def repairs(self) -> tuple[Repair, ...]:
        """What was mended."""


class Regions:
    """Units of the levels of a geography, by code; ``geography.root`` is the whole.

    Some units may stand on two levels with one code and one outline, such as a city that
    is a province too. Each is in the lists of both levels; :meth:`level` is the wider one,
    and :meth:`parent` that of the wider one.

    Outlines are read when first asked for. Frames are shared: copy before changing.
    """

    def __init__(self, geography: Geography, boundaries: Boundaries, store: FrameStore) -> None:
        self.geography = geography
        self.boundaries = boundaries
        self._store = store
        self._lock = threading.RLock()
        self._frames: dict[str, gpd.GeoDataFrame] = {}
        table = store.table()
        self._codes: dict[Level, tuple[str, ...]] = {}
        self._rows: dict[str, int] = {}
        for level in geography.levels:
            part = table[table["level"] == level.value]
            self._codes[level] = tuple(part["code"].sort_values())
            for code, row in zip(part["code"], part.index, strict=True):
                self._rows.setdefault(code, int(row))
        self._level = [geography.level(word) for word in table["level"]]
        self._parent = list(table["parent"])
        self._name = list(table["name"])
        self._area = table["area_km2"].to_numpy(dtype=float)
        self._point = table[["longitude", "latitude"]].to_numpy(dtype=float)
        self._bounds = table[["west", "south", "east", "north"]].to_numpy(dtype=float)
        self._within: dict[tuple[Level, str], tuple[str, ...]] = {}
        self._chain = self._ancestry()

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was mended in the outlines as delivered, in words."""
        return self._store.repairs()

    def codes(self, level: Level, within: str = "") -> tuple[str, ...]:
        """Codes of a level, sorted.

        Parameters
        ----------
        level : Level
        within : str, optional
            Code of a unit of a wider or the same level; by default the whole.

        Raises
        ------
        UnknownRegion
            If no unit has the code ``within``.
        """
        root = self.geography.root
        within = within or root
        if level.rank == 0:
            return (root,) if within == root else ()
        if within == root:
            return self._codes[level]
        self._row(within)
        key = (level, within)
        if key not in self._within:
            self._within[key] = tuple(
                code for code in self._codes[level] if code == within or within in self._chain[code]
            )
        return self._within[key]

    def level(self, code: str) -> Level:
        """The widest level on which a code stands."""
        root = self.geography.root
        return self.geography.whole if code == root else self._level[self._row(code)]

    def parent(self, code: str) -> str:
        """Code of the next wider unit: the whole above the widest, ``""`` above the whole."""
        return "" if code == self.geography.root else self._parent[self._row(code)]

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes of all wider units, nearest first, ending with the whole.

        Raises
        ------
        UnknownRegion
            If no unit has this code.
        """
        if code not in self._chain:
            self._row(code)
        return self._chain[code]

    def name(self, code: str) -> str:
        """Name on the outline."""
        root = self.geography.root
        return self.geography.local_name if code == root else self._name[self._row(code)]

    def area_km2(self, code: str) -> float:
        """Area in km² by an equal-area projection, without claimed land others administer."""
        if code == self.geography.root:
            rows = [self._rows[each] for each in self._widest()]
            return float(self._area[rows].sum())
        return float(self._area[self._row(code)])

    def label_point(self, code: str) -> tuple[float, float]:
        """Longitude and latitude well inside the largest part."""
        longitude, latitude = self._point[self._row(code)]
        return float(longitude), float(latitude)

    def bounds(self, code: str) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        if code == self.geography.root:
            rows = self._bounds[[self._rows[each] for each in self._widest()]]
            west, south = rows[:, :2].min(axis=0)
            east, north = rows[:, 2:].max(axis=0)
        else:
            west, south, east, north = self._bounds[self._row(code)]
        return float(west), float(south), float(east), float(north)

    def geometry(self, level: Level) -> gpd.GeoDataFrame:
        """Full outlines of a level, EPSG:4326.

        Returns
        -------
        geopandas.GeoDataFrame
            Index ``code`` (sorted), columns ``name`` and ``geometry``.
        """
        return self._frame(outline_name(level))

    def outlines(self, level: Level, detail: Detail) -> gpd.GeoDataFrame:
        """Simplified outlines of a level; the levels and the claimed land share borders."""
        return self._frame(outline_name(level, detail))

    def claimed(self, detail: Detail | None = None) -> gpd.GeoDataFrame:
        """Land that the outlines claim and another state administers, in no unit.

        Parameters
        ----------
        detail : Detail, optional
            Simplified to match :meth:`outlines`; full if not given.

        Returns
        -------
        geopandas.GeoDataFrame
            ``name``, ``host`` (code of the finest unit it was cut from),
            ``administered_by``, ``note``, geometry (EPSG:4326).
        """
        return self._frame(outline_name(CLAIMED, detail))

    def __contains__(self, code: object) -> bool:
        return code == self.geography.root or code in self._rows

    def _widest(self) -> tuple[str, ...]:
        return next(codes for level in self.geography.levels if (codes := self._codes[level]))

    def _row(self, code: str) -> int:
        try:
            return self._rows[code]
        except KeyError:
            raise UnknownRegion(
                _("No region has the code {code!r}.").format(code=code),
                where=f"boundaries of {self.boundaries.provider}",
                remedy=self.geography.code_hint or _("Use a code of the boundary file."),
            ) from None

    def _ancestry(self) -> dict[str, tuple[str, ...]]:
        chains: dict[str, tuple[str, ...]] = {self.geography.root: ()}

        def chain(code: str) -> tuple[str, ...]:
            if code not in chains:
                parent = self._parent[self._rows[code]]
                chains[code] = (parent, *chain(parent))
            return chains[code]

        for code in self._rows:
            chain(code)
        return chains

    def _frame(self, name: str) -> gpd.GeoDataFrame:
        with self._lock:
            if name not in self._frames:
                self._frames[name] = self._store.frame(name)
            return self._frames[name]
