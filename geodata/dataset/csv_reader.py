"""CSV files into columns of trimmed cells, with the line each row stands on."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from geodata.dataset.report import Problem, Severity
from geodata.dataset.suspicious_text import is_plain, suspicious_text, visible
from geodata.errors import DatasetError

__all__ = ["Cells", "read_cells", "text_of"]

_OTHER_SIGNS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_MARK = "\ufeff"
"""The byte-order mark; a file that went through two programs may begin with two of them."""

_LONGEST_CELL = 1_000_000
_LONGEST_NAME = 80
_LISTED = 12
_MOST_COMPARED = 200
_FEWEST_NEAR = 2
_CLOSE = 0.8
"""How alike two names are, from 0 to 1, before one is proposed for the other."""

_AT_ONCE = 1 << 20
"""Bytes decoded together to see that they are UTF-8."""

_ROWS = 4096
"""Rows that are turned into columns together."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a table by column, and the line of each row; empty is ``""``.

    A value that stands in many rows of a column is one object, so that what follows from it
    need be worked out only once.
    """

    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the cells of each row by field."""
        names = tuple(self.columns)
        for cells in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, cells, strict=True))

    def where(self, name: str, values: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield row and value of each cell of a column that holds one of some values."""
        found = frozenset(values)
        if found:
            for row, cell in enumerate(self.columns[name]):
                if cell in found:
                    yield row, cell


def text_of(path: Path) -> str:
    """Return the text of a file of a data set folder.

    Raises
    ------
    DatasetError
        If the file is missing, cannot be read or is not UTF-8.
    """
    return _bytes_of(path).decode("utf-8").lstrip(_MARK)


def _bytes_of(path: Path) -> bytes:
    """Return the content of a file that is UTF-8."""
    if path.is_symlink() and not path.exists():
        raise DatasetError(
            "It is a link that leads nowhere.",
            where=path.name,
            remedy="Mend the link, or remove it.",
        )
    if path.exists() and not path.is_file():
        raise DatasetError("It is not a regular file.", where=path.name, remedy="Give a file.")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DatasetError(
            f"The file is missing in the folder {path.parent.name or path.parent}.",
            where=path.name,
            remedy="A data set folder holds events.csv, sources.csv, claims.csv and "
            "datapackage.json.",
        ) from None
    except OSError as error:
        raise DatasetError(
            f"The file cannot be read ({error.strerror}).", where=path.name
        ) from error
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(raw) or 1, _AT_ONCE):
        try:
            decoder.decode(raw[start : start + _AT_ONCE], final=start + _AT_ONCE >= len(raw))
        except UnicodeDecodeError as error:
            # The decoder counts from what it had kept back of the part before.
            at = min(start + _AT_ONCE, len(raw)) - len(error.object) + error.start
            line = raw.count(b"\n", 0, at) + 1
            raise DatasetError(
                f"Byte {at} is not UTF-8.",
                where=f"{path.name} line {line}",
                remedy="Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8').",
            ) from None
    return raw


def _not_csv(path: Path, line: int, error: csv.Error) -> DatasetError:
    return DatasetError(
        f"The file is not CSV: {error}.",
        where=f"{path.name} line {line}",
        remedy="Check the double quotes around this line.",
    )


def _require_header(
    path: Path, header: list[str], fields: tuple[str, ...], optional: frozenset[str]
) -> None:
    """Say what is wrong with the first line, if it does not name every column once."""
    where = f"{path.name} line 1"
    known = set(fields) & set(header)
    for sign, word in _OTHER_SIGNS.items():
        parts = {name.strip() for cell in header for name in cell.split(sign)}
        if len(set(fields) & parts) > max(1, len(known)):
            raise DatasetError(
                f"The cells are separated by {word}.",
                where=where,
                remedy="Save the file with commas between the cells.",
            )
    missing = [name for name in fields if name not in header and name not in optional]
    unknown = [name for name in header if name and name not in fields]
    near = _nearest(unknown, missing)
    if not known and len(near) < _FEWEST_NEAR:
        raise DatasetError(
            "The first line does not hold the names of the columns.",
            where=where,
            remedy=f"Let it begin {','.join(fields[:3])} and name every column.",
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise DatasetError(
            f"The column{'s' if len(twice) > 1 else ''} {', '.join(map(visible, twice))} "
            f"{'stand' if len(twice) > 1 else 'stands'} there more than once.",
            where=where,
            remedy="Keep one of them.",
        )
    if not missing:
        return
    said = _columns(missing, "missing")
    if unknown:
        said += f" {_columns([visible(name)[:80] for name in unknown], 'unknown')}"
    proposed = ", ".join(f"{visible(odd)[:80]} to {name}" for odd, name in near.items())
    rest = "Write every column of the table, even if its cells are empty."
    raise DatasetError(said, where=where, remedy=f"Rename {proposed}. {rest}" if proposed else rest)


def _columns(names: list[str], what: str) -> str:
    listed = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
    if len(names) == 1:
        return f"The column {listed} is {what}."
    return f"The columns {listed} are {what}."


def _nearest(unknown: list[str], missing: list[str]) -> dict[str, str]:
    """Return the missing column that each unknown one most likely is, by its letters alone."""
    plain = {_letters(name): name for name in missing}
    found: dict[str, str] = {}
    for odd in unknown[:_MOST_COMPARED]:
        for letters in get_close_matches(_letters(odd), plain, n=1, cutoff=_CLOSE):
            found[odd] = plain.pop(letters)
    return found


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name[:_LONGEST_NAME].casefold()))


class _Column:
    """The cells of one column; each distinct one is trimmed once."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.padded: list[int] = []
        self._trimmed: dict[str, str] = {}
        self._with_spaces: set[str] = set()

    def add(self, cells: Sequence[str]) -> None:
        """Add cells as the file has them."""
        for cell in set(cells).difference(self._trimmed):
            kept = cell.strip()
            self._trimmed[cell] = self._trimmed.setdefault(kept, kept)
            if kept != cell:
                self._with_spaces.add(cell)
        if self._with_spaces:
            self.padded += (
                row for row, cell in enumerate(cells, len(self.cells)) if cell in self._with_spaces
            )
        self.cells += map(self._trimmed.__getitem__, cells)

    def odd(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Return what is odd about those cells that deceive, or that a program would run."""
        found = {}
        for cell in set(self._trimmed.values()):
            if is_plain(cell):
                continue
            number = _NUMBER.fullmatch(cell) is not None
            complaints = tuple(suspicious_text(cell, is_number=number))
            if complaints:
                found[cell] = complaints
        return found


def read_cells(
    path: Path, fields: tuple[str, ...], optional: frozenset[str] = frozenset()
) -> tuple[Cells, list[Problem], int]:
    """Read a CSV file.

    Parameters
    ----------
    path : Path
        A UTF-8 file with a header line.
    fields : tuple of str
        Columns that the table has.
    optional : frozenset of str
        Those of them that a file may do without; their cells are then empty.

    Returns
    -------
    cells : Cells
        Rows with as many cells as the header.
    problems : list of Problem
        Unknown columns (findings), broken rows (errors), trimmed and odd cells, by line.
    read : int
        Number of rows in the file that are not blank; broken ones included.

    Raises
    ------
    DatasetError
        If the file is missing, is not UTF-8 or lacks a column.
    """
    csv.field_size_limit(_LONGEST_CELL)
    raw = _bytes_of(path)
    while raw.startswith(codecs.BOM_UTF8):
        raw = raw[len(codecs.BOM_UTF8) :]
    if not raw.strip():
        raise DatasetError(
            "The file is empty.", where=path.name, remedy="Write the names of the columns at least."
        )
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(raw), "utf-8", newline=""))
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise _not_csv(path, reader.line_num, error) from None
    _require_header(path, header, fields, optional)
    unknown = [
        Problem(Severity.FINDING, path.name, 1, name, "", "The column is unknown and is not read.")
        for name in header
        if name not in fields
    ]
    columns = {name: _Column() for name in header if name in fields}
    lines: list[int] = []
    broken: list[Problem] = []
    block: list[list[str]] = []
    line = reader.line_num + 1
    read = 0
    try:
        for row in reader:
            here, line = line, reader.line_num + 1
            if not any(row) or not any(map(str.strip, row)):
                continue
            read += 1
            if len(row) != len(header):
                message = f"The row has {len(row)} cells, the header {len(header)}."
                remedy = "Put cells that hold a comma or a line break in double quotes."
                broken.append(Problem(Severity.ERROR, path.name, here, "", row[0], message, remedy))
                continue
            lines.append(here)
            block.append(row)
            if len(block) == _ROWS:
                _move(block, header, columns)
    except csv.Error as error:
        raise _not_csv(path, reader.line_num, error) from None
    _move(block, header, columns)
    empty = [""] * len(lines)
    found = Cells(
        lines, {name: columns[name].cells if name in columns else empty for name in fields}
    )
    told = sorted(
        [
            *broken,
            *_padded_cells(path.name, found, columns, fields[0]),
            *_odd_cells(path.name, found, columns, fields[0]),
        ],
        key=lambda problem: problem.line or 0,
    )
    return found, [*unknown, *told], read


def _move(block: list[list[str]], header: list[str], columns: Mapping[str, _Column]) -> None:
    """Move rows into columns."""
    if block:
        for name, cells in zip(header, zip(*block, strict=True), strict=True):
            if name in columns:
                columns[name].add(cells)
    block.clear()


def _padded_cells(
    file: str, cells: Cells, columns: Mapping[str, _Column], record: str
) -> Iterator[Problem]:
    """Yield a repaired problem for every cell that had spaces around it."""
    for name, column in columns.items():
        for row in column.padded:
            named, line = cells.columns[record][row], cells.lines[row]
            message = "Spaces around the value were removed."
            yield Problem(Severity.REPAIRED, file, line, name, named, message)


def _odd_cells(
    file: str, cells: Cells, columns: Mapping[str, _Column], record: str
) -> Iterator[Problem]:
    """Yield a finding for every cell with letters that deceive, or that a program would run."""
    for name, column in columns.items():
        odd = column.odd()
        for row, cell in cells.where(name, odd):
            named, line = visible(cells.columns[record][row])[:80], cells.lines[row]
            for message, remedy in odd[cell]:
                yield Problem(Severity.FINDING, file, line, name, named, message, remedy)
