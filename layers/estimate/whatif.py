"""What one more document would tell: bounds before and after a hypothetical report."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.facts import Facts
from geodata.model import CellStatus
from layers.assume import Assumptions
from layers.estimate.bounded import bounds_from, bounds_of, moment
from layers.estimate.estimate import Estimate
from layers.estimate.reports import Report, reports_of
from layers.view import EventFilter

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
    report: Report, assume: Assumptions, chosen: EventFilter, facts: Facts
) -> tuple[Tightened, ...]:
    """Return every region whose bounds a hypothetical report would change.

    Bounds speak of the same moment before and after, so that an added report that agrees
    with the others never widens any.

    Parameters
    ----------
    report : Report
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
    known = reports_of(assume.measure, chosen, facts)
    region = facts.regions
    top = (report.region, *region.ancestors(report.region))
    root = next((code for code in reversed(top) if region.level(code).value == "province"), top[-1])
    inside = [
        each for each in known if each.region == root or root in region.ancestors(each.region)
    ]
    month = moment(inside, facts)
    before = bounds_of(assume, chosen, facts)
    after = bounds_from((*known, report), assume, facts, None if month is None else month)
    return tuple(
        Tightened(code, before[code], after[code])
        for code in sorted(after)
        if _ends(before[code]) != _ends(after[code])
    )


def _ends(estimate: Estimate) -> tuple[object, ...]:
    known = estimate.status is CellStatus.REPORTED
    return (estimate.status, estimate.least, estimate.most) if known else (estimate.status,)
