"""Derived bounds for every region of a tree, and how a hypothetical report would narrow them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus
from geodata.workspace import once_per_atlas
from layers.estimate.estimate import Base, Estimate
from layers.estimate.reports import ReportedCount, reports_of
from layers.estimate.tree import Contradiction, Limit, outside_parts, tree_bounds
from layers.naming import area_name
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import Assumptions
from layers.wording import number

__all__ = [
    "HYPOTHETICAL",
    "METHOD",
    "Tightened",
    "base_of",
    "bounds_from",
    "bounds_of",
    "moment",
    "what_if",
]

METHOD = "tree/2"
_CACHE_SIZE = 32
_NO_REPORT = _(
    "No event that the filters show gives such a count for this region, for a part of it, or "
    "for all of its province."
)
_HEDGED_REPORT = _(
    "What is counted here, in a part of it or in all of its province is hedged by its source, so "
    "that no bounds follow."
)
_NO_NATIONAL_REPORT = _(
    "No event that the filters show gives such a count for the whole country. Those of single "
    "provinces are not added up: they need not speak of the same month."
)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Regions under one root, wider ones first."""

    codes: tuple[str, ...]
    parent: tuple[int, ...]


def base_of(code: str, year: int, facts: Facts) -> Base | None:
    """Return the residents of a region in a census, or ``None`` where none are counted."""
    return _bases(year, facts)[code]


@once_per_atlas(maxsize=8)
def _bases(year: int, facts: Facts) -> Mapping[str, Base | None]:
    """Return the residents of every region in a census, by code."""
    kind, regions = _("census residents"), facts.regions
    whole = [
        Base(row.population, year, kind, row.source)
        for row in facts.census.populations(facts.geography.root)
        if row.year == year and row.is_census
    ]
    found: dict[str, Base | None] = {facts.geography.root: next(iter(whole), None)}
    if year not in facts.census.years:
        every = (code for level in facts.geography.levels for code in regions.codes(level))
        return MappingProxyType({**dict.fromkeys(every), **found})
    for level in facts.geography.levels:
        table = facts.census.population(level, year)
        for code, count, source in zip(table.index, table["value"], table["source"], strict=True):
            if regions.level(code) is level:
                base = None if pd.isna(count) else Base(int(count), year, kind, str(source))
                found[code] = base
    return MappingProxyType(found)


@once_per_atlas(maxsize=_CACHE_SIZE)
def bounds_of(
    assume: Assumptions, chosen: EventFilter, facts: Facts, as_of: int | None = None
) -> Mapping[str, Estimate]:
    """Return the bounds of every region of every level, from the reports of a filter.

    Parameters
    ----------
    assume : Assumptions
        What is counted, and how often one person may have been.
    chosen : EventFilter
        Which events count as reports.
    facts : Facts
        What is known.
    as_of : int, optional
        Month up to which is counted; by default that of :func:`moment`.

    Returns
    -------
    mapping of str to Estimate
        By region code. Where nothing was reported in a whole province, there is no record;
        where reports contradict one another, the status says so and the reason names them.
    """
    return MappingProxyType(
        bounds_from(reports_of(assume.counted, chosen, facts), assume, facts, as_of)
    )


def bounds_from(
    reports: Sequence[ReportedCount], assume: Assumptions, facts: Facts, as_of: int | None = None
) -> dict[str, Estimate]:
    """Return the bounds of every region from these reports; see :func:`bounds_of`."""
    regions = facts.regions
    found: dict[str, Estimate] = {}
    limiting = [report for report in reports if report.limits]
    whole = any(report.region == facts.geography.root for report in limiting)
    for root in (facts.geography.root,) if whole else regions.codes(facts.geography.levels[0]):
        tree = _tree(root, facts)
        inside = set(tree.codes)
        own = tuple(report for report in limiting if report.region in inside)
        month = as_of if as_of is not None else moment(own, facts)
        if not own or month is None:
            hedged = any(report.region in inside for report in reports)
            reason = _HEDGED_REPORT if hedged else _NO_REPORT
            found |= {
                code: _none(code, assume, CellStatus.NO_RECORD, reason, ()) for code in tree.codes
            }
        else:
            found |= _bounded(tree, own, month, assume, facts)
    if not whole:
        hedged = any(report.region == facts.geography.root for report in reports)
        silent = _NO_NATIONAL_REPORT if reports else _NO_REPORT
        reason = _HEDGED_REPORT if hedged else silent
        found[facts.geography.root] = _none(
            facts.geography.root, assume, CellStatus.NO_RECORD, reason, ()
        )
    return found


def moment(reports: Iterable[ReportedCount], facts: Facts) -> int | None:
    """Return the month of which bounds speak: that of the last upper end of the widest region.

    A count of a part says nothing about a later time, so one moment has to be chosen; it is
    that of the published total. Without any upper end it is the month of the last report.
    """
    known = tuple(reports)
    limiting = [report for report in known if report.high is not None]
    if not limiting:
        return max((report.month for report in known), default=None)
    order = [facts.geography.whole, *facts.geography.levels]
    widest = min(order.index(facts.regions.level(report.region)) for report in limiting)
    return max(
        report.month
        for report in limiting
        if order.index(facts.regions.level(report.region)) == widest
    )


@once_per_atlas(maxsize=64)
def _tree(root: str, facts: Facts) -> _Tree:
    regions = facts.regions
    codes = [root]
    for level in facts.geography.levels:
        codes += [code for code in regions.codes(level, root) if regions.level(code) is level]
    codes = list(dict.fromkeys(codes))
    position = {code: index for index, code in enumerate(codes)}
    return _Tree(
        tuple(codes),
        tuple(-1 if code == root else position[regions.parent(code)] for code in codes),
    )


