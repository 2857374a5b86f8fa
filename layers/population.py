"""How many people live in a region, per square kilometre."""

from __future__ import annotations

import pandas as pd

from geodata.facts import Facts
from layers.tables import Label, LayerTable
from layers.view import View
from layers.wording import number

__all__ = ["build_density"]

YEAR = 2020


def build_density(facts: Facts, view: View) -> LayerTable:
    """Return residents per square kilometre in 2020.

    The area is that of the boundaries in use, without land that is claimed but not
    administered; lakes count as land.
    """
    people = facts.census.population(view.level, YEAR).sort_index()
    area = pd.Series({code: facts.regions.area_km2(code) for code in people.index}, dtype=float)
    density = people["value"] / area
    notes = [
        note
        if pd.isna(count)
        else f"{number(count)} residents on {number(round(square))} km²"
        + (f". {note}" if note else "")
        for count, square, note in zip(people["value"], area, people["note"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "value": density,
            "low": density,
            "high": density,
            "status": people["status"],
            "n_events": 0,
            "n_roots": 0,
            "source": people["source"],
            "note": notes,
        }
    )
    return LayerTable(
        "population_density_2020", view.level, Label.CENSUS, "residents per km²", frame
    )
