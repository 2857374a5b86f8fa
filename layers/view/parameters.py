"""The parameters of an address: text into choices and back, or the reason why not.

This knows words and their form, and nothing of what an atlas holds: see :mod:`layers.address`.
A reader takes ``(name, text)``, the name only to say in what is wrong where, and raises
:class:`~geodata.errors.ViewError` for what it cannot understand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from rapidfuzz.distance import OSA

from geodata.errors import ViewError
from geodata.i18n import _
from geodata.model import LabeledEnum, Language, Level, PartialDate, Scope, Subject, Term
from layers.view.assumptions import PER_PERSON, Measure, Weight
from layers.view.view import Camera, Lines

__all__ = [
    "LONGEST_IDENTIFIER",
    "MOST_COMPARED",
    "PARAMETERS",
    "meant",
    "parameter_of",
    "read_parameters",
    "written",
]

W = TypeVar("W", bound=LabeledEnum)


def read_parameters(
    params: Mapping[str, str], levels: Sequence[Level] = (), subject: Subject | None = None
) -> tuple[dict[str, Any], tuple[ViewError, ...]]:
    """Read the parameters of an address, keeping whatever can be understood.

    Parameters
    ----------
    params : mapping of str to str
        Parameters by name.
    levels : sequence of Level, optional
        The levels that a map can be divided at.
    subject : Subject, optional
        The words that events can be filtered by.

    Returns
    -------
    choices : dict
        The choices that the address makes, by their names in a view.
    problems : tuple of ViewError
        One for each parameter that makes no sense, and for each name that looks like a slip of
        one. Other names, such as those that programs add to links, are ignored.

    Examples
    --------
    >>> choices, problems = read_parameters({"area": "650100", "lang": "tlh"})
    >>> choices, str(problems[0])
    ({'area': '650100'}, "lang: 'tlh' is not a choice. Choose from: en, bo, zh, ug.")
    """
    choices: dict[str, Any] = {}
    problems: list[ViewError] = []
    for name, text in params.items():
        if name not in _READERS:
            if slip := meant(name, _READERS):
                problems.append(
                    ViewError(
                        _("There is no such choice."),
                        where=name,
                        remedy=_("Did you mean {name}?").format(name=slip),
                    )
                )
            continue
        field, read = _READERS[name]
        if name == "level":
            read = partial(_level, levels)
        elif name in _TERMS and subject is not None:
            read = partial(_terms, getattr(subject, _TERMS[name]))
        try:
            choices[field] = read(name, text)
        except ViewError as problem:
            problems.append(problem)
    return choices, tuple(problems)


def parameter_of(field: str) -> str:
    """Return the name of a choice in an address.

    Examples
    --------
    >>> parameter_of("base_year")
    'base'
    """
    return _PARAMETER[field]


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


def _one_of(words: type[W], *allowed: W) -> Callable[[str, str], W]:
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


def _level(levels: Sequence[Level], name: str, text: str) -> Level:
    """Read a level by its id."""
    for level in levels:
        if level == text:
            return level
    raise ViewError(
        _("{text!r} is not a choice.").format(text=text),
        where=name,
        remedy=_("Choose from: {listed}.").format(listed=", ".join(levels)),
    )


def _terms(words: Mapping[str, Term], name: str, text: str) -> tuple[Term, ...]:
    """Read words of the subject, between full stops."""
    chosen = {part for part in text.split(".") if part}
    for word in sorted(chosen - words.keys()):
        raise ViewError(
            _("{text!r} is not a choice.").format(text=word[:LONGEST_IDENTIFIER]),
            where=name,
            remedy=_("Choose from: {listed}.").format(listed=", ".join(words)),
        )
    return tuple(term for term in words.values() if term in chosen)


def _any_of(words: type[W]) -> Callable[[str, str], tuple[W, ...]]:
    """Return a reader of words of an enumeration, between full stops."""
    one = _one_of(words)

    def read(name: str, text: str) -> tuple[W, ...]:
        chosen = {one(name, part) for part in text.split(".") if part}
        return tuple(word for word in words if word in chosen)

    return read


def _flag(name: str, text: str) -> bool:
    """Read 0 or 1."""
    if text not in {"0", "1"}:
        raise ViewError(_("{text!r} is neither 0 nor 1.").format(text=text), where=name)
    return text == "1"


def _identifier(name: str, text: str) -> str:
    """Read a code or the id of a layer."""
    if len(text) > LONGEST_IDENTIFIER or not text.replace("_", "").isalnum():
        raise ViewError(
            _("The value is not a name or a code."),
            where=name,
            remedy=_("Write letters, digits and _ only; several regions are joined by ~."),
        )
    return text


def _names(name: str, text: str) -> tuple[str, ...]:
    """Read names in any script; they are sorted, and a repeated one counts once."""
    named = tuple(sorted({part.strip() for part in text.split(_BETWEEN[True])} - {""}))
    unclear = any(unicodedata.category(letter)[0] == "C" for letter in text)
    if unclear or len(named) > _MOST_NAMES or any(len(each) > LONGEST_IDENTIFIER for each in named):
        raise ViewError(_("The value is not a list of names."), where=name)
    return named


def _year(name: str, text: str) -> int:
    """Read a year of four digits."""
    if len(text) != 4 or not (text.isascii() and text.isdecimal()):
        raise ViewError(
            _("{text!r} is not a year.").format(text=text[:20]),
            where=name,
            remedy=_("Write it as 2020."),
        )
    return int(text)


def _per_person(name: str, text: str) -> int:
    """Read how often one person may have been counted."""
    if text not in {str(most) for most in PER_PERSON}:
        raise ViewError(_("{text!r} is neither 1 nor 2.").format(text=text[:20]), where=name)
    return int(text)


def _month(name: str, text: str) -> PartialDate:
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


def _window(name: str, text: str) -> tuple[PartialDate, PartialDate]:
    """Read the first and the last month of a window."""
    months = [_month(name, part) for part in text.split(".")]
    if len(months) != 2 or months[0] > months[1]:
        raise ViewError(
            _("{text!r} is no window of time.").format(text=text[:20]),
            where=name,
            remedy=_("Write it as 2019-03.2020-06."),
        )
    return months[0], months[1]


def _event_id(name: str, text: str) -> str:
    """Read the id of an event."""
    if not _EVENT_ID.fullmatch(text):
        raise ViewError(_("The value is not the id of an event."), where=name)
    return text


def _codes(name: str, text: str) -> tuple[str, ...]:
    """Read codes; their order says nothing."""
    found = tuple(sorted({_identifier(name, part) for part in text.split(_BETWEEN[True])}))
    if len(found) > _MOST_NAMES:
        raise ViewError(
            _("More than {most} regions are named.").format(most=_MOST_NAMES),
            where=name,
        )
    return found


def _regions(name: str, text: str) -> tuple[str, ...]:
    """Read codes in the order in which they are written; a repeated one counts once."""
    parts = [part for part in text.split(_BETWEEN[True]) if part]
    chosen = tuple(dict.fromkeys(_identifier(name, code) for code in parts))
    if len(chosen) > MOST_COMPARED:
        raise ViewError(
            _("{n} regions are too many to compare.").format(n=len(chosen)),
            where=name,
            remedy=_("Choose at most {most}.").format(most=MOST_COMPARED),
        )
    return chosen


MOST_COMPARED = 8
"""Regions that are compared at most: more rows do not fit on one screen."""

LONGEST_IDENTIFIER = 80
_SHORTEST_SLIP = 4
_EVENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_MOST_NAMES = 20
_BETWEEN = {True: "~", False: "."}
"""What stands between the parts of a list: names may hold a full stop, words may not."""


def _camera(_name: str, text: str) -> Camera:
    return Camera.parse(text)


def _or(nothing: object, read: Callable[[str, str], object]) -> Callable[[str, str], object]:
    """Return a reader that takes an empty text for nothing, which an opening view may have."""
    return lambda name, text: read(name, text) if text else nothing


_TERMS = {"modality": "modalities", "kind": "kinds"}
"""Where a subject keeps the words of a parameter."""

_READERS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "layer": ("layer", _identifier),
    "level": ("level", _identifier),
    "year": ("year", _year),
    "area": ("area", _identifier),
    "modality": ("modality", partial(_terms, {})),
    "kind": ("kind", partial(_terms, {})),
    "vendor": ("vendor", _names),
    "scope": ("scope", _any_of(Scope)),
    "low": ("low_confidence", _flag),
    "lines": ("lines", _one_of(Lines)),
    "time": ("time", _or(None, _month)),
    "during": ("during", _or(None, _window)),
    "lang": ("language", _one_of(Language)),
    "measure": ("measure", _or(None, _one_of(Measure))),
    "per_person": ("per_person", _or(None, _per_person)),
    "base": ("base_year", _year),
    "weight": ("weight", _one_of(Weight)),
    "region": ("region", _or("", _identifier)),
    "event": ("event", _or("", _event_id)),
    "highlight": ("highlight", _or((), _codes)),
    "compare": ("compared", _regions),
    "against": ("against", _or("", _identifier)),
    "fit": ("fit", _flag),
    "at": ("camera", _or(None, _camera)),
}
_PARAMETER = {field: name for name, (field, _read) in _READERS.items()}

PARAMETERS = frozenset(_READERS)
"""The name of every choice in an address."""
