"""What must hold of every estimate, whatever is reported: one test for each line of a table.

::

    property                          documented      bounded               illustration
    nothing but facts matters         yes             yes                   yes
    equals an obvious oracle          yes             linear programme      yes
    ends in order, value if allowed   yes             yes                   yes
    one more consistent report        never lowers    never widens          -
    merging two regions               adds            at least, at most     adds
    total                             -               holds every truth     conserved
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboard.cli.estimate_table import estimate_rows, written
from geodata.facts import Facts
from geodata.model import CellStatus, Level
from layers.estimate.bounds import bounds_of
from layers.estimate.documented import documented_counts
from layers.estimate.estimate import Estimate
from layers.estimate.published import published_estimates
from layers.estimate.scenario_cases import DOCUMENTED_ONLY
from layers.estimate.scenarios import illustrated, illustrated_counts, spread
from layers.estimate.tree import Contradiction, tree_bounds
from layers.tables import EvidenceKind
from layers.view import EventFilter, Measure
from layers.view.assumptions import Weight
from tests.levels import COUNTY, PREFECTURE
from tests.levels import PROVINCE as PROVINCES
from tests.properties.worlds import (
    COUNTIES,
    DRESSES,
    MONTHS,
    PARENT,
    PROVINCE,
    REGIONS,
    WHOLES,
    Told,
    counties_in,
    noise,
    parts_of,
    report,
    reports,
    truths,
    world,
)
from tests.views import assuming, view_with

FREE, OPENING = assuming(), EventFilter()
EVERY_LABEL = (
    EvidenceKind.DOCUMENTED,
    EvidenceKind.PUBLISHED,
    EvidenceKind.BOUNDED,
    EvidenceKind.ILLUSTRATION,
)
often = settings(max_examples=60, suppress_health_check=list(HealthCheck))
seldom = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def number_of(month: int) -> int:
    year, part = map(int, MONTHS[month].split("-"))
    return 12 * year + part - 1


def as_bytes(facts: Facts) -> bytes:
    """All rows of one measure, as a file holds them, without counts that nobody dated."""
    view = view_with(measure=Measure.IRIS_SCANS)
    rows = estimate_rows(facts, view, REGIONS, EVERY_LABEL)
    # Counts in other units and counts without a date are listed as well, and bound nothing.
    measured = [row for row in rows if row["unit"] == view.assume.counted.label]
    listed_only = {EvidenceKind.DOCUMENTED.value, EvidenceKind.PUBLISHED.value}
    # Where events are documented is told by events that state no number as well.
    bound = [
        row
        for row in measured
        if (row["as_of"] or row["label"] not in listed_only) and row["method"] != DOCUMENTED_ONLY
    ]
    return written(bound, "json").encode()


def current(found: Sequence[Estimate]) -> list[Estimate]:
    """What stands for a region itself: no count of a part, none that another replaces."""
    return [each for each in found if not each.reason]


def ends(found: Mapping[str, Estimate], code: str) -> tuple[Fraction, Fraction | float]:
    most = found[code].most
    return found[code].least, math.inf if most is None else most


def limits(told: Sequence[Told], month: int) -> tuple[list[Fraction], list[Fraction | float]]:
    """What reports say of each region at a month: a count then is none less than before."""
    low = [Fraction(0) for _ in REGIONS]
    high: list[Fraction | float] = [math.inf for _ in REGIONS]
    for each in told:
        node = REGIONS.index(each.code)
        if each.month <= month:
            low[node] = max(low[node], each.least)
        if each.month >= month and each.most is not None:
            high[node] = min(high[node], each.most)
    return low, high


# Nothing but facts matters.


@often
@given(st.data())
def test_order_labels_crs_and_splits_change_nothing(data: st.DataObject) -> None:
    """Identical bytes, in any order of rows, on boundaries in any dress."""
    told = data.draw(reports(data.draw(truths())))
    plain = as_bytes(world(told))
    order = data.draw(st.permutations(range(len(told))))
    dress = data.draw(st.sampled_from(sorted(DRESSES)))
    assert as_bytes(world(told, dress, order)) == plain
    assert as_bytes(world(told)) == plain


@seldom
@given(st.data())
def test_targets_capacities_drafts_units_and_undated_rows_limit_nothing(
    data: st.DataObject,
) -> None:
    """However large the numbers in them: an aim or a capacity is no count."""
    told = data.draw(reports(data.draw(truths())))
    idle = data.draw(st.lists(noise(), min_size=1, max_size=4))
    assert as_bytes(world((*told, *idle))) == as_bytes(world(told))


# Obvious oracles.


@often
@given(st.data())
def test_documented_counts_are_the_rows_as_written(data: st.DataObject) -> None:
    """For each region its rows, the newest first; a range is published, not documented."""
    told = data.draw(reports(data.draw(truths())))
    facts = world(told)
    counted = documented_counts(FREE, OPENING, facts)
    ranges = published_estimates(FREE, OPENING, facts)
    for code in REGIONS:
        own = [(i, each) for i, each in enumerate(told) if each.code == code]
        rows = sorted(((-each.month, f"C-{i}", each) for i, each in own), key=lambda row: row[:2])
        expected = [row for row in rows if row[2].kind == "reported_count"]
        found = counted.get(code, ())
        assert [each.inputs for each in found] == [(claim,) for _, claim, _ in expected]
        for estimate, (_, _, row) in zip(found, expected, strict=True):
            assert estimate.value == row.value
            assert estimate.as_of == number_of(row.month)
            assert estimate.least == row.least
            assert estimate.most == row.most
            assert bool(estimate.hedge) == (not row.least_told and row.most is None)
        printed = [(claim, row) for _, claim, row in rows if row.kind == "estimate_range"]
        assert [(each.inputs, each.low, each.high) for each in ranges.get(code, ())] == [
            ((claim,), row.low, row.high) for claim, row in printed
        ]


def outside(facts: Facts, code: str, per_person: int | None) -> float | None:
    """What can be counted of a whole in none of its parts; ``None`` if nothing limits it."""
    if per_person is None:
        return None
    inside = sum(residents(facts, part) for part in parts_of(code))
    return per_person * (residents(facts, code) - inside)


def residents(facts: Facts, code: str) -> int:
    return int(facts.census.population(facts.regions.level(code), 2020)["value"][code])


@often
@given(st.data(), st.sampled_from((None, 1, 2)))
def test_bounds_are_those_of_a_linear_programme(
    data: st.DataObject, per_person: int | None
) -> None:
    """Of counties and remainders only: each region is the sum of some, each report a row."""
    told = data.draw(reports(data.draw(truths())))
    month = data.draw(st.integers(0, 2))
    facts = world(told)
    found = bounds_of(assuming(per_person=per_person), OPENING, facts, number_of(month))
    low, high = limits(told, month)
    if per_person is not None:
        high = [
            min(most, per_person * residents(facts, code))
            for code, most in zip(REGIONS, high, strict=True)
        ]
    within = {code: {code, *facts.regions.ancestors(code)} for code in REGIONS}
    sums = [[float(code in within[each]) for each in (*COUNTIES, *WHOLES)] for code in REGIONS]
    box = [(0, None)] * len(COUNTIES) + [(0, outside(facts, code, per_person)) for code in WHOLES]
    rows = [[-part for part in row] for row in sums] + [
        row for row, most in zip(sums, high, strict=True) if not math.isinf(most)
    ]
    caps = [-float(least) for least in low] + [float(most) for most in high if not math.isinf(most)]
    for code, costs in zip(REGIONS, sums, strict=True):
        crossed = found[code].status is CellStatus.NOT_COMPARABLE
        for sign in (1, -1):
            solved = linprog(
                [sign * cost for cost in costs], A_ub=rows, b_ub=caps, bounds=box, method="highs"
            )
            assert (solved.status == 2) == crossed
            if crossed:
                continue
            end = ends(found, code)[0 if sign == 1 else 1]
            if solved.status == 3:
                assert math.isinf(end)
            else:
                assert float(end) == pytest.approx(sign * solved.fun, abs=1e-3)


@often
@given(st.data(), st.sampled_from(Weight), st.sampled_from((2010, 2020)))
def test_an_illustration_is_a_share_of_each_end(
    data: st.DataObject, weight: Weight, year: int
) -> None:
    """End times weight over that of all residents of the whole, drawn here or not."""
    truth = data.draw(truths())
    whole = data.draw(reports(truth))[0]
    facts = world((whole,))
    found = illustrated(assuming(weight=weight, base_year=year), OPENING, COUNTY, facts)
    census = facts.census
    table = (
        census.population(COUNTY, year)["value"]
        if weight is Weight.RESIDENTS
        else census.complement(COUNTY, year)["persons"]
    )
    province = (
        census.population(PROVINCES, year)["value"]
        if weight is Weight.RESIDENTS
        else census.complement(PROVINCES, year)["persons"]
    )
    total = int(province[PROVINCE])
    for code in COUNTIES:
        share = Fraction(int(table[code]), total)
        assert found[code].low == (whole.low or 0) * share
        assert found[code].high == (whole.high or 0) * share


# Ends in order, a value only where the label allows one.


@often
@given(st.data(), st.sampled_from((None, 1, 2)))
def test_ends_are_in_order_and_values_only_where_counted(
    data: st.DataObject, per_person: int | None
) -> None:
    """Low, value and high in order; a value exactly where a whole region was counted exactly."""
    told = data.draw(reports(data.draw(truths())))
    facts = world(told)
    assumed = assuming(per_person=per_person)
    counted = [
        each for found in documented_counts(assumed, OPENING, facts).values() for each in found
    ]
    by_claim = {f"C-{i}": each for i, each in enumerate(told)}
    for each in counted:
        (claim,) = each.inputs
        row = by_claim[claim]
        assert each.value == row.value
    rest = [
        *(
            each
            for found in published_estimates(assumed, OPENING, facts).values()
            for each in found
        ),
        *bounds_of(assumed, OPENING, facts).values(),
        *illustrated(assumed, OPENING, COUNTY, facts).values(),
    ]
    assert all(each.value is None for each in rest)
    for each in (*counted, *rest):
        numbers = [end for end in (each.low, each.value, each.high) if end is not None]
        assert numbers == sorted(numbers)
        assert bool(numbers) == (each.status is CellStatus.REPORTED)
        assert all(end >= 0 for end in numbers)


# One more report that agrees with the others.


@often
@given(st.data())
def test_one_more_report_never_lowers_a_count_and_changes_nothing_elsewhere(
    data: st.DataObject,
) -> None:
    """Documented counts."""
    truth = data.draw(truths())
    told = data.draw(reports(truth))
    again = tuple(each.code for each in told)
    more = data.draw(report(truth, data.draw(st.sampled_from((again, REGIONS)))))
    before = documented_counts(FREE, OPENING, world(told))
    after = documented_counts(FREE, OPENING, world((*told, more)))
    for code in REGIONS:
        if code != more.code:
            assert before.get(code) == after.get(code)
        lowest = [
            max((each.least for each in current(found.get(code, ()))), default=Fraction(0))
            for found in (before, after)
        ]
        assert lowest[0] <= lowest[1]


@often
@given(st.data())
def test_one_more_report_never_widens_bounds(data: st.DataObject) -> None:
    """Of the same month, in any region."""
    truth = data.draw(truths())
    told = data.draw(reports(truth))
    more = data.draw(report(truth))
    fewer, all_of_them = world(told), world((*told, more))
    for month in range(len(MONTHS)):
        before, after = (
            bounds_of(FREE, OPENING, each, number_of(month)) for each in (fewer, all_of_them)
        )
        for code in REGIONS:
            (low, high), (least, most) = ends(before, code), ends(after, code)
            assert low <= least
            assert most <= high


# Merging two regions.


@often
@given(st.data())
def test_merging_two_counties_adds_their_documented_counts(data: st.DataObject) -> None:
    """What was told of either is told of a part of both; nothing is lost and nothing doubled."""
    told = data.draw(reports(data.draw(truths())))
    one, other = COUNTIES[:2]
    joined = [
        replace(each, code=one, part=True, by_coordinate=False)
        if each.code in {one, other}
        else each
        for each in told
    ]
    apart = documented_counts(FREE, OPENING, world(told))
    merged = documented_counts(FREE, OPENING, world(joined))

    def lows(found: Mapping[str, tuple[Estimate, ...]], *codes: str) -> list[Fraction]:
        # An upper end says nothing of a wider region, so that it is not told there.
        return [each.least for code in codes for each in found.get(code, ()) if each.least]

    assert sum(lows(merged, one)) == sum(lows(apart, one, other))
    assert len(lows(merged, one)) == len(lows(apart, one, other))
    assert other not in merged


@often
@given(st.data())
def test_merging_two_counties_adds_bounds_at_least_and_at_most(data: st.DataObject) -> None:
    """Knowing only the sum of two says no more of it than knowing both says."""
    told = data.draw(reports(data.draw(truths())))
    low, high = limits(told, 2)
    beyond = {
        node: data.draw(st.sampled_from((Fraction(0), Fraction(270_000), math.inf)))
        for node in range(len(WHOLES))
    }
    try:
        apart = tree_bounds(PARENT, low, high, beyond)
    except Contradiction:
        # Less is allowed outside the parts here than the truth has there.
        reject()
    one, other = sorted(
        data.draw(st.sampled_from([(3, 4), (3, 5), (4, 5), (6, 7), (6, 8), (7, 8)]))
    )
    kept = [node for node in range(len(PARENT)) if node != other]

    def joined(ends_: Sequence[Fraction | float]) -> list[Fraction | float]:
        return [ends_[node] + (ends_[other] if node == one else 0) for node in kept]

    merged = tree_bounds([PARENT[node] for node in kept], joined(low), joined(high), beyond)
    place = kept.index(one)
    assert merged[0][place] >= apart[0][one] + apart[0][other]
    assert merged[1][place] <= apart[1][one] + apart[1][other]
    whole, facts = REGIONS[PARENT[one]], world(told)
    found = bounds_of(FREE, OPENING, facts, number_of(2))
    parts = [ends(found, code) for code in counties_in(whole)]
    assert ends(found, whole)[0] >= sum(least for least, _ in parts)


@often
@given(
    st.fractions(0, 10**8),
    st.lists(st.fractions(0, 10**7), min_size=2, max_size=12).filter(any),
)
def test_merging_two_regions_adds_their_illustrations(
    total: Fraction, weights: list[Fraction]
) -> None:
    """Exactly."""
    named = {f"{index:02d}": weight for index, weight in enumerate(weights)}
    parts = spread(total, named)
    merged = {"00": named["00"] + named["01"]} | {k: v for k, v in named.items() if k > "01"}
    assert spread(total, merged)["00"] == parts["00"] + parts["01"]


# Totals.


@often
@given(st.data())
def test_bounds_hold_every_truth_that_agrees_with_the_reports(data: st.DataObject) -> None:
    """At every month, in every region, whatever was reported of whichever month."""
    truth = data.draw(truths())
    facts = world(data.draw(reports(truth)))
    for month in range(len(MONTHS)):
        found = bounds_of(FREE, OPENING, facts, number_of(month))
        for code in REGIONS:
            low, high = ends(found, code)
            assert low <= truth[code][month] <= high


@often
@given(st.data(), st.sampled_from((PREFECTURE, COUNTY)), st.sampled_from(Weight))
def test_an_illustration_conserves_the_printed_total(
    data: st.DataObject, level: Level, weight: Weight
) -> None:
    """Both ends, with the share of those who live in none of the regions drawn, at every level."""
    whole = data.draw(reports(data.draw(truths())))[0]
    facts = world((whole,))
    assumed = assuming(weight=weight)
    found = illustrated(assumed, OPENING, level, facts)
    counts = illustrated_counts(assumed, OPENING, level, facts)
    codes = facts.regions.codes(level, PROVINCE)
    census = facts.census
    column, table = (
        ("value", census.population)
        if weight is Weight.RESIDENTS
        else ("persons", census.complement)
    )
    inside = sum(int(table(level, 2020)[column][code]) for code in codes)
    everyone = int(table(PROVINCES, 2020)[column][PROVINCE])
    for end, total in (("low", whole.low), ("high", whole.high)):
        exact = {code: getattr(found[code], end) for code in codes}
        written_ = {code: getattr(counts[code], end) for code in codes}
        assert sum(exact.values(), Fraction(0)) == Fraction(total * inside, everyone)
        assert all(each.denominator == 1 for each in written_.values())
        left = total - sum(written_.values(), Fraction(0))
        assert abs(left - total * Fraction(everyone - inside, everyone)) < 2
