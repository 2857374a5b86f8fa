"""The view with which an atlas opens: as its data set says, else as its data suggest."""

from __future__ import annotations

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.model import Event, Level
from geodata.workspace import once_per_atlas
from layers.address.checks import dividing_level, with_likely_months, with_possible_choices
from layers.builders.census_facts import census_facts
from layers.events import by_region, chosen_events
from layers.view import Assumptions, EventFilter, MapView, View
from layers.view.parameters import read_parameters

__all__ = ["MOST_REGIONS", "opening_events", "opening_problems", "opening_view"]

MOST_REGIONS = 400
"""Regions that a map shows at most when it opens: with more, hardly any has room for its name."""


def opening_view(facts: Facts) -> View:
    """Return the view with which an atlas opens.

    It is what ``opening`` says in the data set's description, in the words of an address. What
    that leaves out or gets wrong follows from the data: the smallest area that holds every event
    with a place, divided at the finest level of at most :data:`MOST_REGIONS` regions; the layer
    of documented events; the newest census.
    """
    return _opening(facts)[0]


def opening_problems(facts: Facts) -> tuple[ViewError, ...]:
    """Return what the data set says of its opening view and this atlas cannot show."""
    return _opening(facts)[1]


def opening_events(facts: Facts) -> tuple[Event, ...]:
    """Return the events that an atlas opens with; where all are of low confidence, those."""
    shown = chosen_events(EventFilter(), facts)
    return shown or chosen_events(EventFilter(low_confidence=True), facts)


@once_per_atlas()
def _opening(facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    usual = _from_data(facts)
    choices, unread = read_parameters(
        facts.dataset.metadata.opening, facts.geography.levels, facts.subject
    )
    asked, unlikely = with_likely_months(usual.choose(**choices), facts)
    view, impossible = with_possible_choices(asked, facts, usual, choices)
    return view, (*unread, *unlikely, *impossible)


def _from_data(facts: Facts) -> View:
    area = _area_of_events(facts)
    newest = max(census_facts(facts).years, default=0)
    return View(
        MapView(
            layer="documented_events", level=_finest_level(facts, area), area=area, year=newest
        ),
        assume=Assumptions(base_year=newest),
    )


def _area_of_events(facts: Facts) -> str:
    """Return the smallest area that can be divided and holds every event with a place."""
    placed = set(by_region(opening_events(facts), facts))
    chains = [
        () if code == facts.geography.root else (code, *facts.regions.ancestors(code))
        for code in sorted(placed)
    ]
    shared = [
        code for code in (chains[0] if chains else ()) if all(code in chain for chain in chains)
    ]
    divided = (
        code for code in shared if len(facts.regions.codes(facts.geography.finest, code)) > 1
    )
    return next(divided, facts.geography.root)


def _finest_level(facts: Facts, area: str) -> Level:
    fitting = [
        level
        for level in facts.geography.levels
        if 1 < len(facts.regions.codes(level, area)) <= MOST_REGIONS
    ]
    return fitting[-1] if fitting else dividing_level(facts, area)
