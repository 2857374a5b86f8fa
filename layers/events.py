"""Which events a view shows, and how many of them each region has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from geodata.dataset import unlikely
from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import (
    CellStatus,
    Confidence,
    Event,
    Level,
    Modality,
    PartialDate,
    Scope,
    Status,
)
from geodata.workspace import once_per_atlas
from layers.interval import EventInterval, interval_of, month_number, month_of
from layers.recount import holder_of
from layers.tables import EvidenceKind, LayerTable
from layers.view import EventFilter, View
from layers.wording import number

__all__ = [
    "EVERY_EVENT",
    "build_event_counts",
    "by_region",
    "chosen_events",
    "collecting",
    "count_by_region",
    "counted_words",
    "event_table",
    "likely_months",
    "region_of",
    "shown_by_region",
    "shown_counted",
    "shown_events",
    "silence",
]

EVERY_EVENT = EventFilter((), (), (), tuple(Scope), low_confidence=True)
"""Lets every published event through."""

_SILENT = _("No event is documented here.")
_HIDDEN = _("No event that the filters show is documented here; others are hidden.")

_NO_SPAN = EventInterval(None, None, None, None)
_CACHE_SIZE = 64
"""Answers kept: one for each set of filters in recent use."""


def shown_events(view: View, facts: Facts) -> tuple[Event, ...]:
    """Return the events that a view shows, in order of their ids.

    Drafts and withdrawn events are never shown. Leads, context and events of low
    confidence are shown only where the view asks for them. The time of a view hides
    nothing here: it is a moment within what is shown; its window of time does.
    """
    return chosen_events(view.events, facts)


@once_per_atlas()
def likely_months(facts: Facts) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last month that events name and somebody may mean."""
    created = facts.dataset.metadata.created
    named = [
        month
        for event in chosen_events(EVERY_EVENT, facts)
        for number in (interval_of(event) or _NO_SPAN).as_list()
        if number is not None and not unlikely(month := month_of(number), created)
    ]
    return (min(named), max(named)) if named else None


@once_per_atlas(maxsize=_CACHE_SIZE)
def chosen_events(chosen: EventFilter, facts: Facts) -> tuple[Event, ...]:
    """Return the events that a filter lets through, in order of their ids."""
    modality, kind, vendor = set(chosen.modality), set(chosen.kind), set(chosen.vendor)
    data = facts.dataset
    in_window = _in_window(chosen)
    return tuple(
        event
        for event in data.events
        if event.status is Status.PUBLISHED
        and event.scope in chosen.scope
        and (not modality or not modality.isdisjoint(event.modality))
        and (not kind or event.kind in kind)
        and (not vendor or not vendor.isdisjoint(data.vendors_of(event.event_id)))
        and (chosen.low_confidence or data.confidence(event.event_id) is not Confidence.LOW)
        and in_window(event)
    )


def _in_window(chosen: EventFilter) -> Callable[[Event], bool]:
    """Return whether an event may have been going on in the window; one without a date may not."""
    if chosen.during is None:
        return lambda _event: True
    first, last = (month_number(month.first) for month in chosen.during)

    def meets(event: Event) -> bool:
        span = interval_of(event)
        return span is not None and span.meets(first, last)

    return meets


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


def shown_by_region(view: View, facts: Facts) -> Mapping[str, tuple[Event, ...]]:
    """Return the shown events by the region they are drawn as."""
    return _grouped(view.events, facts)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _grouped(chosen: EventFilter, facts: Facts) -> Mapping[str, tuple[Event, ...]]:
    return MappingProxyType(by_region(chosen_events(chosen, facts), facts))


def shown_counted(view: View, facts: Facts, level: Level) -> Mapping[str, tuple[Event, ...]]:
    """Return the shown events by region of one level, as :func:`count_by_region`."""
    return _counted(view.events, level, facts)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _counted(chosen: EventFilter, level: Level, facts: Facts) -> Mapping[str, tuple[Event, ...]]:
    return MappingProxyType(dict(count_by_region(chosen_events(chosen, facts), facts, level)))


