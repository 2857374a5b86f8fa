"""Which events a view shows, and how many of them each region has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from geodata.facts import Facts
from geodata.model import CellStatus, Confidence, Event, Level, Modality, Status
from layers.tables import Label, LayerTable
from layers.view import COUNTRY, EventFilter, View

__all__ = ["build", "by_region", "count_by_region", "region_of", "shown_events"]

_KEPT = 64
"""Answers kept: one for each set of filters in recent use."""


def shown_events(view: View, facts: Facts) -> tuple[Event, ...]:
    """Return the events that a view shows, in order of their ids.

    Drafts and withdrawn events are never shown. Leads, context and events of low
    confidence are shown only where the view asks for them. The time of a view hides
    nothing here: it is a moment within what is shown.
    """
    return _shown(view.events, facts)


@lru_cache(maxsize=_KEPT)
def _shown(chosen: EventFilter, facts: Facts) -> tuple[Event, ...]:
    modality, kind, vendor = set(chosen.modality), set(chosen.kind), set(chosen.vendor)
    data = facts.dataset
    return tuple(
        event
        for event in data.events
        if event.status is Status.PUBLISHED
        and event.scope in chosen.scope
        and (not modality or not modality.isdisjoint(event.modality))
        and (not kind or event.kind in kind)
        and (not vendor or not vendor.isdisjoint(data.vendors_of(event.event_id)))
        and (chosen.low_confidence or data.confidence(event.event_id) is not Confidence.LOW)
    )


def region_of(event: Event, facts: Facts) -> str:
    """Return the code of the region an event is drawn as; ``""`` if it has no place."""
    return facts.placements[event.event_id].region


def by_region(events: Iterable[Event], facts: Facts) -> Mapping[str, tuple[Event, ...]]:
    """Return events by the region they are drawn as, which may be of any level."""
    grouped: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        code = region_of(event, facts)
        if code:
            grouped[code].append(event)
    return {code: tuple(grouped[code]) for code in sorted(grouped)}


def count_by_region(
    events: Iterable[Event], facts: Facts, level: Level
) -> Mapping[str, tuple[Event, ...]]:
    """Return events by region of one level, those of smaller regions included.

    An event known only for a wider region is not counted in its parts.
    """
    grouped: defaultdict[str, list[Event]] = defaultdict(list)
    codes = set(facts.regions.codes(level))
    for code, found in by_region(events, facts).items():
        if code == COUNTRY:
            continue
        for holder in (code, *facts.regions.ancestors(code)):
            if holder in codes:
                grouped[holder].extend(found)
                break
    return {code: tuple(found) for code, found in grouped.items()}


def build(facts: Facts, view: View) -> LayerTable:
    """Return the number of documented events per region.

    Events that concern no biometric data are context and never counted. A region without
    an event has no record. It is never 0: that nothing is documented
    does not mean that nothing happened.
    """
    codes = facts.regions.codes(view.level)
    collecting = (
        event for event in shown_events(view, facts) if event.modality != (Modality.NONE,)
    )
    found = count_by_region(collecting, facts, view.level)

    def roots(events: Iterable[Event]) -> int:
        return len(
            {root.source_id for event in events for root in facts.dataset.roots_of(event.event_id)}
        )

    counts = [len(found.get(code, ())) for code in codes]
    values = [float(count) if count else float("nan") for count in counts]
    frame = pd.DataFrame(
        {
            "value": values,
            "low": values,
            "high": values,
            "status": [CellStatus.REPORTED if count else CellStatus.NO_RECORD for count in counts],
            "n_events": counts,
            "n_roots": [roots(found.get(code, ())) for code in codes],
            "source": "",
            "note": ["" if count else "No event is documented here." for count in counts],
        },
        index=pd.Index(codes, name="region"),
    )
    return LayerTable("documented_events", view.level, Label.DOCUMENTED, "events", frame)
