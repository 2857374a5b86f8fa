"""Readers of what may stand in an address: text into a choice, or the reason why not.

Each reads ``(name, text)``, the name only to say in what is wrong where, and raises
:class:`~geodata.errors.ViewError` for what it cannot understand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from rapidfuzz.distance import OSA

from geodata.errors import ViewError
from geodata.i18n import _
from geodata.model import LabeledEnum, PartialDate
from layers.view.assumptions import PER_PERSON

__all__ = [
    "LONGEST_IDENTIFIER",
    "MOST_COMPARED",
    "any_of",
    "codes",
    "event_id",
    "flag",
    "identifier",
    "meant",
    "month",
    "names",
    "one_of",
    "per_person",
    "regions",
    "window",
    "written",
    "year",
]

W = TypeVar("W", bound=LabeledEnum)


def written(value: object) -> str:
    """Return a choice as text, which a reader of this module reads again."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return _BETWEEN[any(type(part) is str for part in value)].join(map(str, value))
    return "" if value is None else str(value)


def meant(name: str, known: Iterable[str]) -> str:
    """Return the parameter that a name in an address is a slip of; empty if it is none of ours.

    Programs that pass links on add names of their own (``utm_source``, ``fbclid``): those are
    ignored, while a slip is told.

    Examples
    --------
    >>> meant("aera", ["area", "level"]), meant("utm_source", ["source"])
    ('area', '')
    """
    if len(name) < _SHORTEST_SLIP:
        return ""
    return next((each for each in known if OSA.distance(name.lower(), each) <= 1), "")


def one_of(words: type[W], *allowed: W) -> Callable[[str, str], W]:
    """Return a reader of one word of an enumeration."""
    choices = allowed or tuple(words)

    def read(name: str, text: str) -> W:
        for word in choices:
            if word.value == text:
                return word
        listed = ", ".join(word.value for word in choices)
        raise ViewError(
            _("{text!r} is not a choice.").format(text=text),
            where=name,
            remedy=_("Choose from: {listed}.").format(listed=listed),
        )

    return read


def any_of(words: type[W]) -> Callable[[str, str], tuple[W, ...]]:
    """Return a reader of words of an enumeration, between full stops."""
    one = one_of(words)

    def read(name: str, text: str) -> tuple[W, ...]:
        chosen = {one(name, part) for part in text.split(".") if part}
        return tuple(word for word in words if word in chosen)

    return read


def flag(name: str, text: str) -> bool:
    """Read 0 or 1."""
    if text not in {"0", "1"}:
        raise ViewError(_("{text!r} is neither 0 nor 1.").format(text=text), where=name)
    return text == "1"


def identifier(name: str, text: str) -> str:
    """Read a code or the id of a layer."""
    if len(text) > LONGEST_IDENTIFIER or not text.replace("_", "").isalnum():
        raise ViewError(
            _("The value is not a name or a code."),
            where=name,
            remedy=_("Write a code such as 630200; several regions are joined by ~."),
        )
    return text


def names(name: str, text: str) -> tuple[str, ...]:
    """Read names in any script; they are sorted, and a repeated one counts once."""
    named = tuple(sorted({part.strip() for part in text.split(_BETWEEN[True])} - {""}))
    unclear = any(unicodedata.category(letter)[0] == "C" for letter in text)
    if unclear or len(named) > _MOST_NAMES or any(len(each) > LONGEST_IDENTIFIER for each in named):
        raise ViewError(_("The value is not a list of names."), where=name)
    return named


def year(name: str, text: str) -> int:
    """Read a year of four digits."""
    if len(text) != 4 or not (text.isascii() and text.isdecimal()):
        raise ViewError(
            _("{text!r} is not a year.").format(text=text[:20]),
            where=name,
            remedy=_("Write it as 2020."),
        )
    return int(text)


def per_person(name: str, text: str) -> int:
    """Read how often one person may have been counted."""
    if text not in {str(most) for most in PER_PERSON}:
        raise ViewError(_("{text!r} is neither 1 nor 2.").format(text=text[:20]), where=name)
    return int(text)


def month(name: str, text: str) -> PartialDate:
    """Read a month."""
    try:
        found = PartialDate.parse(text)
    except ValueError:
        found = None
    if found is None or found.month is None or found.day is not None:
        raise ViewError(
            _("{text!r} is not a month.").format(text=text[:20]),
            where=name,
            remedy=_("Write it as 2019-03."),
        )
    return found


def window(name: str, text: str) -> tuple[PartialDate, PartialDate]:
    """Read the first and the last month of a window."""
    months = [month(name, part) for part in text.split(".")]
    if len(months) != 2 or months[0] > months[1]:
        raise ViewError(
            _("{text!r} is no window of time.").format(text=text[:20]),
            where=name,
            remedy=_("Write it as 2019-03.2020-06."),
        )
    return months[0], months[1]


def event_id(name: str, text: str) -> str:
    """Read the id of an event."""
    if not _EVENT_ID.fullmatch(text):
        raise ViewError(_("The value is not the id of an event."), where=name)
    return text


def codes(name: str, text: str) -> tuple[str, ...]:
    """Read codes; their order says nothing."""
    found = tuple(sorted({identifier(name, part) for part in text.split(_BETWEEN[True])}))
    if len(found) > _MOST_NAMES:
        raise ViewError(
            _("More than {most} regions are named.").format(most=_MOST_NAMES),
            where=name,
        )
    return found


def regions(name: str, text: str) -> tuple[str, ...]:
    """Read codes in the order in which they are written; a repeated one counts once."""
    parts = [part for part in text.split(_BETWEEN[True]) if part]
    chosen = tuple(dict.fromkeys(identifier(name, code) for code in parts))
    if len(chosen) > MOST_COMPARED:
        raise ViewError(
            _("{n} regions are too many to compare.").format(n=len(chosen)),
            where=name,
            remedy=_("Choose at most {most}.").format(most=MOST_COMPARED),
        )
    return chosen


MOST_COMPARED = 8
"""Regions that are compared at most: as many as Qinghai has prefectures."""

LONGEST_IDENTIFIER = 80
_SHORTEST_SLIP = 4
_EVENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_MOST_NAMES = 20
_BETWEEN = {True: "~", False: "."}
"""What stands between the parts of a list: names may hold a full stop, words may not."""
