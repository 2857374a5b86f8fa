"""Dates as people write them, never more precise than they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from geodata.model import PartialDate

__all__ = ["DateOrder", "DateReading", "date_order", "looks_like_serials", "read_date"]


class DateOrder(StrEnum):
    """What stands first in dates such as 03/04/2019."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateReading:
    """First and last date as far as they are written; ``note`` says what could not be told.

    An ``impossible`` date has a form that is understood and names no day of the calendar.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str = ""
    impossible: bool = False
    words_kept: bool = False
    """Whether the words say more than the dates, as "early 2019" does."""

    @property
    def understood(self) -> bool:
        """Whether there is a date."""
        return self.start is not None or self.end is not None


_MONTHS = """
january jan janvier janv enero ene janeiro januar jan январь января янв يناير كانون-الثاني
february feb février fevrier fév fevr febrero fevereiro fev februar февраль февраля фев فبراير شباط
march mar mars marzo março marco märz maerz mrz март марта мар مارس آذار
april apr avril avr abril abr апрель апреля апр أبريل ابريل نيسان
may mai mayo maio май мая مايو أيار
june jun juin junio junho juni июнь июня июн يونيو حزيران
july jul juillet juil julio julho juli июль июля июл يوليو تموز
august aug août aout agosto ago август августа авг أغسطس اغسطس آب
september sep sept septembre septiembre setembro set сентябрь сентября сен сент سبتمبر أيلول
october oct octobre octubre outubro out oktober okt октябрь октября окт أكتوبر اكتوبر تشرين-الأول
november nov novembre noviembre novembro ноябрь ноября ноя نوفمبر تشرين-الثاني
december dec décembre decembre déc diciembre dic dezembro dez dezember декабрь декабря дек ديسمبر
"""
_MONTH = {
    unicodedata.normalize("NFC", word): number
    for number, line in enumerate(_MONTHS.strip().splitlines(), 1)
    for word in line.split()
}
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)?"
_YEAR = r"(?P<y>(?:1[6-9]|20|21)\d\d)"
_YEAR_FIRST = re.compile(
    _YEAR
    + r"(?:\s*[-/.年년]\s*(?P<m>\d{1,2})(?:\s*[-/.月월]\s*(?P<d>\d{1,2}))?)?\s*[年년月월日일号]?"
)
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})\s*[-/.]\s*" + _YEAR)
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})\s*[-/.]\s*" + _YEAR)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])")
_NAMED = (
    re.compile(rf"(?P<n>{_WORD})\.?(?:\s+de|\s+do)?[\s,/-]+{_YEAR}"),
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:of\s+|de\s+)?(?P<n>{_WORD})\.?"
        rf"(?:\s+de|\s+del)?[\s,-]+{_YEAR}(?:\s*г(?:ода|\.)?)?"
    ),
    re.compile(rf"(?P<n>{_WORD})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
    re.compile(rf"{_YEAR}[\s-]+(?P<n>{_WORD})\.?(?:[\s-]+(?P<d>\d{{1,2}}))?"),
)
_TIME = re.compile(
    r"[T\s]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"(?:q(?P<q>[1-4])[\s/-]*{_YEAR})|(?:(?P<y2>(?:19|20)\d\d)[\s/-]*q(?P<q2>[1-4]))"
)
_VAGUE = re.compile(
    r"^(early|late|mid|middle of|beginning of|end of|spring|summer|autumn|fall|winter|circa|"
    r"ca\.?|c\.|about|around|approximately|roughly|début|debut|fin|été|printemps|automne|hiver|environ|vers|"
    r"principios de|finales de|início de|inicio de|anfang|ende|mitte|sommer|herbst|frühjahr|etwa|"
    r"начало|конец|лето|весна|осень|зима|около)[\s-]+(de\s+|of\s+|in\s+)?(?P<rest>.+)$|"
    r"^(?P<zh>.+?年)(初|底|末|春|夏|秋|冬|中|上半年|下半年|左右)[季天]?$"
)
_OPEN = re.compile(r"^(since|from|depuis|desde|seit|с|自|从)\s*(?P<rest>.+?)(起|以来)?$")
_SHUT = re.compile(r"^(until|till|to|up to|jusqu.à|hasta|até|bis|до|至)\s*(?P<rest>.+)$")
_RANGE = re.compile(
    r"\s+(?:-|to|until|till|through|and|à|a|al|au|até|bis|по|until)\s+|\s*[–—~～至到]\s*|\s*/\s*(?=\d{4})"
    r"|(?<=^\d{4})\s*-\s*(?=\d{4}$)"
)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(14_611, 65_000)
"""Excel's numbers of days from 1940 to 2077."""


