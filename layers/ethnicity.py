"""What share of a region's residents is not Han."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.facts import Facts
from layers.tables import Label, LayerTable
from layers.view import View
from layers.wording import number

__all__ = ["build_non_han_share"]

YEAR = 2020


def build_non_han_share(facts: Facts, view: View) -> LayerTable:
    """Return the share of residents who are not Han in 2020, in per cent.

    Persons are printed for few units; elsewhere the share is printed with two decimals,
    and ``low`` and ``high`` are what that rounding leaves open. Not Han is not Tibetan.
    """
    shares = facts.census.non_han(view.level, YEAR).sort_index()

    frame = pd.DataFrame(
        {
            "value": shares["value"],
            "low": shares["low"],
            "high": shares["high"],
            "status": shares["status"],
            "n_events": 0,
            "n_roots": 0,
            "source": shares["source"],
            "note": [_note(row) for row in shares.itertuples()],
        }
    )
    return LayerTable("non_han_share_2020", view.level, Label.CENSUS, "% of residents", frame)


def _note(row: Any) -> str:
    if pd.isna(row.value):
        return str(row.note)
    persons = f"{number(round(row.persons))} of {number(row.population)} residents"
    if pd.notna(row.half_width) and row.half_width > 0:
        persons += f", within {number(row.half_width)} (from the printed share)"
    return f"{persons}. {row.note}" if row.note else persons
