"""What each column of a file means: decided once, saved as TOML, used for every later file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from geodata.errors import ImportRefused
from geodata.importing.dates import DateOrder

__all__ = [
    "ColumnUse",
    "ImportField",
    "ImportMapping",
    "WordUse",
    "changed_columns",
    "read_mapping",
]


class ImportField(StrEnum):
    """What a column can hold."""

    EVENT_ID = "event_id"
    TITLE = "title"
    REGION_CODE = "region_code"
    PLACE = "place"
    PARENT_PLACE = "parent_place"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    COORDINATES = "coordinates"
    WKT = "wkt"
    WKB = "wkb"
    START = "start"
    END = "end"
    TECHNOLOGY = "technology"
    VENDOR = "vendor"
    QUANTITY = "quantity"
    PRESENT = "present"
    SOURCE_ADDRESS = "source_address"
    PUBLISHER = "publisher"
    DESCRIPTION = "description"
    OTHER = "other"
    LEFT_OUT = "left_out"


SEVERAL = frozenset(
    {
        ImportField.PARENT_PLACE,
        ImportField.QUANTITY,
        ImportField.OTHER,
        ImportField.LEFT_OUT,
        ImportField.SOURCE_ADDRESS,
        ImportField.DESCRIPTION,
    }
)
"""Fields that more than one column may hold."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column and what it holds."""

    column: str
    field: ImportField


@dataclass(frozen=True, slots=True)
class WordUse:
    """A value of the technology column and the subject's word for it."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Everything that a person decides about one kind of file.

    Attributes
    ----------
    columns : tuple of ColumnUse
        Every column of the file that the mapping was made for, in its order.
    words : tuple of WordUse
        Technologies; a value without a word is kept as it stands.
    crs : str
        Coordinate system of coordinates in columns; of shapes only where the file says none.
    date_order : DateOrder
    serials : bool
        Whether plain numbers in date columns are Excel's days.
    decimal_mark : str
        ``"."``, ``","`` or empty where nothing depends on it.
    swapped : bool
        Whether the columns of latitude and longitude are exchanged.
    technology, publisher : str
        For all rows that say none.
    unit : str
        What quantities count.
    layout : str
        Name of the layout that was recognised, or empty.
    """

    columns: tuple[ColumnUse, ...]
    words: tuple[WordUse, ...] = ()
    crs: str = "EPSG:4326"
    date_order: DateOrder = DateOrder.UNKNOWN
    serials: bool = False
    decimal_mark: str = ""
    swapped: bool = False
    technology: str = ""
    publisher: str = ""
    unit: str = ""
    layout: str = ""

    def of(self, field: ImportField) -> tuple[str, ...]:
        """Return the columns that hold a field, in the file's order."""
        return tuple(use.column for use in self.columns if use.field is field)

    def first(self, field: ImportField) -> str | None:
        """Return the first column that holds a field."""
        return next(iter(self.of(field)), None)

    def with_use(self, column: str, field: ImportField) -> ImportMapping:
        """Return the mapping with another use of a column; a single field moves to it."""
        uses = []
        for use in self.columns:
            if use.column == column:
                uses.append(ColumnUse(column, field))
            elif use.field is field and field not in SEVERAL:
                uses.append(ColumnUse(use.column, ImportField.OTHER))
            else:
                uses.append(use)
        return replace(self, columns=tuple(uses))

    def to_toml(self) -> str:
        """Return the text of ``mapping.toml``.

        Examples
        --------
        >>> mapping = ImportMapping((ColumnUse("Ort", ImportField.PLACE),))
        >>> ImportMapping.from_toml(mapping.to_toml()) == mapping
        True
        """
        lines = ["# What each column of the imported file means. It may be edited by hand."]
        lines += [
            f"{name} = {_toml(getattr(self, name))}"
            for name in ("layout", "crs", "date_order", "serials", "decimal_mark", "swapped")
        ]
        lines += [
            f"{name} = {_toml(getattr(self, name))}" for name in ("technology", "publisher", "unit")
        ]
        for use in self.columns:
            lines += [
                "",
                "[[columns]]",
                f"column = {_toml(use.column)}",
                f"field = {_toml(use.field.value)}",
            ]
        for word in self.words:
            lines += ["", "[[words]]", f"value = {_toml(word.value)}", f"word = {_toml(word.word)}"]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str, where: str = "mapping.toml") -> ImportMapping:
        """Read the text of ``mapping.toml``.

        Raises
        ------
        ImportRefused
            If it is not TOML, or a member has an unknown name or value.
        """
        try:
            said: dict[str, Any] = tomllib.loads(text)
            columns = tuple(
                ColumnUse(str(each["column"]), ImportField(each["field"]))
                for each in said.pop("columns", [])
            )
            words = tuple(
                WordUse(str(each["value"]), str(each["word"])) for each in said.pop("words", [])
            )
            order = DateOrder(said.pop("date_order", DateOrder.UNKNOWN))
            read: dict[str, Any] = {name: str(value) for name, value in said.items()}
            read |= {name: bool(said[name]) for name in ("serials", "swapped") if name in said}
            return cls(columns, words, date_order=order, **read)
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise ImportRefused(
                f"The mapping cannot be read: {str(error)[:200]}.",
                where=where,
                remedy="Mend the line, or import without a mapping to get a new one.",
            ) from error


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def read_mapping(path: Path) -> ImportMapping:
    """Read a saved mapping.

    Raises
    ------
    ImportRefused
        If the file is missing or not a mapping.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise ImportRefused(
            "The mapping cannot be read.", where=path.name, remedy="Give a mapping.toml in UTF-8."
        ) from error
    return ImportMapping.from_toml(text, path.name)


def changed_columns(
    mapping: ImportMapping, columns: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that a file lacks of those that a mapping names, and those that are new.

    Examples
    --------
    >>> mapping = ImportMapping((ColumnUse("City", ImportField.PLACE),))
    >>> changed_columns(mapping, ["Town"])
    (('City',), ('Town',))
    """
    named = {use.column for use in mapping.columns}
    missing = tuple(use.column for use in mapping.columns if use.column not in columns)
    return missing, tuple(name for name in columns if name not in named)
