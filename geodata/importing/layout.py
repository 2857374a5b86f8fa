"""Where the table begins and ends among the rows of a sheet or a text file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Layout", "find_layout", "is_note", "is_total"]

_LOOKED_AT = 60
_VALUE = re.compile(
    r"[-+]?[\d.,\s\u00a0']*\d[\d.,%°'\"NSEWnsew\s]*"
    r"|\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?([ T]\d{1,2}:.*)?|https?://\S+|\S+@\S+\.\S+",
)
_TOTALS = re.compile(
    r"(grand )?total[es]?|sum|summe|gesamt|somme|итого|всего|合计|总计|總計|合計|المجموع",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Index of the heading row, or ``None``, and of the first row of data."""

    heading: int | None
    first: int


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _values(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) and _VALUE.fullmatch(cell.strip()) is not None for cell in row)


def find_layout(rows: Sequence[Sequence[str]]) -> Layout:
    """Return where the headings stand among the first rows of a table.

    Titles and notes above a table fill fewer cells than it. The first row that is as wide as
    the table is the heading, unless it holds numbers, dates or addresses as the rows below do.

    Parameters
    ----------
    rows : sequence of sequence of str
        Rows as they stand in the file, blank ones included.

    Examples
    --------
    >>> find_layout([["My list", "", ""], ["", "", ""], ["a", "b", "c"], ["x", "1", "2"]])
    Layout(heading=2, first=3)
    >>> find_layout([["x", "1", "2"], ["y", "3", "4"]])
    Layout(heading=None, first=0)
    """
    looked = rows[:_LOOKED_AT]
    widths = [_filled(row) for row in looked]
    if not any(widths):
        return Layout(None, 0)
    # Optional columns are often empty: the heading is the first row nearly as wide as any other.
    usual = Counter(width for width in widths if width).most_common(1)[0][0]
    wide = max(usual, 1 if max(widths) < 3 else 2)
    start = next(index for index, width in enumerate(widths) if width >= min(wide, max(widths)))
    # One row above that is fuller than the usual row is the heading.
    head = looked[start]
    below = [row for row in looked[start + 1 :] if _filled(row) >= 1][:20]
    if not below:
        return Layout(None, start) if _values(head) else Layout(start, start + 1)
    share = sum(_values(row) / max(1, _filled(row)) for row in below) / len(below)
    own = _values(head) / max(1, _filled(head))
    years = all(re.fullmatch(r"(19|20)\d\d", cell.strip()) for cell in head if _values([cell]))
    if own > 0 and own >= 0.5 * share and not (years and own < 0.9):
        return Layout(None, start)
    return Layout(start, start + 1)


def is_note(row: Sequence[str], width: int) -> bool:
    """Whether a row below a table of several columns fills its first cell only, with a sentence."""
    return (
        width >= 3
        and bool(row)
        and _filled(row) == 1
        and bool(row[0].strip())
        and (len(row[0]) > 30 or row[0].strip().endswith((":", ".", "。", "*")))
    )


def is_total(row: Sequence[str]) -> bool:
    """Whether a row is the sum of the rows above rather than a row of its own."""
    first = next((cell.strip() for cell in row if cell.strip()), "")
    if len(first) > 15 or first[0:1].isdigit():
        return False
    return _TOTALS.fullmatch(first.rstrip(":：. ")) is not None and _values(row) > 0
