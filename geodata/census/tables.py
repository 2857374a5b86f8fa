"""The census tables of a geography: one record per unit and year."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

from geodata.errors import CensusError
from geodata.i18n import _

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
    ``None`` where that is not known. ``share_as_printed`` is the printed share of the
    *complement* in percent, also on the row of the majority; ``None`` if none was printed.
    The complement contains all groups but the majority: do not add them up.
    """

    year: int
    group: str
    population: int
    half_width: int | None
    share_as_printed: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """A reason not to compare the figures of the last two censuses of a unit."""

    unit: str
    reason: str
    detail: str


_FILES = ("census_units", "population", "groups", "crosswalk", "comparability", "sources")


@dataclass(frozen=True, slots=True)
class CensusUnit:
    """A row of the census table; ``level`` may be ``zone``, which has no polygon."""

    code: str
    name: str
    name_en: str
    level: str
    parent: str

    @property
    def words(self) -> str:
        """Name and code as they stand in notes."""
        name = self.name_en or self.name
        return f"{name} ({self.code})" if name else self.code


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
    """The tables, by the code of the latest census table."""

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


@lru_cache(maxsize=8)
def read_tables(folder: Path | None) -> Tables:
    """All census tables in the folder of a geography; empty where there are none.

    Raises
    ------
    CensusError
        If a table lacks a column or holds something else than a number; the message names
        file, line and column.

    Examples
    --------
    >>> from geodata.geography import BUNDLED_GEOGRAPHY
    >>> read_tables(BUNDLED_GEOGRAPHY).population("630200", 2020).population
    1358471
    """
    digest = hashlib.sha256()
    for name in _FILES:
        path = None if folder is None else folder / f"{name}.csv"
        if path is not None and path.is_file():
            digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    read = partial(_rows, folder)
    sources = {
        row["id"]: CensusSource(row["id"], row["citation"], row["url"], row["licence"], row["note"])
        for row in read("sources", ("id", "citation", "url", "licence", "note"))
    }
    units = {
        row["code"]: CensusUnit(
            row["code"], row["name"], row["name_en"], row["level"], row["parent"]
        )
        for row in read("census_units", ("code", "name", "name_en", "level", "parent"))
    }
    crossings = tuple(
        Crossing(row["unit"], row["region"], row["reason"], row["layer"], row["note"])
        for row in read("crosswalk", ("unit", "region", "reason", "layer", "note"))
    )
    comparability: dict[str, list[Comparability]] = defaultdict(list)
    for row in read("comparability", ("unit", "reason", "detail")):
        item = Comparability(row["unit"], row["reason"], row["detail"])
        comparability[item.unit].append(item)
    populations, groups = _populations(folder, sources), _groups(folder)
    for code in (*populations, *groups, *(each.unit for each in crossings)):
        # The table of units is optional: a code that has figures is a unit.
        units.setdefault(code, CensusUnit(code, "", "", "", ""))
    return Tables(
        units=units,
        populations=populations,
        groups=groups,
        crossings=crossings,
        comparability={code: tuple(items) for code, items in comparability.items()},
        sources=sources,
        fingerprint=digest.hexdigest(),
    )


def _rows(
    folder: Path | None, name: str, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[dict[str, str]]:
    """Yield the rows of an optional table; columns that may be missing are then empty."""
    path = None if folder is None else folder / f"{name}.csv"
    if path is None or not path.is_file():
        return
    try:
        reader = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, ValueError) as error:
        raise CensusError(
            _("It cannot be read as UTF-8."), where=path.name, remedy=_("Save it as UTF-8.")
        ) from error
    missing = [each for each in needed if each not in (reader.fieldnames or ())]
    if missing:
        raise CensusError(
            _("The column {names} is missing.").format(names=", ".join(missing)),
            where=path.name,
            remedy=_("Write the columns {names}.").format(names=", ".join(needed)),
        )
    for row in reader:
        yield {each: (row.get(each) or "").strip() for each in (*needed, *optional)}


def _number(row: Mapping[str, str], column: str, name: str, line: int) -> int:
    text = row[column]
    if text.isascii() and text.isdecimal():
        return int(text)
    raise CensusError(
        _("{text!r} is not a whole number.").format(text=text[:40]),
        where=f"{name}.csv line {line}, {column}",
        remedy=_("Write plain digits."),
    )


def _populations(
    folder: Path | None, sources: Mapping[str, CensusSource]
) -> dict[str, tuple[PopulationCount, ...]]:
    found: dict[str, list[PopulationCount]] = defaultdict(list)
    name, needed = "population", ("code", "year", "population")
    for line, row in enumerate(_rows(folder, name, needed, ("status", "source", "note")), 2):
        source = sources.get(row["source"])
        note = row["note"] or (source.note if source and row["status"] else "")
        found[row["code"]].append(
            PopulationCount(
                _number(row, "year", name, line),
                _number(row, "population", name, line),
                row["source"],
                note,
                row["status"] != "estimate",
            )
        )
    return {code: tuple(rows) for code, rows in found.items()}


def _groups(folder: Path | None) -> dict[str, tuple[GroupCount, ...]]:
    found: dict[str, list[GroupCount]] = defaultdict(list)
    name, needed = "groups", ("code", "year", "group", "population")
    optional = ("share_as_printed", "half_width", "source")
    for line, row in enumerate(_rows(folder, name, needed, optional), 2):
        width, share = row["half_width"], row["share_as_printed"]
        found[row["code"]].append(
            GroupCount(
                year=_number(row, "year", name, line),
                group=row["group"],
                population=_number(row, "population", name, line),
                half_width=_number(row, "half_width", name, line) if width else None,
                share_as_printed=_share(share, line) if share else None,
                source=row["source"],
            )
        )
    return {code: tuple(rows) for code, rows in found.items()}


def _share(text: str, line: int) -> float:
    try:
        return float(text)
    except ValueError:
        raise CensusError(
            _("{text!r} is not a number.").format(text=text[:40]),
            where=f"groups.csv line {line}, share_as_printed",
            remedy=_("Write per cent with a decimal point."),
        ) from None
