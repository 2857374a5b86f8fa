"""A geography: which places exist, on which levels, and what is counted there."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geodata.errors import GeographyError, UnknownRegion
from geodata.i18n import _
from geodata.model import WHOLE, Level, NameLanguage, Precision

__all__ = [
    "GEOGRAPHY_FILE",
    "MOST_LEVELS",
    "PACKS",
    "CensusPlan",
    "ClaimedUnit",
    "Exclusion",
    "Geography",
    "inside",
    "minimal_geography",
    "read_geography",
]

PACKS = Path(__file__).parents[1] / "packs"
"""Folder of the geographies, subjects and data sets that come with the product."""

GEOGRAPHY_FILE = "geography.toml"

MOST_LEVELS = 5
"""Levels that a geography has at most, below the whole."""
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_LONGEST = 400
_NO_LETTERS = frozenset({"Cc", "Cn", "Cs"})
"""Control characters, code points that are none, halves of letters."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Units of the outlines that are never drawn or counted; ``code`` may end in ``*``."""

    code: str
    name: str
    reason: str

    def holds(self, code: str) -> bool:
        """Whether a code is one of those excluded."""
        if self.code.endswith("*"):
            return code.startswith(self.code[:-1])
        return code == self.code


@dataclass(frozen=True, slots=True)
class ClaimedUnit:
    """A unit that is claimed as a whole and that no line of control divides."""

    code: str
    name: str
    host: str
    administered_by: str
    note: str


@dataclass(frozen=True, slots=True)
class PartialCensus:
    """A census of which figures are held for some units only: those inside ``within``."""

    year: int
    within: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class OtherGround:
    """Units of one level whose figures of a year describe other ground than today's."""

    year: int
    within: str
    level: str
    note: str


@dataclass(frozen=True, slots=True)
class CensusPlan:
    """What the census tables of a geography hold.

    ``years`` are those of censuses, earliest first, and empty where there is none. ``code``
    is that of the whole in the tables. ``complement`` is everyone but the ``majority``:
    a total of several groups, never one group. Both are empty where groups are not told apart.
    ``unnamed`` are rests such as "other groups".
    Boundaries were compared unit by unit for censuses from ``compared_since`` on.
    """

    years: tuple[int, ...] = ()
    code: str = ""
    majority: str = ""
    complement: str = ""
    unnamed: tuple[str, ...] = ()
    compared_since: int = 0
    partial: tuple[PartialCensus, ...] = ()
    other_ground: tuple[OtherGround, ...] = ()


