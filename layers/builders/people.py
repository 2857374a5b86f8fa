"""Residents, density, change, and shares of groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from geodata.census import complement_change, population_change
from geodata.facts import Facts
from geodata.i18n import _
from layers.tables import COLUMNS, EvidenceKind, LayerTable
from layers.view import MapView, View
from layers.wording import number

__all__ = [
    "build_change",
    "build_complement",
    "build_complement_change",
    "build_density",
    "build_group_share",
    "build_population",
    "values_of",
]


def build_population(facts: Facts, view: View) -> LayerTable:
    """Return residents in the census of the view's year, as counted."""
    people = facts.census.population(view.map.level, view.map.year).sort_index()
    frame = _census_frame(people, people["value"], list(people["note"]))
    return LayerTable("population", view.map.level, EvidenceKind.CENSUS, _("residents"), frame)


def build_density(facts: Facts, view: View) -> LayerTable:
    """Return residents per square kilometre in the view's year.

    The area is that of the boundaries in use, without land that is claimed but not
    administered; lakes count as land.
    """
    people = facts.census.population(view.map.level, view.map.year).sort_index()
    area = pd.Series({code: facts.regions.area_km2(code) for code in people.index}, dtype=float)
    notes = [
        note
        if pd.isna(count)
        else _("{persons} residents on {square} km²").format(
            persons=number(count), square=number(round(square))
        )
        + (f". {note}" if note else "")
        for count, square, note in zip(people["value"], area, people["note"], strict=True)
    ]
    frame = _census_frame(people, people["value"] / area, notes)
    return LayerTable(
        "population_density", view.map.level, EvidenceKind.CENSUS, _("residents per km²"), frame
    )


def build_change(earlier: int, later: int, facts: Facts, view: View) -> LayerTable:
    """Return the change of residents between two censuses, in per cent of the earlier one.

    See :func:`geodata.census.population_change` for what is compared and what is not.
    """
    change = population_change(facts.census, view.map.level, earlier, later).sort_index()
    frame = change.assign(n_events=0, n_roots=0)[list(COLUMNS)]
    return LayerTable(
        f"population_change_{earlier}_{later}",
        view.map.level,
        EvidenceKind.CENSUS,
        _("% of the earlier census"),
        frame,
    )


def _census_frame(people: pd.DataFrame, value: pd.Series, notes: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": value,
            "low": value,
            "high": value,
            "status": people["status"],
            "n_events": 0,
            "n_roots": 0,
            "source": people["source"],
            "note": notes,
        }
    )


def build_complement(facts: Facts, view: View) -> LayerTable:
    """Return the share of residents outside the majority in the view's year, in per cent.

    Persons are printed for few units; elsewhere the share is printed with two decimals,
    and ``low`` and ``high`` are what that rounding leaves open. It is no one group.
    """
    shares = facts.census.complement(view.map.level, view.map.year)
    return _share_table(view.map.layer, shares, view)


def build_group_share(group: str, year: int, facts: Facts, view: View) -> LayerTable:
    """Return the share of residents counted in one named group in a census, in per cent.

    Where nothing is held the status says so, or that the unit's list does not name the group.
    """
    return _share_table(view.map.layer, facts.census.group(view.map.level, year, group), view)


def build_complement_change(earlier: int, later: int, facts: Facts, view: View) -> LayerTable:
    """Return the change of the share outside the majority, in percentage points, with its bounds.

    See :func:`geodata.census.complement_change` for what is compared and what is not.
    """
    change = complement_change(facts.census, view.map.level, earlier, later).sort_index()
    frame = change.assign(n_events=0, n_roots=0)[list(COLUMNS)]
    return LayerTable(
        view.map.layer, view.map.level, EvidenceKind.CENSUS, _("percentage points"), frame
    )


def values_of(
    build: Callable[[Facts, View], LayerTable], facts: Facts, years: Sequence[int]
) -> list[list[float]]:
    """Return the values that a builder gives, one list for each level and year.

    Without years it is asked once for each level.
    """
    return [
        build(facts, View(MapView("", level, "", year))).frame["value"].dropna().tolist()
        for level in facts.geography.levels
        for year in years or (0,)
    ]


def _share_table(layer_id: str, shares: pd.DataFrame, view: View) -> LayerTable:
    ordered = shares.sort_index()
    frame = pd.DataFrame(
        {
            "value": ordered["value"],
            "low": ordered["low"],
            "high": ordered["high"],
            "status": ordered["status"],
            "n_events": 0,
            "n_roots": 0,
            "source": ordered["source"],
            "note": [_note(row) for row in ordered.itertuples()],
        }
    )
    return LayerTable(layer_id, view.map.level, EvidenceKind.CENSUS, _("% of residents"), frame)


def _note(row: Any) -> str:
    if pd.isna(row.value):
        return str(row.note)
    rounded = pd.notna(row.half_width) and row.half_width > 0
    said = (
        _("{persons} of {all} residents, within {width} (from the printed share)")
        if rounded
        else _("{persons} of {all} residents")
    )
    persons = said.format(
        persons=number(round(row.persons)),
        all=number(row.population),
        width=number(row.half_width) if rounded else "",
    )
    return f"{persons}. {row.note}" if row.note else persons
