"""What stands in the panel of one region: pure, and the same wherever it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from dashboard.region.figures import (
    Figure,
    figures_of,
    groups,
    no_residents,
    residents,
    unknown,
    warnings,
)
from dashboard.shared.claim_cards import ClaimCard, Dispute, claim_card, disputes_of
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import (
    Confidence,
    Event,
    Language,
)
from geodata.names import Name
from geodata.workspace import once_per_atlas
from layers.builders.documentation import building_words
from layers.events import counted_words, shown_by_region, shown_counted, silence
from layers.naming import Text, display_name
from layers.view import View
from layers.wording import dates

__all__ = [
    "MOST",
    "EventCard",
    "Figure",
    "Profile",
    "profile_of_view",
    "region_profile",
]

MOST = 30
"""Events of a list that are told in full at first: a page with thousands would be slow."""


@dataclass(frozen=True, slots=True)
class EventCard:
    """One documented event with everything its sources say."""

    event: Event
    where: Text
    when: str
    precision: str
    confidence: Confidence
    roots: str
    claims: tuple[ClaimCard, ...]
    disputes: tuple[Dispute, ...]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One region: its names, its people, what is documented there, and what is not known.

    ``here`` and ``wider`` hold the first events by date, after the one that is opened;
    ``here_count`` and ``wider_count`` say how many there are, ``counted`` what the first of these
    counts, ``silence`` why there is none.
    """

    code: str
    title: Text
    level: str
    within: tuple[Text, ...]
    names: tuple[Name, ...]
    population: tuple[Figure, ...]
    no_residents: str
    groups: tuple[Figure, ...]
    here: tuple[EventCard, ...]
    here_count: int
    counted: str
    silence: str
    wider: tuple[EventCard, ...]
    wider_count: int
    published: tuple[Figure, ...]
    unknown: tuple[str, ...]


def _event_card(event: Event, facts: Facts, language: Language, chosen: str) -> EventCard:
    roots = facts.dataset.independent_of(event.event_id)
    named = ", ".join(sorted({root.publisher for root in roots}))
    built = building_words((event.event_id,), facts)
    return EventCard(
        event=event,
        where=display_name(
            facts, facts.placements[event.event_id].region or facts.geography.root, language
        ),
        when=dates(event),
        precision=event.precision.label,
        confidence=facts.dataset.confidence(event.event_id),
        roots=". ".join(
            each for each in (_("Original sources: {names}").format(names=named), built) if each
        )
        if roots
        else _("No source is named."),
        claims=tuple(
            claim_card(claim, facts) for claim in facts.dataset.claims_of.get(event.event_id, ())
        ),
        disputes=tuple(disputes_of(event, facts)),
        chosen=event.event_id == chosen,
    )


@once_per_atlas()
def _places(facts: Facts) -> Mapping[str, int]:
    """Return the place of each event in order of its date, the earliest first."""
    ordered = sorted(
        facts.dataset.events,
        key=lambda event: (str(event.start or event.end or ""), event.event_id),
    )
    return {event.event_id: place for place, event in enumerate(ordered)}


def region_profile(code: str, view: View, facts: Facts, most: int = MOST) -> Profile:
    """Return everything that is known about a region under the filters of a view.

    Parameters
    ----------
    code : str
        Code of a province, prefecture or county, or ``"CN"``.
    view : View
        Decides which events count and the language of names.
    facts : Facts
        What is known.
    most : int
        Number of events of a list that are told in full, the earliest first.

    Raises
    ------
    UnknownRegion
        If there is no such region.
    """
    regions = facts.regions
    level = regions.level(code)
    above = regions.ancestors(code)
    grouped = shown_by_region(view, facts)
    wider = tuple(event for each in above for event in grouped.get(each, ()))
    exactly = grouped.get(code, ())
    own = shown_counted(view, facts, level).get(code, ())

    def in_order(events: Iterable[Event]) -> tuple[EventCard, ...]:
        places = _places(facts)
        chosen = view.map.event
        first = nsmallest(
            most, events, key=lambda event: (event.event_id != chosen, places[event.event_id])
        )
        return tuple(_event_card(event, facts, view.map.language, chosen) for event in first)

    return Profile(
        code=code,
        title=display_name(facts, code, view.map.language),
        level=level.label,
        within=tuple(
            display_name(facts, each, view.map.language)
            for each in above
            if each != facts.geography.root
        ),
        names=facts.gazetteer.names(code),
        population=tuple(residents(code, facts)),
        no_residents=no_residents(code, facts),
        groups=tuple(groups(code, facts)),
        here=in_order(own),
        here_count=len(own),
        counted=counted_words(level, facts),
        silence="" if own else silence(code, facts),
        wider=in_order(wider),
        wider_count=len(wider),
        published=figures_of(code, view, facts),
        unknown=(
            *unknown(code, exactly, own, wider, facts, view),
            *warnings(code, facts),
        ),
    )


def profile_of_view(view: View, facts: Facts, most: int = MOST) -> Profile:
    """Return the profile of the selected region, else of the area."""
    return region_profile(view.map.region or view.map.area, view, facts, most)
