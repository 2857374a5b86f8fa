"""A name, where it comes from, and the bundled names."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from geodata.model import Word

__all__ = ["Language", "Match", "Name", "NameSource", "bundled_names", "bundled_sources"]

_FOLDER = files("geodata") / "bundled" / "names"


class Language(Word):
    """The languages in which names are shown."""

    EN = "en", "English and exile forms"
    BO = "bo", "Tibetan"
    ZH = "zh", "Chinese"
    UG = "ug", "Uyghur"


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

    ``exact`` means that the whole name was typed, with or without its unit type.
    Regions with the same ``score`` are equally good: none is preferred.
    """

    code: str
    name: Name
    exact: bool
    score: float


@lru_cache(maxsize=1)
def bundled_names() -> Mapping[str, tuple[Name, ...]]:
    """Names by the code of the 2020 census table.

    Examples
    --------
    >>> [name.text for name in bundled_names()["630200"] if name.language == "bo-Latn"]
    ['Haitung', 'Tsoshar']
    """
    found: dict[str, list[Name]] = defaultdict(list)
    for row in _rows("names"):
        name = Name(row["text"], row["language"], row["kind"], row["source"])
        found[row["adcode"]].append(name)
    return {code: tuple(names) for code, names in found.items()}


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
