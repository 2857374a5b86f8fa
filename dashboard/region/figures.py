"""Single numbers of a region with year and source, and its data gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pandas as pd

from dashboard.shared.claim_cards import audit_words
from geodata.dataset import audit_claim
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Claim, Event, Level, Modality, QuantityKind, Scope, Source
from layers.estimate.reports import original_claims
from layers.events import EVERY_EVENT, chosen_events, region_of, shown_counted, silence
from layers.naming import display_name
from layers.reading import reading_words
from layers.view import View
from layers.wording import (
    THIN_SPACE,
    claimed_number,
    dates,
    from_left,
    hedged,
    isolated,
    number,
    raised,
    span,
    value_words,
)

__all__ = [
    "Figure",
    "figures_of",
    "groups",
    "no_residents",
    "published_figures",
    "residents",
    "speaks_for",
    "unknown",
    "warnings",
]

Events = tuple[Event, ...]

_PEOPLE = "people"
"""Id of the unit in which a count is one of every technology; children and others are not."""

_COUNTED = {QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE}


def speaks_for(event: Event, level: Level) -> bool:
    """Whether an event is about a whole region of a level, not about a township in it."""
    return event.precision.value == level.value


def _counted(events: Iterable[Event], modality: Modality, facts: Facts) -> Events:
    """Return the events, leads apart, whose sources give a count of this modality itself."""
    return tuple(
        event
        for event in events
        if event.scope is not Scope.LEAD
        and modality in event.modality
        and any(
            claim.quantity_kind in _COUNTED
            and claim.has_number
            and claim.unit is not None
            and (claim.unit == _PEOPLE or claim.unit.technology == modality)
            for claim in facts.dataset.claims_of.get(event.event_id, ())
        )
    )


def _unknown_counts(
    code: str, exactly: Events, own: Events, wider: Events, facts: Facts, view: View
) -> Iterator[str]:
    name = isolated(display_name(facts, code, view.map.language)["text"])
    level = facts.regions.level(code)
    whole_region = [event for event in exactly if speaks_for(event, level)]
    nearer = [event for event in wider if region_of(event, facts) != facts.geography.root]
    hidden = [
        event
        for event in chosen_events(EVERY_EVENT, facts)
        if region_of(event, facts) == code and speaks_for(event, level)
    ]
    concerned = {
        modality
        for event in (*own, *nearer)
        if event.scope is Scope.CORE
        for modality in event.modality
        if modality.counted
    }
    uncounted: dict[str, list[str]] = {}
    for modality in (each for each in facts.subject.modalities.values() if each in concerned):
        if _counted(whole_region, modality, facts):
            continue
        # A count that the filters hide is known all the same.
        above = () if _counted(hidden, modality, facts) else _counted(nearer, modality, facts)
        whole = region_of(above[0], facts) if above else ""
        uncounted.setdefault(whole, []).append(modality.label)
    for whole, labels in sorted(uncounted.items(), reverse=True):
        listed = ", ".join(labels)
        if whole:
            wide_name = isolated(display_name(facts, whole, view.map.language)["text"])
            yield _(
                "How much was collected in {name} is not known ({listed}): the figures "
                "published for {whole} are not broken down."
            ).format(name=name, listed=listed, whole=wide_name)
        else:
            yield _(
                "Nothing that the filters show gives a number for all of {name}: {listed}."
            ).format(name=name, listed=listed)


def _silent_parts(code: str, facts: Facts, view: View) -> Iterator[str]:
    level = facts.regions.level(code)
    finer = (
        next(iter(facts.geography.levels[level.rank : level.rank + 1]), None)
        if level.rank
        else None
    )
    parts = () if finer is None else facts.regions.codes(finer, code)
    if finer is None or len(parts) < 2:
        return
    found = shown_counted(view, facts, finer)
    silent = sum(part not in found for part in parts)
    if silent:
        name = isolated(display_name(facts, code, view.map.language)["text"])
        yield _(
            "No event that the filters show is placed in {silent} of its {all} {units} by name. "
            "Events known only for all of {name} or more are not counted there."
        ).format(silent=silent, all=number(len(parts)), units=finer.plural, name=name)


def _groups(code: str, facts: Facts) -> Iterator[str]:
    counts = facts.census.groups(code)
    named = sorted({str(count.year) for count in counts if count.group in facts.census.group_names})
    if counts and not named:
        yield (
            _(
                "The census tables used here distinguish only Han and non-Han: they give no figure "
                "for Tibetans, Hui, Uyghurs or others in this region."
            )
        )
    elif counts and str(facts.census.years[-1]) not in named:
        yield _("Named groups are known here only for {names}.").format(names=", ".join(named))


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
        nothing = _(
            "That does not mean that nothing happened: police reports are not published evenly."
        )
        yield f"{silence(code, facts)} {nothing}"
    yield from _silent_parts(code, facts, view)
    yield from _groups(code, facts)


_GROUP_NAMES = {"non_Han_total": _("Non-Han, all groups"), "Other_minority": _("Other groups")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its year, the words around it, its source and that source's address.

    ``source_id`` names a source of the data set, which has a page of its own; it is empty
    for a census table, as is ``reading``: how and when a source was read.
    """

    what: str
    year: str
    value: str
    note: str
    source: str
    address: str = ""
    source_id: str = ""
    reading: str = ""


def _sentences(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(". ") for part in parts if part)


