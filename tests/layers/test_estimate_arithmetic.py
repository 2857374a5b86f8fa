"""The arithmetic of bounds against linear programming, which knows nothing of it."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from layers.estimate.groups import group_bounds
from layers.estimate.scenarios import spread
from layers.estimate.tree import Contradiction, outside_parts, time_bounds, tree_bounds

TREES = 300
GROUPS = 300
HISTORIES = 2_000


def end(costs: list[float], **limits: object) -> float | None:
    """The smallest value of a linear function, or None if nothing limits it."""
    found = linprog(costs, **limits, method="highs")
    assert found.status in {0, 3}, found.message
    return None if found.status == 3 else found.fun


def random_tree(chance: random.Random) -> tuple[list[int], list[int], dict[int, int]]:
    """Parents before children, a truth that adds up, and what it has outside the parts."""
    parent, size = [-1], chance.randint(3, 11)
    while len(parent) < size:
        above = chance.randrange(len(parent))
        if above in parent:
            continue
        parent += [above] * chance.randint(1, 3)
    truth = [chance.randint(0, 50) for _ in parent]
    wholes = sorted({above for above in parent if above >= 0})
    outside = {node: chance.randint(0, 30) for node in wholes if chance.random() < 0.5}
    for node in reversed(range(len(parent))):
        below = [i for i, above in enumerate(parent) if above == node]
        if below:
            truth[node] = sum(truth[i] for i in below) + outside.get(node, 0)
    return parent, truth, outside


def random_limits(chance: random.Random, truth: int) -> tuple[Fraction, Fraction | float]:
    low = Fraction(max(0, truth - chance.choice([0, 1, 7, 60])))
    high = math.inf if chance.random() < 0.4 else Fraction(truth + chance.choice([0, 2, 9, 40]))
    return (low if chance.random() < 0.6 else Fraction(0)), high


@pytest.mark.parametrize("batch", range(10))
def test_tree_bounds_are_those_of_a_linear_programme(batch: int) -> None:
    """Valid, and as narrow as any that follow, on 300 random trees with remainders."""
    chance = random.Random(batch)
    for _ in range(TREES // 10):
        parent, truth, beyond = random_tree(chance)
        limits = [random_limits(chance, each) for each in truth]
        outside = {
            node: math.inf if chance.random() < 0.2 else Fraction(count + chance.randint(0, 9))
            for node, count in beyond.items()
        }
        low, high = tree_bounds(parent, *map(list, zip(*limits, strict=True)), outside)
        n = len(parent)
        assert len(low) == len(high) == n
        # One more variable for each remainder: the whole less its parts.
        beside = list(outside)
        rows = []
        for node in range(n):
            below = [i for i, above in enumerate(parent) if above == node]
            if below:
                row = [1.0 if i == node else -1.0 if i in below else 0.0 for i in range(n)]
                rows.append(row + [-1.0 if each == node else 0.0 for each in beside])
        box = [
            (float(a), None if math.isinf(b) else float(b))
            for a, b in (*limits, *((0, most) for most in outside.values()))
        ]
        whole = {"A_eq": np.array(rows), "b_eq": np.zeros(len(rows)), "bounds": box}
        for node in range(n):
            costs = [1.0 if i == node else 0.0 for i in range(n + len(beside))]
            least, most = end(costs, **whole), end([-c for c in costs], **whole)
            assert float(low[node]) == pytest.approx(least, abs=1e-6)
            assert (math.inf if most is None else -most) == pytest.approx(
                float(high[node]), abs=1e-6
            )


@given(st.data())
def test_what_a_census_counts_outside_the_parts(data: st.DataObject) -> None:
    """The residents of a whole less those of its parts, where any are left."""
    residents = data.draw(st.lists(st.none() | st.integers(0, 99), min_size=4, max_size=9))
    parent = [-1] + [data.draw(st.integers(0, node)) for node in range(len(residents) - 1)]
    found = outside_parts(parent, residents)
    for node, whole in enumerate(residents):
        parts = [residents[i] or 0 for i, above in enumerate(parent) if above == node]
        left = 0 if whole is None or not parts else max(0, whole - sum(parts))
        assert found.get(node, 0) == left
        assert (node in found) == (left > 0)


def test_contradicting_limits_stop() -> None:
    """Parts that exceed their whole are refused, with the place."""
    with pytest.raises(Contradiction) as crossing:
        tree_bounds(
            [-1, 0, 0], [Fraction(0), Fraction(6), Fraction(5)], [Fraction(10), math.inf, math.inf]
        )
    assert crossing.value.node == 0
    with pytest.raises(Contradiction):
        tree_bounds([-1, 0], [Fraction(5), Fraction(0)], [math.inf, Fraction(4)])


def test_the_small_case() -> None:
    """The worked case: a township of 300, 290 counted so far, in a province of 450 to 520."""
    low, high = tree_bounds(
        [-1, 0, 0, 0, 1, 1],
        [450, 0, 0, 0, 290, 0],
        [520, 1000, 800, 200, 300, 700],
    )
    assert (low[1], high[1]) == (290, 520)
    assert (low[2], high[2]) == (0, 230)
    assert (low[3], high[3]) == (0, 200)
    assert group_bounds(290, 300, 297, 300) == (287, 297)
    assert group_bounds(290, 520, 700, 1000) == (0, 520)


def test_group_bounds_are_those_of_a_linear_programme() -> None:
    """Members and others among those counted, on 300 random cases."""
    chance = random.Random(1)
    for _ in range(GROUPS):
        residents = chance.randint(1, 200)
        members = chance.randint(0, residents)
        low = chance.randint(0, residents)
        high = chance.randint(low, residents)
        whole = {
            "A_ub": [[1, 1], [-1, -1]],
            "b_ub": [high, -low],
            "bounds": [(0, members), (0, residents - members)],
        }
        least, most = end([1, 0], **whole), end([-1, 0], **whole)
        assert group_bounds(low, high, members, residents) == (
            pytest.approx(least),
            pytest.approx(-(most or 0)),
        )


def history(chance: random.Random) -> tuple[list[int], list[tuple[int, Fraction, Fraction]]]:
    truth, total = [], 0
    for _ in range(chance.randint(2, 9)):
        total += chance.randint(0, 20)
        truth.append(total)
    reports = [
        (
            month,
            Fraction(max(0, truth[month] - chance.randint(0, 5))),
            Fraction(truth[month] + chance.randint(0, 5)),
        )
        for month in chance.sample(range(len(truth)), chance.randint(0, min(3, len(truth))))
    ]
    return truth, reports


def test_time_bounds_hold_every_history() -> None:
    """No month of 2,000 random histories lies outside."""
    chance = random.Random(2)
    for _ in range(HISTORIES):
        truth, reports = history(chance)
        low, high = time_bounds(reports, len(truth), Fraction(400))
        assert all(a <= x <= b for a, x, b in zip(low, truth, high, strict=True))
        assert low == sorted(low)
        assert high == sorted(high)


def test_time_bounds_are_those_of_a_linear_programme() -> None:
    """As narrow as any that follow from growth alone, on the same 2,000 histories.

    All stand side by side in one programme. Its smallest sum is that of the smallest numbers
    of each month, because these together are a history themselves; so for the largest.
    """
    chance = random.Random(2)
    box, low, high, rows, columns = [], [], [], [], []
    for _ in range(HISTORIES):
        truth, reports = history(chance)
        least, most = time_bounds(reports, len(truth), Fraction(400))
        first = len(box)
        low += map(float, least)
        high += map(float, most)
        box += [[0.0, 400.0] for _ in truth]
        for month, fewest, largest in reports:
            box[first + month] = [float(fewest), float(largest)]
        later = range(first + 1, len(box))
        rows += [each for month in later for each in (month, month)]
        columns += [each for month in later for each in (month - 1, month)]
    pairs = len(rows) // 2
    places = (np.repeat(np.arange(pairs), 2), columns)
    grows = csr_array((np.tile([1.0, -1.0], pairs), places), shape=(pairs, len(box)))
    whole = {"A_ub": grows, "b_ub": np.zeros(pairs), "bounds": box, "method": "highs"}
    smallest = linprog(np.ones(len(box)), **whole)
    largest = linprog(-np.ones(len(box)), **whole)
    assert smallest.x == pytest.approx(np.array(low), abs=1e-6)
    assert largest.x == pytest.approx(np.array(high), abs=1e-6)


@given(
    st.fractions(0, 10**8),
    st.lists(st.fractions(0, 10**7), min_size=1, max_size=12).filter(any),
)
def test_a_spread_adds_up_exactly(total: Fraction, weights: list[Fraction]) -> None:
    """Nothing is lost or gained, in any order; merging two regions adds."""
    named = {f"{index:02d}": weight for index, weight in enumerate(weights)}
    parts = spread(total, named)
    assert sum(parts.values()) == total
    backwards = spread(total, dict(reversed(named.items())))
    assert backwards == parts
    if len(weights) > 1:
        merged = {"00": named["00"] + named["01"]} | {k: v for k, v in named.items() if k > "01"}
        assert spread(total, merged)["00"] == parts["00"] + parts["01"]


@given(
    st.fractions(0, 10**8),
    st.lists(st.fractions(0, 10**7), min_size=1, max_size=12).filter(any),
    st.fractions(0, 10**7),
)
def test_a_spread_leaves_its_share_to_what_lies_outside(
    total: Fraction, weights: list[Fraction], outside: Fraction
) -> None:
    """As if it were one more region, whose share is not shown."""
    named = {f"{index:02d}": weight for index, weight in enumerate(weights)}
    parts = spread(total, named, outside)
    every = spread(total, named | {"beyond": outside})
    assert parts == {name: part for name, part in every.items() if name != "beyond"}


def test_nothing_is_spread_over_nothing() -> None:
    """A total without weights is refused, not divided by zero."""
    with pytest.raises(ValueError, match="no weight"):
        spread(Fraction(5), {"a": Fraction(0)})
