"""What stands beside and below the map, in pieces that know how high they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.projection import Box
from layers.figure.text.runs import links_on
from layers.figure.text.shaping import clean, lines_of, width_of
from layers.figure.theme import Typography

__all__ = ["Block", "Columns", "Key", "Keys", "Paragraph", "Stack", "Swatch", "Tagged", "opened"]

Swatch = Callable[[Paper, Box], None]
"""Paints a sample into a box."""

_LINE = {"title": 1.14, "subtitle": 1.3, "heading": 1.25, "body": 1.28, "small": 1.3, "tiny": 1.3}
_TALL = 1.62
"""Line height where a script needs more room above and below."""


@lru_cache(maxsize=8_000)
def _wrapped(text: str, room: float, weight: int, most: int) -> tuple[str, ...]:
    return tuple(lines_of(text, room, weight=weight, most=most))


@lru_cache(maxsize=2_000)
def _balanced(text: str, room: float, weight: int, most: int) -> tuple[str, ...]:
    """Return lines of about the same length, and no more of them than must be."""
    lines = _wrapped(text, room, weight, most)
    for share in (0.55, 0.65, 0.75, 0.85, 0.93) if 1 < len(lines) < most else ():
        narrower = _wrapped(text, round(room * share, 3), weight, most)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _is_tall(text: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" or "\u0f00" <= sign <= "\u0fff" for sign in text)


class Block(Protocol):
    """A piece of a column."""

    @property
    def gap(self) -> float:
        """Space above it, where something stands there."""

    def height(self, width: float) -> float:
        """Return how high it is in a column of some width."""

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw it below a point."""


@dataclass(frozen=True)
class Paragraph:
    """Text that is broken into lines.

    Parameters
    ----------
    text : str
        Any text.
    style : Typography
        The typography of the sheet.
    size : str
        Sort of text.
    colour : str
        Of its letters.
    weight : int
        400 or 600.
    most : int
        Number of lines after which it is cut.
    gap : float
        Space above.
    """

    text: str
    style: Typography
    size: str
    colour: str
    weight: int = 400
    most: int = 6
    gap: float = 0.0

    def _lines(self, width: float) -> tuple[str, ...]:
        size = self.style.size(self.size)
        wrap = _balanced if self.size == "title" else _wrapped
        return wrap(self.text, round(width / size, 3), self.weight, self.most)

    def step(self, line: str) -> float:
        """Return the height of a line."""
        return self.style.size(self.size) * (_TALL if _is_tall(line) else _LINE[self.size])

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return sum(self.step(line) for line in self._lines(width))

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Set its lines."""
        size = self.style.size(self.size)
        lines = self._lines(width)
        for line, links in zip(lines, links_on(self.text, lines, self.weight), strict=True):
            step = self.step(line)
            base = y + (step - size) / 2 + 0.79 * size
            paper.text(
                line, x, base, size=size, colour=self.colour, weight=self.weight, links=links
            )
            y += step


@dataclass(frozen=True)
class Key:
    """One line of a legend: a sample, what it means, and how often it occurs."""

    swatch: Swatch
    text: str
    count: str = ""


@dataclass(frozen=True)
class Keys:
    """Lines of a legend with their samples under one another."""

    keys: Sequence[Key]
    style: Typography
    tall: float = 9.0
    gap: float = 0.0

    @property
    def _sample(self) -> float:
        return 18.0 * self.style.letters

    def _text_at(self) -> float:
        return self._sample + self.style.space(1.4)

    def _paragraph(self, key: Key) -> Paragraph:
        return Paragraph(key.text, self.style, "body", self.style.tones.ink, most=12)

    def _room(self, key: Key, width: float) -> float:
        size = self.style.size("body")
        counted = width_of(key.count) * size + self.style.space(1.5) if key.count else 0.0
        return max(width - self._text_at() - counted, 3 * size)

    def _row(self, key: Key, width: float) -> float:
        least = (self.tall + 2.2) * self.style.letters
        return max(self._paragraph(key).height(self._room(key, width)), least)

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        return sum(self._row(key, width) for key in self.keys)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw all lines."""
        letters, size = self.style.letters, self.style.size("body")
        for key in self.keys:
            row = self._row(key, width)
            words = self._paragraph(key)
            lines = words.height(self._room(key, width))
            first = min(row, size * _LINE["body"])
            high = self.tall * letters
            top = y + (row - high) / 2 if lines <= first * 1.5 else y + (first - high) / 2
            key.swatch(paper, (x, max(top, y), x + self._sample, max(top, y) + high))
            text_y = y + max(0.0, (row - lines) / 2)
            words.draw(paper, x + self._text_at(), text_y, self._room(key, width))
            if key.count:
                base = text_y + (size * _LINE["body"] - size) / 2 + 0.79 * size
                paper.text(
                    clean(key.count),
                    x + width,
                    base,
                    size=size,
                    colour=self.style.tones.soft,
                    align="right",
                )
            y += row


