"""``datapackage.json``: every member is read through one typed reader, and none is guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from geodata.dataset.csv_reader import text_of
from geodata.dataset.dataset import Metadata, OfferedComparison
from geodata.dataset.report import Problem, Severity
from geodata.dataset.schema import TABLES
from geodata.dataset.suspicious_text import suspicious_text
from geodata.errors import DatasetError

__all__ = ["DESCRIPTION", "read_description"]

DESCRIPTION = "datapackage.json"

_REMEDY = "Write at least name, title, version and licenses, as in the bundled data set."
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Members:
    """An object of the description, whose members are asked for by name and type.

    A member of another type counts as absent and is a finding in ``problems``, which all
    objects of one file share.
    """

    said: dict[str, Any]
    path: str = ""
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return a member that is text; ``""`` where there is none."""
        found = self.said.get(name, "")
        if isinstance(found, str):
            return found
        self._unexpected(name, found, "a text")
        return ""

    def day(self, name: str) -> str:
        """Return the day of a member that is a date, perhaps with a time; else ``""``."""
        text = self.text(name)
        try:
            return datetime.fromisoformat(text).date().isoformat() if text else ""
        except ValueError:
            self._unexpected(name, text, "a day such as 2026-11-22")
            return ""

    def words(self, name: str) -> tuple[str, ...]:
        """Return a member that is a list of texts."""
        found = self.said.get(name, [])
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
        self._unexpected(name, found, "a list of texts")
        return ()

    def texts(self, name: str) -> Mapping[str, str]:
        """Return a member that is an object of texts."""
        found = self.said.get(name, {})
        if not isinstance(found, dict):
            self._unexpected(name, found, "an object of texts")
            return {}
        inner = replace(self, said=found, path=f"{self._where(name)}.")
        return {each: inner.text(each) for each in found}

    def objects(self, name: str) -> Iterator[Members]:
        """Yield the objects of a member that is a list of them."""
        found = self.said.get(name, [])
        if not isinstance(found, list):
            self._unexpected(name, found, "a list of objects")
            return
        for index, each in enumerate(found):
            place = f"{name}[{index}]"
            if isinstance(each, dict):
                yield replace(self, said=each, path=f"{self._where(place)}.")
            else:
                self._unexpected(place, each, "an object")

    def _where(self, name: str) -> str:
        return f"{self.path}{name}"

    def _unexpected(self, name: str, found: object, expected: str) -> None:
        self.problems.append(
            Problem(
                Severity.FINDING,
                DESCRIPTION,
                None,
                self._where(name),
                "",
                f"It is {_found(found)}, which is not read.",
                f"Write {expected}, or leave it out.",
            )
        )


def _found(value: object) -> str:
    """Return what a value of JSON is, in words."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {_short(value)}"
        case str():
            return f"the text {_short(value)}"
        case list():
            return "a list"
        case _:
            return "an object"


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


def read_description(folder: Path) -> tuple[Metadata, list[Problem]]:
    """Return what the description of a data set folder says, and what is odd about it.

    Raises
    ------
    DatasetError
        If the file is no JSON object, or lacks name, title or version.
    """
    said = Members(_object(folder / DESCRIPTION))
    named = {name: said.text(name) for name in ("name", "title", "version")}
    missing = [name for name, text in named.items() if not text]
    if missing:
        found = "; ".join(f"{each.field}: {each.message}" for each in said.problems)
        raise DatasetError(
            f"Name, title or version is missing: {found or ', '.join(missing) + '.'}",
            where=DESCRIPTION,
            remedy=_REMEDY,
        )
    metadata = Metadata(
        **named,
        licence=_joined(said, "licenses", "name", "title", "path"),
        description=said.text("description"),
        contributors=_joined(said, "contributors", "title"),
        created=said.day("created"),
        opening=said.texts("opening"),
        areas=said.words("areas"),
        comparisons=tuple(
            OfferedComparison(each.text("title"), each.words("regions"), each.text("level"))
            for each in said.objects("comparisons")
        ),
        geography=said.text("geography"),
        boundaries=said.text("boundaries"),
    )
    unread = list(_other_tables(said))
    return metadata, [*said.problems, *_odd_words(metadata), *unread]


def _object(path: Path) -> dict[str, Any]:
    try:
        said: Any = json.loads(text_of(path))
        json.dumps(said, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        place = f"{path.name} line {error.lineno}"
        raise DatasetError(f"It is not JSON: {error.msg}.", where=place, remedy=_REMEDY) from None
    except UnicodeEncodeError:
        raise DatasetError(
            "It holds half of a letter (a lone surrogate).", where=path.name
        ) from None
    except (RecursionError, ValueError):
        raise DatasetError(
            "It is not JSON that can be read.", where=path.name, remedy=_REMEDY
        ) from None
    if not isinstance(said, dict):
        raise DatasetError(
            f"It is {_found(said)}; an object is expected.", where=path.name, remedy=_REMEDY
        )
    return said


def _joined(said: Members, name: str, *inner: str) -> str:
    """Return the first text of each object of a list that stands under one of some names."""
    found = (next(filter(None, map(each.text, inner)), "") for each in said.objects(name))
    return "; ".join(filter(None, found))


def _odd_words(metadata: Metadata) -> Iterator[Problem]:
    """Yield a finding for every text of the description with letters that deceive."""
    for each in fields(metadata):
        for message, remedy in suspicious_text(str(getattr(metadata, each.name)), is_number=True):
            yield Problem(Severity.FINDING, DESCRIPTION, None, each.name, "", message, remedy)


def _other_tables(said: Members) -> Iterator[Problem]:
    """Yield a finding for each table that the description names and that is not read."""
    for entry in said.objects("resources"):
        name = entry.text("name")
        if name not in TABLES and isinstance(entry.said.get("name", ""), str):
            message = "The table is described, but this atlas does not read it."
            yield Problem(Severity.FINDING, DESCRIPTION, None, "resources", name[:80], message)
