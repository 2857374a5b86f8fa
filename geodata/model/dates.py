"""Dates that are only as precise as their source."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from geodata.i18n import _
from geodata.model.vocabulary import DatePrecision

__all__ = ["MONTHS", "PartialDate", "month_number", "possible_months"]

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
"""Names of the months in the words of the interface."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day; never more than the source said.

    Examples
    --------
    >>> march = PartialDate.parse("2019-03")
    >>> march.first, march.last
    (datetime.date(2019, 3, 1), datetime.date(2019, 3, 31))
    >>> str(march), march.words
    ('2019-03', 'March 2019')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises
        ------
        ValueError
            If the text has another form or names a day that does not exist.
        """
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date: write 2019, 2019-03 or 2019-03-14")
        year, month, day = (None if part is None else int(part) for part in match.groups())
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date: {error}") from None
        return cls(year, month, day)

    @property
    def precision(self) -> DatePrecision:
        """Precision of the written date."""
        if self.month is None:
            return DatePrecision.YEAR
        return DatePrecision.MONTH if self.day is None else DatePrecision.DAY

    @property
    def first(self) -> date:
        """First day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """The date in the words of the interface, as precise as it is."""
        if self.month is None:
            return f"{self.year:04d}"
        said = _("{month} {year}") if self.day is None else _("{day} {month} {year}")
        return said.format(day=self.day, month=MONTHS[self.month - 1], year=f"{self.year:04d}")

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def month_number(day: date) -> int:
    """Return the month of a day as one number, counted from the year 0.

    Examples
    --------
    >>> month_number(date(2019, 3, 14))
    24230
    """
    return 12 * day.year + day.month - 1


def possible_months(
    start: PartialDate | None, end: PartialDate | None, *, of_event: bool
) -> tuple[int | None, int | None]:
    """Return the first and the last month in which something may have been going on.

    A missing date leaves its side open. A date that is only the date of a report
    (``of_event=False``) speaks of no later month.

    Examples
    --------
    >>> possible_months(PartialDate.parse("2019"), None, of_event=True)
    (24228, None)
    >>> possible_months(PartialDate.parse("2019"), None, of_event=False)
    (24228, 24239)
    """
    earliest = None if start is None else month_number(start.first)
    last = start if end is None and not of_event else end
    return earliest, None if last is None else month_number(last.last)
