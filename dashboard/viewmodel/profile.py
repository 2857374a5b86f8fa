"""What stands in the panel of one region: pure, and the same wherever it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.viewmodel.unknown import speaks_for, unknown
from geodata.census import CENSUS_YEARS
from geodata.dataset import ShareAudit, audit_claim
from geodata.facts import Facts
from geodata.gazetteer import Language, Name
from geodata.model import Claim, Event, Level, Scope, Source
from layers.estimate.published import original_claims
from layers.events import by_region, count_by_region, shown_events
from layers.naming import Text, display_name
from layers.view import COUNTRY, View
from layers.wording import THIN_SPACE, claimed_number, dates, number, percent, span

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
    no_population: str
    groups: tuple[Figure, ...]
    here: tuple[EventCard, ...]
    wider: tuple[EventCard, ...]
    published: tuple[Figure, ...]
    unknown: tuple[str, ...]


def _sentences(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(". ") for part in parts if part)


def _population(code: str, facts: Facts) -> Iterator[Figure]:
    for count in facts.census.populations(code):
        kind = "Census" if count.is_census else "Year-end estimate, not a census"
        extent = "" if code == COUNTRY else _extent(code, count.year, facts)
        yield Figure(
            what="Residents",
            year=str(count.year),
            value=number(count.population),
            note=_sentences((kind, extent or count.note)),
            source=facts.census.source(count.source).citation,
        )


def _extent(code: str, year: int, facts: Facts) -> str:
    """Return what a census figure holds that the outline does not, and the reverse."""
    if year not in CENSUS_YEARS:
        return ""
    return str(facts.census.population(facts.regions.level(code), year).loc[code, "note"])


def _no_population(code: str, facts: Facts) -> str:
    """Return why a unit has no figure in the newest census; empty if it has one."""
    if code == COUNTRY:
        return ""
    newest = facts.census.population(facts.regions.level(code), CENSUS_YEARS[-1]).loc[code]
    return "" if pd.notna(newest["value"]) else str(newest["note"])


def _warnings(code: str, facts: Facts) -> Iterator[str]:
    """Say why the figures of 2010 and 2020 must not be compared without care."""
    if code == COUNTRY:
        return
    for item in facts.census.comparability(code):
        yield f"Residents of 2010 and 2020: {item.detail.rstrip('.')}."


def _groups(code: str, facts: Facts) -> Iterator[Figure]:
    for count in facts.census.groups(code):
        share = None if count.group == "Han" else count.share_as_printed
        source = facts.census.source(count.source)
        width = f"± {number(count.half_width)}" if count.half_width else ""
        if width:
            derived = count.source.startswith("nbs")
            width += ", derived from printed shares" if derived else ", rounded in the source"
        # What the national tables are is said once, on the page about methods.
        special = "" if count.source.startswith("nbs") else source.note
        special = special.replace("non_Han_total", "“Not Han”")
        yield Figure(
            what=_GROUP_NAMES.get(count.group, count.group),
            year=str(count.year),
            value=number(count.population) + ("" if share is None else f" ({share} %)"),
            note=_sentences((width, special)),
            source=source.citation,
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
        roots=f"Its sources lead back to: {named}" if roots else "No source is named.",
        claims=tuple(
            _claim_card(claim, facts) for claim in facts.dataset.claims_of.get(event.event_id, ())
        ),
    )


def _printed_shares(claim: Claim) -> list[str]:
    ends = [
        str(share)
        for share in (claim.share_low_printed, claim.share_high_printed)
        if share is not None
    ]
    return [f"Printed share {span(ends[0], ends[-1])}{THIN_SPACE}%"] if ends else []


def _told_by(source: Source, repeated: list[Source]) -> str:
    told = f"{source.publisher}, {source.title}"
    return f"{repeated[-1].publisher}, as told by {told}" if repeated else told


def _published(events: Iterable[Event], level: Level, facts: Facts) -> Iterator[Figure]:
    """Yield the numbers that sources print for this very region, or for a named part of it."""
    for event in events:
        part = "" if speaks_for(event, level) else f"For one {event.precision.label} only"
        for claim in original_claims(event, facts) if event.scope is Scope.CORE else ():
            source, *repeated = facts.dataset.origin_of(claim.source_id)
            audits = [audit_words(each) for each in audit_claim(claim)]
            yield Figure(
                what=claim.quantity_kind.label if claim.quantity_kind else "number",
                year=dates(event),
                value=claimed_number(claim),
                note=_sentences(
                    (
                        part,
                        f"Printed: “{claim.value_as_printed}”" if claim.value_as_printed else "",
                        *(audits or _printed_shares(claim)),
                    )
                ),
                source=_told_by(source, repeated),
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
        no_population=_no_population(code, facts),
        groups=tuple(_groups(code, facts)),
        here=in_order(own),
        wider=in_order(wider),
        published=tuple(_published(exactly, level, facts)),
        unknown=(
            *unknown(code, exactly, own, wider, facts, view),
            *_warnings(code, facts),
        ),
    )


def profile_of_view(view: View, facts: Facts) -> Profile:
    """Return the profile of the selected region, else of the area."""
    return region_profile(view.region or view.area, view, facts)
