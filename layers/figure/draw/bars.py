"""Range bars in a figure: residents, possible range and what sources give, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.path import Path

from geodata.i18n import _
from layers.figure.draw.blocks import Block, Paragraph
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.draw.patterns import cover
from layers.figure.projection import Box
from layers.figure.theme import Typography
from layers.picture.reader import PictureReader

__all__ = ["RangeBarBlock", "bar_blocks"]

_HIGH = 7.0


@dataclass(frozen=True)
class RangeBarBlock:
    """One row of range bars: name and range in words, the bar, and the words below it.

    Parameters
    ----------
    row : mapping
        As :meth:`layers.estimate.range_bars.RangeBars.payload` writes it.
    style : Typography
        The typography of the sheet.
    gap : float
        Space above.
    """

    row: Mapping[str, Any]
    style: Typography
    gap: float = 0.0

    @property
    def _head(self) -> Paragraph:
        words = f"{self.row['name']['text']}: {self.row['words']}"
        return Paragraph(words, self.style, "small", self.style.tones.ink, 600, most=2)

    @property
    def _note(self) -> Paragraph:
        return Paragraph(self.row["note"], self.style, "tiny", self.style.tones.soft, most=3)

    def height(self, width: float) -> float:
        """Return the height of words and bar."""
        bar = (_HIGH + 3) * self.style.letters
        return self._head.height(width) + bar + self._note.height(width)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw words and bar."""
        style, tones, row = self.style, self.style.tones, self.row
        self._head.draw(paper, x, y, width)
        y += self._head.height(width) + style.letters
        high = _HIGH * style.letters

        def box(low: float, most: float, inset: float) -> Box:
            right = max(x + most * width, x + low * width + style.letters)
            return (x + low * width, y + inset * high, right, y + (1 - inset) * high)

        axis = Path([(x, y - style.letters), (x, y + high + style.letters)])
        if row["residents"] is not None:
            paper.path(rectangle(box(0.0, row["residents"], 0.0)), fill=tones.rule)
        if row["low"] is not None and row["high"] is not None:
            possible = box(row["low"], row["high"], 0.18)
            cover(paper, rectangle(possible), possible, "hatch", tones.soft, style.unit)
            paper.path(rectangle(possible), pen=Pen(tones.soft, 0.7 * style.letters))
        for low, most in row["dots"]:
            middle, radius = y + high / 2, 0.38 * high
            if low == most:
                paper.path(Path.circle((x + low * width, middle), radius), fill=tones.accent)
            else:
                paper.path(rectangle(box(low, most, 0.3)), fill=tones.accent)
        paper.path(axis, pen=Pen(tones.outline, 0.6 * style.letters))
        self._note.draw(paper, x, y + high + 2 * style.letters, width)


def bar_blocks(shown: PictureReader, style: Typography) -> list[Block]:
    """Return the range bars of the regions shown, where the picture has them."""
    bars = shown.symbology.get("bars")
    if not bars:
        return []
    tones = style.tones
    total = f" {bars['total']}." if bars["total"] else ""
    said = f"{bars['assumption']}{total} {bars['order']}"
    return [
        Paragraph(
            _("Possible range, {unit}").format(unit=bars["unit"]),
            style,
            "heading",
            tones.ink,
            600,
            most=3,
        ),
        *(RangeBarBlock(row, style, gap=style.space(0.8)) for row in bars["rows"]),
        Paragraph(said, style, "tiny", tones.faint, most=8, gap=style.space(0.8)),
    ]
