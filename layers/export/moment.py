"""Whether an event was under way in a month, by the rule of the live map."""

from __future__ import annotations

from geodata.model import Event, LabeledEnum
from layers.span import interval_of

__all__ = ["Occurrence", "occurrence_at"]


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


def occurrence_at(event: Event, month: int) -> Occurrence:
    """Return whether an event was under way in a month.

    Parameters
    ----------
    event : Event
        The event.
    month : int
        Months since the year 0, as of :func:`layers.span.month_number`.
    """
    span = interval_of(event)
    if span is None:
        return Occurrence.UNDATED
    if (
        span.sure_from is not None
        and span.sure_to is not None
        and span.sure_from <= month <= span.sure_to
    ):
        return Occurrence.SURE
    before = span.earliest is not None and month < span.earliest
    after = span.latest is not None and month > span.latest
    return Occurrence.NOT_THEN if before or after else Occurrence.PERHAPS
