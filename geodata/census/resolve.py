"""Census units behind one outline, and their figures summed."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodata.census.tables import Crossing, GroupCount, PopulationCount, Tables
from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import CellStatus

__all__ = ["Resolution", "Resolver", "group_sum", "percent", "population_sum"]

_ROUNDING = 0.005


def population_sum(tables: Tables, units: Sequence[str], year: int) -> PopulationCount | None:
    """Residents of several units together, or ``None`` if one of them has no figure."""
    rows = [row for unit in units if (row := tables.population(unit, year))]
    if not rows or len(rows) < len(units):
        return None
    return PopulationCount(
        year=year,
        population=sum(row.population for row in rows),
        source=_joined(row.source for row in rows),
        note=" ".join(dict.fromkeys(row.note for row in rows if row.note)),
        is_census=all(row.is_census for row in rows),
    )


def group_sum(tables: Tables, units: Sequence[str], year: int, group: str) -> GroupCount | None:
    """People of a group in several units together, with their half-widths added.

    ``None`` if one of the units has no figure.
    """
    rows = [row for unit in units if (row := tables.group(unit, year, group))]
    if not rows or len(rows) < len(units):
        return None
    if len(rows) == 1:
        return rows[0]
    widths = [row.half_width for row in rows]
    return GroupCount(
        year=year,
        group=group,
        population=sum(row.population for row in rows),
        half_width=None if None in widths else sum(width or 0 for width in widths),
        share_as_printed=None,
        source=_joined(row.source for row in rows),
    )


def percent(group: GroupCount, population: int) -> tuple[float, float, float]:
    """Low, value and high share in percent; the bounds are NaN where unknown.

    A printed share keeps its own rounding; otherwise the bounds follow from the
    half-width in persons.

    Examples
    --------
    >>> percent(GroupCount(2020, "non_Han_total", 640_081, 0, None, "qhyb2022"), 1_280_162)
    (50.0, 50.0, 50.0)
    """
    value = 100 * group.population / population
    if group.half_width is None:
        return math.nan, value, math.nan
    if group.half_width and group.share_as_printed is not None:
        value = group.share_as_printed
        return max(0.0, value - _ROUNDING), value, min(100.0, value + _ROUNDING)
    low = 100 * (group.population - group.half_width) / population
    high = 100 * (group.population + group.half_width) / population
    return max(0.0, low), value, min(100.0, high)


def _joined(sources: Iterable[str]) -> str:
    return "; ".join(sorted(set(sources)))


_PERCENT = re.compile(r"about (\d+) %")
_ONE_TO_ONE = frozenset({"recoded", "renamed", "no_counties"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The census units whose sum is one polygon.

    If ``units`` is empty, ``status`` and ``note`` say why. Otherwise ``note`` says
    what the figure holds beyond, or lacks of, what lies in the outline.
    """

    units: tuple[str, ...]
    status: CellStatus
    note: str