@dataclass(frozen=True)
class Tagged:
    """A heading with a framed word under it that says what kind of knowledge it is."""

    title: str
    tag: str
    kind: str
    style: Typography
    gap: float = 0.0

    def _title(self) -> Paragraph:
        return Paragraph(self.title, self.style, "heading", self.style.tones.ink, 600, most=5)

    @property
    def _tag_height(self) -> float:
        return (self.style.size("small") * 1.45 + self.style.space(0.7)) if self.tag else 0.0

    def height(self, width: float) -> float:
        """Return the height of both."""
        return self._title().height(width) + self._tag_height

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw both."""
        title = self._title()
        title.draw(paper, x, y, width)
        if not self.tag:
            return
        y += title.height(width) + self.style.space(0.5)
        tones, size = self.style.tones, self.style.size("small")
        line = clean(self.tag)
        pad = self.style.space(0.9)
        box = (x, y, x + width_of(line, 600) * size + 2 * pad, y + size * 1.45)
        filled = self.kind in {"documented", "illustration"}
        dash = (2.4, 1.6) if self.kind == "bounded" else ()
        pen = Pen(tones.ink if filled else tones.soft, 0.6 * self.style.letters, dash)
        paper.path(rectangle(box), fill=tones.ink if filled else None, pen=pen)
        colour = tones.page if filled else tones.ink
        paper.text(line, x + pad, y + size * 1.07, size=size, colour=colour, weight=600)


@dataclass(frozen=True)
class Stack:
    """Blocks under one another that stay together.

    Parameters
    ----------
    blocks : sequence of Block
        From above to below.
    gap : float
        Space above it, where something stands there.
    again : Block or None
        What is repeated above it where it begins a column, such as a scale.
    """

    blocks: Sequence[Block] = field(default_factory=tuple)
    gap: float = 0.0
    again: Block | None = None

    @property
    def opening(self) -> Stack:
        """It as it stands at the head of a column."""
        return self if self.again is None else Stack((self.again, *self.blocks))

    def height(self, width: float) -> float:
        """Return the height of all, with the spaces between them."""
        spaces = sum(block.gap for block in self.blocks[1:])
        return sum(block.height(width) for block in self.blocks) + spaces

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw all."""
        for index, block in enumerate(self.blocks):
            y += block.gap if index else 0.0
            block.draw(paper, x, y, width)
            y += block.height(width)


@dataclass(frozen=True)
class Columns:
    """Stacks side by side, filled in order so that they are about as high."""

    stacks: Sequence[Stack]
    count: int
    between: float
    gap: float = 0.0

    def _width(self, width: float) -> float:
        return (width - self.between * (self.count - 1)) / self.count

    def columns(self, width: float) -> list[Stack]:
        """Return one stack for each column: the cut that leaves the highest one lowest."""
        column = self._width(width)
        highs = [stack.height(column) + stack.gap for stack in self.stacks]
        repeated = [stack.opening.height(column) - stack.height(column) for stack in self.stacks]
        best: list[list[int]] | None = None
        least = float("inf")
        for cut in _cuts(len(highs), self.count):
            wide = (sum(highs[i] for i in part) + repeated[part[0]] for part in cut if part)
            most = max(wide, default=0.0)
            if most < least - 1e-9:
                best, least = cut, most
        return [Stack(opened([self.stacks[i] for i in part])) for part in best or []]

    def height(self, width: float) -> float:
        """Return the height of the highest column."""
        column = self._width(width)
        return max((stack.height(column) for stack in self.columns(width)), default=0.0)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw all columns."""
        column = self._width(width)
        for index, stack in enumerate(self.columns(width)):
            stack.draw(paper, x + index * (column + self.between), y, column)


def opened(stacks: Sequence[Stack]) -> list[Stack]:
    """Return the stacks of a column, with what its first one repeats."""
    return [*(stack.opening for stack in stacks[:1]), *stacks[1:]]


def _cuts(total: int, count: int) -> list[list[list[int]]]:
    """Return every way to cut a row of things into some parts, in order."""
    if count == 1:
        return [[list(range(total))]]
    return [
        [*first, list(range(end, total))]
        for end in range(total + 1)
        for first in _cuts(end, count - 1)
    ]
