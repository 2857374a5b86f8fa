"""Which census units one polygon stands for.

A polygon and a census unit with the same code are the same, unless the crosswalk
says otherwise. What the crosswalk cannot resolve is not estimated: the polygon gets
a status and a reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodata.census.tables import Crossing, Tables
from geodata.i18n import _
from geodata.model import CellStatus
from geodata.regions.hierarchy import guess_prefecture, province_of

__all__ = ["Resolution", "Resolver"]

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
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
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
        return self._tables.units[code].level == "province"

    def _split(self, rows: list[Crossing]) -> Resolution:
        rows = [each for each in rows if each.layer == "county"] or rows
        units = sorted({each.unit for each in rows})
        shared = {each.unit: {row.polygon for row in self._donors[each.unit]} for each in rows}
        redrawn = any(unit in polygons for unit, polygons in shared.items())
        named = ", ".join(self._tables.units[unit].words for unit in units)
        if redrawn:
            group = sorted(set().union(*shared.values()))
            note = _(
                "Redrawn after the census. It covers all or part of {named} as counted in "
                "2020; the census has no figure for this outline alone (outlines concerned: "
                "{outlines})."
            ).format(named=named, outlines=", ".join(group))
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
            row = self._tables.population(zone, 2020)
            unit = self._tables.units[zone]
            name = unit.name_en or unit.name_zh
            named.append(
                _("{name} ({code}, {people:,} people in 2020)").format(
                    name=name, code=zone, people=row.population
                )
                if row
                else f"{name} ({zone})"
            )
        return "; ".join(named)

    def _across_borders(self) -> dict[str, list[str]]:
        """Notes for prefectures and provinces whose parts are drawn in a neighbour."""
        notes: dict[str, list[str]] = defaultdict(list)
        for each in self._tables.crossings:
            if each.layer != "county":
                continue
            unit, polygon = self._tables.units[each.unit], each.polygon
            for counted, drawn in _wider(unit.code, polygon):
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


def _wider(unit: str, polygon: str) -> Iterable[tuple[str, str]]:
    """Prefectures and provinces that differ between a census unit and its polygon."""
    for widen in (guess_prefecture, province_of):
        counted, drawn = widen(unit), widen(polygon)
        if counted != drawn:
            yield counted, drawn


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
