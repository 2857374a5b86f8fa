"""What must hold of every scenario, whatever is reported, and of what is said to refute one.

::

    property                               share by r    k of n                refutation
    equals an obvious oracle               -             linear programme      every assignment
    total                                  conserved     reached               -
    between its ends                       monotone      attained              -
    caps                                   every r       every set             -
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from geodata.facts import Facts
from layers.estimate.bounds import HYPOTHETICAL, bounds_from, bounds_of
from layers.estimate.hypotheses import compatible_ratios, selective_weights, some_hold
from layers.estimate.information import missing_documents
from layers.estimate.refutations import alone_words, published_total, refutations
from layers.estimate.reports import ReportedCount, reports_of
from layers.estimate.scenario_cases import Hypothesis, scenario_cases
from layers.estimate.scenarios import spread
from layers.estimate.sensitivity import swings
from layers.tables import EvidenceKind
from layers.view import EventFilter
from tests.levels import COUNTY, PREFECTURE
from tests.views import assuming

often = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
OPENING = EventFilter()
QINGHAI, HAIDONG, YUSHU = "630000", "630200", "632700"
people = st.integers(0, 1_000).map(Fraction)


@st.composite
def populations(draw: st.DrawFn) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    codes = "abcdef"[: draw(st.integers(2, 6))]
    majority = {code: draw(people) for code in codes}
    others = {code: draw(people) for code in codes}
    assume(sum(majority.values()) > 0)
    assume(sum(others.values()) > 0)
    return majority, others


ratios = st.fractions(0, 50, max_denominator=20)


# Selectivity.


@often
@given(populations(), ratios, people)
def test_shares_by_selectivity_add_up_to_the_total(
    both: tuple[dict[str, Fraction], dict[str, Fraction]], ratio: Fraction, total: Fraction
) -> None:
    """At every r, and without a limit."""
    for each in (ratio, None):
        assert sum(spread(total, selective_weights(*both, each)).values()) == total


@often
@given(populations(), st.lists(ratios, min_size=3, max_size=6))
def test_a_share_rises_or_falls_with_selectivity_throughout(
    both: tuple[dict[str, Fraction], dict[str, Fraction]], several: list[Fraction]
) -> None:
    """So that the range over all r ends at r = 0 and without a limit."""
    at = [
        spread(Fraction(1), selective_weights(*both, ratio))
        for ratio in [Fraction(0), *sorted(several), None]
    ]
    for code in both[0]:
        line = [each[code] for each in at]
        assert line in (sorted(line), sorted(line, reverse=True))


@often
@given(populations(), people, st.data())
def test_compatible_ratios_are_those_that_break_no_cap(
    both: tuple[dict[str, Fraction], dict[str, Fraction]], total: Fraction, data: st.DataObject
) -> None:
    """Each r inside is possible, each r outside is not."""
    caps = {code: data.draw(people) for code in both[0]}
    found = compatible_ratios(total, *both, caps)
    for ratio in (*data.draw(st.lists(ratios, min_size=4, max_size=4)), None):
        shares = spread(total, selective_weights(*both, ratio))
        possible = all(shares[code] <= caps[code] for code in caps)
        if found is None:
            # An r without a limit is approached and never reached.
            assert not possible or ratio is None
        elif ratio is not None:
            low, high = found
            assert possible == (low <= ratio and (high is None or ratio <= high))


# Any k of n.


@st.composite
def limited(draw: st.DrawFn) -> tuple[list[Fraction], list[Fraction], tuple[Fraction, Fraction]]:
    count = draw(st.integers(2, 5))
    high = [Fraction(draw(st.integers(0, 60))) for _ in range(count)]
    low = [
        Fraction(draw(st.integers(0, int(most)))) if draw(st.integers(0, 3)) == 0 else Fraction(0)
        for most in high
    ]
    least = draw(st.integers(0, 120))
    return low, high, (Fraction(least), Fraction(least + draw(st.integers(0, 60))))


@often
@given(limited(), st.integers(1, 5))
def test_some_of_the_parts_hold_what_linear_programmes_over_all_sets_say(
    case: tuple[list[Fraction], list[Fraction], tuple[Fraction, Fraction]], count: int
) -> None:
    """A programme for every set of that size; the widest ends of any of them."""
    low, high, total = case
    size = len(high)
    found = some_hold(total, low, high, count)
    ends: list[list[float]] = [[math.inf, -math.inf] for _ in high]
    for chosen in itertools.combinations(range(size), min(count, size)):
        box = [(float(low[i]), float(high[i]) if i in chosen else 0.0) for i in range(size)]
        if any(least > most for least, most in box):
            continue
        for part in range(size):
            for sign in (1, -1):
                costs = [float(sign) if i == part else 0.0 for i in range(size)]
                solved = linprog(
                    costs,
                    A_ub=[[1.0] * size, [-1.0] * size],
                    b_ub=[float(total[1]), -float(total[0])],
                    bounds=box,
                    method="highs",
                )
                if solved.status == 0:
                    value = sign * solved.fun
                    ends[part] = [min(ends[part][0], value), max(ends[part][1], value)]
    if found is None:
        assert all(math.isinf(least) for least, _most in ends)
    else:
        for own, (least, most) in zip(found, ends, strict=True):
            assert [float(end) for end in own] == pytest.approx([least, most], abs=1e-6)


def test_at_least_one_part_must_hold_something() -> None:
    """No part at all could hold any total."""
    with pytest.raises(ValueError, match="at least one part"):
        some_hold((1, 1), [0], [1], 0)


# Refutations.


@often
@given(st.lists(st.integers(0, 4), min_size=1, max_size=3), st.integers(1, 20))
def test_a_refutation_is_said_exactly_where_no_assignment_reaches_the_total(
    residents: list[int], total: int
) -> None:
    """Every way to count every resident no more than once, then no more than twice."""
    persons = sum(residents)
    said = alone_words("They", persons, Fraction(total), assuming())
    held = {
        times: any(
            sum(each) >= total
            for each in itertools.product(*(range(times * most + 1) for most in residents))
        )
        for times in (1, 2)
    }
    refuted = persons > 0 and not held[1]
    assert bool(said) == refuted
    if refuted:
        assert ("two scans" in said) == (not held[2])


def test_what_is_refuted_in_qinghai_can_be_quoted(facts: Facts) -> None:
    """Two counties with local reports have too few residents for the published total."""
    said = refutations(assuming(), OPENING, QINGHAI, facts)
    ledu = next(each for each in said if "Ledu" in each)
    assert "Minhe" in ledu
    assert "567,913 residents" in ledu
    assert "two scans a person" in ledu
    # It is asked from any region inside as well.
    assert refutations(assuming(), OPENING, HAIDONG, facts) == said


def test_a_scenario_that_its_residents_cannot_hold_has_no_numbers(facts: Facts) -> None:
    """At one scan a person; without a limit it could hold."""
    for cap, numbers in ((1, False), (2, False), (None, True)):
        cases = scenario_cases(assuming(per_person=cap), OPENING, QINGHAI, COUNTY, facts)
        case = next(each for each in cases if each.hypothesis is Hypothesis.DOCUMENTED_ONLY)
        assert bool(case.ranges) is numbers
        assert bool(case.refuted) is not numbers


# On the bundled data.


def ranges(facts: Facts, hypothesis: Hypothesis, code: str, cap: int | None = 1) -> tuple[int, int]:
    cases = scenario_cases(assuming(per_person=cap), OPENING, QINGHAI, PREFECTURE, facts)
    case = next(each for each in cases if each.hypothesis is hypothesis)
    low, high = case.ranges[code]
    return round(low), round(high)


def test_selectivity_moves_regions_as_far_as_their_groups_differ_from_the_province(
    facts: Facts,
) -> None:
    """Worked out by hand from census residents: Haidong is mixed as the province is, Yushu not."""
    majority, others = 2_993_531, 2_930_426
    low, high = 1_248_075, 1_452_035
    for code, han, rest in ((HAIDONG, 718_390, 640_081), (YUSHU, 13_989, 411_210)):
        shares = sorted((Fraction(han, majority), Fraction(rest, others)))
        expected = (round(low * shares[0]), round(high * shares[1]))
        assert ranges(facts, Hypothesis.SELECTIVE, code) == expected


def test_every_scenario_leaves_room_for_the_total(facts: Facts) -> None:
    """The least of all regions is no more than the total, the most no less."""
    report = published_total(assuming(), OPENING, HAIDONG, facts)
    assert report is not None
    assert report.low is not None
    assert report.high is not None
    for level in (PREFECTURE, COUNTY):
        for cap in (None, 1, 2):
            for case in scenario_cases(assuming(per_person=cap), OPENING, QINGHAI, level, facts):
                if case.ranges:
                    assert sum(low for low, _high in case.ranges.values()) <= report.high
                    top = sum(high for _low, high in case.ranges.values())
                    assert top >= report.low or case.hypothesis in {
                        Hypothesis.SAME_RATE,
                        Hypothesis.SELECTIVE,
                    }


def test_no_scenario_leaves_the_bounds(facts: Facts) -> None:
    """A case that would is refuted and carries no numbers."""
    for cap in (None, 1, 2):
        assumed = assuming(per_person=cap)
        found = bounds_of(assumed, OPENING, facts)
        for case in scenario_cases(assumed, OPENING, QINGHAI, PREFECTURE, facts):
            if case.hypothesis in {Hypothesis.SAME_RATE, Hypothesis.SELECTIVE}:
                continue
            for code, (low, high) in case.ranges.items():
                most = found[code].most
                assert most is not None
                assert high <= most
                # Where it says nowhere, it may only say so because nothing is counted there.
                assert low >= found[code].least


def test_assumptions_are_put_in_order_of_how_far_they_move_a_region(facts: Facts) -> None:
    """The starting point lies within the ends of each; regions are put in no order."""
    found = swings(YUSHU, assuming(per_person=1), OPENING, facts)
    assert [each.width for each in found] == sorted((each.width for each in found), reverse=True)
    cases = scenario_cases(assuming(per_person=1), OPENING, QINGHAI, PREFECTURE, facts)
    start = next(each for each in cases if each.hypothesis is Hypothesis.SAME_RATE)
    for each in found:
        assert each.low <= start.ranges[YUSHU][1] <= each.high
    # Where the mix is that of the province, selectivity matters less than in Yushu.
    moved = {
        code: next(
            each.width
            for each in swings(code, assuming(per_person=1), OPENING, facts)
            if each.title == Hypothesis.SELECTIVE.label
        )
        for code in (HAIDONG, YUSHU)
    }
    assert moved[HAIDONG] < moved[YUSHU]


@pytest.mark.parametrize("cap", [None, 1])
def test_no_number_in_between_narrows_bounds_further_than_is_said(
    facts: Facts, cap: int | None
) -> None:
    """Counts drawn evenly between the ends of a region, for all regions of Qinghai."""
    assumed = assuming(per_person=cap)
    report = published_total(assumed, OPENING, QINGHAI, facts)
    assert report is not None
    codes = facts.regions.codes(PREFECTURE, QINGHAI)
    now = bounds_of(assumed, OPENING, facts)
    known = [each for each in reports_of(assumed.counted, OPENING, facts) if each.region == QINGHAI]
    found = missing_documents(assumed, OPENING, QINGHAI, PREFECTURE, facts)
    assert [each.total for each in found] == sorted((each.total for each in found), reverse=True)
    for code in codes[:3]:
        low, high = now[code].least, now[code].most
        assert high is not None
        most = max(each.total for each in found if code in each.narrows)
        for step in range(5):
            count = low + (high - low) * step / 4
            stated = ReportedCount(
                HYPOTHETICAL, code, count, count, report.month, EvidenceKind.DOCUMENTED
            )
            then = bounds_from((*known, stated), assumed, facts, report.month)
            narrowed = sum(
                ((now[each].most or 0) - now[each].least)
                - ((then[each].most or 0) - then[each].least)
                for each in codes
            )
            assert narrowed <= most
