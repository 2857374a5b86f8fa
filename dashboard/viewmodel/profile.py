"""What stands in the panel of one region: pure, and the same wherever it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.viewmodel.unknown import speaks_for, unknown
from geodata.dataset import ShareAudit, audit_claim
from geodata.facts import Facts
from geodata.gazetteer import Language, Name
from geodata.model import Claim, Event, Level, Source
from layers.estimate.published import original_claims
from layers.events import by_region, count_by_region, shown_events
from layers.resolve.text import Text, display_name
from layers.view import COUNTRY, View
from layers.wording import THIN_SPACE, claimed_number, dates, number, percent, plural, span

__all__ = ["ClaimCard", "EventCard", "Figure", "Profile", "profile_of_view", "region_profile"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its year, the words around it and its source."""

    what: str
    year: str
    value: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """What one source says, and how far that source leads back."""

    said: str
    printed: str
    note: str
    quote: str
    quote_language: str
    locator: str
    source: Source
    repeats: tuple[Source, ...]
    grades: str
    audits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventCard:
    """One documented event with everything its sources say."""

    event: Event
    where: Text
    when: str
    precision: str
    confidence: str
    roots: str
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One region: its names, its people, what is documented there, and what is not known."""

    code: str
    title: Text
    level: str
    within: tuple[Text, ...]
    names: tuple[Name, ...]
    population: tuple[Figure, ...]
    groups: tuple[Figure, ...]
    here: tuple[EventCard, ...]
    wider: tuple[EventCard, ...]
    published: tuple[Figure, ...]
    unknown: tuple[str, ...]


def _population(code: str, facts: Facts) -> Iterator[Figure]:
    for count in facts.census.populations(code):
        kind = "census" if count.is_census else "year-end estimate, not a census"
        yield Figure(
            what="Residents",
            year=str(count.year),
            value=number(count.population),
            note="; ".join(part for part in (kind, count.note) if part),
            source=facts.census.source(count.source).citation,
        )


def _groups(code: str, facts: Facts) -> Iterator[Figure]:
    for count in facts.census.groups(code):
        width = count.half_width
        note = f"± {number(width)}, derived from the printed share" if width else ""
        share = count.share_as_printed
        yield Figure(
            what=_GROUP_NAMES.get(count.group, count.group),
            year=str(count.year),
            value=number(count.population) + ("" if share is None else f" ({share} %)"),
            note=note,
            source=facts.census.source(count.source).citation,
        )


_GROUP_NAMES = {"non_Han_total": "Not Han, all groups", "Other_minority": "Other groups"}


def audit_words(audit: ShareAudit) -> str:
    """Return one printed share beside what its own count and base give."""
    return (
        f"Printed {audit.printed}{THIN_SPACE}%; {number(audit.count)} of "
        f"{number(audit.base)} is {percent(audit.recomputed, 2)}: {audit.share_class.label}."
    )


def _claim_card(claim: Claim, facts: Facts) -> ClaimCard:
    source, *repeats = facts.dataset.origin_of(claim.source_id)
    return ClaimCard(
        said=claimed_number(claim) or claim.field.label,
        printed=claim.value_as_printed,
        note=claim.note,
        quote=claim.quote,
        quote_language=claim.quote_language,
        locator=claim.locator,
        source=source,
        repeats=tuple(repeats),
        grades=f"Source {source.reliability.label}. Statement {claim.credibility.label}.",
        audits=tuple(audit_words(audit) for audit in audit_claim(claim)),
    )


def _event_card(event: Event, facts: Facts, language: Language) -> EventCard:
    roots = facts.dataset.roots_of(event.event_id)
    named = ", ".join(sorted({root.publisher for root in roots}))
    return EventCard(
        event=event,
        where=display_name(facts, facts.placements[event.event_id].region or COUNTRY, language),
        when=dates(event),
        precision=event.precision.label,
        confidence=facts.dataset.confidence(event.event_id).label,
        roots=f"{plural(len(roots), 'independent root')}: {named}" if roots else "no source",
        claims=tuple(
            _claim_card(claim, facts) for claim in facts.dataset.claims_of.get(event.event_id, ())
        ),
    )


def _published(events: Iterable[Event], level: Level, facts: Facts) -> Iterator[Figure]:
    """Yield the numbers that sources print for this very region, or for a named part of it."""
    for event in events:
        part = "" if speaks_for(event, level) else f"For one {event.precision.label} only. "
        for claim in original_claims(event, facts):
            source = facts.dataset.source[claim.source_id]
            ends = [
                str(share)
                for share in (claim.share_low_printed, claim.share_high_printed)
                if share is not None
            ]
            printed = ""
            if ends and claim.base is not None:
                shares = span(ends[0], ends[-1])
                printed = f"{shares}{THIN_SPACE}% of {number(claim.base)} as printed. "
            yield Figure(
                what=claim.quantity_kind.label if claim.quantity_kind else "number",
                year=dates(event),
                value=claimed_number(claim),
                note=part + printed + " ".join(audit_words(each) for each in audit_claim(claim)),
                source=f"{source.publisher}, {source.title}",
            )


def region_profile(code: str, view: View, facts: Facts) -> Profile:
    """Return everything that is known about a region under the filters of a view.

    Parameters
    ----------
    code : str
        Code of a province, prefecture or county, or ``"CN"``.
    view : View
        Decides which events count and the language of names.
    facts : Facts
        What is known.

    Raises
    ------
    UnknownRegion
        If there is no such region.
    """
    regions = facts.regions
    level = regions.level(code)
    above = regions.ancestors(code)
    shown = shown_events(view, facts)
    grouped = by_region(shown, facts)
    wider = tuple(event for each in above for event in grouped.get(each, ()))
    exactly = grouped.get(code, ())
    own = exactly if code == COUNTRY else count_by_region(shown, facts, level).get(code, ())

    def in_order(events: Iterable[Event]) -> tuple[EventCard, ...]:
        ordered = sorted(
            events, key=lambda event: (str(event.start or event.end or ""), event.event_id)
        )
        return tuple(_event_card(event, facts, view.language) for event in ordered)

    return Profile(
        code=code,
        title=display_name(facts, code, view.language),
        level=level.label,
        within=tuple(display_name(facts, each, view.language) for each in above if each != COUNTRY),
        names=facts.gazetteer.names(code),
        population=tuple(_population(code, facts)),
        groups=tuple(_groups(code, facts)),
        here=in_order(own),
        wider=in_order(wider),
        published=tuple(_published(exactly, level, facts)),
        unknown=tuple(unknown(code, exactly, own, wider, facts, view)),
    )


def profile_of_view(view: View, facts: Facts) -> Profile:
    """Return the profile of the selected region, else of the area."""
    return region_profile(view.region or view.area, view, facts)
