"""One search over everything that has a name: regions, events, vendors, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from dashboard.viewmodel.choices import area_words, match_words
from geodata.facts import Facts
from geodata.gazetteer.fold import fold
from geodata.i18n import _
from geodata.model import Confidence, Event, Level, Scope, Source, Status
from layers.events import region_of, shown_events
from layers.resolve import opening_level, province_of
from layers.view import COUNTRY, View
from layers.wording import dates, isolated, plural

__all__ = ["Found", "Group", "search", "view_of_event", "view_of_region"]

T = TypeVar("T")

_MOST = 6
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: its words, what it is, and the view or source it leads to."""

    words: str
    about: str
    view: View
    source: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one sort; ``more`` of them are not listed."""

    sort: str
    found: tuple[Found, ...]
    more: int


def search(text: str, view: View, facts: Facts) -> tuple[Group, ...]:
    """Return what has a text in its name, by sort; sorts without a match are left out.

    Parameters
    ----------
    text : str
        What the reader typed. Case, accents, spaces and hyphens do not count.
    view : View
        The choices that results keep.
    facts : Facts
        What is known.
    """
    wanted = fold(text)
    if len(wanted) < _LEAST_LETTERS and wanted.isascii():
        return ()
    sorts = (
        (_("Regions"), _regions(text, view, facts)),
        (_("Events"), _events(wanted, view, facts)),
        (_("Vendors"), _vendors(wanted, view, facts)),
        (_("Sources"), _sources(wanted, view, facts)),
    )
    return tuple(
        Group(sort, tuple(found[:_MOST]), max(0, len(found) - _MOST))
        for sort, found in ((sort, list(each)) for sort, each in sorts)
        if found
    )


def view_of_region(code: str, view: View, facts: Facts) -> View:
    """Return a view that shows a region within its province, at its own level."""
    calm = replace(view, event="", camera=None)
    level = facts.regions.level(code)
    if level is Level.COUNTRY:
        return replace(calm, area=COUNTRY, level=Level.PROVINCE, region="")
    area = province_of(facts, code)
    divided = opening_level(facts, area) if level is Level.PROVINCE else level
    return replace(calm, area=area, level=divided, region=code)


def view_of_event(event: Event, view: View, facts: Facts) -> View:
    """Return a view that shows an event opened in its region, whatever filters hid it.

    Filters that let the event through are kept.
    """
    code = region_of(event, facts) or COUNTRY
    here = replace(view_of_region(code, view, facts), event=event.event_id)
    if event in shown_events(here, facts):
        return here
    scope = tuple(each for each in Scope if each in {*view.scope, event.scope})
    low = view.low_confidence or facts.dataset.confidence(event.event_id) is Confidence.LOW
    wider = replace(here, scope=scope, low_confidence=low)
    if event in shown_events(wider, facts):
        return wider
    return replace(wider, modality=(), kind=(), vendor=(), during=None)


def _regions(text: str, view: View, facts: Facts) -> Iterator[Found]:
    for match in facts.gazetteer.search(text, limit=8):
        yield Found(match_words(match, facts), "", view_of_region(match.code, view, facts))


@lru_cache(maxsize=4)
def _event_index(facts: Facts) -> tuple[tuple[str, Event], ...]:
    """Return the folded words under which each published event is found."""
    return tuple(
        (
            _folded(
                event.event_id,
                event.title,
                event.place_as_written,
                event.place_zh,
                area_words(region_of(event, facts) or COUNTRY, facts),
            ),
            event,
        )
        for event in facts.dataset.events
        if event.status is Status.PUBLISHED
    )


@lru_cache(maxsize=4)
def _source_index(facts: Facts) -> tuple[tuple[str, Source], ...]:
    return tuple(
        (_folded(source.source_id, source.publisher, source.title, source.author), source)
        for source in facts.dataset.sources
    )


def _folded(*texts: str) -> str:
    """Return texts as one key; a line between them, which no folded search can hold."""
    return "\n".join(fold(each) for each in texts)


def _holding(wanted: str, index: Iterable[tuple[str, T]]) -> Iterator[T]:
    return (thing for key, thing in index if wanted in key)


def _events(wanted: str, view: View, facts: Facts) -> Iterator[Found]:
    for event in _holding(wanted, _event_index(facts)):
        where = area_words(region_of(event, facts) or COUNTRY, facts)
        lead = "" if event.scope is Scope.CORE else f" · {event.scope.label}"
        yield Found(
            event.title,
            f"{isolated(where)} · {dates(event)} · {event.event_id}{lead}",
            view_of_event(event, view, facts),
        )


def _vendors(wanted: str, view: View, facts: Facts) -> Iterator[Found]:
    for name in facts.dataset.vendors:
        if wanted in fold(name):
            shown = replace(view, vendor=(name,), region="", event="", camera=None)
            count = len(shown_events(shown, facts))
            whole = replace(shown, area=COUNTRY, level=Level.PROVINCE)
            about = _("{events} under the other choices, in all of mainland China").format(
                events=plural(count, "event")
            )
            yield Found(name, about, whole)


def _sources(wanted: str, view: View, facts: Facts) -> Iterator[Found]:
    for source in _holding(wanted, _source_index(facts)):
        year = "" if source.published is None else f" · {source.published.words}"
        yield Found(source.title, f"{source.publisher}{year}", view, source.source_id)