@dataclass(frozen=True)
class Geography:
    """Which places exist. Read from a folder by :func:`read_geography`.

    Two are equal only if they are the same object: what is built from one is kept by it.

    Attributes
    ----------
    geography_id, title, description, attribution : str
        Words about the whole; ``title`` stands in captions.
    root : str
        Code of the whole.
    whole : Level
        The level of the whole, of rank 0.
    levels : tuple of Level
        What divides it, widest first: one to five.
    names : mapping of str to str
        Names of the whole by BCP 47 tag.
    finer : tuple of (str, str)
        Ids and words of precisions finer than any level, closest first.
    """

    geography_id: str
    title: str
    root: str
    whole: Level
    levels: tuple[Level, ...]
    names: Mapping[str, str]
    shown: Mapping[str, str] = field(default_factory=dict)
    """Names of the whole in titles and labels by BCP 47 tag; elsewhere the title."""

    folder: Path | None = None
    description: str = ""
    attribution: str = ""
    finer: tuple[tuple[str, str], ...] = (("site", "place or site"),)
    outline_language: str = "und"
    languages: tuple[NameLanguage, ...] = (NameLanguage("und", "as on the map", "und"),)
    """Languages in which names can be shown, the usual one first."""

    code_pattern: str = ""
    code_hint: str = ""
    code_prefix: str = ""
    code_columns: tuple[str, ...] = ()
    name_columns: tuple[str, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    claimed_units: tuple[ClaimedUnit, ...] = ()
    claimed: Mapping[str, Any] = field(default_factory=dict)
    boundaries: Mapping[str, Any] = field(default_factory=dict)
    census: CensusPlan = CensusPlan()
    locator: tuple[float, ...] = ()
    """Longitude and latitude of the middle of the inset; its edges from there, in metres."""

    claimed_words: str = ""
    hierarchy: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Code of the next wider unit, by code and level."""

    fingerprint: str = ""
    """SHA-256 (hex) over the folder's own files."""

    def __hash__(self) -> int:
        """Hash by identity, as equality is."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same object."""
        return self is other

    @property
    def local_name(self) -> str:
        """Name of the whole in its own language: the last that is given."""
        return list(self.names.values())[-1]

    def shown_name(self, language_id: str) -> tuple[str, str]:
        """Return the name of the whole for a language, and the BCP 47 tag of what it is in."""
        for tag in (self.language(language_id).tag, self.languages[0].tag):
            if text := self.shown.get(tag) or self.names.get(tag, ""):
                return text, tag
        return self.title, "und"

    @property
    def finest(self) -> Level:
        """The narrowest level."""
        return self.levels[-1]

    @property
    def every_level(self) -> tuple[Level, ...]:
        """The whole and the levels that divide it, widest first."""
        return (self.whole, *self.levels)

    def level(self, level_id: str) -> Level:
        """Return the level of an id.

        Raises
        ------
        UnknownRegion
            If the geography has no such level; the message lists those it has.
        """
        for each in self.every_level:
            if each == level_id:
                return each
        raise UnknownRegion(
            _("{level!r} is not a level of {title}.").format(level=str(level_id), title=self.title),
            where="level",
            remedy=_("Choose from: {names}.").format(names=", ".join(self.levels)),
        )

    def language(self, language_id: str) -> NameLanguage:
        """Return the language of an id; the usual one where there is no such language."""
        return next((each for each in self.languages if each == language_id), self.languages[0])

    @cached_property
    def precisions(self) -> Mapping[str, Precision]:
        """Every precision by its id, closest first."""
        deepest = self.finest.rank + len(self.finer)
        near = [
            Precision(each, label, self.finest, deepest - index)
            for index, (each, label) in enumerate(self.finer)
        ]
        wide = [Precision(each, each.label, each, each.rank) for each in self.every_level[::-1]]
        return MappingProxyType({each.value: each for each in (*near, *wide)})

    @cached_property
    def levels_of(self) -> Mapping[str, tuple[Level, ...]]:
        """The levels on which a code of the hierarchy stands, widest first."""
        found: dict[str, list[Level]] = {}
        for code, level in self.hierarchy:
            found.setdefault(code, []).append(self.level(level))
        return {code: tuple(sorted(each, key=lambda one: one.rank)) for code, each in found.items()}

    def holder(self, code: str, level: Level, wider: Level) -> str:
        """Code of the unit of a wider level that holds a unit; ``""`` if it is not known."""
        for above in reversed(self.levels[wider.rank - 1 : level.rank - 1]):
            step = self.hierarchy.get((code, self.levels[above.rank].value), "")
            if not step or step == self.root:
                return ""
            code = step
        return code


def minimal_geography(levels: int = 1, *, title: str = "", root: str = "ALL") -> Geography:
    """Return a geography without any folder: what can be said of a bare boundary file.

    Nothing is known but the outlines and their own names: no census, no other names, no claims.

    Examples
    --------
    >>> bare = minimal_geography()
    >>> [str(level) for level in bare.levels], bare.census.years
    (['region'], ())
    """
    ids = ["region"] if levels == 1 else [f"level{number + 1}" for number in range(levels)]
    words = (
        [("region", "regions")]
        if levels == 1
        else [(f"level-{n + 1} region", f"level-{n + 1} regions") for n in range(levels)]
    )
    return Geography(
        geography_id="boundary-file",
        title=title or _("Regions of the boundary file"),
        root=root,
        whole=Level(WHOLE, "whole area", "whole areas", 0),
        levels=tuple(
            Level(each, *said, rank)
            for rank, (each, said) in enumerate(zip(ids, words, strict=True), 1)
        ),
        names={"en": title or _("Whole area")},
    )


def read_geography(folder: Path) -> Geography:
    """Read the folder of a geography; outlines and tables are read when they are needed.

    Parameters
    ----------
    folder : pathlib.Path
        Holds ``geography.toml`` and, optionally, ``hierarchy.csv``, ``exclusions.csv``,
        census tables, names and boundaries.

    Raises
    ------
    GeographyError
        If the folder or a member of ``geography.toml`` cannot be used; the message names it.

    Examples
    --------
    >>> china = read_geography(PACKS / "china")
    >>> [str(level) for level in china.levels], china.census.years
    (['province', 'prefecture', 'county'], (2000, 2010, 2020))
    """
    path = folder / GEOGRAPHY_FILE
    try:
        raw = path.read_bytes()
        said = _Table(tomllib.loads(raw.decode("utf-8-sig")))
    except FileNotFoundError:
        raise GeographyError(
            _("There is no {file} in this folder.").format(file=GEOGRAPHY_FILE),
            where=folder.name,
            remedy=_("Give the folder of a geography, or the name of a bundled one."),
        ) from None
    except (OSError, ValueError) as error:
        raise GeographyError(
            _("It cannot be read: {reason}.").format(reason=str(error).splitlines()[0][:_LONGEST]),
            where=GEOGRAPHY_FILE,
            remedy=_("Write it as TOML in UTF-8."),
        ) from error
    levels = _levels(said)
    whole = said.table("whole")
    names = {tag: text for tag, text in whole.texts("names").items() if text}
    title = said.text("title", required=True)
    root = whole.text("code") or "ALL"
    return Geography(
        geography_id=said.identifier("id"),
        title=_(title),
        root=root,
        whole=Level(
            WHOLE, whole.text("label") or "country", whole.text("plural") or "countries", 0
        ),
        levels=levels,
        names=MappingProxyType(names or {"en": title}),
        shown=MappingProxyType(whole.texts("shown")),
        folder=folder,
        description=said.text("description"),
        attribution=said.text("attribution"),
        finer=tuple(
            (each.identifier("id"), each.text("label", required=True))
            for each in said.tables("finer")
        )
        or Geography.finer,
        outline_language=said.table("boundaries").text("language") or "und",
        languages=tuple(_languages(said)) or Geography.languages,
        code_pattern=_pattern(said.table("codes")),
        code_hint=_said(said.table("codes").text("hint")),
        code_prefix=said.table("codes").text("prefix"),
        code_columns=said.table("codes").codes("columns"),
        name_columns=said.table("codes").codes("name_columns"),
        exclusions=tuple(
            Exclusion(row["code"], row["name"], row["reason"])
            for row in _rows(folder, "exclusions.csv", ("code", "name", "reason"))
        ),
        claimed_units=tuple(_claimed_unit(each) for each in said.table("claimed").tables("units")),
        claimed=MappingProxyType(said.table("claimed").said),
        boundaries=_boundaries(said.table("boundaries")),
        census=_census(said.table("census")),
        locator=_locator(said.table("map")),
        claimed_words=_said(said.table("claimed").text("words"))
        or _("Claimed, administered by others, not counted: {places}"),
        hierarchy=_hierarchy(folder, levels, root),
        fingerprint=_fingerprint(folder),
    )


def inside(folder: Path, name: str, member: str) -> Path:
    """Return a file that a geography names; one outside its folder is refused.

    Raises
    ------
    GeographyError
        If the name leads out of the folder.
    """
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise GeographyError(
            _("{name!r} lies outside the folder.").format(name=name[:_LONGEST]),
            where=f"{GEOGRAPHY_FILE}, {member}",
            remedy=_("Put the file into the folder of the geography."),
        )
    return folder / name


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, whose members are asked for by name and type."""

    said: Mapping[str, Any]
    path: str = ""

    def text(self, name: str, *, required: bool = False) -> str:
        found = self.said.get(name, "")
        if not isinstance(found, str) or len(found) > _LONGEST:
            raise self._refused(name, _("It is not a text of at most 400 letters."))
        if any(unicodedata.category(letter) in _NO_LETTERS for letter in found):
            raise self._refused(name, _("It holds signs that cannot be printed."))
        if required and not found.strip():
            raise self._refused(name, _("It is missing."))
        return found

    def identifier(self, name: str) -> str:
        found = self.text(name, required=True)
        if not _ID.fullmatch(found):
            raise self._refused(name, _("Use small letters, digits, '-' and '_' only."))
        return found

    def year(self, name: str) -> int:
        found = self.said.get(name, 0)
        if type(found) is not int or not 0 <= found <= 9999:
            raise self._refused(name, _("It is not a year."))
        return found

    def codes(self, name: str) -> tuple[str, ...]:
        found = self.said.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self._refused(name, _("It is not a list of codes."))
        return tuple(found)

    def numbers(self, name: str, length: int) -> tuple[float, ...]:
        found = self.said.get(name, [])
        fits = isinstance(found, list) and all(type(each) in {int, float} for each in found)
        if not fits or len(found) not in {0, length}:
            raise self._refused(name, _("It is not a list of {n} numbers.").format(n=length))
        return tuple(float(each) for each in found)

    def years(self, name: str) -> tuple[int, ...]:
        found = self.said.get(name, [])
        fits = isinstance(found, list) and all(
            type(year) is int and 1000 <= year <= 9999 for year in found
        )
        if not fits:
            raise self._refused(name, _("It is not a list of years."))
        return tuple(sorted(set(found)))

    def texts(self, name: str) -> dict[str, str]:
        inner = self.table(name)
        return {key: inner.text(key) for key in inner.said}

    def table(self, name: str) -> _Table:
        found = self.said.get(name, {})
        if not isinstance(found, dict):
            raise self._refused(name, _("It is not a table."))
        return _Table(found, f"{self.path}{name}.")

    def tables(self, name: str) -> list[_Table]:
        found = self.said.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._refused(name, _("It is not a list of tables."))
        return [_Table(each, f"{self.path}{name}[{at}].") for at, each in enumerate(found)]

    def _refused(self, name: str, problem: str) -> GeographyError:
        return GeographyError(
            problem,
            where=f"{GEOGRAPHY_FILE}, {self.path}{name}",
            remedy=_("Write it as in the bundled geography."),
        )


def _levels(said: _Table) -> tuple[Level, ...]:
    listed = said.tables("levels")
    if not 1 <= len(listed) <= MOST_LEVELS:
        raise GeographyError(
            _("A geography has one to five levels; this one has {n}.").format(n=len(listed)),
            where=f"{GEOGRAPHY_FILE}, levels",
            remedy=_("List them widest first, each with id, label and plural."),
        )
    levels = tuple(
        Level(
            each.identifier("id"),
            each.text("label", required=True),
            each.text("plural", required=True),
            rank,
        )
        for rank, each in enumerate(listed, 1)
    )
    if len(set(levels)) < len(levels):
        raise GeographyError(
            _("Two levels have the same id."),
            where=f"{GEOGRAPHY_FILE}, levels",
            remedy=_("Give each its own."),
        )
    return levels


def _languages(said: _Table) -> Iterator[NameLanguage]:
    known: set[str] = set()
    for each in said.tables("languages"):
        language_id = each.identifier("id")
        if language_id in known:
            raise GeographyError(
                _("Two languages have the same id."),
                where=f"{GEOGRAPHY_FILE}, languages",
                remedy=_("Give each its own."),
            )
        known.add(language_id)
        tag = each.text("tag") or language_id
        yield NameLanguage(language_id, each.text("label") or tag, tag)


def _boundaries(said: _Table) -> Mapping[str, Any]:
    """Return what is said of boundaries, once every text of it is one that can be printed."""
    for name, value in said.said.items():
        if isinstance(value, str):
            said.text(name)
        elif isinstance(value, dict):
            said.texts(name)
        else:
            said.codes(name)
    return MappingProxyType(dict(said.said))


def _pattern(codes: _Table) -> str:
    pattern = codes.text("pattern")
    try:
        re.compile(pattern)
    except re.error:
        raise GeographyError(
            _("It is not a regular expression."),
            where=f"{GEOGRAPHY_FILE}, codes.pattern",
            remedy=_("Leave it out if codes have no common form."),
        ) from None
    return pattern


def _claimed_unit(said: _Table) -> ClaimedUnit:
    return ClaimedUnit(
        *(said.text(name, required=True) for name in ClaimedUnit.__dataclass_fields__)
    )


def _said(text: str) -> str:
    """Return words of a bundled geography in the language of this process; ``""`` for none."""
    return _(text) if text else ""


def _locator(said: _Table) -> tuple[float, ...]:
    """Return the middle and the edges of the inset, or nothing."""
    centre, metres = said.numbers("centre", 2), said.numbers("locator", 4)
    return (*centre, *metres) if centre and metres else ()


def _census(said: _Table) -> CensusPlan:
    return CensusPlan(
        years=said.years("years"),
        code=said.text("code"),
        majority=said.text("majority"),
        complement=said.text("complement"),
        unnamed=said.codes("unnamed"),
        compared_since=said.year("compared_since"),
        partial=tuple(
            PartialCensus(each.year("year"), each.codes("within"), _(each.text("note")))
            for each in said.tables("partial")
        ),
        other_ground=tuple(
            OtherGround(
                each.year("year"), each.text("within"), each.text("level"), _(each.text("note"))
            )
            for each in said.tables("other_ground")
        ),
    )


def _hierarchy(folder: Path, levels: tuple[Level, ...], root: str) -> Mapping[tuple[str, str], str]:
    known = set(levels)
    found: dict[tuple[str, str], str] = {}
    for line, row in enumerate(_rows(folder, "hierarchy.csv", ("code", "level", "parent")), 2):
        where = f"hierarchy.csv line {line}"
        if row["level"] not in known:
            raise GeographyError(
                _("{level!r} is not a level of this geography.").format(level=row["level"]),
                where=f"{where}, level",
                remedy=_("Choose from: {names}.").format(names=", ".join(levels)),
            )
        if (row["code"], row["level"]) in found:
            raise GeographyError(
                _("The code {code} is given twice.").format(code=row["code"]),
                where=where,
                remedy=_("Keep one of the two rows."),
            )
        found[row["code"], row["level"]] = row["parent"] or root
    return MappingProxyType(found)


def _rows(folder: Path, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of an optional table."""
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise GeographyError(
            _("It cannot be read as UTF-8."), where=name, remedy=_("Save it as UTF-8.")
        ) from error
    reader = csv.DictReader(text.splitlines())
    missing = [each for each in columns if each not in (reader.fieldnames or ())]
    if missing:
        raise GeographyError(
            _("The column {names} is missing.").format(names=", ".join(missing)),
            where=name,
            remedy=_("Write the columns {names}.").format(names=", ".join(columns)),
        )
    for row in reader:
        yield {each: (row[each] or "").strip() for each in columns}


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in {".toml", ".csv"} and path.is_file():
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
