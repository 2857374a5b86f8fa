"""A table as somebody else's file holds it: text cells with the line that each row stands on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.dataset import Problem, Severity
from geodata.errors import ImportRefused
from geodata.importing.layout import is_note, is_total

__all__ = [
    "MOST_BYTES",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "RawTable",
    "TableBuilder",
    "cell_text",
    "require_dimensions",
    "require_size",
    "unique_headings",
]

MOST_BYTES = 200 * 1024 * 1024
MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
MOST_CELLS = 100_000_000
_LONGEST_CELL = 1_000_000
_CHUNK = 65_536

Geometries = np.ndarray[tuple[int, ...], np.dtype[np.object_]]


@dataclass(frozen=True)
class RawTable:
    """One table of a file; nothing in it is read as a number, a date or a place yet.

    Attributes
    ----------
    file, part : str
        Name of the file, and of its sheet, layer or list; ``part`` is empty if it has one table.
    cells : pandas.DataFrame
        Text, one row for each row that could be read; an empty cell is ``""``.
    lines : numpy.ndarray of int64
        Line, row or feature number of each row, counted from 1.
    geometry : numpy.ndarray of shapely geometries, or None
        As stored, in ``crs``.
    crs : str
        Coordinate system of the geometry as ``EPSG:4326``, or its definition; empty if not said.
    broken : tuple of Problem
        One error for each row that could not be read.
    notes : tuple of str
        How the file was read, in words.
    """

    file: str
    part: str
    cells: pd.DataFrame
    lines: np.ndarray[tuple[int], np.dtype[np.int64]]
    geometry: Geometries | None = None
    crs: str = ""
    broken: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Headings, each different from the others."""
        return tuple(map(str, self.cells.columns))

    def texts(self, column: str) -> list[str]:
        """Return the cells of a column."""
        found: list[str] = self.cells[column].to_numpy(dtype=object).tolist()
        return found

    @property
    def read(self) -> int:
        """Rows that are not blank, broken ones included."""
        return len(self.cells) + len({problem.line for problem in self.broken})


def require_size(size: int, file: str) -> None:
    """Refuse a file of more than :data:`MOST_BYTES`.

    Raises
    ------
    ImportRefused
        If it is larger.
    """
    if size > MOST_BYTES:
        raise ImportRefused(
            f"The file has {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB are read.",
            where=file,
            remedy="Split it, or remove columns and layers that are not needed.",
        )


def require_dimensions(rows: int, columns: int, file: str) -> None:
    """Refuse a table with too many rows, columns or cells.

    Raises
    ------
    ImportRefused
        If it has more than :data:`MOST_ROWS`, :data:`MOST_COLUMNS` or :data:`MOST_CELLS`.
    """
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise ImportRefused(
            f"The table has {rows:,} rows and {columns:,} columns; at most {MOST_ROWS:,} rows, "
            f"{MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are read.",
            where=file,
            remedy="Delete empty rows and columns behind the table, or split it.",
        )


def unique_headings(names: Sequence[str]) -> tuple[str, ...]:
    """Return headings in one line each, numbered where two are the same or one is empty.

    Examples
    --------
    >>> unique_headings(["Name", "", "Name"])
    ('Name', 'column 2', 'Name (2)')
    """
    found: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        base = " ".join(name.split())[:200] or f"column {place}"
        heading, count = base, 1
        while heading in found:
            count += 1
            heading = f"{base} ({count})"
        found[heading] = None
    return tuple(found)


def cell_text(value: Any) -> str:
    """Return a typed cell as a person would have typed it.

    Examples
    --------
    >>> cell_text(2019.0), cell_text(0.1), cell_text(True), cell_text(None)
    ('2019', '0.1', 'yes', '')
    """
    match value:
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case float() if math.isnan(value):
            text = ""
        case float() if value.is_integer() and abs(value) < 1e15:
            text = str(int(value))
        case float():
            text = repr(value)
        case _ if hasattr(value, "isoformat"):
            text = str(value.isoformat()).removesuffix("T00:00:00").replace("T", " ")
        case _:
            text = str(value)
    return text.replace("\0", "").strip()


class TableBuilder:
    """Collects rows of text in column chunks, so that two million rows fit in memory."""

    def __init__(self, file: str, part: str, columns: Sequence[str]) -> None:
        require_dimensions(0, len(columns), file)
        self._file, self._part = file, part
        self._columns = unique_headings(columns)
        self._chunks: list[list[pa.Array]] = [[] for _ in self._columns]
        self._lines: list[int] = []
        self._rows: list[Sequence[str]] = []
        self.broken: list[Problem] = []
        self.padded = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self._columns)

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Add a row; one with cells beyond the last heading is broken.

        Raises
        ------
        ImportRefused
            If the table grows too large.
        """
        width = len(self._columns)
        if len(cells) != width:
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                self.reject(
                    line,
                    f"The row has {len(cells)} cells, the heading {width}.",
                    "Put cells that hold the separator or a line break in double quotes.",
                    cells[0],
                )
                return
            self.padded += len(cells) < width
            cells = [*cells[:width], *[""] * (width - len(cells))]
        self._lines.append(line)
        self._rows.append(cells)
        if len(self._rows) == _CHUNK:
            require_dimensions(len(self._lines), width, self._file)
            self._flush()

    def add_all(self, numbered: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add rows in order: blank ones do not count, sums and notes below are kept out."""
        blank = False
        for line, cells in numbered:
            if not any(cell.strip() for cell in cells):
                blank = True
            elif is_total(cells):
                self.reject(line, "The row is a sum of other rows.", "Leave it out.", cells[0])
            elif blank and is_note(cells, self.width):
                self.reject(line, "The row is a note, not data.", "Leave it out.", cells[0])
            else:
                blank = False
                self.add(line, cells)

    def reject(self, line: int, message: str, remedy: str, record: str = "") -> None:
        """Keep a row out, with the reason."""
        self.broken.append(
            Problem(Severity.ERROR, self._file, line, "", record.strip()[:80], message, remedy)
        )

    def _flush(self) -> None:
        for chunks, column in zip(self._chunks, zip(*self._rows, strict=True), strict=False):
            chunks.append(pa.array(column, pa.large_string()))
        self._rows = []

    def table(
        self,
        notes: Iterable[str] = (),
        geometry: Geometries | None = None,
        crs: str = "",
    ) -> RawTable:
        """Return what was collected."""
        self._flush()
        notes = list(notes)
        if self.padded:
            notes.append(f"{self.padded} rows end early; their last cells are read as empty.")
        count = len(self._lines)
        columns = {
            name: _strings(pa.chunked_array(chunks, pa.large_string()))
            for name, chunks in zip(self._columns, self._chunks, strict=True)
        }
        cells = pd.DataFrame(columns, index=pd.RangeIndex(count))
        lines = np.asarray(self._lines, dtype=np.int64)
        return RawTable(
            self._file, self._part, cells, lines, geometry, crs, tuple(self.broken), tuple(notes)
        )


def _strings(values: pa.ChunkedArray) -> pd.Series[str]:
    """Return trimmed text; the surrogates and NULs that Arrow cannot hold are already gone."""
    trimmed = pc.utf8_trim_whitespace(values)
    return pd.Series(pd.array(trimmed, dtype=pd.StringDtype("pyarrow", na_value=np.nan)))
