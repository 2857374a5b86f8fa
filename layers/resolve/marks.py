"""The part of a picture that shows documented events, each at its source's precision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodata.facts import Facts
from geodata.model import Event, Level, Modality
from layers.estimate.published import published_ranges
from layers.events import by_region, region_of, shown_events
from layers.mapspec import Part
from layers.naming import display_name
from layers.resolve.base import province_of
from layers.style import MODALITY_INKS
from layers.view import COUNTRY, View
from layers.wording import claimed_number, dates

__all__ = ["build_marks"]

_MARKED_LEVELS = (Level.PREFECTURE, Level.COUNTY)


def _described(event: Event, facts: Facts, view: View) -> dict[str, object]:
    code = region_of(event, facts) or COUNTRY
    doubted = bool(event.doubt)
    return {
        "title": event.title,
        "when": dates(event),
        "where": display_name(facts, code, view.language),
        "precision": event.precision.label,
        "kind": event.kind.label,
        "confidence": facts.dataset.confidence(event.event_id).label,
        "modalities": [modality.value for modality in event.modality],
        "doubtful": doubted,
        "sources": _sources(event, facts),
    }


def _sources(event: Event, facts: Facts) -> list[str]:
    """Return publisher and title of each source that says something about an event."""
    told = (
        facts.dataset.source[claim.source_id]
        for claim in facts.dataset.claims_of.get(event.event_id, ())
    )
    return list(dict.fromkeys(f"{source.publisher}: {source.title}" for source in told))


def _modalities(events: Iterable[Event]) -> list[Modality]:
    present = {modality for event in events for modality in event.modality}
    return [modality for modality in Modality if modality in present]


def _modality_key(events: tuple[Event, ...], on_map: tuple[Event, ...]) -> list[dict[str, object]]:
    """Return the line of each modality; it counts what is drawn, not what stands beside."""
    return [
        {
            "id": modality.value,
            "label": modality.label,
            "colour": MODALITY_INKS[modality].light,
            "colour_dark": MODALITY_INKS[modality].dark,
            "dash": list(MODALITY_INKS[modality].dash),
            "count": sum(modality in event.modality for event in on_map),
        }
        for modality in _modalities(events)
    ]


def _point(events: tuple[Event, ...]) -> list[float] | None:
    """Return a place only where every event of a mark has the same coordinates."""
    places = {(event.longitude, event.latitude) for event in events}
    if len(places) != 1:
        return None
    longitude, latitude = next(iter(places))
    return None if longitude is None or latitude is None else [longitude, latitude]


def _in_area(code: str, area: str, facts: Facts) -> bool:
    return area in {COUNTRY, code} or (code != COUNTRY and area in facts.regions.ancestors(code))


def _strip(
    grouped: Mapping[str, tuple[Event, ...]], view: View, facts: Facts
) -> list[dict[str, object]]:
    """Return nation- and province-wide events: they stand beside the map, not in it."""
    shown_provinces = (
        set(facts.regions.codes(Level.PROVINCE))
        if view.area == COUNTRY
        else {province_of(facts, view.area)}
    )
    wide = [
        (code, Level.COUNTRY if code == COUNTRY else Level.PROVINCE)
        for code in grouped
        if code == COUNTRY or code in shown_provinces
    ]
    wide.sort(key=lambda entry: (entry[1] is Level.COUNTRY, entry[0]))
    return [
        {
            "code": code,
            "level": level.value,
            "name": display_name(facts, code, view.language),
            "events": [event.event_id for event in grouped[code]],
        }
        for code, level in wide
    ]


def build_marks(view: View, facts: Facts) -> Part:
    """Return marks on regions, ranges at their own level, and the strip beside the map."""
    grouped = by_region(shown_events(view, facts), facts)
    strip = _strip(grouped, view, facts)
    marked = {
        code: events
        for code, events in grouped.items()
        if code != COUNTRY
        and facts.regions.level(code) in _MARKED_LEVELS
        and _in_area(code, view.area, facts)
    }
    stripped = [facts.dataset.event[str(each)] for entry in strip for each in _ids(entry)]
    on_map = tuple(event for events in marked.values() for event in events)
    drawn = (*on_map, *stripped)
    ranges = [
        {
            "code": found.region,
            "level": facts.regions.level(found.region).value,
            "name": display_name(facts, found.region, view.language),
            "label": claimed_number(found.claim),
            "note": f"Published by {facts.dataset.source[found.claim.source_id].publisher} for the "
            "whole region; no figure for its parts.",
            "event": found.event.event_id,
            "label_kind": "published",
        }
        for found in published_ranges(view, facts)
        if view.layer == "published_range"
        and (
            _in_area(found.region, view.area, facts)
            or (view.area != COUNTRY and found.region == province_of(facts, view.area))
        )
    ]
    return Part(
        {
            "modalities": _modality_key(drawn, on_map),
            "marks": [
                {
                    "code": code,
                    "level": facts.regions.level(code).value,
                    "name": display_name(facts, code, view.language),
                    "count": len(events),
                    "modalities": [modality.value for modality in _modalities(events)],
                    "events": [event.event_id for event in events],
                    "at": _point(events),
                }
                for code, events in marked.items()
            ],
            "ranges": ranges,
            "strip": strip,
            "events": {event.event_id: _described(event, facts, view) for event in drawn},
        }
    )


def _ids(entry: Mapping[str, object]) -> list[str]:
    events = entry["events"]
    assert isinstance(events, list)
    return events
