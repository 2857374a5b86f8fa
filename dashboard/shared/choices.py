"""What a reader can choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Event, Kind, Language, Level, Modality
from geodata.names import Match, kind_words
from geodata.workspace import once_per_atlas
from layers.address import opening_events, opening_view
from layers.events import count_by_region
from layers.naming import display_name
from layers.picture.resolve import shown_and_listed
from layers.view import EventFilter, View
from layers.wording import isolated

__all__ = [
    "area_words",
    "kind_choices",
    "level_choices",
    "main_areas",
    "match_words",
    "modality_choices",
    "other_areas",
    "vendor_choices",
]

T = TypeVar("T")

_CACHE_SIZE = 96
"""Counts kept: three for each area and set of filters in recent use."""

_MOST_AREAS = 4


@once_per_atlas()
def main_areas(facts: Facts) -> tuple[str, ...]:
    """Return the codes of the areas that this atlas is about, and of the whole.

    They are those that its data set names, else the opening area and those of the widest level
    with most events.
    """
    named: Iterable[str] = facts.dataset.metadata.areas
    if not named:
        widest = count_by_region(opening_events(facts), facts, facts.geography.levels[0])
        most = sorted(widest, key=lambda code: (-len(widest[code]), code))[:_MOST_AREAS]
        named = (opening_view(facts).map.area, *most)
    return tuple(
        dict.fromkeys(code for code in (*named, facts.geography.root) if code in facts.regions)
    )


def other_areas(view: View, facts: Facts) -> tuple[str, ...]:
    """Return the codes of the other provinces, by name, and of the view's own area if smaller."""
    main = main_areas(facts)
    others = [code for code in facts.regions.codes(facts.geography.levels[0]) if code not in main]
    others.sort(key=lambda code: area_words(code, facts))
    own = () if view.map.area in {*main, *others} else (view.map.area,)
    return (*own, *others)


def area_words(code: str, facts: Facts) -> str:
    """Return the English name of an area."""
    return display_name(facts, code, Language.EN)["text"]


def level_choices(view: View, facts: Facts) -> tuple[Level, ...]:
    """Return the levels that divide the area."""
    return tuple(
        level for level in facts.geography.levels if facts.regions.codes(level, view.map.area)
    )


Feature = Callable[[Event, Facts], Iterable[T]]


def _modalities(event: Event, _: Facts) -> Iterable[Modality]:
    return event.modality


def _kinds(event: Event, _: Facts) -> Iterable[Kind]:
    return (event.kind,)


def _vendors(event: Event, facts: Facts) -> Iterable[str]:
    return facts.dataset.vendors_of(event.event_id)


def _counts(view: View, facts: Facts, of: Feature[T]) -> Mapping[T, int]:
    """Count the events of a view's area by what they are about; one may count several times."""
    return _tally(view.events, view.map.area, facts, of)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _tally(chosen: EventFilter, area: str, facts: Facts, of: Feature[T]) -> Mapping[T, int]:
    events = shown_and_listed(chosen, area, facts)
    return Counter(each for event in events for each in of(event, facts))


def modality_choices(view: View, facts: Facts) -> dict[Modality, int]:
    """Return the modalities there are, with the number of events that the other filters leave."""
    found = _counts(view.choose(modality=()), facts, _modalities)
    return {
        each: found.get(each, 0)
        for each in facts.subject.modalities.values()
        if each in {*found, *view.events.modality}
    }


def kind_choices(view: View, facts: Facts) -> dict[Kind, int]:
    """Return the kinds of record there are, with the number of events left by other filters."""
    found = _counts(view.choose(kind=()), facts, _kinds)
    return {
        each: found.get(each, 0)
        for each in facts.subject.kinds.values()
        if each in {*found, *view.events.kind}
    }


def vendor_choices(view: View, facts: Facts) -> dict[str, int]:
    """Return the vendors that sources name, with the number of events left by other filters."""
    found = _counts(view.choose(vendor=()), facts, _vendors)
    return {each: found.get(each, 0) for each in sorted({*found, *view.events.vendor})}


def match_words(match: Match, facts: Facts) -> str:
    """Return a search result in words: the name found, what it is, and where."""
    regions = facts.regions
    shown = display_name(facts, match.code, Language.EN)["text"]
    found = "" if match.name.text == shown else f" – {isolated(match.name.text)}"
    if facts.gazetteer.former(match.name.text):
        found += f", {kind_words(match.name.kind)}"
    above = [code for code in regions.ancestors(match.code) if code != facts.geography.root]
    within = ", ".join(display_name(facts, code, Language.EN)["text"] for code in above)
    where = f", {within}" if within else ""
    said = f"{isolated(shown)}{found} ({regions.level(match.code).label}{where})"
    return _("Spelled similarly: {name}").format(name=said) if match.alike else said
