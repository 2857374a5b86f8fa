"""The census tables: one record per unit and year, read from the bundled files."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

__all__ = [
    "CensusSource",
    "CensusUnit",
    "Comparability",
    "Crossing",
    "GroupCount",
    "PopulationCount",
    "Tables",
    "read_tables",
    "short_citation",
]


def short_citation(citation: str) -> str:
    """Return publisher and title: a citation up to its first bracket or further sentence.

    Examples
    --------
    >>> short_citation("An Office, A Table (表). Press, 2022.")
    'An Office, A Table'
    """
    return re.split(r" \(|; |\. ", citation)[0].rstrip(".")


@dataclass(frozen=True, slots=True)
class CensusSource:
    """Where a figure was taken from."""

    source_id: str
    citation: str
    url: str
    licence: str
    note: str

    @property
    def short(self) -> str:
        """Publisher and title, see :func:`short_citation`."""
        return short_citation(self.citation)


@dataclass(frozen=True, slots=True)
class PopulationCount:
    """Residents of one unit in one year.

    ``is_census`` is false for year-end estimates, which are not comparable with a
    census.
    """

    year: int
    population: int
    source: str
    note: str
    is_census: bool


@dataclass(frozen=True, slots=True)
class GroupCount:
    """People of one group in one unit and year.

    The true number differs from ``population`` by at most ``half_width`` persons;
    ``None`` where that is not known. ``share_as_printed`` is the printed share *of
    minorities* in percent, also on the row ``Han``; ``None`` if none was printed.
    ``non_Han_total`` contains all other groups but ``Han``: do not add them up.
    """

    year: int
    group: str
    population: int
    half_width: int | None
    share_as_printed: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """A reason not to compare the figures of 2010 and 2020 of a unit."""

    unit: str
    reason: str
    detail: str


_FOLDER = files("geodata") / "bundled" / "census"
_FILES = ("units", "population", "ethnicity", "crosswalk", "comparability", "sources")


@dataclass(frozen=True, slots=True)
class CensusUnit:
    """A row of the census table; ``level`` may be ``zone``, which has no polygon."""

    code: str
    name_zh: str
    name_en: str
    level: str
    parent: str

    @property
    def words(self) -> str:
        """Name and code as they stand in notes."""
        return f"{self.name_en or self.name_zh} ({self.code})"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A census unit that is not simply the polygon of the same code."""

    unit: str
    polygon: str
    reason: str
    layer: str
    note: str


@dataclass(frozen=True)
class Tables:
    """The bundled tables, by the code of the 2020 census table."""

    units: Mapping[str, CensusUnit]
    populations: Mapping[str, tuple[PopulationCount, ...]]
    groups: Mapping[str, tuple[GroupCount, ...]]
    crossings: tuple[Crossing, ...]
    comparability: Mapping[str, tuple[Comparability, ...]]
    sources: Mapping[str, CensusSource]
    fingerprint: str

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Names of all groups that any row counts."""
        return frozenset(row.group for rows in self.groups.values() for row in rows)

    def population(self, unit: str, year: int) -> PopulationCount | None:
        """Residents of a unit in a year, if there is a figure."""
        return next((row for row in self.populations.get(unit, ()) if row.year == year), None)

    def group(self, unit: str, year: int, group: str) -> GroupCount | None:
        """People of a group in a year, if there is a figure."""
        rows = self.groups.get(unit, ())
        return next((row for row in rows if row.year == year and row.group == group), None)


@lru_cache(maxsize=1)
def read_tables() -> Tables:
    """All bundled tables; read once.

    Examples
    --------
    >>> read_tables().population("630200", 2020).population
    1358471
    """
    digest = hashlib.sha256()
    for name in _FILES:
        digest.update(hashlib.sha256((_FOLDER / f"{name}.csv").read_bytes()).digest())
    sources = {
        row["id"]: CensusSource(row["id"], row["citation"], row["url"], row["licence"], row["note"])
        for row in _rows("sources")
    }
    units = {
        row["adcode"]: CensusUnit(
            row["adcode"], row["name_zh"], row["name_en"], row["level"], row["parent_adcode"]
        )
        for row in _rows("units")
    }
    crossings = tuple(
        Crossing(
            row["adcode_census"], row["adcode_polygon"], row["reason"], row["layer"], row["note"]
        )
        for row in _rows("crosswalk")
    )
    comparability: dict[str, list[Comparability]] = defaultdict(list)
    for row in _rows("comparability"):
        item = Comparability(row["adcode"], row["reason"], row["detail"])
        comparability[item.unit].append(item)
    return Tables(
        units=units,
        populations=_populations(sources),
        groups=_groups(),
        crossings=crossings,
        comparability={code: tuple(items) for code, items in comparability.items()},
        sources=sources,
        fingerprint=digest.hexdigest(),
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _populations(sources: Mapping[str, CensusSource]) -> dict[str, tuple[PopulationCount, ...]]:
    found: dict[str, list[PopulationCount]] = defaultdict(list)
    for row in _rows("population"):
        source = row["source"]
        estimate = source.startswith("est")
        note = sources[source].note if estimate or source == "nbs2010_other_extent" else ""
        found[row["adcode"]].append(
            PopulationCount(int(row["year"]), int(row["population"]), source, note, not estimate)
        )
    return {code: tuple(rows) for code, rows in found.items()}


def _groups() -> dict[str, tuple[GroupCount, ...]]:
    found: dict[str, list[GroupCount]] = defaultdict(list)
    for row in _rows("ethnicity"):
        width, share = row["half_width"], row["share_as_printed"]
        found[row["adcode"]].append(
            GroupCount(
                year=int(row["year"]),
                group=row["group"],
                population=int(row["population"]),
                half_width=int(width) if width else None,
                share_as_printed=float(share) if share else None,
                source=row["source"],
            )
        )
    return {code: tuple(rows) for code, rows in found.items()}
