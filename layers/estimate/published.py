"""Ranges that a source published, at the level they were published for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Claim, Event, Language, Qualifier, QuantityKind
from geodata.workspace import once_per_atlas
from layers.estimate.bases import printed_base
from layers.estimate.bounds import base_of
from layers.estimate.estimate import Estimate
from layers.estimate.reports import PART_ONLY, ends, original_claims, reports_of
from layers.events import region_of, shown_events
from layers.naming import display_name
from layers.tables import EvidenceKind, LayerTable
from layers.view import EventFilter, View
from layers.view.assumptions import Assumptions
from layers.wording import claimed_number, told_qualifier

__all__ = [
    "METHOD",
    "PublishedRange",
    "build_published_ranges",
    "published_estimates",
    "published_ranges",
]

METHOD = "published/1"

_STATUS = (CellStatus.NO_RECORD, CellStatus.REPORTED, CellStatus.NOT_COMPARABLE)
"""Of a region with no range, with one, and with several."""


@dataclass(frozen=True, slots=True)
class PublishedRange:
    """One range that a source printed for one region."""

    region: str
    event: Event
    claim: Claim


def published_ranges(view: View, facts: Facts) -> Iterator[PublishedRange]:
    """Yield the ranges of the events that a view shows, nation-wide ones left out."""
    for event in shown_events(view, facts):
        region = region_of(event, facts)
        if region in {"", facts.geography.root}:
            continue
        for claim in original_claims(event, facts):
            if claim.quantity_kind is QuantityKind.ESTIMATE_RANGE:
                yield PublishedRange(region, event, claim)


@once_per_atlas(maxsize=32)
def published_estimates(
    assume: Assumptions, chosen: EventFilter, facts: Facts
) -> Mapping[str, tuple[Estimate, ...]]:
    """Return every published range of a measure by the region it was published for.

    Parameters
    ----------
    assume : Assumptions
        What is counted, and the census of the base where the source prints none.
    chosen : EventFilter
        Which events count.
    facts : Facts
        What is known.

    Returns
    -------
    mapping of str to tuple of Estimate
        By region code, the newest first. Several ranges for one region all stay.
    """
    found: dict[str, list[Estimate]] = {}
    for report in sorted(
        reports_of(assume.counted, chosen, facts), key=lambda each: (-each.month, each.report_id)
    ):
        if report.label is not EvidenceKind.PUBLISHED:
            continue
        claim = facts.dataset.claim[report.report_id]
        low, high = ends(claim)
        found.setdefault(report.region, []).append(
            Estimate(
                region=report.region,
                label=EvidenceKind.PUBLISHED,
                unit=assume.counted.label,
                method=METHOD,
                assumption=_("Nothing is assumed: the two ends stand as printed."),
                low=low,
                high=high,
                inputs=(report.report_id,),
                base=printed_base(claim) or base_of(report.region, assume.base_year, facts),
                as_of=report.month,
                reason=PART_ONLY if report.part else "",
                hedge=told_qualifier(claim) if claim.qualifier is Qualifier.ABOUT else "",
            )
        )
    return MappingProxyType({code: tuple(each) for code, each in sorted(found.items())})


def build_published_ranges(facts: Facts, view: View) -> LayerTable:
    """Return the published range per region of the view's level.

    Formula: the two ends as printed.

    Assumes: nothing beyond what the source assumes.

    Source: the claims named beside each range.

    Cannot say: anything about a part of the region, or which number between the ends is right.

    ``value`` stays empty: a range has no middle. A region inside a wider one with a
    published range has no record of its own; its note says where the range stands. Where
    several ranges are published for one region, it is not comparable: the frame carries none
    of them and the note lists all, as they are never added or merged.
    """
    regions = facts.regions
    codes = regions.codes(view.map.level)
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
                "status": _STATUS[min(len(own), 2)],
                "n_events": len({found.event.event_id for found in own}),
                "n_roots": len(
                    facts.dataset.independent_of(*(found.event.event_id for found in own))
                ),
                "source": "",
                "note": _note(own, above, facts),
            }
        )
    frame = pd.DataFrame(rows, index=pd.Index(codes, name="region"))
    return LayerTable(
        "published_range", view.map.level, EvidenceKind.PUBLISHED, _("as printed"), frame
    )


def _note(own: list[PublishedRange], above: list[PublishedRange], facts: Facts) -> str:
    if own:
        return "; ".join(
            _("{number}, published by {publisher}").format(
                number=claimed_number(found.claim),
                publisher=facts.dataset.source[found.claim.source_id].publisher,
            )
            for found in own
        )
    if above:
        first = above[0]
        whole = display_name(facts, first.region, Language.EN)["text"]
        publisher = facts.dataset.source[first.claim.source_id].publisher
        return _(
            "No event that the filters show gives a range for this region; that of {publisher} "
            "for all of {whole} is not broken down."
        ).format(publisher=publisher, whole=whole)
    return _("No event that the filters show gives a range.")


def _end(found: PublishedRange | None, name: str) -> float:
    value = None if found is None else getattr(found.claim, name)
    return float("nan") if value is None else float(value)
