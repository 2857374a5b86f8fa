"""Scenarios: what named hypotheses about a published total would mean, and what refutes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, LabeledEnum, Level
from geodata.workspace import once_per_atlas
from layers.estimate.bounds import base_of
from layers.estimate.estimate import Estimate
from layers.estimate.ground import REST, Ground, Parts, ground_of, parts_of
from layers.estimate.hypotheses import compatible_ratios, selective_weights, some_hold
from layers.estimate.refutations import (
    alone_words,
    documented_regions,
    listed_names,
    needed_words,
    published_total,
    residents_of,
)
from layers.estimate.scenarios import spread
from layers.estimate.tree import Contradiction, Limit, tree_bounds
from layers.naming import area_name
from layers.rounding import rounded_ends
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import Assumptions, Weight
from layers.wording import bounds_words, number

__all__ = [
    "DOCUMENTED_ONLY",
    "GROUP_ONLY",
    "METHODS_OF",
    "SELECTIVE",
    "SOME",
    "SOME_REGIONS",
    "Hypothesis",
    "ScenarioCase",
    "case_estimates",
    "cases_on",
    "documented_only",
    "group_only",
    "same_rate",
    "scenario_cases",
]

SELECTIVE, SOME_REGIONS = "selective/1", "some-regions/1"
GROUP_ONLY, DOCUMENTED_ONLY = "group-only/1", "documented-only/1"
SOME = 3
"""How many regions hold the total unless another number is asked for."""

_NOTHING = Fraction(0)


class Hypothesis(LabeledEnum):
    """What is supposed of a published total. No source states any of these."""

    SAME_RATE = "same_rate", "Same rate everywhere"
    SELECTIVE = "selective", "Selectivity from 0 to no limit"
    SOME_REGIONS = "some_regions", "Only some regions"
    GROUP_ONLY = "group_only", "Only one group"
    DOCUMENTED_ONLY = "documented_only", "Only regions with local reports"


METHODS_OF = {
    Hypothesis.SAME_RATE: "even-spread/2",
    Hypothesis.SELECTIVE: SELECTIVE,
    Hypothesis.SOME_REGIONS: SOME_REGIONS,
    Hypothesis.GROUP_ONLY: GROUP_ONLY,
    Hypothesis.DOCUMENTED_ONLY: DOCUMENTED_ONLY,
}


@dataclass(frozen=True, slots=True)
class ScenarioCase:
    """What one hypothesis would mean for each region of a level.

    Parameters
    ----------
    hypothesis : Hypothesis
        What is supposed.
    title : str
        The same with its numbers: "No more than 3 of 8 prefectures".
    assumption : str
        In a sentence.
    ranges : mapping of str to tuple
        Exact least and most of each region by code; empty if the case is refuted.
    refuted : tuple of str
        Why the hypothesis cannot hold under the limits in force; empty if it can.
    holds : str
        Under which condition it can hold; ``""`` where there is none to name.
    """

    hypothesis: Hypothesis
    title: str
    assumption: str
    ranges: Mapping[str, tuple[Fraction, Fraction]]
    refuted: tuple[str, ...] = ()
    holds: str = ""

    @property
    def method(self) -> str:
        """Id and version of its method."""
        return METHODS_OF[self.hypothesis]


@once_per_atlas(maxsize=32)
def scenario_cases(
    assume: Assumptions,
    chosen: EventFilter,
    area: str,
    level: Level,
    facts: Facts,
    some: int = SOME,
) -> tuple[ScenarioCase, ...]:
    """Return every scenario of the published total around an area, in a fixed order.

    Parameters
    ----------
    assume : Assumptions
        What is counted, the cap in force, and the census.
    chosen : EventFilter
        Which events count.
    area : str
        Code of a region: the published range of it or of the nearest region around it counts.
    level : Level
        Level of the regions among which the total is thought to be divided.
    facts : Facts
        What is known.
    some : int
        How many regions hold the total in the scenario of only some regions.

    Returns
    -------
    tuple of ScenarioCase
        Empty where no single range is published, or where reports contradict one another.
    """
    ground = ground_of(assume, chosen, area, level, facts)
    return () if ground is None else tuple(cases_on(ground, assume, chosen, facts, some))


def cases_on(
    ground: Ground, assume: Assumptions, chosen: EventFilter, facts: Facts, some: int
) -> Iterator[ScenarioCase]:
    """Yield every scenario on a ground; see :func:`scenario_cases`."""
    parts = parts_of(ground, assume, facts)
    told_apart = parts is not None and any(parts[1].values())
    if parts is not None:
        yield same_rate(ground, parts, assume, facts)
        if told_apart:
            yield _selective(ground, parts, assume, facts)
    if some < len(ground.codes):
        yield _some_regions(ground, some, assume)
    if parts is not None and told_apart:
        yield group_only(ground, parts, assume, facts)
    documented = documented_regions(assume, chosen, ground.area, ground.level, facts)
    if documented and len(documented) < len(ground.codes):
        yield documented_only(ground, documented, assume, facts)


def _shared(total: Fraction, parts: Parts, ratio: Fraction | None) -> dict[str, Fraction] | None:
    weights = selective_weights(*parts, ratio)
    return spread(total, weights) if any(weights.values()) else None


def _between(
    ground: Ground, *ends: dict[str, Fraction] | None
) -> dict[str, tuple[Fraction, Fraction]]:
    known = [each for each in ends if each is not None]
    return {
        code: (min(each[code] for each in known), max(each[code] for each in known))
        for code in ground.codes
    }


def _beyond(
    ground: Ground,
    ranges: Mapping[str, tuple[Fraction, Fraction]],
    assume: Assumptions,
    facts: Facts,
) -> tuple[str, ...]:
    """Say which regions a scenario would put beyond their limits at every printed total."""
    said = []
    for code, low, high in zip(ground.codes, ground.low, ground.high, strict=True):
        least, most = ranges[code]
        if least > high:
            said.append(
                _(
                    "{region} would hold at least {least}, but no more than {most} is possible."
                ).format(
                    region=area_name(facts, code),
                    least=number(math.floor(least)),
                    most=bounds_words(Fraction(high), Fraction(high)),
                )
            )
        elif most < low:
            said.append(
                _("{region} would hold at most {most}, but at least {least} is reported.").format(
                    region=area_name(facts, code),
                    most=number(math.ceil(most)),
                    least=bounds_words(Fraction(low), Fraction(low)),
                )
            )
    return tuple(f"{each} {assume.cap_words()}" for each in said)


def same_rate(ground: Ground, parts: Parts, assume: Assumptions, facts: Facts) -> ScenarioCase:
    """Return the scenario in which the same share of residents was counted in every region."""
    by = {code: parts[0][code] + parts[1][code] for code in parts[0]}
    if assume.weight is Weight.NON_HAN:
        by = dict(parts[1])
    ends = [spread(end, by) for end in ground.total] if any(by.values()) else []
    ranges = _between(ground, *ends) if ends else {}
    return ScenarioCase(
        Hypothesis.SAME_RATE,
        Hypothesis.SAME_RATE.label,
        _("The same share of {weight} was counted in every region ({year} census).").format(
            weight=assume.weight.label, year=assume.base_year
        ),
        ranges,
        _beyond(ground, ranges, assume, facts) if ranges else (),
    )


def _selective(ground: Ground, parts: Parts, assume: Assumptions, facts: Facts) -> ScenarioCase:
    shares = [_shared(end, parts, ratio) for end in ground.total for ratio in (_NOTHING, None)]
    caps: dict[str, Limit] = dict(zip(ground.codes, ground.high, strict=True))
    possible = compatible_ratios(ground.total[0], *parts, caps | {REST: math.inf})
    ranges = _between(ground, *shares) if any(shares) else {}
    holds = _ratio_words(possible)
    return ScenarioCase(
        Hypothesis.SELECTIVE,
        Hypothesis.SELECTIVE.label,
        _(
            "Non-{majority} residents were counted r times as often as {majority} residents, the "
            "same r in every region; the range covers every r from 0 to no limit ({year} census)."
        ).format(year=assume.base_year, majority=facts.geography.census.majority),
        ranges if possible is not None else {},
        ()
        if possible is not None
        else (
            _("No r keeps every region within its limit. {limit}").format(limit=assume.cap_words()),
        ),
        holds,
    )


def _ratio_words(possible: tuple[Fraction, Fraction | None] | None) -> str:
    if possible is None or possible == (_NOTHING, None):
        return ""
    low, high = rounded_ends(*possible, 2)
    if high is None:
        return _("Holds only if r is at least {low}.").format(low=low)
    return _("Holds only if r lies between {low} and {high}.").format(low=low, high=high)


def _some_regions(ground: Ground, some: int, assume: Assumptions) -> ScenarioCase:
    found = some_hold(ground.total, ground.low, ground.high, some)
    levels = f"{len(ground.codes)} {ground.level.plural}"
    ranges = {} if found is None else _exact(ground.codes, found)
    return ScenarioCase(
        Hypothesis.SOME_REGIONS,
        _("At most {some} of {regions}").format(some=some, regions=levels),
        _(
            "The whole total was collected in no more than {some} of {regions}, whichever they are."
        ).format(some=some, regions=levels),
        ranges,
        ()
        if ranges
        else (
            _("No {some} of {regions} could hold the total. {limit}").format(
                some=some, regions=levels, limit=assume.cap_words()
            ),
        ),
    )


def _exact(
    codes: Iterable[str], found: Iterable[tuple[Limit, Limit]]
) -> dict[str, tuple[Fraction, Fraction]]:
    return {
        code: (Fraction(low), Fraction(high))
        for code, (low, high) in zip(codes, found, strict=True)
    }


def group_only(ground: Ground, parts: Parts, assume: Assumptions, facts: Facts) -> ScenarioCase:
    """Return the scenario in which only residents outside the majority were counted.

    Formula: the bounds from wholes and parts, with the residents outside the majority times
    the cap per person as the most that a region can hold.

    Assumes: nobody of the majority was counted; the published range is complete.

    Source: the census for the residents; tested against the bounds it must lie within.

    Cannot say: that anybody outside the majority was counted. If they are too few for the
    lower printed end, the scenario is refuted.
    """
    members, most = parts[1], assume.most_per_person
    caps = {code: math.inf if most is None else most * persons for code, persons in members.items()}
    ranges = _divided(ground, caps, members[REST] > 0)
    everyone = int(sum(members.values()))
    majority = facts.geography.census.majority
    who = _("Non-{majority} residents").format(majority=majority)
    return ScenarioCase(
        Hypothesis.GROUP_ONLY,
        _("Only non-{majority} residents").format(majority=majority),
        _("Only non-{majority} residents were counted ({year} census).").format(
            majority=majority, year=assume.base_year
        ),
        ranges or {},
        ()
        if ranges
        else (
            alone_words(who, everyone, ground.total[0], assume)
            or _("{who} alone could not hold what is reported.").format(who=who),
        ),
    )


def _divided(
    ground: Ground, caps: Mapping[str, Limit], rest: bool
) -> dict[str, tuple[Fraction, Fraction]] | None:
    """Return the bounds of the regions under caps of their own; ``None`` if they contradict."""
    count = len(ground.codes)
    high = [min(own, caps[code]) for code, own in zip(ground.codes, ground.high, strict=True)]
    parent = [-1, *([0] * count)]
    outside = {0: caps[REST]} if rest else {}
    try:
        least, most = tree_bounds(
            parent, [ground.total[0], *ground.low], [ground.total[1], *high], outside
        )
    except Contradiction:
        return None
    return _exact(ground.codes, list(zip(least[1:], most[1:], strict=True)))


def documented_only(
    ground: Ground, documented: tuple[str, ...], assume: Assumptions, facts: Facts
) -> ScenarioCase:
    """Return the scenario in which the total lies where local events are documented.

    Formula: the bounds from wholes and parts, with nothing in regions without an event of
    their own or of a smaller region that concerns what is counted.

    Assumes: no collection where none is documented, for which there is no evidence.

    Source: the events that the filters show, and the census for the residents there.

    Cannot say: where collection took place without being documented. If those residents are
    too few for the lower printed end at the cap per person, the scenario is refuted.
    """
    caps: dict[str, Limit] = {
        code: math.inf if code in documented else _NOTHING for code in ground.codes
    }
    ranges = _divided(ground, caps, rest=False)
    names = listed_names(documented, facts)
    persons = residents_of(documented, assume, facts)
    sentence = alone_words(names, persons, ground.total[0], assume)
    return ScenarioCase(
        Hypothesis.DOCUMENTED_ONLY,
        _("Only {regions}").format(regions=names),
        _("The whole total was collected where local events are documented: {regions}.").format(
            regions=names
        ),
        ranges or {},
        ()
        if ranges
        else (sentence or _("{who} alone could not hold what is reported.").format(who=names),),
        needed_words(ground.total[0], persons) if ranges and persons else "",
    )


@once_per_atlas(maxsize=32)
def case_estimates(
    assume: Assumptions, chosen: EventFilter, area: str, level: Level, facts: Facts
) -> Mapping[str, tuple[Estimate, ...]]:
    """Return the scenarios of every region of a level as estimates, by code.

    A case that is refuted carries no number; its reason says why.
    """
    report = published_total(assume, chosen, area, facts)
    found: dict[str, list[Estimate]] = {}
    for case in scenario_cases(assume, chosen, area, level, facts):
        codes = (
            facts.regions.codes(level, area)
            if report is None
            else facts.regions.codes(level, report.region)
        )
        for code in codes:
            ends = case.ranges.get(code)
            found.setdefault(code, []).append(
                Estimate(
                    region=code,
                    label=EvidenceKind.ILLUSTRATION,
                    unit=assume.counted.label,
                    method=case.method,
                    assumption=f"{case.title}: {case.assumption}",
                    status=CellStatus.NOT_COMPARABLE if ends is None else CellStatus.REPORTED,
                    low=None if ends is None else ends[0],
                    high=None if ends is None else ends[1],
                    inputs=(report.report_id,) if report else (),
                    base=base_of(code, assume.base_year, facts),
                    as_of=report.month if report else None,
                    reason=" ".join((*case.refuted, case.holds)).strip(),
                )
            )
    return MappingProxyType({code: tuple(each) for code, each in found.items()})
