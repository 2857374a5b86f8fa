"""How a name with its count is drawn, and the circle of a count of several places."""

from __future__ import annotations

from matplotlib.path import Path

from layers.figure.boxes import box_around
from layers.figure.callouts import tie_end
from layers.figure.labels import CHIP, Label, chip_width
from layers.figure.names import set_form
from layers.figure.paper import Paper, Pen, rectangle
from layers.figure.type import Typography

__all__ = ["draw_label", "draw_tie"]


def draw_label(
    paper: Paper, label: Label, style: Typography, inks: tuple[str, str], reach: float
) -> None:
    """Draw a label in its place.

    Parameters
    ----------
    paper : Paper
        Where.
    label : Label
        Name, count, or both.
    style : Typography
        The typography of the sheet.
    inks : tuple of str
        Colour of the name, and of its halo.
    reach : float
        How wide the halo is, in the painter's pixels.
    """
    unit, tones = style.unit, style.tones
    if label.places > 1:
        radius = (label.box[2] - label.box[0]) / 2
        circle = Path.circle((label.x, label.y), radius)
        paper.path(circle, fill=tones.page, pen=Pen(tones.ink, 1.1 * unit))
        _number(paper, label.count, label.x, label.y, 11.0 * unit, tones.ink)
        return
    chip = chip_width(label.count, unit)
    if label.form is not None:
        colour, halo = inks
        weight = 600 if label.count else 400
        x = label.x - chip / 2
        set_form(
            paper, label.form, x, label.y, colour=colour, halo=halo, weight=weight, reach=reach
        )
    if label.count:
        wide = chip - 4 * unit
        right = label.x + (label.form.width if label.form else 0.0) / 2 + chip / 2
        box = box_around(right - wide / 2, label.y, wide, CHIP * unit)
        pen = Pen(tones.ink, 0.9 * unit, (2.2 * unit, 1.6 * unit) if label.faded else ())
        paper.path(rectangle(box), fill=tones.page, pen=pen)
        _number(paper, label.count, right - wide / 2, label.y, 10.6 * unit, tones.ink)


def draw_tie(paper: Paper, label: Label, style: Typography) -> None:
    """Draw the line that ties a name beside its unit to the unit."""
    if label.tie is None:
        return
    unit, tones = style.unit, style.tones
    line = Path([tie_end(label.tie, label.box), label.tie])
    paper.path(line, pen=Pen(tones.casing, 2.6 * unit))
    paper.path(line, pen=Pen(tones.ink, 0.9 * unit))
    dot = Path.circle(label.tie, 1.9 * unit)
    paper.path(dot, fill=tones.ink, pen=Pen(tones.casing, 0.8 * unit))


def _number(paper: Paper, count: int, x: float, y: float, size: float, colour: str) -> None:
    base = y + 0.33 * size
    paper.text(str(count), x, base, size=size, colour=colour, weight=600, align="middle")
