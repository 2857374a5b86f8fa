"""A name, where it comes from, and the bundled names."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geodata.errors import GeographyError
from geodata.i18n import _
from geodata.model import LabeledEnum

__all__ = [
    "FormerCode",
    "Lookup",
    "Match",
    "Name",
    "NameSource",
    "Outcome",
    "former_codes",
    "listed_names",
    "name_sources",
]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one region; ``language`` is a BCP 47 tag, ``kind`` says which sort of name."""

    text: str
    language: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class NameSource:
    """Where names come from."""

    source_id: str
    citation: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True)
class Match:
    """A region found by one of its names.

    ``exact`` means that the whole name was typed, with or without its unit type;
    ``alike`` that the name is only spelled similarly. Regions with the same ``score``
    are equally good: none is preferred.
    """

    code: str
    name: Name
    exact: bool
    score: float
    alike: bool = False


class Outcome(LabeledEnum):
    """What looking up a name led to."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous", "several regions have this name"
    UNKNOWN = "unknown", "no region has this name"


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer to one name: a region, several, or none.

    ``matches`` are the regions of which the text is a whole name; ``candidates`` are
    spelled similarly, and there only where nothing matches.
    """

    text: str
    outcome: Outcome
    matches: tuple[Match, ...]
    candidates: tuple[Match, ...]

    @property
    def region(self) -> str:
        """Code of the one region found; ``""`` where it is not one."""
        return self.matches[0].code if self.outcome is Outcome.FOUND else ""


@dataclass(frozen=True, slots=True)
class FormerCode:
    """A code that a unit had until a year, and the code that came after it."""

    code: str
    name: str
    present_code: str
    year: str


@lru_cache(maxsize=8)
def listed_names(folder: Path | None) -> Mapping[str, tuple[Name, ...]]:
    """Names in the tables ``names*.csv`` of a geography's folder, by code.

    Examples
    --------
    >>> from geodata.geography import BUNDLED_GEOGRAPHY
    >>> listed = listed_names(BUNDLED_GEOGRAPHY)
    >>> [name.text for name in listed["630200"] if name.language == "bo-Latn"]
    ['Haitung', 'Tsoshar']
    """
    found: dict[str, list[Name]] = defaultdict(list)
    files = sorted(folder.glob("names*.csv")) if folder else []
    for path in files:
        for row in _rows(path, ("code", "language", "text"), ("kind", "source")):
            name = Name(row["text"], row["language"], row["kind"] or "name", row["source"])
            found[row["code"]].append(name)
    return {code: tuple(names) for code, names in found.items()}


@lru_cache(maxsize=8)
def former_codes(folder: Path | None) -> tuple[FormerCode, ...]:
    """Former codes of units, each with the code that came after it.

    A unit that was divided has a row for each of its successors.

    Examples
    --------
    >>> from geodata.geography import BUNDLED_GEOGRAPHY
    >>> former = former_codes(BUNDLED_GEOGRAPHY)
    >>> next(each.present_code for each in former if each.code == "632100")
    '630200'
    """
    path = folder / "former_codes.csv" if folder else None
    if path is None or not path.is_file():
        return ()
    columns = ("code", "name", "present_code", "year")
    return tuple(FormerCode(**row) for row in _rows(path, columns))


@lru_cache(maxsize=8)
def name_sources(folder: Path | None) -> Mapping[str, NameSource]:
    """Sources of the listed names by id."""
    path = folder / "sources.csv" if folder else None
    if path is None or not path.is_file():
        return {}
    return {
        row["id"]: NameSource(row["id"], row["citation"], row["url"], row["licence"])
        for row in _rows(path, ("id", "citation"), ("url", "licence"))
    }


def _rows(
    path: Path, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[dict[str, str]]:
    """Yield the rows of a table; columns that may be missing are then empty."""
    try:
        reader = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, ValueError) as error:
        raise GeographyError(
            _("It cannot be read as UTF-8."), where=path.name, remedy=_("Save it as UTF-8.")
        ) from error
    missing = [each for each in needed if each not in (reader.fieldnames or ())]
    if missing:
        raise GeographyError(
            _("The column {names} is missing.").format(names=", ".join(missing)),
            where=path.name,
            remedy=_("Write the columns {names}.").format(names=", ".join(needed)),
        )
    for row in reader:
        yield {each: (row.get(each) or "").strip() for each in (*needed, *optional)}
