"""Addresses in a text, found again on the lines into which it was broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from layers.figure.runs import Link
from layers.figure.text import clean, width_of

__all__ = ["links_on"]

_ADDRESS = re.compile(r"https?://[^\s<>\"“”\u2066-\u2069]+")
_AFTER = ".,;:!?"
_MARKS = "\u200e\u200f"
_PAIRS = {")": "(", "]": "["}


def links_on(text: str, lines: Sequence[str], weight: int) -> list[tuple[Link, ...]]:
    """Return the links of each line of a text.

    Parameters
    ----------
    text : str
        The whole text; only what begins with ``http://`` or ``https://`` is an address.
    lines : sequence of str
        As :func:`layers.figure.text.lines_of` breaks it.
    weight : int
        Of its letters.

    Examples
    --------
    >>> found = links_on("See https://a.org/b.", ["See", "https://a.org/b."], 400)
    >>> [[link.address for link in line] for line in found]
    [[], ['https://a.org/b']]
    """
    whole = clean(text)
    addresses = list(_addresses(whole))
    if not addresses:
        return [()] * len(lines)
    found: list[tuple[Link, ...]] = []
    at = 0
    for line in lines:
        starts = []
        for sign in line:
            # Lines begin with a mark of their direction, and blanks fall between two of them.
            place = whole.find(sign, at, at + 3)
            starts.append(at if place < 0 else place)
            at = at if place < 0 else place + 1
        found.append(tuple(_on_line(line, starts, addresses, weight)))
    return found


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ADDRESS.finditer(text):
        address = match[0]
        while address and (
            address[-1] in _AFTER or (address[-1] in _PAIRS and _PAIRS[address[-1]] not in address)
        ):
            address = address[:-1]
        yield match.start(), match.start() + len(address), address


def _on_line(
    line: str, starts: Sequence[int], addresses: Sequence[tuple[int, int, str]], weight: int
) -> Iterator[Link]:
    for first, last, address in addresses:
        held = [index for index, place in enumerate(starts) if first <= place < last]
        if held:
            before, whole = (line[:end].lstrip(_MARKS) for end in (held[0], held[-1] + 1))
            yield Link(address, width_of(before, weight), width_of(whole, weight))
