"""What one more document would tell: bounds before and after a hypothetical report."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.facts import Facts
from geodata.model import CellStatus, Level
from layers.assume import Assumptions
from layers.estimate.bounded import bounds_from, bounds_of, moment
from layers.estimate.estimate import Estimate
from layers.estimate.reports import ReportedCount, reports_of
from layers.view import COUNTRY, EventFilter

__all__ = ["HYPOTHETICAL", "Tightened", "what_if"]

HYPOTHETICAL = "hypothetical"
"""Id of a report that nobody made. It is never stored."""


@dataclass(frozen=True, slots=True)
class Tightened:
    """Bounds of one region without and with the hypothetical report."""

    region: str
    before: Estimate
    after: Estimate


def what_if(
    report: ReportedCount, assume: Assumptions, chosen: EventFilter, facts: Facts
) -> tuple[Tightened, ...]:
    """Return every region whose bounds a hypothetical report would change.

    Bounds speak of the same moment before and after, so that an added report that agrees
    with the others never widens any.

    Parameters
    ----------
    report : ReportedCount
        What somebody might find.
    assume : Assumptions
        What is counted, and how often one person may have been.
    chosen : EventFilter
        Which events count as reports.
    facts : Facts
        What is known.

    Returns
    -------
    tuple of Tightened
        By region code. If the report contradicts the others, the ``after`` of every region
        concerned says so.
    """
    known = [each for each in reports_of(assume.measure, chosen, facts) if each.limits]
    regions = facts.regions

    def line(code: str) -> tuple[str, ...]:
        return (code, *regions.ancestors(code))

    # A report says nothing about regions that add up to another whole.
    whole = any(each.region == COUNTRY for each in known)
    root = (
        COUNTRY
        if whole
        else next(code for code in line(report.region) if regions.level(code) is Level.PROVINCE)
    )
    inside = tuple(each for each in known if root in line(each.region))
    before = bounds_of(assume, chosen, facts)
    after = bounds_from((*inside, report), assume, facts, moment(inside, facts))
    return tuple(
        Tightened(code, before[code], after[code])
        for code in sorted(after)
        if root in line(code) and _ends(before[code]) != _ends(after[code])
    )


def _ends(estimate: Estimate) -> tuple[object, ...]:
    known = estimate.status is CellStatus.REPORTED
    return (estimate.status, estimate.least, estimate.most) if known else (estimate.status,)
