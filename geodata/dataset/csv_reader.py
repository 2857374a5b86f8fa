"""CSV files into rows of trimmed cells, with the line each row stands on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from geodata.dataset.report import Problem, Severity
from geodata.dataset.suspicious_text import suspicious_text, visible
from geodata.errors import DatasetError

__all__ = ["Row", "read_rows", "text_of"]

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

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file. ``cells`` holds every field of the table; empty is ``""``."""

    line: int
    cells: dict[str, str]


def text_of(path: Path) -> str:
    """Return the text of a file of a data set folder.

    Raises
    ------
    DatasetError
        If the file is missing, cannot be read or is not UTF-8.
    """
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
    try:
        return raw.decode("utf-8").lstrip(_MARK)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DatasetError(
            f"Byte {error.start} is not UTF-8.",
            where=f"{path.name} line {line}",
            remedy="Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8').",
        ) from None


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


def _odd_cells(
    file: str, line: int, cells: dict[str, str], fields: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield a finding for every cell with letters that deceive, or that a program would run."""
    record = visible(cells[fields[0]])[:80]
    for name in fields:
        cell = cells[name]
        number = _NUMBER.fullmatch(cell) is not None
        for message, remedy in suspicious_text(cell, is_number=number):
            yield Problem(Severity.FINDING, file, line, name, record, message, remedy)


def read_rows(
    path: Path, fields: tuple[str, ...], optional: frozenset[str] = frozenset()
) -> tuple[list[Row], list[Problem], int]:
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
    rows : list of Row
        Rows with as many cells as the header.
    problems : list of Problem
        Broken rows (errors), trimmed cells (repaired), unknown columns (findings).
    read : int
        Number of rows in the file that are not blank; broken ones included.

    Raises
    ------
    DatasetError
        If the file is missing, is not UTF-8 or lacks a column.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = text_of(path)
    if not text.strip():
        raise DatasetError(
            "The file is empty.", where=path.name, remedy="Write the names of the columns at least."
        )
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise _not_csv(path, reader.line_num, error) from None
    _require_header(path, header, fields, optional)
    problems = [
        Problem(Severity.FINDING, path.name, 1, name, "", "The column is unknown and is not read.")
        for name in header
        if name not in fields
    ]
    rows: list[Row] = []
    read = 0
    line = reader.line_num + 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            read += 1
            if len(cells) != len(header):
                message = f"The row has {len(cells)} cells, the header {len(header)}."
                remedy = "Put cells that hold a comma or a line break in double quotes."
                problems.append(
                    Problem(Severity.ERROR, path.name, here, "", cells[0], message, remedy)
                )
                continue
            trimmed = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            problems += [
                Problem(
                    Severity.REPAIRED,
                    path.name,
                    here,
                    name,
                    cells[0].strip(),
                    "Spaces around the value were removed.",
                )
                for name, cell in zip(header, cells, strict=True)
                if cell != trimmed[name] and name in fields
            ]
            row = {name: trimmed.get(name, "") for name in fields}
            problems += _odd_cells(path.name, here, row, fields)
            rows.append(Row(here, row))
    except csv.Error as error:
        raise _not_csv(path, reader.line_num, error) from None
    return rows, problems, read
