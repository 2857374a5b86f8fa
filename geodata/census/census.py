"""Population and groups, joined with the outlines that there are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pandas as pd

from geodata.census.resolve import Resolution, Resolver, group_sum, percent, population_sum
from geodata.census.tables import (
    CensusSource,
    Comparability,
    GroupCount,
    PopulationCount,
    Tables,
    read_tables,
)
from geodata.errors import CensusError, UnknownRegion
from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import CellStatus, Level

__all__ = ["Census", "load_census"]

_PEOPLE = "population"
_WORDS = ["status", "source", "note"]
_POPULATION = ["value", *_WORDS]
_SHARE = ["value", "low", "high", "persons", "half_width", "population", *_WORDS]


class Census:
    """The census tables on the outlines of one set of boundaries.

    Figures are as counted on the units of the latest census; a note says where the outline
    holds more or less than the count. A geography without tables has no years, and every
    value is then "not covered", never zero.
    """

    def __init__(self, tables: Tables, regions: Regions) -> None:
        self._tables = tables
        self._regions = regions
        self._plan = regions.geography.census
        self._resolver = Resolver(tables, regions)
        self._frames: dict[tuple[str, Level, int], pd.DataFrame] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years of censuses, earliest first; empty where there is no census."""
        return self._plan.years

    @property
    def compared_since(self) -> int:
        """First census whose boundaries were compared unit by unit with the next."""
        return self._plan.compared_since

    def other_ground(self, code: str, level: Level, year: int) -> list[str]:
        """Why figures of a year describe other ground than the unit's of today."""
        return [
            each.note
            for each in self._plan.other_ground
            if each.year == year and each.level == level and self._lies_in(code, (each.within,))
        ]

    @property
    def group_names(self) -> tuple[str, ...]:
        """Named groups that any table counts, sorted: no majority, no complement, no rest."""
        apart = {self._plan.majority, self._plan.complement, *self._plan.unnamed}
        return tuple(sorted(self._tables.group_names - apart))

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the tables."""
        return self._tables.fingerprint

    def population(self, level: Level, year: int) -> pd.DataFrame:
        """Residents of every unit of a level.

        Parameters
        ----------
        level : Level
        year : int
            One of :attr:`years`.

        Returns
        -------
        pandas.DataFrame
            Index: region code, sorted, one row a polygon. Columns: ``value``
            (persons, NaN if unknown), ``status`` (:class:`CellStatus`), ``source``
            (id, ``""`` if none; several are joined by ``"; "``), ``note``.

        Raises
        ------
        CensusError
            If the year is not a census year.
        """
        return self._frame(_PEOPLE, level, year)

    def complement(self, level: Level, year: int) -> pd.DataFrame:
        """Share of people counted outside the majority, of every unit of a level.

        The complement is everyone counted in any other group: never one named group.

        Parameters
        ----------
        level : Level
        year : int
            One of :attr:`years`.

        Returns
        -------
        pandas.DataFrame
            Index: region code, sorted, one row a polygon. Columns: ``value``, ``low``
            and ``high`` (percent; the bounds come from rounding and are NaN where
            that is not known), ``persons``, ``half_width`` (persons: the true number
            lies within ``persons`` ± ``half_width``), ``population``, ``status``,
            ``source``, ``note``.

        Raises
        ------
        CensusError
            If the year is not a census year.
        """
        return self._frame(self._plan.complement, level, year)

    def group(self, level: Level, year: int, group: str) -> pd.DataFrame:
        """Share of people counted in one group, of every unit of a level.

        Named groups are counted here for few units and few years; where a unit's list
        does not name the group, there is no record, which is not zero.

        Parameters
        ----------
        level : Level
        year : int
            One of :attr:`years`.
        group : str
            Name of the group in ``groups.csv``.

        Returns
        -------
        pandas.DataFrame
            As for :meth:`complement`.

        Raises
        ------
        CensusError
            If the year is not a census year, or no table names the group.
        """
        if group not in self._tables.group_names:
            raise CensusError(
                _("No census table names a group {group!r}.").format(group=group),
                where="groups.csv",
                remedy=_("Choose one of {names}.").format(
                    names=", ".join(sorted(self._tables.group_names))
                ),
            )
        return self._frame(group, level, year)

    def groups(self, code: str) -> tuple[GroupCount, ...]:
        """Every count of a group in a unit, by year and group.

        For an outline that stands for several census units, sums of what all of them
        have. The lists are often partial: see :class:`GroupCount`.

        Raises
        ------
        UnknownRegion
            If no region has this code.
        """
        units = self._resolution(code).units
        if len(units) == 1:
            rows = self._tables.groups.get(units[0], ())
            return tuple(sorted(rows, key=lambda row: (row.year, row.group)))
        keys = {
            (row.year, row.group) for unit in units for row in self._tables.groups.get(unit, ())
        }
        summed = (group_sum(self._tables, units, year, group) for year, group in sorted(keys))
        return tuple(row for row in summed if row is not None)

    def populations(self, code: str) -> tuple[PopulationCount, ...]:
        """Every count or estimate of the residents of a unit, by year.

        Raises
        ------
        UnknownRegion
            If no region has this code.
        """
        units = self._resolution(code).units
        if len(units) == 1:
            return tuple(
                sorted(self._tables.populations.get(units[0], ()), key=lambda row: row.year)
            )
        years = {row.year for unit in units for row in self._tables.populations.get(unit, ())}
        summed = (population_sum(self._tables, units, year) for year in sorted(years))
        return tuple(row for row in summed if row is not None)

    def comparability(self, code: str) -> tuple[Comparability, ...]:
        """Reasons not to compare the last two censuses; empty if there is none.

        Raises
        ------
        UnknownRegion
            If no region has this code.
        """
        resolution = self._resolution(code)
        found = [
            item for unit in resolution.units for item in self._tables.comparability.get(unit, ())
        ]
        if resolution.status is CellStatus.NOT_COMPARABLE:
            found.append(Comparability(code, "split", resolution.note))
        return tuple(found)

    def source(self, source_id: str) -> CensusSource:
        """What a source id means; ids joined by ``"; "`` give their citations joined.

        Raises
        ------
        CensusError
            If no table has this id.
        """
        try:
            found = [self._tables.sources[part] for part in source_id.split("; ")]
        except KeyError:
            raise CensusError(
                _("There is no census source {source_id!r}.").format(source_id=source_id),
                where="sources.csv",
                remedy=_("Use an id from a column 'source'."),
            ) from None
        if len(found) == 1:
            return found[0]
        joined = (
            "; ".join(dict.fromkeys(getattr(each, field) for each in found if getattr(each, field)))
            for field in ("citation", "url", "licence", "note")
        )
        return CensusSource(source_id, *joined)

    def units_without_outline(self) -> tuple[str, ...]:
        """Return the codes of the tables that no outline stands for, nor holds a part of."""
        geography = self._regions.geography
        held = {self._plan.code or geography.root}
        for level in geography.levels:
            for code in self._regions.codes(level):
                held.update(self._resolution(code).units)
        held.update(each.unit for each in self._tables.crossings if each.polygon in self._regions)
        counted = {*self._tables.populations, *self._tables.groups}
        return tuple(sorted(counted - held))

    def crowded_units(self) -> Iterator[tuple[str, int, str]]:
        """Yield code, year and words of each unit whose groups are more than its residents."""
        for code, rows in self._tables.groups.items():
            for year in sorted({row.year for row in rows}):
                people = self._tables.population(code, year)
                if people is None:
                    continue
                counts = {row.group: row for row in rows if row.year == year}
                rest = counts.pop(self._plan.complement, None)
                named = sum(row.population - (row.half_width or 0) for row in counts.values())
                if named > people.population:
                    yield code, year, f"{named:,} > {people.population:,}"
                elif rest and rest.population - (rest.half_width or 0) > people.population:
                    yield code, year, f"{rest.population:,} > {people.population:,}"

    @property
    def sources(self) -> Mapping[str, CensusSource]:
        """Everything that ``sources.csv`` lists, by id."""
        return self._tables.sources

    def source_ids(self) -> frozenset[str]:
        """Return the ids of all sources that a figure names."""
        people = {row.source for rows in self._tables.populations.values() for row in rows}
        groups = {row.source for rows in self._tables.groups.values() for row in rows}
        return frozenset((people | groups) - {""})

    def _lies_in(self, code: str, within: Sequence[str]) -> bool:
        return not {code, *self._regions.ancestors(code)}.isdisjoint(within)

    def _resolution(self, code: str) -> Resolution:
        if code not in self._regions:
            raise UnknownRegion(
                _("No region has the code {code!r}.").format(code=code),
                where="census",
                remedy=self._regions.geography.code_hint,
            )
        whole = code == self._regions.geography.root
        return self._resolver.resolve((self._plan.code or code) if whole else code)

    def _frame(self, kind: str, level: Level, year: int) -> pd.DataFrame:
        if year not in self.years:
            raise CensusError(
                _("{year} is not a year of these census tables.").format(year=year),
                where="census",
                remedy=_("Choose one of {names}.").format(
                    names=", ".join(map(str, self.years)) or _("none")
                ),
            )
        key = (kind, level, year)
        if key not in self._frames:
            codes = self._regions.codes(level)
            rows = [
                self._people(code, year) if kind == _PEOPLE else self._share(code, year, kind)
                for code in codes
            ]
            columns = _POPULATION if kind == _PEOPLE else _SHARE
            self._frames[key] = _table(rows, codes, columns)
        return self._frames[key].copy()

    def _people(self, code: str, year: int) -> dict[str, object]:
        resolution = self._resolution(code)
        row = population_sum(self._tables, resolution.units, year)
        if row is None:
            return self._missing(code, resolution, year)
        note = " ".join(part for part in (resolution.note, row.note) if part)
        return {
            "value": row.population,
            "status": CellStatus.REPORTED if row.population else CellStatus.REPORTED_ZERO,
            "source": row.source,
            "note": note,
        }

    def _share(self, code: str, year: int, name: str) -> dict[str, object]:
        resolution = self._resolution(code)
        people = population_sum(self._tables, resolution.units, year)
        group = group_sum(self._tables, resolution.units, year, name)
        if people is None or (group is None and name == self._plan.complement):
            return self._missing(code, resolution, year)
        if group is None:
            return self._no_group(code, year, name)
        if not people.population:
            note = _("No residents were counted, so there is no share.")
            return {"status": CellStatus.NO_RECORD, "source": people.source, "note": note}
        low, value, high = percent(group, people.population)
        notes = [resolution.note, people.note]
        if group.half_width is None:
            notes.append(_("The rounding of this figure is not known."))
        zero = group.population == 0 and group.half_width == 0
        return {
            "value": value,
            "low": low,
            "high": high,
            "persons": group.population,
            "half_width": math.nan if group.half_width is None else group.half_width,
            "population": people.population,
            "status": CellStatus.REPORTED_ZERO if zero else CellStatus.REPORTED,
            "source": group.source,
            "note": " ".join(note for note in notes if note),
        }

    def _no_group(self, code: str, year: int, name: str) -> dict[str, object]:
        if any(row.year == year and row.group != self._plan.majority for row in self.groups(code)):
            named = _(
                "The list of groups of {year} held for this unit does not name {name}."
            ).format(year=year, name=name)
            return {"status": CellStatus.NO_RECORD, "source": "", "note": named}
        note = _("No figures by group are held for this unit in {year}.").format(year=year)
        return {"status": CellStatus.NOT_COVERED, "source": "", "note": note}

    def _missing(self, code: str, resolution: Resolution, year: int) -> dict[str, object]:
        if not resolution.units:
            return {"status": resolution.status, "source": "", "note": resolution.note}
        for partial in self._plan.partial:
            if year == partial.year and not self._lies_in(code, partial.within):
                return {"status": CellStatus.NOT_COVERED, "source": "", "note": partial.note}
        note = _("The tables of {year} have no figure.").format(year=year)
        if year in self.years[-2:-1]:
            items = [
                row for unit in resolution.units for row in self._tables.comparability.get(unit, ())
            ]
            details = [row.detail for row in items if row.reason == "new_unit"]
            found = [text.removeprefix(f"no {year} figure").strip("; ") for text in details]
            founded = _("Founded later: its {what}.")
            note = " ".join((note, *(founded.format(what=text) for text in found if text)))
        return {"status": CellStatus.NO_RECORD, "source": "", "note": note}


def _table(
    rows: Sequence[dict[str, object]], codes: Sequence[str], columns: Sequence[str]
) -> pd.DataFrame:
    index = pd.Index(list(codes), name="code")
    # Words of an enum would silently become plain text in a column of another type.
    series = {
        name: pd.Series([row[name] for row in rows], index=index, dtype=object)
        if name in _WORDS
        else pd.Series([row.get(name, math.nan) for row in rows], index=index, dtype=float)
        for name in columns
    }
    return pd.DataFrame(series)


@lru_cache(maxsize=8)
def load_census(regions: Regions) -> Census:
    """The census tables of a geography on its outlines; loaded once for each."""
    return Census(read_tables(regions.geography.folder), regions)
