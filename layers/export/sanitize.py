"""Text in cells: letters that no file can hold, and cells that a spreadsheet would run."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from geodata.i18n import _
from layers.export.columns import Column, Sort

__all__ = ["DEFUSED", "armed", "defused", "framed", "plain", "shown_number", "undefused"]

Row = Mapping[str, object]

_KEPT = frozenset("\n\t")
_TURNING = frozenset("\u202a\u202b\u202d\u202e")
"""Letters that turn round what follows, up to the end of the cell."""

_RUNS = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\n\r])")
DEFUSED = _(
    "In CSV files a text that begins with = + - @, a tab or a line break, also behind blanks, "
    "has an apostrophe before it, so that no spreadsheet runs it as a formula. So has a text "
    "that begins with apostrophes and one of these: to get the text back, take one apostrophe "
    "away. Letters that cannot stand in a file, such as control characters, are written as "
    "their code, as in <U+001B>."
)


def _unwritable(letter: str) -> bool:
    code = ord(letter)
    return (
        (unicodedata.category(letter) in {"Cc", "Cs"} and letter not in _KEPT)
        or letter in _TURNING
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def plain(text: str) -> str:
    r"""Return text with its code in place of each letter that a table cannot hold.

    Examples
    --------
    >>> plain("a\x00b"), plain("one\r\ntwo")
    ('a<U+0000>b', 'one\ntwo')
    """
    if text.isprintable():
        return text
    return "".join(
        f"<U+{ord(letter):04X}>" if _unwritable(letter) else letter
        for letter in text.replace("\r\n", "\n")
    )


def armed(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, or might once it is defused."""
    return _RUNS.match(text) is not None


def defused(text: str) -> str:
    """Return text that no spreadsheet runs; :func:`undefused` gives it back.

    Examples
    --------
    >>> defused("=1+1"), defused("'=1+1"), defused("'tis"), defused("5 % – 6 %")
    ("'=1+1", "''=1+1", "'tis", '5 % – 6 %')
    """
    return f"'{text}" if armed(text) else text


def undefused(cell: str) -> str:
    """Return the text that was defused.

    Examples
    --------
    >>> undefused("'=1+1"), undefused("''=1+1"), undefused("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell.startswith("'") and armed(cell) else cell


def shown_number(value: float) -> str:
    """Return a number with all its digits, a whole one without a point.

    Examples
    --------
    >>> shown_number(1452035.0), shown_number(0.1), shown_number(286206.279)
    ('1452035', '0.1', '286206.279')
    """
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def _cell(value: object, column: Column) -> object:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return pd.NA if column.sort is not Sort.NUMBER else float("nan")
    if column.sort is Sort.TEXT:
        text = plain(str(value))
        return text or pd.NA
    if column.sort is Sort.WHOLE:
        return int(str(value))
    return float(value) if isinstance(value, (int, float, Decimal, Fraction)) else float(str(value))


def framed(rows: Iterable[Row], columns: Sequence[Column]) -> pd.DataFrame:
    """Return rows as a frame of these columns; what is empty or unknown is missing there.

    Raises
    ------
    KeyError
        If a row lacks a column.
    """
    listed = list(rows)
    return pd.DataFrame(
        {
            column.name: pd.Series(
                [_cell(row[column.name], column) for row in listed], dtype=column.dtype
            )
            for column in columns
        }
    )
