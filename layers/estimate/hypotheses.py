"""Arithmetic of scenarios: what would follow for each part if a hypothesis about a total held.

All numbers are exact. Nothing here knows of regions, censuses or sources.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from layers.estimate.tree import Limit

__all__ = [
    "compatible_ratios",
    "needed_per_person",
    "selective_weights",
    "some_hold",
]

_NOTHING = Fraction(0)


def selective_weights(
    majority: Mapping[str, Fraction], others: Mapping[str, Fraction], ratio: Fraction | None
) -> dict[str, Fraction]:
    """Weight regions as if a resident outside the majority were counted ``ratio`` times as often.

    Formula: weight = residents of the majority + r × all other residents; at r = 1 this is the
    same rate everywhere, at r = 0 only the majority, and without a limit only the others are
    counted. The total is then shared out in proportion to the weights, so that all parts add
    up to it. Between both ends of r the share of a region rises or falls throughout: its
    range over all r ends where r is 0 or has no limit.

    Assumes: one ratio r holds in every region of the total; no source states any.

    Source: a weighted proportional allocation; tested for its total and its monotony on
    random regions.

    Cannot say: which r is right, or whether r is the same everywhere. A range over all r is
    no interval around the truth.

    Parameters
    ----------
    majority, others : mapping of str to Fraction
        Residents of each region, by the same codes.
    ratio : Fraction or None
        Not negative; ``None`` where it has no limit.

    Raises
    ------
    ValueError
        If the ratio is negative.

    Examples
    --------
    >>> both = {"a": Fraction(90), "b": Fraction(10)}, {"a": Fraction(10), "b": Fraction(90)}
    >>> selective_weights(*both, Fraction(2))
    {'a': Fraction(110, 1), 'b': Fraction(190, 1)}
    >>> selective_weights(*both, None)
    {'a': Fraction(10, 1), 'b': Fraction(90, 1)}
    """
    if ratio is None:
        return dict(others)
    if ratio < 0:
        raise ValueError(f"a ratio of rates is never negative: {ratio}")
    return {code: persons + ratio * others[code] for code, persons in majority.items()}


def compatible_ratios(
    total: Fraction,
    majority: Mapping[str, Fraction],
    others: Mapping[str, Fraction],
    caps: Mapping[str, Limit],
) -> tuple[Fraction, Fraction | None] | None:
    """Return the ratios r at which no region would exceed its cap.

    Parameters
    ----------
    total : Fraction
        The smallest total that the source allows.
    majority, others : mapping of str to Fraction
        As for :func:`selective_weights`.
    caps : mapping of str to Fraction or float
        The most that each region can hold.

    Returns
    -------
    tuple of (Fraction, Fraction or None), or None
        The smallest and the largest r; ``None`` in second place where there is no largest one.
        ``None`` alone if the caps refute every r.

    Examples
    --------
    >>> both = {"a": Fraction(90), "b": Fraction(10)}, {"a": Fraction(10), "b": Fraction(90)}
    >>> compatible_ratios(Fraction(110), *both, {"a": Fraction(100), "b": Fraction(55)})
    (Fraction(0, 1), Fraction(1, 1))
    >>> compatible_ratios(Fraction(300), *both, {"a": Fraction(100), "b": Fraction(100)}) is None
    True
    """
    whole, rest = sum(majority.values(), _NOTHING), sum(others.values(), _NOTHING)
    least, most = _NOTHING, None
    for code, persons in majority.items():
        cap = caps[code]
        if isinstance(cap, float) and math.isinf(cap):
            continue
        # total × (m + r·o) ≤ cap × (M + r·O), solved for r.
        slope = total * others[code] - Fraction(cap) * rest
        room = Fraction(cap) * whole - total * persons
        if slope > 0:
            most = room / slope if most is None else min(most, room / slope)
        elif slope < 0:
            least = max(least, room / slope)
        elif room < 0:
            return None
    return None if most is not None and most < least else (least, most)


def some_hold(
    total: tuple[Limit, Limit], low: Sequence[Limit], high: Sequence[Limit], count: int
) -> list[tuple[Limit, Limit]] | None:
    """Bound each part if no more than ``count`` parts hold a whole total, whichever they are.

    Formula: parts with a count of their own are among them. A part can hold as much as its own
    limit and the total allow, if with it and the largest others the smallest total can be
    reached; it must hold what the others, as many as there may be, cannot.

    Assumes: the total is complete and lies in no more than that many parts.

    Source: a search over all sets of that size, done in one step because the largest parts
    are always the ones that decide; tested against linear programming over every set.

    Cannot say: which parts they are, or how likely any set of them is.

    Parameters
    ----------
    total : tuple of (low, high)
        Limits of the total.
    low, high : sequence of Fraction or float
        Limits of each part by itself.
    count : int
        How many parts may hold anything, at least 1.

    Returns
    -------
    list of (low, high), or None
        In the order of the parts; ``None`` if no set of that size can hold the total.

    Raises
    ------
    ValueError
        If ``count`` is below 1.

    Examples
    --------
    Three parts of 60, 50 and 20; two of them hold 90:

    >>> some_hold((90, 90), [0, 0, 0], [60, 50, 20], 2)
    [(40, 60), (30, 50), (Fraction(0, 1), Fraction(0, 1))]
    """
    if count < 1:
        raise ValueError(f"at least one part holds the total, not {count}")
    least, most = total
    parts = range(len(high))
    named = [part for part in parts if low[part] > 0]
    floor = sum(low[part] for part in named)
    if len(named) > count or floor > most:
        return None

    def room(others: Iterable[int], seats: int) -> Limit:
        """Return what as many of the other parts as there are seats for hold at most."""
        known = list(others)
        fixed = [part for part in known if part in named]
        free = sorted((high[part] for part in known if part not in named), reverse=True)
        return sum(high[part] for part in fixed) + sum(free[: seats - len(fixed)])

    found: list[tuple[Limit, Limit]] = []
    if room(parts, count) < least:
        return None
    for part in parts:
        others = [other for other in parts if other != part]
        inside = part in named
        # Of those that must hold something, none can be left out for this part.
        seated = inside or len(named) < count
        beside = room(others, count - 1) if seated else 0
        if not seated or high[part] + beside < least:
            found.append((Fraction(0), Fraction(0)))
            continue
        without = not inside and room(others, count) >= least
        lower = Fraction(0) if without else max(low[part], least - beside)
        found.append((lower, min(high[part], most - (floor - low[part]))))
    return found


def needed_per_person(total: Fraction, residents: int) -> Fraction | None:
    """Return how often each resident would have to be counted to reach a total.

    ``None`` where there are no residents, so that nothing reaches it.

    Examples
    --------
    >>> needed_per_person(Fraction(1_248_075), 567_913) > 2
    True
    """
    return total / residents if residents else None
