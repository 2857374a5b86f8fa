"""Lines of text as a reader of a PDF finds them again: clusters of letters in visual order.

A cluster is the smallest piece whose ink belongs to some letters and to no others: a letter
with its dots and accents, a Tibetan stack, a ligature. Each becomes one sign of an embedded
font that says exactly its letters, however many glyphs a font needs to draw them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from layers.figure.text import Glyph, Shaped

__all__ = ["Cluster", "Link", "Run", "clusters"]

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
