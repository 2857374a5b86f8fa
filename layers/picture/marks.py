"""The part of a picture that says which events it shows, and which ranges are published."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Event
from geodata.workspace import once_per_atlas
from layers.catalogue import layer
from layers.events import chosen_events, shown_events
from layers.naming import display_name
from layers.picture.event_index import in_area, listed_events
from layers.picture.mapspec import Part, mask
from layers.picture.regions import province_of
from layers.view import EventFilter, View
from layers.wording import claimed_number

__all__ = ["build_marks", "shown_and_listed"]

_CACHE_SIZE = 64
"""Answers kept: one for each area and set of filters in recent use."""


@once_per_atlas(maxsize=_CACHE_SIZE)
def shown_and_listed(chosen: EventFilter, area: str, facts: Facts) -> tuple[Event, ...]:
    """Return the events that a picture of an area shows, on the map or beside it."""
    shown = {event.event_id for event in chosen_events(chosen, facts)}
    return tuple(event for event in listed_events(area, facts) if event.event_id in shown)


def build_marks(view: View, facts: Facts) -> Part:
    """Return the shown events as bits over the event index, and ranges at their own level.

    Where a window of time hides events, ``timeline`` tells those that it is cut from.
    """
    shown = {event.event_id for event in shown_events(view, facts)}
    listed = listed_events(view.map.area, facts)
    timeline = {}
    if view.events.during is not None:
        beside = {event.event_id for event in shown_events(view.choose(during=None), facts)}
        timeline = {"timeline": mask([event.event_id in beside for event in listed])}
    return Part(
        {
            "shown": mask([event.event_id in shown for event in listed]),
            **timeline,
            "ranges": _ranges(view, facts),
        }
    )


def _ranges(view: View, facts: Facts) -> list[dict[str, object]]:
    published = layer(view.map.layer, facts).ranges
    if published is None:
        return []

    def belongs(code: str) -> bool:
        if in_area(code, view.map.area, facts):
            return True
        return view.map.area != facts.geography.root and code == province_of(facts, view.map.area)

    return [
        {
            "code": found.region,
            "level": facts.regions.level(found.region).value,
            "name": display_name(facts, found.region, view.map.language),
            "label": claimed_number(found.claim),
            "note": _(
                "Published by {publisher} for the whole region; no figure for its parts."
            ).format(publisher=facts.dataset.source[found.claim.source_id].publisher),
            "event": found.event.event_id,
            "label_kind": "published",
        }
        for found in published(view, facts)
        if belongs(found.region)
    ]
