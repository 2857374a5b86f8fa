"""Views of the bundled atlas, and of data sets on its regions, with what a test is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodata.errors import ViewError
from geodata.facts import Facts
from layers.address import parse_view
from layers.view import Assumptions, MapView, Measure, View
from tests.levels import PREFECTURE

__all__ = ["LAYER_IDS", "OPENING", "assuming", "read_view", "view_with"]

OPENING = View(
    MapView("non_han_share", PREFECTURE, "630000", 2020), assume=Assumptions(base_year=2020)
)
"""The view with which the bundled atlas opens."""

LAYER_IDS = (
    *("non_han_share", "population", "population_density"),
    *(f"population_change_{period}" for period in ("2010_2020", "2000_2010", "2000_2020")),
    "non_han_change_2010_2020",
    *(f"{group}_share_2000" for group in ("tibetan", "hui", "tu", "salar", "mongol")),
    *("documented_events", "independent_roots", "documented_purchases", "published_range"),
    *("documentation_by_non_han", "estimates", "collected_bounds", "even_spread"),
)
"""Ids of layers of the bundled atlas, as links that were made long ago name them."""


def view_with(**choices: Any) -> View:
    """Return the opening view of the bundled atlas with other choices."""
    return OPENING.choose(**choices)


def assuming(measure: Measure = Measure.IRIS_SCANS, *args: Any, **others: Any) -> Assumptions:
    """Return assumptions on the residents of 2020."""
    return Assumptions(measure, *args, **{"base_year": 2020, **others})


def read_view(params: Mapping[str, str], facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    """Return the view of an address and all that could not be followed as it stands."""
    asked = parse_view(params, facts)
    return asked.view, (*asked.problems, *asked.moved)
