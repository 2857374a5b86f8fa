"""How the names of a geography are chosen, shortened and found: ``naming.toml`` in its folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodata.errors import GeographyError
from geodata.i18n import _

__all__ = ["NAMING_FILE", "Naming", "read_naming"]

NAMING_FILE = "naming.toml"

_BRACKET = re.compile(r"^(?P<before>.+?) \((?P<inside>[^)]+)\)(?P<after>.*)$")


@dataclass(frozen=True, slots=True)
class _Short:
    """One rule for short forms; on all levels where none is named."""

    language: str
    levels: frozenset[str]
    pattern: re.Pattern[str]
    put: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One rule for another spelling, of the full or of the short form."""

    of_short: bool
    pattern: re.Pattern[str]
    put: str


@dataclass(frozen=True)
class Naming:
    """Rules for names; without any, names stand as they are.

    ``kinds`` gives the kinds of name of a language, best first; ``last`` words of kinds that are
    shown only where there is no other. Names of ``first_kinds`` are shown before the usual one on
    ``first_level``. ``types`` leads from the last letter of a local name to the word with which
    a name in ``types_language`` ends.
    """

    last: tuple[str, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_level: str = ""
    first_kinds: tuple[str, ...] = ()
    first_kind: str = ""
    types_language: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    shorts: tuple[_Short, ...] = ()
    spellings: tuple[_Spelling, ...] = ()
    spelled: Mapping[str, str] = field(default_factory=dict)

    def short(self, text: str, language: str, level: str = "") -> str:
        """Return the short form of a name for a label on a level; itself where no rule fits.

        Examples
        --------
        >>> from geodata.geography import BUNDLED_GEOGRAPHY
        >>> naming = read_naming(BUNDLED_GEOGRAPHY)
        >>> naming.short("Haixi Mongol and Tibetan Autonomous Prefecture", "en", "prefecture")
        'Haixi'
        >>> naming.short("Ledu District", "en", "county"), Naming().short("Nakuru County", "en")
        ('Ledu District', 'Nakuru County')
        """
        for rule in self.shorts:
            if rule.language == language and (not rule.levels or not level or level in rule.levels):
                found, changed = rule.pattern.subn(rule.put, text, count=1)
                if changed:
                    return found
        return text

    def with_type_of(self, text: str, local: str) -> str:
        """Return a name with the unit type that its local name has now.

        Examples
        --------
        >>> from geodata.geography import BUNDLED_GEOGRAPHY
        >>> read_naming(BUNDLED_GEOGRAPHY).with_type_of("Cona County (Cuona)", "错那市")
        'Cona City (Cuona)'
        """
        kind = self.types.get(local[-1:])
        if not kind:
            return text
        known = "|".join(map(re.escape, dict.fromkeys(self.types.values())))
        return re.sub(rf" (?:{known})\b", lambda _found: f" {kind}", text)

    def is_same_place(self, one: str, other: str) -> bool:
        """Whether two local names differ at most in the unit type."""
        if not self.types:
            return bool(one) and one == other
        return bool(one) and bool(other) and one[:-1] == other[:-1]

    def forms(self, text: str, language: str = "") -> set[str]:
        """Return the spellings under which a whole name may be typed.

        Examples
        --------
        >>> from geodata.geography import BUNDLED_GEOGRAPHY
        >>> naming = read_naming(BUNDLED_GEOGRAPHY)
        >>> sorted(naming.forms("Ledu District")), sorted(naming.forms("果洛藏族自治州"))
        (['Ledu', 'Ledu District', 'Ledu Qu'], ['果洛', '果洛藏族', '果洛藏族自治州'])
        >>> sorted(Naming().forms("Saint-Denis (Réunion)"))
        ['Réunion', 'Saint-Denis', 'Saint-Denis (Réunion)']
        """
        found = {text}
        bracket = _BRACKET.match(text)
        if bracket:
            found |= {bracket["before"] + bracket["after"], bracket["inside"]}
        for each in list(found):
            short = self.short(each, language or self.types_language)
            found.add(short)
            for rule in self.spellings:
                found.add(rule.pattern.sub(rule.put, short if rule.of_short else each).strip())
            found.add(self._respelled(each))
        return {each for each in found if each}

    def _respelled(self, text: str) -> str:
        if not self.spelled:
            return text
        known = "|".join(map(re.escape, self.spelled))
        return re.sub(rf" ({known})\b", lambda found: f" {self.spelled[found[1]]}", text)


@lru_cache(maxsize=8)
def read_naming(folder: Path | None) -> Naming:
    """Read the rules for names of a geography; none where its folder has no such file.

    Raises
    ------
    GeographyError
        If the file cannot be used; the message names the member.
    """
    path = folder / NAMING_FILE if folder else None
    if path is None or not path.is_file():
        return Naming()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise _refused("", str(error).splitlines()[0][:200]) from error
    first, types = _table(said, "first"), _table(said, "types")
    kinds = _table(said, "kinds")
    return Naming(
        last=_texts(said, "last"),
        kinds={language: _texts(kinds, language) for language in kinds},
        first_level=_text(first, "level"),
        first_kinds=_texts(first, "kinds"),
        first_kind=_text(first, "kind"),
        types_language=_text(types, "language"),
        types={end: _text(types["words"], end) for end in _table(types, "words")},
        shorts=tuple(
            _Short(
                _text(each, "language"),
                frozenset(_texts(each, "levels")),
                _pattern(each),
                _text(each, "put"),
            )
            for each in _tables(said, "short")
        ),
        spellings=tuple(
            _Spelling(_text(each, "of") == "short", _pattern(each), _text(each, "put"))
            for each in _tables(said, "spellings")
        ),
        spelled={word: _text(said["spelled"], word) for word in _table(said, "spelled")},
    )


def _refused(member: str, problem: str) -> GeographyError:
    where = f"{NAMING_FILE}, {member}" if member else NAMING_FILE
    return GeographyError(problem, where=where, remedy=_("Write it as in the bundled geography."))


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name, "")
    if not isinstance(found, str):
        raise _refused(name, _("It is not a text."))
    return found


def _texts(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = said.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise _refused(name, _("It is not a list of texts."))
    return tuple(found)


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise _refused(name, _("It is not a table."))
    return found


def _tables(said: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    found = said.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _refused(name, _("It is not a list of tables."))
    yield from found


def _pattern(said: Mapping[str, Any]) -> re.Pattern[str]:
    try:
        return re.compile(_text(said, "pattern"))
    except re.error as error:
        raise _refused("pattern", _("It is not a regular expression.")) from error
