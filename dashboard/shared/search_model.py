"""One search over everything that has a name: regions, events, vendors, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.shared.choices import area_words, match_words
from dashboard.shared.hidden_events import hiding, widened
from dashboard.shared.search_terms import (
    Entry,
    event_index,
    place_terms,
    source_index,
    vendor_index,
    words_of,
)
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Event, Scope
from geodata.names import Match
from layers.address import dividing_level
from layers.events import region_of, shown_events
from layers.naming import area_name
from layers.picture.resolve import province_of
from layers.view import View
from layers.wording import dates, isolated, plural

__all__ = ["Found", "Group", "search", "view_of_event", "view_of_region"]

_MOST = 6
_LEAST_LETTERS = 2
_REGIONS = 8
_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: its words, what it is, and the view or source it leads to.

    ``hidden`` says which choices hide it now; empty where it is shown.
    """

    words: str
    about: str
    view: View
    source: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one sort; ``more`` of them are not listed."""

    sort: str
    found: tuple[Found, ...]
    more: int


def search(text: str, view: View, facts: Facts) -> tuple[Group, ...]:
    """Return what every word of a text matches, by sort; sorts without a match are left out.

    A word matches where a name begins with it: that of the thing itself, its type, kind, date,
    vendor or source, its place, or a wider region. Where nothing matches, regions come that are
    spelled similarly.

    Parameters
    ----------
    text : str
        What the reader typed. Case, accents, spaces and hyphens do not count.
    view : View
        The choices that results keep.
    facts : Facts
        What is known.
    """
    words = words_of(text)
    typed = "".join(words)
    if not typed or (len(typed) < _LEAST_LETTERS and typed.isascii()):
        return ()
    sorts: tuple[tuple[str, Iterable[Found]], ...] = (
        (_("Regions"), _regions(_matches(text, words, facts), view, facts)),
        (_("Events"), _events(words, view, facts)),
        (_("Vendors"), _vendors(words, view, facts)),
        (_("Sources"), _sources(words, view, facts)),
    )
    groups = tuple(_group(sort, list(each)) for sort, each in sorts)
    found = tuple(each for each in groups if each.found)
    if found:
        return found
    similar = _group(_("Regions"), list(_regions(_similar(text, facts), view, facts)))
    return (similar,) if similar.found else ()


def _group(sort: str, found: list[Found]) -> Group:
    return Group(sort, tuple(found[:_MOST]), max(0, len(found) - _MOST))


def view_of_region(code: str, view: View, facts: Facts) -> View:
    """Return a view that shows a region within its province, at its own level."""
    calm = view.choose(event="", camera=None)
    level = facts.regions.level(code)
    if level == facts.geography.whole:
        return calm.choose(area=facts.geography.root, level=facts.geography.levels[0], region="")
    area = province_of(facts, code)
    divided = dividing_level(facts, area) if level == facts.geography.levels[0] else level
    return calm.choose(area=area, level=divided, region=code)


def view_of_event(event: Event, view: View, facts: Facts) -> View:
    """Return a view that shows an event opened in its region, whatever filters hid it.

    Filters that let the event through are kept.
    """
    code = region_of(event, facts) or facts.geography.root
    here = view_of_region(code, view, facts).choose(event=event.event_id)
    return replace(here, events=widened(event, view.events, facts))


def _matches(text: str, words: tuple[str, ...], facts: Facts) -> Iterator[Match]:
    """Yield the regions of which the text is a name, then those that its words name together."""
    codes = set()
    for match in facts.gazetteer.search(text, limit=_REGIONS):
        if not match.alike:
            codes.add(match.code)
            yield match
    if len(words) < 2:
        return
    for word in words:
        for match in facts.gazetteer.search(word, limit=_EVERY):
            fits = not match.alike and match.code not in codes
            if fits and place_terms(match.code, facts).hold(words):
                codes.add(match.code)
                yield match


def _similar(text: str, facts: Facts) -> Iterator[Match]:
    return (match for match in facts.gazetteer.search(text, limit=_REGIONS) if match.alike)


def _regions(matches: Iterable[Match], view: View, facts: Facts) -> Iterator[Found]:
    for match in matches:
        yield Found(match_words(match, facts), "", view_of_region(match.code, view, facts))


def _held(words: tuple[str, ...], index: Iterable[Entry]) -> list[str]:
    """Return the keys of what holds every word, first that whose own name does."""
    found = [entry for entry in index if entry.every.hold(words)]
    return [entry.key for entry in sorted(found, key=lambda entry: not entry.own.hold(words))]


def _events(words: tuple[str, ...], view: View, facts: Facts) -> Iterator[Found]:
    found = [facts.dataset.event[key] for key in _held(words, event_index(facts))]
    shown = set(shown_events(view, facts))
    for event in sorted(found, key=lambda event: event not in shown):
        where = area_words(region_of(event, facts) or facts.geography.root, facts)
        lead = "" if event.scope is Scope.CORE else f" · {event.scope.label}"
        yield Found(
            event.title,
            f"{isolated(where)} · {dates(event)} · {event.event_id}{lead}",
            view_of_event(event, view, facts),
            hidden="; ".join(each.reason for each in hiding(event, view.events, facts)),
        )


def _vendors(words: tuple[str, ...], view: View, facts: Facts) -> Iterator[Found]:
    for name in _held(words, vendor_index(facts)):
        shown = view.choose(vendor=(name,), region="", event="", camera=None)
        count = len(shown_events(shown, facts))
        whole = shown.choose(area=facts.geography.root, level=facts.geography.levels[0])
        about = _("{events} under the other choices, in all of {area}").format(
            events=plural(count, "event"), area=area_name(facts, facts.geography.root)
        )
        yield Found(name, about, whole)


def _sources(words: tuple[str, ...], view: View, facts: Facts) -> Iterator[Found]:
    for key in _held(words, source_index(facts)):
        source = facts.dataset.source[key]
        year = "" if source.published is None else f" · {source.published.words}"
        yield Found(source.title, f"{source.publisher}{year}", view, source.source_id)
