"""When an event took place, in months: what is certain and what is possible."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import (
    DateBasis,
    Event,
    LabeledEnum,
    PartialDate,
    month_number,
    possible_months,
)

__all__ = [
    "EventInterval",
    "Occurrence",
    "interval_of",
    "month_number",
    "month_of",
    "occurrence_at",
    "occurrence_in",
]


class Occurrence(LabeledEnum):
    """What is known of an event in one month."""

    SURE = "sure", "under way"
    PERHAPS = "perhaps", "may have been under way"
    NOT_THEN = "not_then", "not known to have been under way"
    UNDATED = "undated", "date not known"

    @property
    def counts(self) -> bool:
        """Whether the map shows the event in that month."""
        return self in {Occurrence.SURE, Occurrence.PERHAPS}


@dataclass(frozen=True, slots=True)
class EventInterval:
    """Months of an event, counted from the year 0 (``12 * year + month - 1``).

    Parameters
    ----------
    earliest, latest : int or None
        First and last month in which it may have been going on; ``None`` where the source
        leaves that end open.
    sure_from, sure_to : int or None
        First and last month in which it was going on for certain, if there is any.
    """

    earliest: int | None
    sure_from: int | None
    sure_to: int | None
    latest: int | None

    def meets(self, first: int, last: int) -> bool:
        """Whether the event may have been going on in a window of months.

        Examples
        --------
        >>> EventInterval(None, 24230, 24230, None).meets(24000, 24001)
        True
        """
        begun = self.earliest is None or self.earliest <= last
        return begun and (self.latest is None or self.latest >= first)

    def at(self, month: int) -> Occurrence:
        """Return whether the event was under way in a month.

        Examples
        --------
        >>> EventInterval(24230, 24231, 24231, None).at(24230).value
        'perhaps'
        """
        if (
            self.sure_from is not None
            and self.sure_to is not None
            and self.sure_from <= month <= self.sure_to
        ):
            return Occurrence.SURE
        return Occurrence.PERHAPS if self.meets(month, month) else Occurrence.NOT_THEN

    def as_list(self) -> list[int | None]:
        """Return the four months in the order of time."""
        return [self.earliest, self.sure_from, self.sure_to, self.latest]


def month_of(number: int) -> PartialDate:
    """Return the month that a number stands for.

    Examples
    --------
    >>> str(month_of(24230))
    '2019-03'
    """
    return PartialDate(number // 12, number % 12 + 1)


def interval_of(event: Event) -> EventInterval | None:
    """Return the span of an event; ``None`` if its source gives no date at all.

    A year is as uncertain as its twelve months. A missing start or end leaves that side
    open. A date that is only the date of a report makes no month sure, and a report without
    an end date speaks of no later month.
    """
    start, end = event.start, event.end
    if start is None and end is None:
        return None
    of_event = event.date_basis is DateBasis.EVENT
    earliest, latest = possible_months(start, end, of_event=of_event)
    if not of_event:
        return EventInterval(earliest, None, None, latest)
    known = [date_ for date_ in (start, end) if date_ is not None]
    sure_from = month_number(known[0].last)
    sure_to = month_number(known[-1].first)
    if sure_from > sure_to:
        return EventInterval(earliest, None, None, latest)
    return EventInterval(earliest, sure_from, sure_to, latest)


def occurrence_at(event: Event, month: int) -> Occurrence:
    """Return whether an event was under way in a month.

    Parameters
    ----------
    event : Event
        The event.
    month : int
        Months since the year 0, as of :func:`layers.interval.month_number`.
    """
    return occurrence_in(interval_of(event), month)


def occurrence_in(span: EventInterval | None, month: int | None) -> Occurrence:
    """Return whether what has a span was under way in a month.

    Parameters
    ----------
    span : EventInterval or None
        ``None`` for what has no date.
    month : int or None
        ``None`` takes all dates together: then everything counts, also what has no date.
    """
    if month is None:
        return Occurrence.SURE
    return Occurrence.UNDATED if span is None else span.at(month)
