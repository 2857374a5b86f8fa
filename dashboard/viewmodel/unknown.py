"""What the facts do not tell about a region, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata.facts import Facts
from geodata.model import Event, Level, Modality, QuantityKind
from layers.events import count_by_region, region_of, shown_events
from layers.resolve.text import display_name
from layers.view import View
from layers.wording import isolated, plural

__all__ = ["speaks_for", "unknown"]

Events = tuple[Event, ...]

_COUNTED = {QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE}
_NOT_COUNTABLE = {Modality.NONE, Modality.MULTI, Modality.HEALTH_EXAM}
_FINER = {Level.PROVINCE: Level.PREFECTURE, Level.PREFECTURE: Level.COUNTY}
_MANY = {Level.PREFECTURE: "prefectures", Level.COUNTY: "counties"}
_TWO_GROUPS = {"Han", "non_Han_total"}


def speaks_for(event: Event, level: Level) -> bool:
    """Whether an event is about a whole region of a level, not about a township in it."""
    return event.precision.value == level.value


def _counted(events: Iterable[Event], modality: Modality, facts: Facts) -> Events:
    return tuple(
        event
        for event in events
        if modality in event.modality
        and any(
            claim.quantity_kind in _COUNTED and claim.has_number
            for claim in facts.dataset.claims_of.get(event.event_id, ())
        )
    )


def _unknown_counts(
    code: str, exactly: Events, own: Events, wider: Events, facts: Facts, view: View
) -> Iterator[str]:
    name = display_name(facts, code, view.language)["text"]
    level = facts.regions.level(code)
    whole_region = [event for event in exactly if speaks_for(event, level)]
    concerned = {m for event in (*own, *wider) for m in event.modality} - _NOT_COUNTABLE
    uncounted: dict[str, list[str]] = {}
    for modality in (each for each in Modality if each in concerned):
        if _counted(whole_region, modality, facts):
            continue
        above = _counted(wider, modality, facts)
        whole = region_of(above[0], facts) if above else ""
        uncounted.setdefault(whole, []).append(modality.label)
    for whole, labels in sorted(uncounted.items(), reverse=True):
        listed = ", ".join(labels)
        if whole:
            wide_name = display_name(facts, whole, view.language)["text"]
            yield (
                f"How much was collected in {isolated(name)} is not known ({listed}): the figures "
                f"published for {isolated(wide_name)} are not broken down."
            )
        else:
            yield f"No source here gives a number for all of {isolated(name)}: {listed}."


def _silent_parts(code: str, facts: Facts, view: View) -> Iterator[str]:
    finer = _FINER.get(facts.regions.level(code))
    parts = () if finer is None else facts.regions.codes(finer, code)
    if finer is None or len(parts) < 2:
        return
    found = count_by_region(shown_events(view, facts), facts, finer)
    silent = sum(part not in found for part in parts)
    if silent:
        noun = plural(len(parts), finer.label, _MANY[finer])
        yield f"Nothing is documented for {silent} of its {noun}."


def unknown(
    code: str, exactly: Events, own: Events, wider: Events, facts: Facts, view: View
) -> Iterator[str]:
    """Yield one sentence for each thing that the facts do not tell about a region.

    Parameters
    ----------
    code : str
        The region.
    exactly, own, wider : tuple of Event
        Events drawn as this region, those in it or its parts, those of wider regions.
    facts : Facts
        What is known.
    view : View
        Decides which events count.
    """
    yield from _unknown_counts(code, exactly, own, wider, facts, view)
    if not own:
        yield (
            "No event is documented here. That does not mean that nothing happened: "
            "police reports are not published evenly."
        )
    yield from _silent_parts(code, facts, view)
    if all(count.group in _TWO_GROUPS for count in facts.census.groups(code)):
        yield (
            "The census tables used here tell only Han and not Han: "
            "they give no figure for Tibetans, Hui, Uyghurs or others in this region."
        )