def count_by_region(
    events: Iterable[Event], facts: Facts, level: Level
) -> Mapping[str, tuple[Event, ...]]:
    """Return events by region of one level, those of smaller regions included.

    An event known only for a wider region is not counted in its parts.
    """
    grouped: defaultdict[str, list[Event]] = defaultdict(list)
    codes = set(facts.regions.codes(level))
    for code, found in by_region(events, facts).items():
        holder = holder_of((code, *facts.regions.ancestors(code)), codes)
        if holder is not None:
            grouped[holder].extend(found)
    return {code: tuple(found) for code, found in grouped.items()}


def collecting(view: View, facts: Facts) -> Iterator[Event]:
    """Yield the shown events that concern biometric data; the others are context only."""
    return _biometric(shown_events(view, facts))


def _biometric(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event in events if event.modality != (Modality.NONE,))


def build_event_counts(facts: Facts, view: View) -> LayerTable:
    """Return the number of documented events per region.

    Events that concern no biometric data are context and never counted; the note says how
    many of these the region has. A region without an event has no record. It is never 0: that
    nothing is documented does not mean that nothing happened.
    """
    found = count_by_region(collecting(view, facts), facts, view.map.level)
    table = event_table(
        "documented_events", "events", found, facts, view, value=lambda events, _roots: len(events)
    )
    shown = shown_counted(view, facts, view.map.level)
    others = [len(shown.get(code, ())) - len(found.get(code, ())) for code in table.codes]
    notes = [
        " ".join(filter(None, (note, _others(n))))
        for note, n in zip(table.frame["note"], others, strict=True)
    ]
    return replace(table, frame=table.frame.assign(note=notes))


def _others(count: int) -> str:
    """Say how many events of a region the layer leaves out; empty for none."""
    if not count:
        return ""
    return ngettext(
        "{n} more event concerns no biometric data and is not counted in this layer.",
        "{n} more events concern no biometric data and are not counted in this layer.",
        count,
    ).format(n=number(count))


def counted_words(level: Level, facts: Facts) -> str:
    """Return what the number of events of a region of a level counts, as a heading says it."""
    if level == facts.geography.finest:
        return _("Documented events")
    return _("Documented events, including sub-regions")


def silence(code: str, facts: Facts) -> str:
    """Say that a view shows no event of a region, and whether others are hidden there."""
    return _silence(_counted(EVERY_EVENT, facts.regions.level(code), facts).get(code, ()))


def _silence(every: Iterable[Event]) -> str:
    return _HIDDEN if any(True for _event in every) else _SILENT


def event_table(
    layer_id: str,
    unit: str,
    found: Mapping[str, tuple[Event, ...]],
    facts: Facts,
    view: View,
    *,
    value: Callable[[tuple[Event, ...], int], int],
    note: Callable[[tuple[Event, ...]], str] = lambda _events: "",
    silent: str = "",
) -> LayerTable:
    """Return a table of whole numbers made from the events of each region.

    Parameters
    ----------
    layer_id, unit : str
        Id of the layer and unit of its values.
    found : mapping of str to tuple of Event
        Events by region of the view's level.
    facts : Facts
        What is known.
    view : View
        Gives the level.
    value : callable
        ``value(events, n_roots)`` of a region that has events.
    note : callable
        What to say of a region that has events.
    silent : str
        What to say of a region without one: it has no record, never zero. By default whether
        any is hidden there.
    """
    independent_of = facts.dataset.independent_of
    codes = facts.regions.codes(view.map.level)
    every = {} if silent else _counted(EVERY_EVENT, view.map.level, facts)
    events = [found.get(code, ()) for code in codes]
    roots = [len(independent_of(*(event.event_id for event in each))) for each in events]
    values = [
        float(value(each, count)) if each else float("nan")
        for each, count in zip(events, roots, strict=True)
    ]
    frame = pd.DataFrame(
        {
            "value": values,
            "low": values,
            "high": values,
            "status": [CellStatus.REPORTED if each else CellStatus.NO_RECORD for each in events],
            "n_events": [len(each) for each in events],
            "n_roots": roots,
            "source": "",
            "note": [
                note(each) if each else silent or _silence(_biometric(every.get(code, ())))
                for code, each in zip(codes, events, strict=True)
            ],
        },
        index=pd.Index(codes, name="region"),
    )
    return LayerTable(layer_id, view.map.level, EvidenceKind.DOCUMENTED, unit, frame)
