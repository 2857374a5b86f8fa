"""Dates that exist and that nobody is likely to mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial

from geodata.dataset.report import Problem, Severity
from geodata.dataset.schema import TABLES
from geodata.i18n import _
from geodata.model import Event, PartialDate, Source

__all__ = ["EARLIEST", "today", "unlikely", "unlikely_dates"]

EARLIEST = 1900
"""Nothing in a data set of deployments, and no source of one, is likely to be older."""


def today() -> date:
    """Return the day that it is somewhere on earth, by the clock of this machine."""
    return (datetime.now(tz=UTC) + timedelta(hours=14)).date()


def unlikely(found: PartialDate, created: str) -> str:
    """Return why nobody is likely to mean a date; ``""`` if somebody may.

    Parameters
    ----------
    found : PartialDate
    created : str
        Day of the data set, which a clock that is set back does not move; or ``""``.

    Examples
    --------
    >>> unlikely(PartialDate.parse("0019-03"), "")
    'March 0019 lies before 1900.'
    """
    latest = max(today(), date.fromisoformat(created)) if created else today()
    if found.year < EARLIEST:
        return _("{date} lies before {year}.").format(date=found.words, year=EARLIEST)
    if found.first > latest:
        return _("{date} lies in the future.").format(date=found.words)
    return ""


def unlikely_dates(
    table: str, kept: Mapping[str, tuple[int, Event | Source]], created: str
) -> Iterator[Problem]:
    """Yield a finding for each unlikely date of a table; the rows stay.

    Parameters
    ----------
    table : str
        Name of the table.
    kept : mapping
        Its rows by name, each with its line.
    created : str
        See :func:`unlikely`.
    """
    dated = [field.name for field in TABLES[table] if field.is_date]
    remedy = "Check the year; it is shown as it is written."
    said = cache(partial(unlikely, created=created))
    for record, (line, value) in kept.items():
        for name in dated:
            found: PartialDate | None = getattr(value, name)
            message = "" if found is None else said(found)
            if message:
                yield Problem(Severity.FINDING, f"{table}.csv", line, name, record, message, remedy)
