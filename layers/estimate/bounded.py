"""Bounds for every region of a tree: what follows by arithmetic if the reports are right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import LEVELS, CellStatus, Level
from layers.assume import Assumptions
from layers.estimate.estimate import Base, Estimate
from layers.estimate.reports import Report, reports_of
from layers.estimate.tree import Contradiction, Limit, tree_bounds
from layers.tables import Label
from layers.view import COUNTRY, EventFilter

__all__ = ["METHOD", "base_of", "bounds_from", "bounds_of", "moment", "report_months"]

METHOD = "tree/1"
_KEPT = 32
_NO_REPORT = _(
    "No event that the filters show gives such a count for this region, for a part of it, or "
    "for all of its province."
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
    if code == COUNTRY:
        rows = [row for row in facts.census.populations(code) if row.year == year and row.is_census]
        return (
            Base(rows[0].population, year, _("census residents"), rows[0].source) if rows else None
        )
    table = facts.census.population(facts.regions.level(code), year)
    count = table["value"][code]
    if pd.isna(count):
        return None
    return Base(int(count), year, _("census residents"), str(table["source"][code]))


@lru_cache(maxsize=_KEPT)
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
        bounds_from(reports_of(assume.measure, chosen, facts), assume, facts, as_of)
    )


def bounds_from(
    reports: Sequence[Report], assume: Assumptions, facts: Facts, as_of: int | None = None
) -> dict[str, Estimate]:
    """Return the bounds of every region from these reports; see :func:`bounds_of`."""
    regions = facts.regions
    found: dict[str, Estimate] = {}
    whole = any(report.region == COUNTRY for report in reports)
    for root in (COUNTRY,) if whole else regions.codes(Level.PROVINCE):
        tree = _tree(root, facts)
        inside = set(tree.codes)
        own = tuple(report for report in reports if report.region in inside)
        month = as_of if as_of is not None else moment(own, facts)
        if not own or month is None:
            found |= {code: _silent(code, assume) for code in tree.codes}
        else:
            found |= _bounded(tree, own, month, assume, facts)
    if not whole:
        reason = _NO_NATIONAL_REPORT if reports else _NO_REPORT
        found[COUNTRY] = _none(COUNTRY, assume, CellStatus.NO_RECORD, reason, ())
    return found


def moment(reports: Iterable[Report], facts: Facts) -> int | None:
    """Return the month of which bounds speak: that of the last upper end of the widest region.

    A count of a part says nothing about a later time, so one moment has to be chosen; it is
    that of the published total. Without any upper end it is the month of the last report.
    """
    known = tuple(reports)
    limiting = [report for report in known if report.high is not None]
    if not limiting:
        return max((report.month for report in known), default=None)
    order = [Level.COUNTRY, *LEVELS]
    widest = min(order.index(facts.regions.level(report.region)) for report in limiting)
    return max(
        report.month
        for report in limiting
        if order.index(facts.regions.level(report.region)) == widest
    )


def report_months(code: str, reports: Iterable[Report], facts: Facts) -> tuple[int, ...]:
    """Return the months of reports of a region, of its parts and of what holds it, in order."""
    line = {code, *facts.regions.ancestors(code)}
    return tuple(
        sorted(
            {
                report.month
                for report in reports
                if report.region in line or code in facts.regions.ancestors(report.region)
            }
        )
    )


@lru_cache(maxsize=64)
def _tree(root: str, facts: Facts) -> _Tree:
    regions = facts.regions
    codes = [root]
    for level in LEVELS:
        codes += [code for code in regions.codes(level, root) if regions.level(code) is level]
    codes = list(dict.fromkeys(codes))
    position = {code: index for index, code in enumerate(codes)}
    return _Tree(
        tuple(codes),
        tuple(-1 if code == root else position[regions.parent(code)] for code in codes),
    )


def _bounded(
    tree: _Tree, reports: tuple[Report, ...], month: int, assume: Assumptions, facts: Facts
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
        least, largest = tree_bounds(tree.parent, low, high)
    except Contradiction as crossing:
        names = _involved(tree, crossing.node, reports)
        said = _("The counts contradict one another: {names}.").format(names=", ".join(names))
        reason = said if most is None else f"{said} {assume.cap_words()}"
        return {
            code: _none(code, assume, CellStatus.NOT_COMPARABLE, reason, inputs)
            for code in tree.codes
        }
    return {
        code: Estimate(
            region=code,
            label=Label.BOUNDED,
            unit=assume.measure.label,
            method=METHOD,
            assumption=_assumption(assume),
            low=Fraction(least[index]),
            high=None if math.isinf(largest[index]) else Fraction(largest[index]),
            inputs=inputs,
            base=bases[index],
            as_of=month,
        )
        for index, code in enumerate(tree.codes)
    }


def _involved(tree: _Tree, node: int, reports: Iterable[Report]) -> list[str]:
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


def _assumption(assume: Assumptions) -> str:
    return f"{_('If the reports are right.')} {assume.cap_words()}"


def _silent(code: str, assume: Assumptions) -> Estimate:
    return _none(code, assume, CellStatus.NO_RECORD, _NO_REPORT, ())


def _none(
    code: str, assume: Assumptions, status: CellStatus, reason: str, inputs: tuple[str, ...]
) -> Estimate:
    return Estimate(
        region=code,
        label=Label.BOUNDED,
        unit=assume.measure.label,
        method=METHOD,
        assumption=_assumption(assume),
        status=status,
        inputs=inputs,
        reason=reason,
    )
