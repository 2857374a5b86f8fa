"""What a count at one time says about other times, if counts only grow."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from layers.estimate.tree import Limit

__all__ = ["time_bounds"]


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
