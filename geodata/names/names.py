"""A name, where it comes from, and the bundled names."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from geodata.model import LabeledEnum

__all__ = [
    "FormerCode",
    "Lookup",
    "Match",
    "Name",
    "NameSource",
    "Outcome",
    "bundled_names",
    "bundled_sources",
    "former_codes",
]

_FOLDER = files("geodata") / "bundled" / "names"


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
    name_zh: str
    present_code: str
    year: str


@lru_cache(maxsize=1)
def bundled_names() -> Mapping[str, tuple[Name, ...]]:
    """Names by the code of the 2020 census table.

    Examples
    --------
    >>> [name.text for name in bundled_names()["630200"] if name.language == "bo-Latn"]
    ['Haitung', 'Tsoshar']
    """
    found: dict[str, list[Name]] = defaultdict(list)
    for row in (*_rows("names"), *_rows("names_osm")):
        name = Name(row["text"], row["language"], row["kind"], row["source"])
        found[row["adcode"]].append(name)
    return {code: tuple(names) for code, names in found.items()}


@lru_cache(maxsize=1)
def former_codes() -> tuple[FormerCode, ...]:
    """Former codes of units, each with the code that came after it.

    A unit that was divided has a row for each of its successors.

    Examples
    --------
    >>> next(each.present_code for each in former_codes() if each.code == "632100")
    '630200'
    """
    return tuple(FormerCode(**row) for row in _rows("former_codes"))


@lru_cache(maxsize=1)
def bundled_sources() -> Mapping[str, NameSource]:
    """Sources of the bundled names by id."""
    return {
        row["id"]: NameSource(row["id"], row["citation"], row["url"], row["licence"])
        for row in _rows("sources")
    }


def _rows(name: str) -> list[dict[str, str]]:
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
