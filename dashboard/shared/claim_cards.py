"""What sources say, in words: claims, how far they lead back, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.dataset import ShareAudit, audit_claim
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Claim, Discrepancy, Event, Source, Status, Version
from layers.wording import (
    THIN_SPACE,
    claimed_number,
    from_left,
    hedged,
    number,
    percent,
    quoted,
    value_words,
)

__all__ = [
    "ClaimCard",
    "Dispute",
    "audit_words",
    "claim_card",
    "dispute",
    "disputes_of",
    "versions_of",
]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """What one source says, and how far that source leads back.

    ``printed`` are words of the source, ``short`` is a coder's summary in their place.
    """

    said: str
    speaker: str
    printed: str
    short: str
    note: str
    quote: str
    quote_language: str
    locator: str
    source: Source
    repeats: tuple[Source, ...]
    grades: str
    statement_grade: str
    audits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement about an event: each version with who tells it, and what is shown."""

    topic: str
    kind: str
    versions: tuple[tuple[str, str], ...]
    treatment: str


def claim_card(claim: Claim, facts: Facts) -> ClaimCard:
    """Return a claim in words, with what its source repeats and what its shares come to."""
    source, *repeats = facts.dataset.shown_origin_of(claim.source_id)
    printed, short = value_words(claim, source.language)
    return ClaimCard(
        said=claimed_number(claim) or hedged(claim.field.label, claim.hedges),
        speaker=claim.speaker,
        printed=printed,
        short=short,
        note=claim.note,
        quote=claim.quote,
        quote_language=claim.quote_language,
        locator=claim.locator,
        source=source,
        repeats=tuple(repeats),
        grades=_("Source {reliability}. Statement {credibility}.").format(
            reliability=source.reliability.label, credibility=claim.credibility.label
        ),
        statement_grade=_("Statement {credibility}.").format(credibility=claim.credibility.label),
        audits=tuple(audit_words(audit) for audit in audit_claim(claim)),
    )


def audit_words(audit: ShareAudit) -> str:
    """Return one printed share beside what its own count and base give."""
    return _("Printed {printed}; {count} of {base} is {recomputed}: {finding}.").format(
        printed=from_left(f"{audit.printed}{THIN_SPACE}%"),
        count=number(audit.count),
        base=number(audit.base),
        recomputed=percent(audit.recomputed, 2),
        finding=audit.share_class.label
        if not audit.hedges
        else _("{finding}; the source says {hedges}").format(
            finding=audit.share_class.label, hedges=quoted(audit.hedges)
        ),
    )


def disputes_of(event: Event, facts: Facts) -> Iterator[Dispute]:
    """Yield the disagreements that concern an event, in order of their names.

    One that concerns a draft too is left out: its words could tell what the draft says.
    """
    events = facts.dataset.event
    for found in facts.dataset.discrepancies_of(event.event_id):
        if all(events[name].status is not Status.DRAFT for name in found.event_ids):
            yield dispute(found, facts)


def dispute(found: Discrepancy, facts: Facts, *, unpublished: bool = False) -> Dispute:
    """Return a disagreement in words, each version with the publisher that tells it.

    Parameters
    ----------
    found : Discrepancy
        The disagreement.
    facts : Facts
        What is known.
    unpublished : bool
        Whether to tell versions that rest on drafts or withdrawn events, as to an editor.
    """
    return Dispute(
        topic=found.topic,
        kind=found.kind.label,
        versions=tuple(
            (version.said, told_by(version, facts))
            for version in versions_of(found, facts, unpublished=unpublished)
        ),
        treatment=found.treatment,
    )


def versions_of(
    found: Discrepancy, facts: Facts, *, unpublished: bool = False
) -> tuple[Version, ...]:
    """Return the versions of a disagreement; by default those of published events alone."""
    data = facts.dataset
    return tuple(
        version
        for version in data.versions_of.get(found.discrepancy_id, ())
        if unpublished
        or not version.claim_id
        or data.event[data.claim[version.claim_id].event_id].status is Status.PUBLISHED
    )


def told_by(version: Version, facts: Facts) -> str:
    """Return who tells a version; ``""`` where it is computed or has no claim of its own."""
    if not version.claim_id:
        return ""
    return facts.dataset.source[facts.dataset.claim[version.claim_id].source_id].publisher
