"""What a published total would mean if it were spread evenly. An illustration, not evidence."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Level, Scenario
from layers.assume import Assumptions, Weight
from layers.estimate.bounded import base_of
from layers.estimate.estimate import Estimate
from layers.estimate.objections import objection_words
from layers.estimate.reports import Report, reports_of
from layers.tables import Label
from layers.view import COUNTRY, EventFilter

__all__ = ["METHOD", "illustrated", "spread"]

METHOD = "even-spread/1"


def spread(total: Fraction, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Spread a total over regions in proportion to weights.

    Formula: each region gets the total times its weight, divided by the sum of the weights.
    The parts add up to the total exactly.

    Assumes: everywhere the same share was collected from. Nothing is known that supports it.

    Source: none; it is what readers do in their heads, done exactly and labelled.

    Cannot say: how much was collected anywhere. The two ends are the published ends, each
    spread by itself: they are no interval around the truth. In simulation such a pair holds
    the true number of a region in a small part of cases (see the table below).

    Parameters
    ----------
    total : Fraction
        What is spread.
    weights : mapping of str to Fraction
        Weight of each region, not negative.

    Returns
    -------
    dict of str to Fraction

    Raises
    ------
    ValueError
        If there is no weight to spread by.

    Examples
    --------
    >>> spread(Fraction(90), {"a": Fraction(2), "b": Fraction(1)})
    {'a': Fraction(60, 1), 'b': Fraction(30, 1)}
    """
    whole = sum(weights.values(), Fraction(0))
    if whole <= 0:
        raise ValueError(_("there is no weight to spread by"))
    return {code: total * weight / whole for code, weight in weights.items()}


@lru_cache(maxsize=32)
def illustrated(
    assume: Assumptions, chosen: EventFilter, level: Level, facts: Facts
) -> Mapping[str, Estimate]:
    """Return the even spread of every published range over the regions of a level.

    Parameters
    ----------
    assume : Assumptions
        What is counted, by what it is spread, and which cap must not be broken.
    chosen : EventFilter
        Which events count.
    level : Level
        Level of the regions over which is spread.
    facts : Facts
        What is known.

    Returns
    -------
    mapping of str to Estimate
        One for each region of the level. ``value`` is always empty. A spread that gives a
        region more than the assumed cap is refused for the whole published region, and says
        so; a region outside every published range has no record.
    """
    regions = facts.regions
    found = {code: _none(code, assume, _UNPUBLISHED) for code in regions.codes(level)}
    by_region: dict[str, list[Report]] = {}
    for report in reports_of(assume.measure, chosen, facts):
        whole = report.label is Label.PUBLISHED and not report.part and report.region != COUNTRY
        if whole and None not in (report.low, report.high):
            by_region.setdefault(report.region, []).append(report)
    for region, reports in sorted(by_region.items()):
        codes = [code for code in regions.codes(level, region) if code != region]
        if len(reports) > 1:
            found |= {code: _none(code, assume, _SEVERAL) for code in codes}
        elif codes:
            said = objection_words(Scenario.EVEN_SPREAD, assume.measure, chosen, facts, region)
            found |= _spread_range(reports[0], codes, assume, said, facts)
    return MappingProxyType(found)


_UNPUBLISHED = _(
    "No event that the filters show gives a range for a region around this one, so that none "
    "can be spread."
)
_SEVERAL = _("Several ranges are published for the region around this one; none is chosen here.")


def _spread_range(
    report: Report, codes: list[str], assume: Assumptions, objection: str, facts: Facts
) -> dict[str, Estimate]:
    weights = {code: _weight(code, assume, facts) for code in codes}
    missing = [code for code, weight in weights.items() if weight is None]
    if missing:
        names = ", ".join(missing)
        reason = _("Not spread: the {base_year} census has no {weight} for {names}.").format(
            base_year=assume.base_year, weight=assume.weight.label, names=names
        )
        return {code: _none(code, assume, reason) for code in codes}
    known = {code: weight for code, weight in weights.items() if weight is not None}
    low, high = spread(report.low or Fraction(0), known), spread(report.high or Fraction(0), known)
    bases = {code: base_of(code, assume.base_year, facts) for code in codes}
    most = assume.most_per_person
    for code in codes:
        base = bases[code]
        if most is not None and base is not None and high[code] > most * base.persons:
            reason = _(
                "Refused: spread by {weight}, region {code} would exceed the assumed limit. {limit}"
            ).format(weight=assume.weight.label, code=code, limit=assume.cap_words())
            return {each: _none(each, assume, reason) for each in codes}
    return {
        code: Estimate(
            region=code,
            label=Label.ILLUSTRATION,
            unit=assume.measure.label,
            method=METHOD,
            assumption=_assumption(assume),
            low=low[code],
            high=high[code],
            inputs=(report.report_id,),
            base=bases[code],
            as_of=report.month,
            reason=objection,
        )
        for code in codes
    }


def _weight(code: str, assume: Assumptions, facts: Facts) -> Fraction | None:
    level, year = facts.regions.level(code), assume.base_year
    if assume.weight is Weight.RESIDENTS:
        base = base_of(code, year, facts)
        return None if base is None else Fraction(base.persons)
    persons = facts.census.non_han(level, year)["persons"]
    return None if pd.isna(persons[code]) else Fraction(int(persons[code]))


def _assumption(assume: Assumptions) -> str:
    return _(
        "If the published total were spread evenly over {weight} ({base_year} "
        "census). Nothing supports that. {limit}"
    ).format(weight=assume.weight.label, base_year=assume.base_year, limit=assume.cap_words())


def _none(code: str, assume: Assumptions, reason: str) -> Estimate:
    return Estimate(
        region=code,
        label=Label.ILLUSTRATION,
        unit=assume.measure.label,
        method=METHOD,
        assumption=_assumption(assume),
        status=CellStatus.NO_RECORD,
        reason=reason,
    )
