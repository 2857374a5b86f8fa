"""Arithmetic of bounds: over wholes and their parts, and over time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

__all__ = ["Contradiction", "Limit", "outside_parts", "time_bounds", "tree_bounds"]

Limit = Fraction | float
"""An exact number, or ``math.inf`` where nothing limits."""


_CLOSED: Mapping[int, Limit] = MappingProxyType({})


class Contradiction(Exception):
    """Limits that cannot all hold.

    Parameters
    ----------
    node : int
        Position of a node at which they cross.
    """

    def __init__(self, node: int) -> None:
        self.node = node
        super().__init__(f"the limits of node {node} cross")


def outside_parts(parent: Sequence[int], residents: Sequence[int | None]) -> dict[int, int]:
    """Return how many residents each whole has beyond those of its parts, where it has any.

    A census counts some development zones apart: they belong to their prefecture and to none
    of its counties. Residents of parts without a figure are among those returned.

    Parameters
    ----------
    parent : sequence of int
        As for :func:`tree_bounds`.
    residents : sequence of int or None
        Residents of each node, ``None`` where no census has them.

    Returns
    -------
    dict of int to int
        By position of the whole. Wholes without parts or without a figure are left out.

    Examples
    --------
    >>> outside_parts([-1, 0, 0], [100, 60, 30])
    {0: 10}
    >>> outside_parts([-1, 0, 0], [100, 60, 40])
    {}
    """
    inside: dict[int, int] = {}
    for node, above in enumerate(parent):
        if above >= 0:
            inside[above] = inside.get(above, 0) + (residents[node] or 0)
    beyond = {
        node: whole - parts
        for node, parts in sorted(inside.items())
        if (whole := residents[node]) is not None
    }
    return {node: persons for node, persons in beyond.items() if persons > 0}


def tree_bounds(
    parent: Sequence[int],
    low: Sequence[Limit],
    high: Sequence[Limit],
    outside: Mapping[int, Limit] = _CLOSED,
) -> tuple[list[Limit], list[Limit]]:
    """Bound the count of every region from the counts reported for some.

    Formula: a whole is the sum of its parts and, where a census counts residents of it in
    none of them, of a remainder. From the smallest regions upwards, a whole holds at least
    the sum of what these hold at least, and at most the sum of what they hold at most. From
    the whole downwards, each holds at least what the whole holds at least, less the most
    that the others can hold; and at most what the whole holds at most, less the least that
    the others hold.

    Assumes: each published range is complete for its region and each count is right; each
    thing counted in a region is counted in exactly one of its parts or in its remainder; and
    all numbers refer to the same moment.

    Source: interval arithmetic on a tree; the bounds are sharp, which is tested against
    linear programming.

    Cannot say: where between its ends the number of a region lies; nothing published says
    that. The regions cannot all be at their upper ends, for together they add up to the
    total of the whole. Wide bounds are a finding: the published numbers leave almost
    everything open.

    Parameters
    ----------
    parent : sequence of int
        Position of each node's parent, -1 for a root. Parents stand before their children.
    low, high : sequence of Fraction or float
        Limits of each node by itself; 0 and ``math.inf`` where nothing is known.
    outside : mapping of int to (Fraction or float), optional
        What a whole can hold outside its parts at most, by its position. A whole that is not
        named is the sum of its parts.

    Returns
    -------
    low, high : list of Fraction or float
        The narrowest limits that follow for each node.

    Raises
    ------
    Contradiction
        If no numbers meet all limits; it names a node at which they cross.

    Examples
    --------
    A province with 450 to 520 in all, and "290 so far" in the first of its three counties:

    >>> low, high = tree_bounds([-1, 0, 0, 0], [450, 290, 0, 0], [520, 300, math.inf, math.inf])
    >>> low, high
    ([450, 290, 0, 0], [520, 300, 230, 230])

    If up to 25 can lie outside the counties, these may hold fewer:

    >>> low, high = tree_bounds([-1, 0, 0], [450, 0, 0], [520, 300, 160], {0: 25})
    >>> low, high
    ([450, 265, 125], [485, 300, 160])
    """
    nodes = len(parent)
    # A remainder is one more part of its whole, with nothing but an upper limit.
    parent = [*parent, *outside]
    least: list[Limit] = [*low, *(Fraction(0) for _ in outside)]
    most: list[Limit] = [*high, *outside.values()]
    children: list[list[int]] = [[] for _ in parent]
    for node, above in enumerate(parent):
        if above >= 0:
            children[above].append(node)
    for node in reversed(range(len(parent))):
        parts = children[node]
        if parts:
            least[node] = max(least[node], sum(least[part] for part in parts))
            most[node] = min(most[node], sum(most[part] for part in parts))
        _check(node, least, most)
    for node, parts in enumerate(children):
        if not parts:
            continue
        floor = sum(least[part] for part in parts)
        endless = [part for part in parts if math.isinf(most[part])]
        ceiling = sum(most[part] for part in parts if not math.isinf(most[part]))
        wide = {part: most[part] for part in parts}
        narrow = {part: least[part] for part in parts}
        for part in parts:
            if not endless:
                least[part] = max(narrow[part], least[node] - (ceiling - wide[part]))
            elif endless == [part]:
                least[part] = max(narrow[part], least[node] - ceiling)
            most[part] = min(wide[part], most[node] - (floor - narrow[part]))
            _check(part, least, most)
    return least[:nodes], most[:nodes]


def _check(node: int, least: Sequence[Limit], most: Sequence[Limit]) -> None:
    if least[node] > most[node]:
        raise Contradiction(node)


def time_bounds(
    reports: Iterable[tuple[int, Limit, Limit]], months: int, cap: Limit = math.inf
) -> tuple[list[Limit], list[Limit]]:
    """Bound a cumulative count at every month from reports at some.

    Formula: a count that only grows is, at any later month, at least what it was; and at any
    earlier month at most what it became.

    Assumes: each report is complete for its region: it counts everything collected there up
    to its date, or to the end of the year or month that it names; nothing was deleted.

    Source: monotonicity; tested against linear programming on random histories.

    Cannot say: when between two reports the collection took place.

    Parameters
    ----------
    reports : iterable of (month, low, high)
        Month by position, and the limits of the count up to then.
    months : int
        Number of months.
    cap : Fraction or float
        Limit at all times.

    Returns
    -------
    low, high : list of Fraction or float
        Limits month by month; where a low exceeds its high, the reports contradict.

    Examples
    --------
    >>> time_bounds([(1, 302, 302)], 3)
    ([Fraction(0, 1), 302, 302], [302, 302, inf])
    """
    low: list[Limit] = [Fraction(0)] * months
    high: list[Limit] = [cap] * months
    for month, least, most in reports:
        for later in range(month, months):
            low[later] = max(low[later], least)
        for earlier in range(month + 1):
            high[earlier] = min(high[earlier], most)
    return low, high
