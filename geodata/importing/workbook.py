"""Sheets of XLSX, XLS and ODS workbooks, with merged cells, titles above and notes below."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import python_calamine as calamine

from geodata.errors import ImportRefused
from geodata.importing.archive import member
from geodata.importing.layout import find_layout
from geodata.importing.table import RawTable, TableBuilder, cell_text, require_dimensions
from geodata.importing.xml_reader import parse_xml

__all__ = ["is_encrypted_office", "read_workbook", "require_workbook_size", "sheet_names"]

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')


def _refuse(file: str, error: Exception) -> ImportRefused:
    return ImportRefused(
        f"The workbook cannot be read ({str(error)[:120] or type(error).__name__}).",
        where=file,
        remedy="Open it in a spreadsheet program and save it again as XLSX or CSV.",
    )


def require_workbook_size(opened: zipfile.ZipFile, file: str) -> None:
    """Refuse sheets whose cells span more than a table may, before they are laid out in memory.

    Raises
    ------
    ImportRefused
        If a single cell far off, or a repeated one, makes the sheet absurdly large.
    """
    for name in opened.namelist():
        if re.search(r"xl/worksheets/[^/]+\.xml$", name):
            found = _CELL.findall(member(opened, name, file))
            columns = {column for column, _ in found}
            widest = max(map(_column_number, columns), default=0)
            require_dimensions(max((int(row) for _, row in found), default=0), widest, file)
        elif name == "content.xml":
            _require_ods_size(member(opened, name, file), file)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _require_ods_size(content: bytes, file: str) -> None:
    """Count rows and columns up to the last cell with a value, as ODS repeats empty ones."""
    place = {"row": 0, "column": 0, "widest": 0}

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "table":
            place.update(row=0, widest=0)
        elif tag == "table-row":
            place["row"] += _repeated(attributes, "table:number-rows-repeated")
            place["column"] = 0
        elif tag in {"table-cell", "covered-table-cell"}:
            place["column"] += _repeated(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                place["widest"] = max(place["widest"], place["column"])
                require_dimensions(place["row"], place["widest"], file)

    parse_xml(content, file, start)


def _repeated(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 12 else 1


def _open(raw: bytes, file: str) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except calamine.PasswordError as error:
        raise ImportRefused(
            "The workbook is protected by a password.",
            where=file,
            remedy="Save a copy without the password.",
        ) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _refuse(file, error) from error


def sheet_names(raw: bytes, file: str) -> tuple[str, ...]:
    """Return the names of the sheets that are shown and are sheets of cells.

    Raises
    ------
    ImportRefused
        If the workbook is broken or protected.
    """
    return _names(_open(raw, file))


def _names(book: calamine.CalamineWorkbook) -> tuple[str, ...]:
    return tuple(
        each.name
        for each in book.sheets_metadata
        if each.typ == calamine.SheetTypeEnum.WorkSheet
        and each.visible == calamine.SheetVisibleEnum.Visible
    )


def read_workbook(raw: bytes, file: str, sheet: str = "") -> tuple[RawTable, ...]:
    """Read the sheets of a workbook that hold a table; formulas as their stored results.

    Parameters
    ----------
    raw : bytes
    file : str
        Name for messages.
    sheet : str, optional
        The one sheet that is read.

    Raises
    ------
    ImportRefused
        If the workbook is broken or protected, or has no such sheet.
    """
    book = _open(raw, file)
    names = _names(book)
    if sheet and sheet not in names:
        raise ImportRefused(
            f"There is no sheet {sheet!r}.",
            where=file,
            remedy=f"Name one of {', '.join(names[:20])}.",
        )
    tables = []
    for name in [sheet] if sheet else names:
        try:
            opened = book.get_sheet_by_name(name)
            grid = opened.to_python(skip_empty_area=False)
            merged = opened.merged_cell_ranges or []
        except (calamine.CalamineError, OSError, ValueError) as error:
            raise _refuse(file, error) from error
        if any(cell != "" for row in grid for cell in row):
            tables.append(_table(grid, merged, file, name))
    if not tables:
        raise ImportRefused(
            "The workbook is empty.", where=file, remedy="Give a workbook with rows."
        )
    return tuple(tables)


Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def _table(grid: list[list[Any]], merged: Merged, file: str, sheet: str) -> RawTable:
    texts = [[cell_text(cell) for cell in row] for row in grid]
    layout = find_layout(texts)
    first = layout.first
    notes: list[str] = []
    if layout.heading is None:
        columns = [""] * max(len(row) for row in texts)
        notes.append("The table has no row of headings.")
    else:
        columns, rows = _headings(texts, layout.heading, merged)
        first += rows - 1
        if rows > 1:
            notes.append("The headings stand in two rows and are read as one.")
        if layout.heading:
            notes.append(f"{layout.heading} rows above the headings are not part of the table.")
    if filled := _fill_down(texts, merged, first):
        notes.append(f"{filled} cells repeat the value of the merged cell above.")
    used = [index for index, name in enumerate(columns) if name or _any(texts[first:], index)]
    builder = TableBuilder(file, sheet, [columns[index] for index in used])
    builder.add_all(
        (line, [row[index] for index in used]) for line, row in enumerate(texts[first:], first + 1)
    )
    return builder.table(notes)


def _headings(texts: list[list[str]], at: int, merged: Merged) -> tuple[list[str], int]:
    """Return the headings, and the rows they take: two where one is merged over several."""
    upper = list(texts[at])
    below = texts[at + 1] if at + 1 < len(texts) else []
    spans = [(left, right) for (top, left), (_, right) in merged if top == at and right > left]
    covered = [column for left, right in spans for column in range(left, right + 1)]
    if not covered or not below or not all(below[column] for column in covered):
        return upper, 1
    for left, right in spans:
        upper[left : right + 1] = [upper[left]] * (right - left + 1)
    both = zip(upper, below, strict=True)
    return [" – ".join(dict.fromkeys(filter(None, pair))) for pair in both], 2


def _fill_down(texts: list[list[str]], merged: Merged, first: int) -> int:
    """Give the value of a cell that is merged downwards to each of its rows."""
    filled = 0
    for (top, left), (bottom, right) in merged:
        if top >= first and bottom > top and left == right:
            for row in range(top + 1, min(bottom, len(texts) - 1) + 1):
                texts[row][left] = texts[top][left]
                filled += 1
    return filled


def _any(rows: Sequence[Sequence[str]], column: int) -> bool:
    return any(row[column] for row in rows)


def is_encrypted_office(raw: bytes) -> bool:
    """Whether an OLE container holds an encrypted XLSX."""
    return "EncryptedPackage".encode("utf-16-le") in raw
