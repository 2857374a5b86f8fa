"""Numbers on a shared scale: a dot for a count, a bar for two ends, told apart by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from matplotlib.path import Path

from layers.figure.draw.blocks import Paragraph
from layers.figure.draw.paper import Align, Paper, Pen, rectangle
from layers.figure.draw.patterns import cover
from layers.figure.projection import Box
from layers.figure.text.shaping import width_of
from layers.figure.theme import Typography
from layers.report import Range

__all__ = ["AxisBlock", "RangeBlock", "RowsBlock"]


@dataclass(frozen=True)
class AxisBlock:
    """The ticks of a scale."""

    ticks: Sequence[tuple[float, str]]
    style: Typography
    gap: float = 0.0

    def height(self, _width: float) -> float:
        """Return the height of the words and their ticks."""
        return self.style.size("tiny") * 1.3 + self.style.space(0.8)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw words, ticks and line."""
        size, tones = self.style.size("tiny"), self.style.tones
        base = y + self.height(width)
        pen = Pen(tones.soft, 0.5 * self.style.letters)
        paper.path(Path([(x, base), (x + width, base)]), pen=pen)
        for place, words in self.ticks:
            at = x + place * width
            tick = Path([(at, base - self.style.space(0.5)), (at, base)])
            paper.path(tick, pen=pen)
            align: Align = "left" if place < 0.05 else "right" if place > 0.95 else "middle"
            paper.text(words, at, y + size, size=size, colour=tones.soft, align=align)


@dataclass(frozen=True)
class RangeBlock:
    """The numbers of one entry on the scale of its chapter."""

    ranges: Sequence[Range]
    style: Typography
    gap: float = 0.0

    @property
    def _row(self) -> float:
        return self.style.space(2.4)

    def height(self, _width: float) -> float:
        """Return the height of all rows."""
        return self._row * len(self.ranges)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw a row for each number."""
        tones = self.style.tones
        for index, found in enumerate(self.ranges):
            middle = y + (index + 0.5) * self._row
            rule = Path([(x, middle), (x + width, middle)])
            paper.path(rule, pen=Pen(tones.rule, 0.4 * self.style.letters))
            if self._has_bar(found, width):
                self._bar(paper, found, x, middle, width)
            if found.value is not None:
                self._dot(paper, x + found.value * width, middle)
                self._named(paper, found.name, x + found.value * width, middle, x + width)

    def _has_bar(self, found: Range, width: float) -> bool:
        """Whether its ends are far enough apart to be seen beside its dot."""
        if found.value is None:
            return found.low is not None or found.high is not None or found.open_end
        reach = max(found.value - (found.low or 0.0), (found.high or 0.0) - found.value)
        return found.open_end or (found.low is not None and reach * width > 0.3 * self._row)

    def _bar(self, paper: Paper, found: Range, x: float, middle: float, width: float) -> None:
        style, tones = self.style, self.style.tones
        half = 0.32 * self._row
        left = x + (found.low or 0.0) * width
        right = x + (1.0 if found.high is None else found.high) * width
        box: Box = (left, middle - half, max(right, left + 1.0), middle + half)
        path = rectangle(box)
        bounded = found.kind == "bounded"
        paper.path(path, fill=tones.page)
        if found.kind == "illustration":
            cover(paper, path, box, "stripes", tones.ink, style.unit)
        elif bounded and not found.low:
            cover(paper, path, box, "sparse", tones.hatch, style.unit)
        dash = (2.4, 1.6) if bounded else ()
        pen = Pen(tones.ink, (1.2 if found.kind == "published" else 0.7) * style.letters, dash)
        if found.open_end:
            path = Path([(box[2], box[1]), (box[0], box[1]), (box[0], box[3]), (box[2], box[3])])
        paper.path(path, pen=pen)

    def _named(self, paper: Paper, name: str, x: float, y: float, end: float) -> None:
        """Set the name of a dot beside it, where the row is free."""
        size, aside = self.style.size("tiny"), 0.3 * self._row + self.style.space(0.6)
        right = x + aside + width_of(name) * size <= end
        at, align = (x + aside, "left") if right else (x - aside, "right")
        paper.text(
            name,
            at,
            y + 0.34 * size,
            size=size,
            colour=self.style.tones.soft,
            align=cast("Align", align),
            halo=(self.style.tones.page, 1.4),
        )

    def _dot(self, paper: Paper, x: float, y: float) -> None:
        radius = 0.3 * self._row
        paper.path(Path.circle((x, y), radius), fill=self.style.tones.ink)


@dataclass(frozen=True)
class RowsBlock:
    """Names at the left and their numbers at the right."""

    rows: Sequence[tuple[str, str]]
    style: Typography
    gap: float = 0.0

    def _name(self, name: str) -> Paragraph:
        return Paragraph(name, self.style, "body", self.style.tones.ink, most=3)

    def _room(self, said: str, width: float) -> float:
        size = self.style.size("body")
        return max(width - width_of(said, 600) * size - self.style.space(2), 0.3 * width)

    def _high(self, row: tuple[str, str], width: float) -> float:
        return self._name(row[0]).height(self._room(row[1], width)) + self.style.space(0.5)

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return sum(self._high(row, width) for row in self.rows)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw all rows, with a fine line under each."""
        size, tones = self.style.size("body"), self.style.tones
        for row in self.rows:
            name, said = row
            self._name(name).draw(paper, x, y, self._room(said, width))
            base = y + 0.93 * size
            paper.text(
                said, x + width, base, size=size, colour=tones.ink, weight=600, align="right"
            )
            y += self._high(row, width)
            rule = Path([(x, y - 0.3), (x + width, y - 0.3)])
            paper.path(rule, pen=Pen(tones.rule, 0.3 * self.style.letters))
