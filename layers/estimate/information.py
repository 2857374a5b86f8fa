"""Which missing document would narrow the bounds of which region, and how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Level
from geodata.workspace import once_per_atlas
from layers.estimate.bounds import HYPOTHETICAL, bounds_from, bounds_of
from layers.estimate.estimate import Estimate
from layers.estimate.refutations import published_total
from layers.estimate.reports import ReportedCount, reports_of
from layers.naming import area_name
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import Assumptions

__all__ = ["METHOD", "MissingDocument", "missing_documents"]

METHOD = "missing-document/1"
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A document that nobody has found, and what it could tell.

    Parameters
    ----------
    title : str
        What it would state.
    narrows : mapping of str to Fraction
        By how much the bounds of each region could narrow at most, by code; regions that no
        content of the document could narrow are left out.
    """

    title: str
    narrows: Mapping[str, Fraction]

    @property
    def total(self) -> Fraction:
        """By how much it could narrow all bounds together at most."""
        return sum(self.narrows.values(), _NOTHING)


@once_per_atlas(maxsize=16)
def missing_documents(
    assume: Assumptions, chosen: EventFilter, area: str, level: Level, facts: Facts
) -> tuple[MissingDocument, ...]:
    """Return documents that could narrow the bounds of regions, the most telling first.

    Formula: a document that states an exact number is supposed to state, first, the least that
    is possible and then the most; the bounds are worked out anew each time. A region narrows by
    the distance between its ends before, less that after; the larger of the two counts. No
    number in between narrows all regions together by more, since what is narrowed is convex
    in the number stated.

    Assumes: the document counts what was collected up to the month of the published total.

    Source: the bounds from wholes and parts, worked out for each document.

    Cannot say: which document exists, what it states, or how likely that is. Documents are put
    in order, never regions.

    Parameters
    ----------
    assume : Assumptions
        What is counted, and the cap in force.
    chosen : EventFilter
        Which events count as reports.
    area : str
        Code of a region: the published range of it or of the nearest region around it counts.
    level : Level
        Level of the regions whose bounds are looked at.
    facts : Facts
        What is known.

    Returns
    -------
    tuple of MissingDocument
        By how far they could narrow all bounds together, then by title.
    """
    total = published_total(assume, chosen, area, facts)
    if total is None:
        return ()
    codes = [code for code in facts.regions.codes(level, total.region) if code != total.region]
    now = bounds_of(assume, chosen, facts, total.month)
    if len(codes) < 2 or any(_width(now[code]) is None for code in codes):
        return ()
    known = _known(total.region, assume, chosen, facts)
    found = [
        MissingDocument(
            _("A breakdown of the total by {level}").format(level=level.label),
            _narrowed(now, [], codes),
        )
    ]
    for code in (total.region, *codes):
        ends = {now[code].least, now[code].most}
        then = [
            bounds_from((*known, _stating(code, end, total.month)), assume, facts, total.month)
            for end in ends
            if end is not None
        ]
        title = (
            _("The exact total of {region}") if code == total.region else _("A count for {region}")
        ).format(region=area_name(facts, code))
        found.append(MissingDocument(title, _narrowed(now, then, codes)))
    telling = (each for each in found if each.narrows)
    return tuple(sorted(telling, key=lambda each: (-each.total, each.title)))


def _known(
    region: str, assume: Assumptions, chosen: EventFilter, facts: Facts
) -> tuple[ReportedCount, ...]:
    """Return the reports that limit anything in the whole of which a region is part."""
    limiting = [each for each in reports_of(assume.counted, chosen, facts) if each.limits]
    if any(each.region == facts.geography.root for each in limiting):
        return tuple(limiting)
    line = (region, *facts.regions.ancestors(region))
    root = [code for code in line if code != facts.geography.root][-1]
    return tuple(
        each for each in limiting if root in (each.region, *facts.regions.ancestors(each.region))
    )


def _stating(code: str, count: Fraction, month: int) -> ReportedCount:
    return ReportedCount(HYPOTHETICAL, code, count, count, month, EvidenceKind.DOCUMENTED)


def _width(estimate: Estimate) -> Fraction | None:
    if estimate.status is not CellStatus.REPORTED or estimate.most is None:
        return None
    return estimate.most - estimate.least


def _narrowed(
    now: Mapping[str, Estimate], then: Sequence[Mapping[str, Estimate]], codes: Sequence[str]
) -> Mapping[str, Fraction]:
    """Return by how much bounds narrow in the most telling case; to one number without any."""
    cases = [
        {code: (_width(now[code]) or _NOTHING) - (_width(each[code]) or _NOTHING) for code in codes}
        for each in then
    ] or [{code: _width(now[code]) or _NOTHING for code in codes}]
    best = max(cases, key=lambda each: sum(each.values(), _NOTHING))
    return MappingProxyType({code: width for code, width in best.items() if width > 0})
