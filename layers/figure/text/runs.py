"""Lines of text as a reader of a PDF finds them again, and the addresses in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from layers.figure.text.shaping import Glyph, Shaped, clean, width_of

__all__ = ["Cluster", "Link", "Run", "clusters", "links_on"]

_UNSEEN = {"Cc", "Cf"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Letters that are drawn together, in units of their size.

    Parameters
    ----------
    said : str
        The letters.
    x : float
        Where they begin on the line.
    advance : float
        Room that they take.
    glyphs : tuple of Glyph
        Their ink; each stands relative to the line.
    """

    said: str
    x: float
    advance: float
    glyphs: tuple[Glyph, ...]

    @property
    def file(self) -> str:
        """The font of their first glyph."""
        return self.glyphs[0].file

    @property
    def has_ink(self) -> bool:
        """Whether anything of them is seen."""
        return any(glyph.path is not None for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a line that leads to an address, in units of the letters' size."""

    address: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Run:
    """One line of text in its place on a sheet.

    Parameters
    ----------
    shaped : Shaped
        Its glyphs.
    x, y : float
        Start of its base line on the sheet, in points.
    size : float
        Of its letters, in points.
    colour : str
        Of its letters.
    alpha : float
        Opacity.
    links : tuple of Link
        Parts that lead to an address.
    """

    shaped: Shaped
    x: float
    y: float
    size: float
    colour: str
    alpha: float = 1.0
    links: tuple[Link, ...] = ()


def clusters(shaped: Shaped) -> list[Cluster]:
    """Return the visible letters of a line and its spaces, from left to right."""
    found = []
    for said, glyphs in groupby(shaped.glyphs, key=lambda glyph: (glyph.said, glyph.file)):
        if all(unicodedata.category(letter) in _UNSEEN for letter in said[0]):
            continue
        found += [_cluster(said[0], part) for part in _parted(list(glyphs))]
    return sorted(found, key=lambda cluster: cluster.x)


def _parted(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of one cluster after the other, where several say the same.

    Marks take no room. They follow the glyph that carries them, and in scripts that run to
    the left they stand before it.
    """
    leftward = unicodedata.bidirectional(glyphs[0].said[0]) in {"R", "AL"}
    part: list[Glyph] = []
    for glyph in reversed(glyphs) if leftward else glyphs:
        if part and glyph.advance > 0:
            yield part
            part = []
        part.append(glyph)
    yield part


def _cluster(said: str, glyphs: Sequence[Glyph]) -> Cluster:
    spacing = [glyph for glyph in glyphs if glyph.advance > 0] or glyphs
    left = min(glyph.x for glyph in spacing)
    right = max(glyph.x + glyph.advance for glyph in spacing)
    return Cluster(said, left, right - left, tuple(glyphs))


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
        As :func:`layers.figure.text.shaping.lines_of` breaks it.
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
