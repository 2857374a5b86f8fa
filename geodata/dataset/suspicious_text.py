"""Letters that are not what they look like, and cells that another program would run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["LONGEST_CELL", "is_plain", "suspicious_text", "visible"]

LONGEST_CELL = 20_000
"""A longer cell is most likely a mistake; it is kept and said."""

_FORMULA_STARTS = frozenset("=+-@\t\r")
_PLAIN = frozenset("\n\r\t")
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners belong to the spelling of several scripts."""

_SHOWN = 5


def _is_odd(letter: str) -> bool:
    if letter in _PLAIN or letter in _JOINERS:
        return False
    kind = unicodedata.category(letter)
    # Cc control, Cf format (bidi, zero width), Cs surrogate, Co private use, Cn unassigned.
    # Zl and Zp: separators that break a line where none is written.
    return kind[0] == "C" or kind in {"Zl", "Zp"}


def is_plain(cell: str) -> bool:
    """Whether nothing about a cell can be odd; quick, and ``False`` for some that are not odd."""
    return cell.isprintable() and cell[:1] not in _FORMULA_STARTS and len(cell) <= LONGEST_CELL


def suspicious_text(cell: str, *, is_number: bool = False) -> Iterator[tuple[str, str]]:
    r"""Yield what is odd about a cell, and what to do; the cell itself is kept as it is.

    Examples
    --------
    >>> [message for message, _ in suspicious_text("abc\u202edef")]
    ['It holds letters that cannot be seen or turn text around: U+202E.']
    >>> list(suspicious_text("-5", is_number=True)), len(list(suspicious_text("=1+1")))
    ([], 1)
    """
    odd = sorted(letter for letter in set(cell) if _is_odd(letter))
    if odd:
        named = ", ".join(f"U+{ord(letter):04X}" for letter in odd[:_SHOWN])
        yield (
            f"It holds letters that cannot be seen or turn text around: {named}.",
            "Remove them if they do not belong to the name.",
        )
    if cell and cell[0] in _FORMULA_STARTS and not is_number:
        yield (
            f"It begins with {cell[0]!r}: a spreadsheet would take it for a formula.",
            "Put a word before it.",
        )
    if len(cell) > LONGEST_CELL:
        yield f"It holds {len(cell):,} letters.", "Check that a quotation mark is not missing."


def visible(text: str) -> str:
    r"""Return text on one line, in which what cannot be seen is written as its code.

    Examples
    --------
    >>> visible("a\u202eb"), visible("a\nb")
    ('a<U+202E>b', 'a<U+000A>b')
    """
    if text.isprintable():
        return text
    return "".join(
        letter
        if letter.isprintable() or unicodedata.category(letter) == "Zs"
        else f"<U+{ord(letter):04X}>"
        for letter in text
    )