@once_per_atlas(maxsize=128)
def _outside(root: str, year: int, facts: Facts) -> Mapping[int, int]:
    """Return how many residents of a census each whole of a tree has in none of its parts."""
    tree, bases = _tree(root, facts), _bases(year, facts)
    persons = [None if (base := bases[code]) is None else base.persons for code in tree.codes]
    return MappingProxyType(outside_parts(tree.parent, persons))


def _remainders(tree: _Tree, assume: Assumptions, facts: Facts) -> dict[int, Limit]:
    """Return how much each whole can hold outside its parts, where any census has it do so.

    Without an assumed limit a person, or without residents in the census of the base year,
    nothing limits it.
    """
    root, most = tree.codes[0], assume.most_per_person
    known = {node for year in facts.census.years for node in _outside(root, year, facts)}
    if most is None:
        return dict.fromkeys(sorted(known), math.inf)
    bases, persons = _bases(assume.base_year, facts), _outside(root, assume.base_year, facts)
    return {
        node: math.inf if bases[tree.codes[node]] is None else Fraction(most * persons.get(node, 0))
        for node in sorted(known)
    }


def _bounded(
    tree: _Tree, reports: tuple[ReportedCount, ...], month: int, assume: Assumptions, facts: Facts
) -> dict[str, Estimate]:
    bases = [base_of(code, assume.base_year, facts) for code in tree.codes]
    most = assume.most_per_person
    low: list[Limit] = [Fraction(0)] * len(tree.codes)
    high: list[Limit] = [
        math.inf if most is None or base is None else Fraction(most * base.persons)
        for base in bases
    ]
    position = {code: index for index, code in enumerate(tree.codes)}
    for report in reports:
        node = position[report.region]
        if report.low is not None and report.month <= month:
            low[node] = max(low[node], report.low)
        if report.high is not None and report.month >= month:
            high[node] = min(high[node], report.high)
    inputs = tuple(report.report_id for report in reports)
    try:
        least, largest = tree_bounds(tree.parent, low, high, _remainders(tree, assume, facts))
    except Contradiction as crossing:
        names = _involved(tree, crossing.node, reports)
        said = _("The counts contradict one another: {names}.").format(names=", ".join(names))
        reason = said if most is None else f"{said} {assume.cap_words()}"
        return {
            code: _none(code, assume, CellStatus.NOT_COMPARABLE, reason, inputs)
            for code in tree.codes
        }
    assumption = f"{_premise(reports, facts)} {assume.cap_words()}"
    outside = {} if most is None else _outside(tree.codes[0], assume.base_year, facts)
    return {
        code: Estimate(
            region=code,
            label=EvidenceKind.BOUNDED,
            unit=assume.counted.label,
            method=METHOD,
            assumption=assumption,
            low=Fraction(least[index]),
            high=None if math.isinf(largest[index]) else Fraction(largest[index]),
            inputs=inputs,
            base=bases[index],
            as_of=month,
            reason=_outside_words(outside.get(index, 0)),
        )
        for index, code in enumerate(tree.codes)
    }


def _outside_words(persons: int) -> str:
    """Say how many residents a whole has in none of its parts; empty where it has none there."""
    return (
        ngettext(
            "{n} resident of the region is counted in none of its sub-regions.",
            "{n} residents of the region are counted in none of its sub-regions.",
            persons,
        ).format(n=number(persons))
        if persons
        else ""
    )


def _involved(tree: _Tree, node: int, reports: Iterable[ReportedCount]) -> list[str]:
    """Return the ids of the reports above and below a node at which limits cross."""
    line = set()
    above = node
    while above >= 0:
        line.add(tree.codes[above])
        above = tree.parent[above]
    below = {node}
    for index, parent in enumerate(tree.parent):
        if parent in below:
            below.add(index)
    line |= {tree.codes[index] for index in below}
    return sorted(report.report_id for report in reports if report.region in line)


def _premise(reports: Iterable[ReportedCount], facts: Facts) -> str:
    """Return what must be true of these reports for bounds to follow from them."""
    known = tuple(reports)
    ranged = sorted({each.region for each in known if each.label is EvidenceKind.PUBLISHED})
    counts = sum(each.label is not EvidenceKind.PUBLISHED for each in known)
    if ranged and counts:
        return _("If each published range is complete for its region and each count is right.")
    if not ranged:
        return ngettext("If the count is right.", "If the counts are right.", counts)
    if len(ranged) > 1:
        return _("If each published range is complete for its region.")
    return _("If the published range is complete for {region}.").format(
        region=area_name(facts, ranged[0])
    )


def _none(
    code: str, assume: Assumptions, status: CellStatus, reason: str, inputs: tuple[str, ...]
) -> Estimate:
    return Estimate(
        region=code,
        label=EvidenceKind.BOUNDED,
        unit=assume.counted.label,
        method=METHOD,
        assumption=assume.cap_words(),
        status=status,
        inputs=inputs,
        reason=reason,
    )


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
    known = [each for each in reports_of(assume.counted, chosen, facts) if each.limits]
    regions = facts.regions

    def line(code: str) -> tuple[str, ...]:
        return (code, *regions.ancestors(code))

    # A report says nothing about regions that add up to another whole.
    whole = any(each.region == facts.geography.root for each in known)
    root = (
        facts.geography.root
        if whole
        else next(
            code for code in line(report.region) if regions.level(code) == facts.geography.levels[0]
        )
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
