"""Counts that sources report for a region itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from geodata.facts import Facts
from geodata.i18n import _
from layers.assume import Assumptions
from layers.estimate.bounded import base_of
from layers.estimate.estimate import Estimate
from layers.estimate.reports import PART_ONLY, Report, reports_of
from layers.tables import Label
from layers.view import EventFilter

__all__ = ["METHOD", "documented_counts"]

METHOD = "documented/1"
_REPLACED = _("An earlier count: a later one of the same region replaces it.")


@lru_cache(maxsize=32)
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
    later: dict[str, list[Report]] = {}
    for report in sorted(
        reports_of(assume.measure, chosen, facts), key=lambda each: (-each.month, each.report_id)
    ):
        if report.label is not Label.DOCUMENTED:
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
        found.setdefault(report.region, []).append(_estimate(report, assume, facts, reason))
    return MappingProxyType({code: tuple(each) for code, each in sorted(found.items())})


def _replaces(later: Report, earlier: Report) -> bool:
    """Whether a count of the same region says at least as much, of a later month."""
    if later.low is None or earlier.low is None:
        return False
    return later.month > earlier.month and later.low >= earlier.low


def _estimate(report: Report, assume: Assumptions, facts: Facts, reason: str) -> Estimate:
    exact = report.low is not None and report.low == report.high
    return Estimate(
        region=report.region,
        label=Label.DOCUMENTED,
        unit=assume.measure.label,
        method=METHOD,
        assumption=_("Nothing is assumed: the number stands as printed."),
        value=report.low if exact else report.near,
        low=None if exact else report.low,
        high=None if exact else report.high,
        inputs=(report.report_id,),
        base=base_of(report.region, assume.base_year, facts),
        as_of=report.month,
        reason=reason,
        hedge=report.hedge,
    )
