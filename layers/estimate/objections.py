"""Statements of sources that do not fit a scenario: it is never shown without them."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _, language
from geodata.model import Claim, Scenario
from geodata.workspace import once_per_atlas
from layers.events import chosen_events, region_of
from layers.view import EventFilter
from layers.view.assumptions import Measure
from layers.wording import value_words

__all__ = ["objection_words", "objections"]


@once_per_atlas(maxsize=64)
def objections(
    scenario: Scenario, measure: Measure, chosen: EventFilter, facts: Facts, area: str
) -> tuple[Claim, ...]:
    """Return the claims that speak against a scenario, the most credible first.

    Parameters
    ----------
    scenario : Scenario
        What is supposed.
    measure : Measure
        What it is supposed of: only events that concern it count.
    chosen : EventFilter
        Which events are shown.
    facts : Facts
        What is known.
    area : str
        Code of an area: events of it, of its parts and of what holds it count.
    """
    found = (
        claim
        for event in chosen_events(chosen, facts)
        if measure.modality in event.modality
        and _meet(area, region_of(event, facts) or facts.geography.root, facts)
        for claim in facts.dataset.claims_of.get(event.event_id, ())
        if scenario in claim.speaks_against
    )
    return tuple(sorted(found, key=lambda claim: claim.credibility.value))


def objection_words(
    scenario: Scenario, measure: Measure, chosen: EventFilter, facts: Facts, area: str
) -> str:
    """Return what speaks against a scenario, each statement with who makes it.

    ``""`` where nothing that is shown does. For the parameters see :func:`objections`.
    """
    said = "; ".join(
        _said(claim, facts) for claim in objections(scenario, measure, chosen, facts, area)
    )
    return _("Speaking against it: {statements}.").format(statements=said) if said else ""


def _meet(one: str, other: str, facts: Facts) -> bool:
    above = facts.regions.ancestors
    return one == other or one in above(other) or other in above(one)


def _said(claim: Claim, facts: Facts) -> str:
    source = facts.dataset.source[claim.source_id]
    printed, short = value_words(claim, source.language)
    if claim.quote and claim.quote_language.partition("-")[0] == language().partition("-")[0]:
        printed = claim.quote
    words = _("“{text}”").format(text=printed) if printed else short
    told = (
        _("{speaker}, in: {publisher}").format(speaker=claim.speaker, publisher=source.publisher)
        if claim.speaker
        else source.publisher
    )
    return _("{words} ({told})").format(words=words, told=told)