def residents(code: str, facts: Facts) -> Iterator[Figure]:
    """Yield every count or estimate of the residents of a unit, oldest first."""
    for count in facts.census.populations(code):
        kind = _("Census") if count.is_census else _("Year-end estimate, not a census")
        extent = "" if code == facts.geography.root else _extent(code, count.year, facts)
        yield Figure(
            what=_("Residents"),
            year=str(count.year),
            value=number(count.population),
            note=_sentences((kind, extent or count.note)),
            source=facts.census.source(count.source).citation,
            address=facts.census.source(count.source).url,
        )


def _extent(code: str, year: int, facts: Facts) -> str:
    """Return what a census figure holds that the outline does not, and the reverse."""
    if year not in facts.census.years:
        return ""
    return str(facts.census.population(facts.regions.level(code), year).loc[code, "note"])


def no_residents(code: str, facts: Facts) -> str:
    """Return why a unit has no figure in the newest census; empty if it has one."""
    if code == facts.geography.root or not facts.census.years:
        return ""
    newest = facts.census.population(facts.regions.level(code), facts.census.years[-1]).loc[code]
    return "" if pd.notna(newest["value"]) else str(newest["note"])


def warnings(code: str, facts: Facts) -> Iterator[str]:
    """Say why the figures of the last two censuses must not be compared without care."""
    if code == facts.geography.root:
        return
    for item in facts.census.comparability(code):
        yield _("Residents of {years}: {change}.").format(
            years=_listed(facts.census.years[-2:]),
            change=item.detail.rstrip("."),
        )


def groups(code: str, facts: Facts) -> Iterator[Figure]:
    """Yield every figure of a group of residents, with how far it may be wrong."""
    for count in facts.census.groups(code):
        share = None if count.group == facts.geography.census.majority else count.share_as_printed
        source = facts.census.source(count.source)
        width = ""
        if count.half_width:
            said = (
                _("± {width}, derived from printed shares")
                if count.source.startswith("nbs")
                else _("± {width}, rounded in the source")
            )
            width = said.format(width=number(count.half_width))
        # What the national tables are is said once, on the page about methods.
        special = "" if count.source.startswith("nbs") else source.note
        special = special.replace("non_Han_total", _("“non-Han”"))
        yield Figure(
            what=_GROUP_NAMES.get(count.group, count.group),
            year=str(count.year),
            value=number(count.population)
            + ("" if share is None else f" ({from_left(f'{share} %')})"),
            note=_sentences((width, special)),
            source=source.citation,
            address=source.url,
        )


def _printed_shares(claim: Claim) -> list[str]:
    ends = [
        str(share)
        for share in (claim.share_low_printed, claim.share_high_printed)
        if share is not None
    ]
    return (
        [
            _("Printed share {share}").format(
                share=hedged(from_left(f"{span(ends[0], ends[-1])}{THIN_SPACE}%"), claim.hedges)
            )
        ]
        if ends
        else []
    )


def _value(claim: Claim, source: Source) -> str:
    """Return the value of a claim, in quotation marks only if its source printed it so."""
    printed, short = value_words(claim, source.language)
    if printed:
        return _("Printed: “{text}”").format(text=printed)
    return _("In short: {text}").format(text=short) if short else ""


def _told_by(source: Source, root: Source) -> str:
    told = f"{source.publisher}, {source.title}"
    if root == source:
        return told
    return _("{publisher}, as reported by {told}").format(publisher=root.publisher, told=told)


_MOST = 30
"""Figures of sub-regions that are listed; events with further ones are listed with the events."""


def figures_of(code: str, view: View, facts: Facts) -> tuple[Figure, ...]:
    """Return every figure, in any unit, for a region itself and then for its sub-regions."""
    level = facts.regions.level(code)
    inside = shown_counted(view, facts, level).get(code, ())
    own = [event for event in inside if region_of(event, facts) == code]
    others = (event for event in inside if region_of(event, facts) != code)
    return (
        *published_figures(own, level, facts),
        *islice(_of_sub_regions(others, view, facts), _MOST),
    )


def _of_sub_regions(events: Iterable[Event], view: View, facts: Facts) -> Iterator[Figure]:
    for event in events:
        code = region_of(event, facts)
        name = isolated(display_name(facts, code, view.map.language)["text"])
        for each in published_figures((event,), facts.regions.level(code), facts):
            where = _("For {name} only").format(name=name)
            yield replace(each, note=_sentences((where, each.note)))


def published_figures(events: Iterable[Event], level: Level, facts: Facts) -> Iterator[Figure]:
    """Yield the numbers that sources print for this very region, or for a named part of it.

    A lead is not checked yet, so its numbers are not among them.
    """
    for event in events:
        part = (
            ""
            if speaks_for(event, level)
            else _("For one {precision} only").format(precision=event.precision.label)
        )
        for claim in original_claims(event, facts) if event.scope is not Scope.LEAD else ():
            source = facts.dataset.source[claim.source_id]
            audits = [audit_words(each) for each in audit_claim(claim)]
            yield Figure(
                what=claim.quantity_kind.label if claim.quantity_kind else "number",
                year=dates(event),
                value=claimed_number(claim),
                note=_sentences(
                    (
                        "" if event.scope is Scope.CORE else raised(event.scope.label),
                        part,
                        _value(claim, source),
                        *(audits or _printed_shares(claim)),
                    )
                ),
                source=_told_by(source, facts.dataset.root_of(claim.source_id)),
                address=source.url or source.url_read,
                source_id=source.source_id,
                reading=reading_words(source),
            )


def _listed(years: Iterable[int]) -> str:
    """Return one year or two, in words."""
    first, *rest = map(str, years)
    return _("{first} and {last}").format(first=first, last=rest[0]) if rest else first