class Resolver:
    """From polygon codes to census units.

    Parameters
    ----------
    tables : Tables
    regions : Regions
        The outlines, and the years and levels of their geography.
    """

    def __init__(self, tables: Tables, regions: Regions) -> None:
        self._tables = tables
        self._regions = regions
        self._levels = regions.geography.levels
        self._year = max(regions.geography.census.years, default=0)
        self._to: Mapping[str, list[Crossing]] = _by(tables.crossings, "polygon")
        self._donors: Mapping[str, list[Crossing]] = _by(
            (each for each in tables.crossings if each.reason == "split"), "unit"
        )
        self._moved = self._across_borders()

    def resolve(self, code: str) -> Resolution:
        """Census units of the polygon with this code, on whichever level it stands."""
        own = code in self._tables.units
        rows = [each for each in self._to.get(code, []) if each.reason not in {"zone", "heading"}]
        split = [each for each in rows if each.reason == "split"]
        if split:
            return self._split(split)
        merged = {each.unit for each in rows if each.reason == "merged"}
        replaced = {each.unit for each in rows if each.reason in _ONE_TO_ONE}
        if own and not self._is_municipality(code):
            units = {code} | merged
        elif own:
            units = {code}
        else:
            units = merged | replaced
        if not units:
            note = _("No row of the census tables leads to this outline.")
            return Resolution((), CellStatus.NOT_COVERED, note)
        ordered = tuple(sorted(units))
        return Resolution(ordered, CellStatus.REPORTED, self._notes(code, ordered))

    def _is_municipality(self, code: str) -> bool:
        return self._tables.units[code].level == self._levels[0]

    def _split(self, rows: list[Crossing]) -> Resolution:
        rows = [each for each in rows if each.layer == self._levels[-1]] or rows
        units = sorted({each.unit for each in rows})
        shared = {each.unit: {row.polygon for row in self._donors[each.unit]} for each in rows}
        redrawn = any(unit in polygons for unit, polygons in shared.items())
        named = ", ".join(self._tables.units[unit].words for unit in units)
        if redrawn:
            group = sorted(set().union(*shared.values()))
            note = _(
                "Redrawn after the census. It covers all or part of {named} as counted in "
                "{year}; the census has no figure for this outline alone (outlines concerned: "
                "{outlines})."
            ).format(named=named, year=self._year, outlines=", ".join(group))
            return Resolution((), CellStatus.NOT_COMPARABLE, note)
        note = _("Not counted apart in the census: its residents are counted with {named}.").format(
            named=named
        )
        return Resolution((), CellStatus.NO_RECORD, note)

    def _notes(self, code: str, units: tuple[str, ...]) -> str:
        notes = []
        if len(units) > 1:
            named = ", ".join(self._tables.units[unit].words for unit in units)
            notes.append(_("Sum of the census units {named}.").format(named=named))
        elif units[0] != code:
            notes.append(_("Counted as {name}.").format(name=self._tables.units[units[0]].words))
        zones = sorted({each.unit for each in self._to.get(code, []) if each.reason == "zone"})
        if zones:
            notes.append(
                _(
                    "Not included: zones that the census counts apart and that lie here wholly "
                    "or in part: {zones}."
                ).format(zones=self._zones(zones))
            )
        given = {row.polygon for unit in units for row in self._donors.get(unit, [])}
        if given:
            named = ", ".join(sorted(given))
            notes.append(
                _("Includes residents of {named}, drawn apart but not counted apart.").format(
                    named=named
                )
            )
        notes += self._moved.get(code, [])
        return " ".join(notes)

    def _zones(self, zones: list[str]) -> str:
        named = []
        for zone in zones:
            row = self._tables.population(zone, self._year)
            unit = self._tables.units[zone]
            name = unit.name_en or unit.name
            named.append(
                _("{name} ({code}, {people:,} people in {year})").format(
                    name=name, code=zone, people=row.population, year=self._year
                )
                if row
                else f"{name} ({zone})"
            )
        return "; ".join(named)

    def _wider(self, unit: str, region: str) -> Iterable[tuple[str, str]]:
        """Wider units that differ between a census unit and the outline that it is drawn in."""
        drawn = self._holders(region)
        counted = {self._tables.units[each].level: each for each in self._ancestors(unit)}
        for level in self._levels[-2::-1]:
            here, there = counted.get(level, ""), drawn.get(level, "")
            if here and there and here != there:
                yield here, there

    def _holders(self, region: str) -> dict[str, str]:
        """Units that hold an outline of the finest level, by level, also where it is not drawn."""
        geography = self._regions.geography
        wider = self._levels[:-1]
        held = {each: geography.holder(region, geography.finest, each) for each in wider}
        if any(held.values()) or region not in self._regions:
            return {level.value: code for level, code in held.items()}
        return {self._regions.level(each): each for each in self._regions.ancestors(region)}

    def _ancestors(self, unit: str) -> Iterator[str]:
        seen = {unit}
        while (found := self._tables.units.get(unit)) and found.parent not in seen:
            unit = found.parent
            seen.add(unit)
            if unit in self._tables.units:
                yield unit

    def _across_borders(self) -> dict[str, list[str]]:
        """Notes for prefectures and provinces whose parts are drawn in a neighbour."""
        notes: dict[str, list[str]] = defaultdict(list)
        for each in self._tables.crossings:
            if each.layer != self._levels[-1]:
                continue
            unit, polygon = self._tables.units[each.unit], each.polygon
            for counted, drawn in self._wider(unit.code, polygon):
                if each.reason == "split" and counted not in self._donors and drawn == polygon:
                    notes[counted].append(
                        _("Includes residents of {polygon}, drawn apart.").format(polygon=polygon)
                    )
                elif _mostly_there(each):
                    notes[counted].append(
                        _("Includes {unit}, which is drawn in {drawn}.").format(
                            unit=unit.words, drawn=drawn
                        )
                    )
                    if not any(unit.words in note for note in notes[drawn]):
                        notes[drawn].append(
                            _(
                                "Does not include {unit}, drawn here but counted in {counted}."
                            ).format(unit=unit.words, counted=counted)
                        )
        return notes


def _mostly_there(crossing: Crossing) -> bool:
    """Whether all or most of a census unit lies in the polygon."""
    if crossing.reason == "zone":
        share = _PERCENT.search(crossing.note)
        return share is not None and int(share[1]) > 50
    return crossing.reason == "merged"


def _by(crossings: Iterable[Crossing], field: str) -> Mapping[str, list[Crossing]]:
    found: dict[str, list[Crossing]] = defaultdict(list)
    for each in crossings:
        found[getattr(each, field)].append(each)
    return found