def _partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Return a date, or ``None`` if the calendar has no such day."""
    text = f"{year:04d}" + "".join(f"-{part:02d}" for part in (month, day) if part is not None)
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _one(text: str, order: DateOrder) -> DateReading | None:
    """Return the reading of a single date; ``None`` if it has no known form."""
    if found := (_YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)):
        parts = [None if part is None else int(part) for part in found.group("y", "m", "d")]
        return _read(parts[0], parts[1], parts[2])
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(int(found["a"]), int(found["b"]), int(found["y"]), order)
    if found := _MONTH_YEAR.fullmatch(text):
        return _read(int(found["y"]), int(found["m"]))
    if found := _QUARTER.fullmatch(text):
        year, quarter = int(found["y"] or found["y2"]), int(found["q"] or found["q2"])
        return DateReading(_partial(year, 3 * quarter - 2), _partial(year, 3 * quarter))
    for form in _NAMED:
        found = form.fullmatch(text)
        if found and (month := _MONTH.get(found["n"])):
            day = found.groupdict().get("d")
            return _read(int(found["y"]), month, None if day is None else int(day))
    return None


def _read(year: int | None, month: int | None = None, day: int | None = None) -> DateReading:
    assert year is not None
    # Databases write an unknown month or day as 00.
    if month == 0 or (month is not None and day == 0):
        month, day = (None, None) if month == 0 else (month, None)
    found = _partial(year, month, day)
    return DateReading(found, impossible=found is None)


def _year_last(first: int, second: int, year: int, order: DateOrder) -> DateReading:
    if first == second or order is not DateOrder.UNKNOWN:
        day, month = (second, first) if order is DateOrder.MONTH_FIRST else (first, second)
        return _read(year, month, day)
    if first > 12 or second > 12:
        return _read(year, min(first, second), max(first, second))
    note = "Day and month cannot be told apart; only the year is kept."
    return DateReading(_partial(year), note=note, words_kept=True)


def read_date(
    text: str, order: DateOrder = DateOrder.UNKNOWN, *, serials: bool = False
) -> DateReading:
    """Read one cell.

    Parameters
    ----------
    text : str
        Such as ``2019-03``, ``March 2019``, ``2019年3月``, ``14/03/2019``, ``2019–2021``,
        ``early 2019``, ``since May 2020``; also in Chinese, French, Spanish, Portuguese, German,
        Russian, Arabic and Korean. Times of day are dropped.
    order : DateOrder
        Decided by the whole column (:func:`date_order`), never by one cell.
    serials : bool
        Whether plain numbers are days as Excel counts them.

    Returns
    -------
    DateReading
        ``understood`` is false where there is no date; what is vague keeps the year alone.

    Examples
    --------
    >>> str(read_date("March 2019").start), str(read_date("2019年3月14日").start)
    ('2019-03', '2019-03-14')
    >>> str(read_date("03/04/2019").start), str(read_date("03/04/2019", DateOrder.DAY_FIRST).start)
    ('2019', '2019-04-03')
    >>> reading = read_date("2019-03 to 2022-07")
    >>> str(reading.start), str(reading.end)
    ('2019-03', '2022-07')
    >>> read_date("31/02/2019", DateOrder.DAY_FIRST).impossible
    True
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if not plain or len(plain) > 80:
        return DateReading()
    if serials and re.fullmatch(r"\d{5}(\.\d+)?", plain) and int(float(plain)) in _SERIALS:
        return _day(_EPOCH + timedelta(days=int(float(plain))))
    plain = _TIME.sub("", plain).strip(" .,;()[]")
    if (found := _one(plain, order)) is not None:
        return found
    return _several(plain, order)


def _several(plain: str, order: DateOrder) -> DateReading:
    """Return the reading of a range, or of a date with a vague word."""
    if found := _VAGUE.fullmatch(plain):
        reading = _one(found["rest"] or found["zh"], order) or DateReading()
        return replace(reading, words_kept=True) if reading.start else DateReading()
    if (found := _OPEN.fullmatch(plain)) and (since := _one(found["rest"], order)):
        return replace(since, end=None)
    if (found := _SHUT.fullmatch(plain)) and (until := _one(found["rest"], order)):
        return replace(until, start=None, end=until.end or until.start)
    return _range(plain, order)


def _range(plain: str, order: DateOrder) -> DateReading:
    parts = _RANGE.split(plain)
    if len(parts) != 2:
        return DateReading()
    first, last = (_one(part.strip(), order) for part in parts)
    if last is not None and first is None and parts[0].strip() in _MONTH and last.start:
        # March to May 2019: the year stands once.
        first = _read(last.start.year, _MONTH[parts[0].strip()])
    if first is None or last is None or first.impossible or last.impossible:
        return DateReading(impossible=first is not None and last is not None)
    if first.start and last.start and last.start.last < first.start.first:
        return DateReading(impossible=True, note="It ends before it starts.")
    return DateReading(first.start, last.end or last.start, first.note or last.note)


def _day(day: date) -> DateReading:
    return DateReading(PartialDate(day.year, day.month, day.day))


def date_order(texts: Iterable[str]) -> DateOrder:
    """Return which of day and month stands first in a column; ``UNKNOWN`` if no date shows it.

    A column in which some dates show one order and others the other is ``UNKNOWN`` too.

    Examples
    --------
    >>> date_order(["03/04/2019", "14/03/2019"]).value
    'day-first'
    >>> date_order(["03/04/2019", "05/06/2019"]).value
    'unknown'
    """
    seen = set()
    for text in texts:
        found = _YEAR_LAST.fullmatch(_TIME.sub("", text.strip()))
        if found:
            first, second = int(found["a"]), int(found["b"])
            if first > 12 >= second:
                seen.add(DateOrder.DAY_FIRST)
            elif second > 12 >= first:
                seen.add(DateOrder.MONTH_FIRST)
    return seen.pop() if len(seen) == 1 else DateOrder.UNKNOWN


def looks_like_serials(texts: Iterable[str]) -> bool:
    """Whether a column of dates holds days as Excel counts them, and hardly anything else."""
    filled = [text for text in texts if text.strip()]
    serial = sum(
        re.fullmatch(r"\d{5}(\.\d+)?", text) is not None and int(float(text)) in _SERIALS
        for text in filled
    )
    return bool(filled) and serial >= 0.5 * len(filled)
