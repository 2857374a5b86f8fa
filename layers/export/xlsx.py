"""Tables as one workbook: text is text, and no cell is a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.i18n import _
from layers.export.columns import TABLES
from layers.export.sanitize import armed

__all__ = ["MOST_ROWS", "workbook"]

_LONGEST = 32_767
"""Letters that a cell of a workbook holds, counted as UTF-16."""

_CUT = f" … {_('(cut here: the CSV file holds the whole)')}"
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands where a workbook must name a day and the data set names none."""

_WIDEST = 48

MOST_ROWS = 1_048_576
"""Rows of a sheet that spreadsheet programs open, the head included."""


def workbook(
    tables: Mapping[str, pd.DataFrame], about: Iterable[tuple[str, str]], title: str, created: str
) -> bytes:
    """Return tables and their explanation as an XLSX file; equal inputs give equal bytes.

    Text that a spreadsheet would run as a formula is written as text and marked so (as if
    typed behind an apostrophe), so that it stays text when somebody edits the cell.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        By the name of their sheet, with the columns of :data:`layers.export.columns.TABLES`.
    about : iterable of tuple of str
        Topics and texts of the last sheet.
    title : str
        Title of the file.
    created : str
        Day of the data, as ``2026-11-22``, or empty.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    day = datetime.fromisoformat(created) if created else _NO_DAY
    book.set_properties({"title": _fitting(title), "author": "", "created": day})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    quoted = book.add_format({"quote_prefix": True})
    cut = []
    for name, frame in tables.items():
        sheet = book.add_worksheet(name)
        if len(frame) >= MOST_ROWS:
            cut.append((_("Rows left out"), _rows_cut(name, len(frame))))
        _fill(sheet, frame.iloc[: MOST_ROWS - 1], head, quoted)
        for index, column in enumerate(TABLES[name]):
            sheet.write_comment(0, index, column.meaning, {"author": ""})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    wrapped_quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for row, pair in enumerate([*cut, *about]):
        for place, text in enumerate(pair):
            style = wrapped_quoted if armed(text) else wrapped
            sheet.write_string(row, place, _fitting(text), style)
    book.close()
    return out.getvalue()


def _rows_cut(name: str, rows: int) -> str:
    """Say which rows of a sheet a workbook has no room for, and where they are."""
    return _(
        "A sheet holds {most:,} rows. The sheet {name} ends with row {most:,}; {left:,} of its "
        "{rows:,} rows are not in this file. The GeoPackage and the bundle hold all of them."
    ).format(most=MOST_ROWS, name=name, left=rows - MOST_ROWS + 1, rows=rows)


def _fill(sheet: Worksheet, frame: pd.DataFrame, head: Format, quoted: Format) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 32)
    for index, name in enumerate(frame.columns):
        sheet.write_string(0, index, name, head)
        longest = 0
        for row, value in enumerate(frame[name], start=1):
            if pd.isna(value):
                continue
            if isinstance(value, str):
                longest = max(longest, len(value))
                sheet.write_string(row, index, _fitting(value), quoted if armed(value) else None)
            else:
                sheet.write_number(row, index, value)
        sheet.set_column(index, index, min(max(len(name), longest, 8) + 1, _WIDEST))
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _fitting(text: str) -> str:
    """Return text that fits into a cell, and says so where it was cut."""
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    room = (_LONGEST - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT
