"""How many events were under way in each region at a month, and the class of such a count."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from layers.interval import EventInterval, occurrence_in

__all__ = ["class_of_count", "count_at", "holder_of"]


def holder_of(lineage: Iterable[str], units: Container[str]) -> str | None:
    """Return the region, itself or around it, that an event of a region is counted in.

    Parameters
    ----------
    lineage : iterable of str
        Code of the region and of those that it lies in, from the inside out.
    units : container of str
        Codes of the regions that are counted.

    Examples
    --------
    >>> holder_of(["630102", "630100", "630000"], {"630100", "630200"})
    '630100'
    """
    return next((code for code in lineage if code in units), None)


def count_at(
    month: int | None,
    events: Iterable[tuple[EventInterval | None, Sequence[str]]],
    units: Container[str],
) -> Mapping[str, int]:
    """Return the number of events that were, or may have been, under way in each region.

    An event known only for a wider region is not counted in its parts.

    Parameters
    ----------
    month : int or None
        Months since the year 0; ``None`` takes all dates together.
    events : iterable of tuple
        Of each event that is counted its span, and the lineage of its region.
    units : container of str
        Codes of the regions that are counted.
    """
    counts: Counter[str] = Counter()
    for span, lineage in events:
        holder = holder_of(lineage, units)
        if holder is not None and occurrence_in(span, month).counts:
            counts[holder] += 1
    return counts


def class_of_count(count: int, bounds: Sequence[float], none: int) -> int:
    """Return the index of the class of a number of events.

    Parameters
    ----------
    count : int
        Number of events.
    bounds : sequence of float
        Largest number in each class.
    none : int
        The class where none is counted: no record, which is not zero.

    Examples
    --------
    >>> [class_of_count(count, [1, 5, 20], none=3) for count in (0, 1, 2, 5, 99)]
    [3, 0, 1, 1, 2]
    """
    return min(bisect_left(bounds, count), len(bounds) - 1) if count else none
