"""Which assumption moves the number of a region most: one at a time, all others held still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate.ground import Ground, ground_of, parts_of
from layers.estimate.scenario_cases import SOME, Hypothesis, cases_on, same_rate
from layers.view import EventFilter
from layers.view.assumptions import Assumptions

__all__ = ["METHOD", "Swing", "swings"]

METHOD = "one-at-a-time/1"


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one assumption alone moves the number of a region, all others held still.

    The starting point, the same rate everywhere at the upper printed end, lies between the ends.
    """

    title: str
    low: Fraction
    high: Fraction

    @property
    def width(self) -> Fraction:
        """How far apart its ends are."""
        return self.high - self.low


def swings(code: str, assume: Assumptions, chosen: EventFilter, facts: Facts) -> tuple[Swing, ...]:
    """Return how far each assumption alone moves the number of a region, the widest first.

    Formula: the starting point is the same rate everywhere and the upper printed end. One
    assumption at a time is changed through everything it allows; the others stay.

    Assumes: nothing about which assumption holds.

    Source: the scenarios themselves, each with a total of one number.

    Cannot say: how likely any of them is. Assumptions are put in order, never regions.

    Parameters
    ----------
    code : str
        A region below one with a published range.
    assume : Assumptions
        What is counted, the cap in force, and the census.
    chosen : EventFilter
        Which events count.
    facts : Facts
        What is known.
    """
    level = facts.regions.level(code)
    ground = ground_of(assume, chosen, code, level, facts) if level.rank else None
    if ground is None or code not in ground.codes:
        return ()
    at_top = replace(ground, total=(ground.total[1], ground.total[1]))
    cases = {each.hypothesis: each for each in cases_on(at_top, assume, chosen, facts, SOME)}
    start = cases.pop(Hypothesis.SAME_RATE, None)
    if start is None or not start.ranges:
        return ()
    moved: list[tuple[str, tuple[Fraction, ...]]] = [
        (each.title, each.ranges[code]) for each in cases.values() if each.ranges
    ]
    whole = _at_same_rate(code, ground, (assume.base_year,), assume, facts)
    top = _at_same_rate(code, at_top, facts.census.years, assume, facts)
    moved += [(_("Which printed end is right"), whole), (_("Which census is the base"), top)]
    middle = start.ranges[code]
    found = (
        Swing(title, min(*ends, *middle), max(*ends, *middle)) for title, ends in moved if ends
    )
    return tuple(sorted(found, key=lambda each: (-each.width, each.title)))


def _at_same_rate(
    code: str, ground: Ground, years: Iterable[int], assume: Assumptions, facts: Facts
) -> tuple[Fraction, ...]:
    """Return the ends that a region would have at the same rate on the residents of each census."""
    found: list[Fraction] = []
    for year in years:
        other = replace(assume, base_year=year)
        parts = parts_of(ground, other, facts)
        if parts is not None:
            found += same_rate(ground, parts, other, facts).ranges.get(code, ())
    return tuple(found)
