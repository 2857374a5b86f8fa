"""What a published total would mean if it were spread evenly. An illustration, not evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Level, Scenario
from geodata.workspace import once_per_atlas
from layers.estimate.bounds import base_of
from layers.estimate.estimate import Estimate
from layers.estimate.objections import objection_words
from layers.estimate.reports import ReportedCount, reports_of
from layers.naming import area_name
from layers.rounding import whole_parts
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import Assumptions, Weight
from layers.wording import share_words

__all__ = ["METHOD", "illustrated", "illustrated_counts", "spread"]

METHOD = "even-spread/2"
_NOTHING = Fraction(0)


def spread(
    total: Fraction, weights: Mapping[str, Fraction], outside: Fraction = _NOTHING
) -> dict[str, Fraction]:
    """Spread a total over regions in proportion to weights.

    Formula: each region gets the total times its weight, divided by the sum of the weights;
    residents whom the census counts in none of the regions have a weight too. All parts
    together, this remainder included, add up to the total exactly.

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
    outside : Fraction
        Weight of what lies in none of the regions; its share is not returned.

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
    >>> spread(Fraction(90), {"a": Fraction(2), "b": Fraction(1)}, outside=Fraction(3))
    {'a': Fraction(30, 1), 'b': Fraction(15, 1)}
    """
    whole = sum(weights.values(), outside)
    if whole <= 0:
        raise ValueError(_("there is no weight to spread by"))
    return {code: total * weight / whole for code, weight in weights.items()}


@once_per_atlas(maxsize=32)
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
    by_region: dict[str, list[ReportedCount]] = {}
    for report in reports_of(assume.counted, chosen, facts):
        whole = (
            report.label is EvidenceKind.PUBLISHED
            and not report.part
            and report.region != facts.geography.root
        )
        if whole and None not in (report.low, report.high):
            by_region.setdefault(report.region, []).append(report)
    for region, reports in sorted(by_region.items()):
        codes = [code for code in regions.codes(level, region) if code != region]
        if len(reports) > 1:
            found |= {code: _none(code, assume, _SEVERAL) for code in codes}
        elif codes:
            said = objection_words(Scenario.EVEN_SPREAD, assume.counted, chosen, facts, region)
            found |= _spread_range(reports[0], codes, assume, said, facts)
    return MappingProxyType(found)


@once_per_atlas(maxsize=32)
def illustrated_counts(
    assume: Assumptions, chosen: EventFilter, level: Level, facts: Facts
) -> Mapping[str, Estimate]:
    """Return the even spread as files hold it: in whole numbers that add up to the total.

    Fractions of a count are given out by largest remainder, for each end by itself; what
    falls on nobody's region takes part. See :func:`illustrated` for the exact numbers.
    """
    found = dict(illustrated(assume, chosen, level, facts))
    for report in reports_of(assume.counted, chosen, facts):
        codes = [code for code, each in found.items() if each.inputs == (report.report_id,)]
        if codes:
            low = _whole(report.low, {code: found[code].low for code in codes})
            high = _whole(report.high, {code: found[code].high for code in codes})
            if any(low[code] > high[code] for code in codes):
                # Ends less than one apart can cross: then what lies between them is given out.
                between = {code: _between(found[code]) for code in codes}
                wider = _whole(_between(report), between)
                high = {code: low[code] + wider[code] for code in codes}
            found |= {
                code: replace(found[code], low=Fraction(low[code]), high=Fraction(high[code]))
                for code in codes
            }
    return MappingProxyType(found)


def _whole(total: Fraction | None, parts: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Return parts as whole numbers that add up to a total with what lies outside them."""
    known = {code: part or _NOTHING for code, part in parts.items()}
    outside = (total or _NOTHING) - sum(known.values())
    return whole_parts(known | {_OUTSIDE: outside})


def _between(ends: Estimate | ReportedCount) -> Fraction:
    return (ends.high or _NOTHING) - (ends.low or _NOTHING)


_OUTSIDE = ""
"""Stands for no region among codes of regions."""

_UNPUBLISHED = _(
    "No event that the filters show gives a range for a region around this one, so that none "
    "can be spread."
)
_SEVERAL = _("Several ranges are published for the region around this one; none is chosen here.")


def _spread_range(
    report: ReportedCount, codes: list[str], assume: Assumptions, objection: str, facts: Facts
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
    outside = _weight_outside(report.region, known, assume, facts)
    low, high = (spread(end or _NOTHING, known, outside) for end in (report.low, report.high))
    beyond = _outside_words(outside / (outside + sum(known.values())), report.region, facts)
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
            label=EvidenceKind.ILLUSTRATION,
            unit=assume.counted.label,
            method=METHOD,
            assumption=_assumption(assume),
            low=low[code],
            high=high[code],
            inputs=(report.report_id,),
            base=bases[code],
            as_of=report.month,
            reason=" ".join(each for each in (objection, beyond) if each),
        )
        for code in codes
    }


def _weight_outside(
    region: str, weights: Mapping[str, Fraction], assume: Assumptions, facts: Facts
) -> Fraction:
    """Return the weight of those whom the census counts in a region, but in none of its parts."""
    year = assume.base_year
    residents = base_of(region, year, facts)
    inside = [base.persons for code in weights if (base := base_of(code, year, facts))]
    people = 0 if residents is None else max(0, residents.persons - sum(inside))
    whole = _weight(region, assume, facts) if people else None
    # Printed shares are rounded: their sums may differ although nobody lives outside.
    return (
        _NOTHING
        if whole is None
        else min(Fraction(people), max(_NOTHING, whole - sum(weights.values())))
    )


def _outside_words(share: Fraction, region: str, facts: Facts) -> str:
    """Say which share of a total falls on none of the regions; empty if all of it does."""
    if not share:
        return ""
    return _(
        "{share} of the total falls on residents of {region} whom the census counts in none of "
        "the regions shown."
    ).format(share=share_words(share, share), region=area_name(facts, region))


def _weight(code: str, assume: Assumptions, facts: Facts) -> Fraction | None:
    level, year = facts.regions.level(code), assume.base_year
    if assume.weight is Weight.RESIDENTS:
        base = base_of(code, year, facts)
        return None if base is None else Fraction(base.persons)
    persons = facts.census.complement(level, year)["persons"]
    return None if pd.isna(persons[code]) else Fraction(int(persons[code]))


def _assumption(assume: Assumptions) -> str:
    return _(
        "If the published total had the same rate everywhere, by {weight} ({base_year} "
        "census). Nothing supports that. {limit}"
    ).format(weight=assume.weight.label, base_year=assume.base_year, limit=assume.cap_words())


def _none(code: str, assume: Assumptions, reason: str) -> Estimate:
    return Estimate(
        region=code,
        label=EvidenceKind.ILLUSTRATION,
        unit=assume.counted.label,
        method=METHOD,
        assumption=_assumption(assume),
        status=CellStatus.NO_RECORD,
        reason=reason,
    )
