"""Ranges that a source published, at the level they were published for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from geodata.facts import Facts
from geodata.gazetteer import Language
from geodata.model import CellStatus, Claim, Event, QuantityKind
from layers.events import region_of, shown_events
from layers.naming import display_name
from layers.tables import Label, LayerTable
from layers.view import COUNTRY, View
from layers.wording import claimed_number

__all__ = ["PublishedRange", "build", "original_claims", "published_ranges"]


@dataclass(frozen=True, slots=True)
class PublishedRange:
    """One range that a source printed for one region."""

    region: str
    event: Event
    claim: Claim


def original_claims(event: Event, facts: Facts) -> tuple[Claim, ...]:
    """Return the claims of an event that state a number and are not retold.

    A claim is retold if its source repeats another source that gives a number of the same
    kind for the same event: then only the original counts.
    """
    claims = [
        claim
        for claim in facts.dataset.claims_of.get(event.event_id, ())
        if claim.quantity_kind is not None and claim.has_number
    ]
    given = {(claim.source_id, claim.quantity_kind) for claim in claims}

    def is_retold(claim: Claim) -> bool:
        _, *repeated = facts.dataset.origin_of(claim.source_id)
        return any((source.source_id, claim.quantity_kind) in given for source in repeated)

    return tuple(claim for claim in claims if not is_retold(claim))


def published_ranges(view: View, facts: Facts) -> Iterator[PublishedRange]:
    """Yield the ranges of the events that a view shows, nation-wide ones left out."""
    for event in shown_events(view, facts):
        region = region_of(event, facts)
        if region in {"", COUNTRY}:
            continue
        for claim in original_claims(event, facts):
            if claim.quantity_kind is QuantityKind.ESTIMATE_RANGE:
                yield PublishedRange(region, event, claim)


def build(facts: Facts, view: View) -> LayerTable:
    """Return the published range per region of the view's level.

    Formula: the two ends as printed.

    Assumes: nothing beyond what the source assumes.

    Source: the claims named beside each range.

    Cannot say: anything about a part of the region, or which number between the ends is right.

    ``value`` stays empty: a range has no middle. A region inside a wider one with a
    published range has no record of its own; its note says where the range stands. Where
    several ranges are published for one region, which happens only across modalities, the
    frame carries none of them and the note lists all: they are never added or merged.
    """
    regions = facts.regions
    codes = regions.codes(view.level)
    known: dict[str, list[PublishedRange]] = {}
    for found in published_ranges(view, facts):
        known.setdefault(found.region, []).append(found)
    rows = []
    for code in codes:
        own = known.get(code, [])
        above = next((known[a] for a in regions.ancestors(code) if a in known), [])
        single = own[0] if len(own) == 1 else None
        rows.append(
            {
                "value": float("nan"),
                "low": _end(single, "low"),
                "high": _end(single, "high"),
                "status": CellStatus.NO_RECORD if single is None else CellStatus.REPORTED,
                "n_events": len(own),
                "n_roots": len(
                    {
                        root.source_id
                        for found in own
                        for root in facts.dataset.roots_of(found.event.event_id)
                    }
                ),
                "source": "",
                "note": _note(own, above, facts),
            }
        )
    frame = pd.DataFrame(rows, index=pd.Index(codes, name="region"))
    return LayerTable("published_range", view.level, Label.PUBLISHED, "as printed", frame)


def _note(own: list[PublishedRange], above: list[PublishedRange], facts: Facts) -> str:
    if own:
        return "; ".join(
            f"{claimed_number(found.claim)}, published by "
            f"{facts.dataset.source[found.claim.source_id].publisher}"
            for found in own
        )
    if above:
        first = above[0]
        whole = display_name(facts, first.region, Language.EN)["text"]
        publisher = facts.dataset.source[first.claim.source_id].publisher
        return (
            f"No range is published for this region; that of {publisher} for all of {whole} "
            "is not broken down."
        )
    return "No range is published."


def _end(found: PublishedRange | None, name: str) -> float:
    value = None if found is None else getattr(found.claim, name)
    return float("nan") if value is None else float(value)
