"""Dates that exist and that nobody is likely to mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from geodata.dataset.report import Problem, Severity
from geodata.dataset.schema import TABLES
from geodata.model import Event, PartialDate, Source

__all__ = ["EARLIEST", "unlikely_dates"]

EARLIEST = 1900
"""Nothing in a data set of deployments, and no source of one, is likely to be older."""


def today() -> date:
    """Return the day that it is somewhere on earth, by the clock of this machine."""
    return (datetime.now(tz=UTC) + timedelta(hours=14)).date()


def unlikely_dates(
    table: str, kept: Mapping[str, tuple[int, Event | Source]], created: str
) -> Iterator[Problem]:
    """Yield a finding for each date before :data:`EARLIEST` or in the future; rows stay.

    Parameters
    ----------
    table : str
        Name of the table.
    kept : mapping
        Its rows by name, each with its line.
    created : str
        Day of the data set, which a clock that is set back does not move; or ``""``.
    """
    latest = max(today(), date.fromisoformat(created)) if created else today()
    dated = [field.name for field in TABLES[table] if field.is_date]
    for record, (line, value) in kept.items():
        for name in dated:
            found: PartialDate | None = getattr(value, name)
            if found is None:
                continue
            if found.year < EARLIEST:
                message = f"{found.words} lies before {EARLIEST}."
            elif found.first > latest:
                message = f"{found.words} lies in the future."
            else:
                continue
            remedy = "Check the year; it is shown as it is written."
            yield Problem(Severity.FINDING, f"{table}.csv", line, name, record, message, remedy)
