"""How many people live in a region, per square kilometre, and how that changed."""

from __future__ import annotations

import pandas as pd

from geodata.census import population_change
from geodata.facts import Facts
from geodata.i18n import _
from layers.tables import COLUMNS, EvidenceKind, LayerTable
from layers.view import View
from layers.wording import number

__all__ = ["build_change", "build_density", "build_population"]


def build_population(facts: Facts, view: View) -> LayerTable:
    """Return residents in the census of the view's year, as counted."""
    people = facts.census.population(view.level, view.year).sort_index()
    frame = _census_frame(people, people["value"], list(people["note"]))
    return LayerTable("population", view.level, EvidenceKind.CENSUS, _("residents"), frame)


def build_density(facts: Facts, view: View) -> LayerTable:
    """Return residents per square kilometre in the view's year.

    The area is that of the boundaries in use, without land that is claimed but not
    administered; lakes count as land.
    """
    people = facts.census.population(view.level, view.year).sort_index()
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
        "population_density", view.level, EvidenceKind.CENSUS, _("residents per km²"), frame
    )


def build_change(earlier: int, later: int, facts: Facts, view: View) -> LayerTable:
    """Return the change of residents between two censuses, in per cent of the earlier one.

    See :func:`geodata.census.population_change` for what is compared and what is not.
    """
    change = population_change(facts.census, view.level, earlier, later).sort_index()
    frame = change.assign(n_events=0, n_roots=0)[list(COLUMNS)]
    return LayerTable(
        f"population_change_{earlier}_{later}",
        view.level,
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
