"""Counts that sources report for a region itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from geodata.facts import Facts
from geodata.i18n import _
from geodata.workspace import once_per_atlas
from layers.estimate.bounds import base_of
from layers.estimate.estimate import Estimate
from layers.estimate.published import published_estimates
from layers.estimate.reports import PART_ONLY, ReportedCount, ends, other_reports, reports_of
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import Assumptions, Measure

__all__ = ["METHOD", "documented_counts", "documented_figures"]

METHOD = "documented/1"
_REPLACED = _("An earlier count: a later one of the same region replaces it.")


@once_per_atlas(maxsize=32)
def documented_counts(
    assume: Assumptions, chosen: EventFilter, facts: Facts
) -> Mapping[str, tuple[Estimate, ...]]:
    """Return what sources count for a region itself, the newest first.

    Formula: the number as printed. A later cumulative count that is no smaller replaces an
    earlier one of the same region; counts of different regions, levels or units, or of a
    part and its whole, are never added. "More than" and "nearly" leave the value empty and
    give one end; "about" gives a value that limits nothing.

    Assumes: nothing.

    Source: the claims named beside each number.

    Cannot say: anything about regions without a report.

    Parameters
    ----------
    assume : Assumptions
        What is counted, and the census of the base.
    chosen : EventFilter
        Which events count.
    facts : Facts
        What is known.

    Returns
    -------
    mapping of str to tuple of Estimate
        By region code. A count of a part of a region, such as a township, comes with its
        reason and never as the region's own value; so does a count that a later one replaces.
    """
    found: dict[str, list[Estimate]] = {}
    later: dict[str, list[ReportedCount]] = {}
    for report in sorted(
        reports_of(assume.counted, chosen, facts), key=lambda each: (-each.month, each.report_id)
    ):
        if report.label is not EvidenceKind.DOCUMENTED:
            continue
        known = later.setdefault(report.region, [])
        told = (
            (PART_ONLY, report.part),
            (
                _("Printed with a hedge ({hedge}): it limits nothing.").format(hedge=report.hedge),
                report.near is not None,
            ),
            (_REPLACED, not report.part and any(_replaces(each, report) for each in known)),
        )
        reason = " ".join(words for words, holds in told if holds)
        if not report.part:
            known.append(report)
        unit = assume.counted.label
        found.setdefault(report.region, []).append(_estimate(report, unit, assume, facts, reason))
    return MappingProxyType({code: tuple(each) for code, each in sorted(found.items())})


@once_per_atlas(maxsize=32)
def documented_figures(
    assume: Assumptions, chosen: EventFilter, facts: Facts
) -> Mapping[str, tuple[Estimate, ...]]:
    """Return every count and range that sources give for a region itself, in whatever unit.

    Those of the measure that is assumed come first, then the other measures in their order,
    then units that no estimate uses and counts without a date. Nothing is turned into another
    unit, and nothing is added.

    Parameters
    ----------
    assume : Assumptions
        The measure that comes first, and the census of the base.
    chosen : EventFilter
        Which events count.
    facts : Facts
        What is known.
    """
    found: defaultdict[str, list[Estimate]] = defaultdict(list)
    for measure in sorted(Measure, key=lambda each: each is not assume.counted):
        other = replace(assume, measure=measure)
        for make in (documented_counts, published_estimates):
            for code, estimates in make(other, chosen, facts).items():
                found[code] += estimates
    for report, unit, dated in other_reports(chosen, facts):
        reason = PART_ONLY if report.part else ""
        estimate = _estimate(report, unit, assume, facts, reason)
        found[report.region].append(estimate if dated else replace(estimate, as_of=None))
    return MappingProxyType({code: tuple(each) for code, each in sorted(found.items())})


def _replaces(later: ReportedCount, earlier: ReportedCount) -> bool:
    """Whether a count of the same region says at least as much, of a later month."""
    if later.low is None or earlier.low is None:
        return False
    return later.month > earlier.month and later.low >= earlier.low


def _estimate(
    report: ReportedCount, unit: str, assume: Assumptions, facts: Facts, reason: str
) -> Estimate:
    low, high, near = report.low, report.high, report.near
    if report.label is EvidenceKind.PUBLISHED:
        (low, high), near = ends(facts.dataset.claim[report.report_id]), None
    exact = report.label is EvidenceKind.DOCUMENTED and low is not None and low == high
    return Estimate(
        region=report.region,
        label=report.label,
        unit=unit,
        method=METHOD,
        assumption=_("Nothing is assumed: the number stands as printed."),
        value=low if exact else near,
        low=None if exact else low,
        high=None if exact else high,
        inputs=(report.report_id,),
        base=base_of(report.region, assume.base_year, facts),
        as_of=report.month,
        reason=reason,
        hedge=report.hedge,
    )
