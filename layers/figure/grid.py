"""The legend of two things at once: a table of classes with a count in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layers.figure.blocks import Paragraph
from layers.figure.classes import Look, paint
from layers.figure.paper import Paper, Pen, rectangle
from layers.figure.text import width_of
from layers.figure.type import Typography

__all__ = ["GridBlock"]

_CELL = 17.0


@dataclass(frozen=True)
class GridBlock:
    """Rows and columns of classes.

    Parameters
    ----------
    grid : mapping
        As :func:`layers.resolve.fill` writes it.
    classes : sequence of mapping
        The classes of the picture.
    looks : sequence of Look
        How each is drawn.
    style : Typography
        The typography of the sheet.
    gap : float
        Space above.
    """

    grid: Mapping[str, Any]
    classes: Sequence[Mapping[str, Any]]
    looks: Sequence[Look]
    style: Typography
    gap: float = 0.0

    def _side(self, width: float) -> float:
        """Return the width of the words of the rows."""
        size = self.style.size("small")
        longest = max(width_of(word) for word in self.grid["y"]) * size
        return min(longest + self.style.space(1.2), 0.42 * width)

    def _words(self, text: str, *, strong: bool = False) -> Paragraph:
        tones = self.style.tones
        colour = tones.ink if strong else tones.soft
        return Paragraph(text, self.style, "small", colour, 600 if strong else 400, most=3)

    def _cell(self, width: float) -> float:
        return (width - self._side(width)) / len(self.grid["x"])

    def _head(self, width: float) -> float:
        cell = self._cell(width) - self.style.space(0.4)
        return max(self._words(word).height(cell) for word in self.grid["x"])

    def _row(self, text: str, width: float) -> float:
        words = self._words(text).height(self._side(width) - self.style.space())
        return max(_CELL * self.style.letters, words + self.style.space(0.5))

    def _title(self) -> Paragraph:
        return self._words(f"{self.grid['x_title']} →", strong=True)

    def _caption(self) -> Paragraph:
        return self._words(f"{self.grid['y_title']} ↓", strong=True)

    def height(self, width: float) -> float:
        """Return the height of titles and rows."""
        rows = sum(self._row(text, width) for text in self.grid["y"])
        titles = self._title().height(width) + self._caption().height(width)
        return titles + self._head(width) + rows + self.style.space(0.8)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw titles, words and cells."""
        side, cell, style = self._side(width), self._cell(width), self.style
        for title in (self._caption(), self._title()):
            title.draw(paper, x, y, width)
            y += title.height(width)
        y += style.space(0.4)
        head = self._head(width)
        for column, text in enumerate(self.grid["x"]):
            words = self._words(text)
            room = cell - style.space(0.4)
            words.draw(paper, x + side + column * cell, y + head - words.height(room), room)
        y += head + style.space(0.3)
        spans = self.grid.get("spans")
        for row, text in enumerate(self.grid["y"]):
            high = self._row(text, width)
            words = self._words(text)
            room = side - style.space()
            words.draw(paper, x, y + (high - words.height(room)) / 2, room)
            column = 0
            for place, first in enumerate(self.grid["cells"][row]):
                many = spans[row][place] if spans else 1
                left = x + side + column * cell
                self._draw_cell(paper, first, (left, y, left + many * cell, y + high))
                column += many
            y += high

    def _draw_cell(self, paper: Paper, index: int, box: tuple[float, float, float, float]) -> None:
        style, look = self.style, self.looks[index]
        inner = (box[0], box[1], box[2] - style.space(0.25), box[3] - style.space(0.25))
        paint(paper, rectangle(inner), inner, look, style.unit)
        paper.path(rectangle(inner), pen=Pen(style.tones.outline, 0.35 * style.letters))
        size = style.size("small")
        colour = "#ffffff" if look.is_dark else "#111111"
        halo = (look.fill, 1.6 * style.letters) if look.pattern else None
        x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2 + 0.33 * size
        count = str(self.classes[index]["count"])
        paper.text(count, x, y, size=size, colour=colour, weight=600, align="middle", halo=halo)
