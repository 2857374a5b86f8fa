"""The ground of scenarios: regions that share a published total, their limits and residents."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from geodata.facts import Facts
from geodata.model import CellStatus, Level
from layers.estimate.bounds import base_of, bounds_of
from layers.estimate.refutations import published_total
from layers.estimate.reports import ReportedCount
from layers.estimate.tree import Limit
from layers.view import EventFilter
from layers.view.assumptions import Assumptions

__all__ = ["REST", "Ground", "Parts", "ground_of", "parts_of"]

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """The regions among which a total is thought to be divided, with all that limits them."""

    area: str
    level: Level
    codes: tuple[str, ...]
    low: tuple[Limit, ...]
    high: tuple[Limit, ...]
    total: tuple[Fraction, Fraction]
    report: ReportedCount


def ground_of(
    assume: Assumptions, chosen: EventFilter, area: str, level: Level, facts: Facts
) -> Ground | None:
    """Return the regions that a published total is thought to be divided among, with their limits.

    ``None`` where no single range is published, where the area is not divided at that level,
    or where reports contradict one another.
    """
    report = published_total(assume, chosen, area, facts)
    if report is None or report.low is None or report.high is None:
        return None
    codes = tuple(code for code in facts.regions.codes(level, report.region))
    if len(codes) < 2 or report.region in codes:
        return None
    found = bounds_of(assume, chosen, facts, report.month)
    if any(found[code].status is not CellStatus.REPORTED for code in codes):
        return None
    high: list[Limit] = []
    for code in codes:
        most = found[code].most
        high.append(math.inf if most is None else most)
    low = tuple(found[code].least for code in codes)
    return Ground(report.region, level, codes, low, tuple(high), (report.low, report.high), report)


Parts = tuple[dict[str, Fraction], dict[str, Fraction]]
REST = ""
"""Stands for residents whom the census counts in none of the regions."""


def parts_of(ground: Ground, assume: Assumptions, facts: Facts) -> Parts | None:
    """Return the majority and all others of each region, and of what lies in none of them.

    Where the census does not tell them apart everywhere, all residents stand in the first place.
    ``None`` where it has no residents of a region.
    """
    year, codes = assume.base_year, (ground.area, *ground.codes)
    bases = {code: base_of(code, year, facts) for code in codes}
    persons = {code: Fraction(base.persons) for code, base in bases.items() if base is not None}
    if any(code not in persons for code in ground.codes):
        return None
    rest = {code: _others(code, year, facts) for code in codes}
    known = {code: each for code, each in rest.items() if each is not None}
    if len(known) < len(codes):
        known = dict.fromkeys(codes, _NOTHING)
    found: Parts = ({}, {})
    for code in ground.codes:
        found[0][code], found[1][code] = persons[code] - known[code], known[code]
    whole = persons.get(ground.area, _NOTHING)
    # Counts made from rounded shares may differ although nobody lives outside.
    outside = max(_NOTHING, whole - sum((persons[code] for code in ground.codes), _NOTHING))
    for part, total in zip(found, (whole - known[ground.area], known[ground.area]), strict=True):
        part[REST] = min(outside, max(_NOTHING, total - sum(part.values(), _NOTHING)))
    return found


def _others(code: str, year: int, facts: Facts) -> Fraction | None:
    if not facts.geography.census.complement:
        return None
    count = facts.census.complement(facts.regions.level(code), year)["persons"].get(code)
    return None if count is None or math.isnan(count) else Fraction(int(count))
