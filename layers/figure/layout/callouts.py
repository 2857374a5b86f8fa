"""The plate of a published range: beside its unit, tied to its outline, over nothing else.

The same rules as the painter's (``layers/web/painter/callouts.js``), save that a plate without
a free place is left out: the legend says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.path import Path

from layers.figure.draw.blocks import Paragraph
from layers.figure.draw.geometry import Shape, Shapes, overlaps
from layers.figure.draw.ground import DrawnUnit
from layers.figure.draw.legend import say
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.layout.boxes import Boxes
from layers.figure.projection import Box, Points, Viewport
from layers.figure.text.shaping import lines_of, width_of
from layers.figure.theme import Typography
from layers.picture.reader import PictureReader
from layers.wording import isolated

__all__ = ["Callout", "draw_plate", "place_plates"]

_STEPS = 14
_LONGEST = 168.0
"""Longest line, in the painter's pixels."""
_WIDEST = 0.42
"""Share of a map's width that a plate may take."""
_OWN, _OTHER = 300.0, 40.0
"""What it costs to hide a point of the unit itself, and of any other unit."""
_MOST = 6 * _OTHER
"""What may be hidden at most, in the same terms."""


@dataclass(frozen=True)
class Callout:
    """A plate in its place; ``tie`` is the nearest point of the outline."""

    box: Box
    tie: tuple[float, float]
    lines: tuple[tuple[str, str, int], ...]


def _lines(
    each: Mapping[str, Any], shown: PictureReader, style: Typography
) -> tuple[tuple[str, str, int], ...]:
    words = shown.words
    level = words.get(f"level_{each['level']}", each["level"])
    name = isolated(each["name"]["text"])
    told = (
        (say(words["range_of_unit"], level=level), "tiny", 400),
        (name, "body", 600),
        (each["label"], "body", 600),
    )
    return tuple(
        (line, size, weight)
        for text, size, weight in told
        for line in lines_of(text, _LONGEST * style.unit / style.size(size), weight=weight, most=3)
    )


def _step(line: str, size: str, style: Typography) -> float:
    return Paragraph(line, style, size, "").step(line)


def _size(lines: Sequence[tuple[str, str, int]], style: Typography) -> tuple[float, float]:
    wide = max(width_of(line, weight) * style.size(size) for line, size, weight in lines)
    high = sum(_step(line, size, style) for line, size, _ in lines)
    return wide + 12 * style.unit, high + 8 * style.unit


def place_plates(
    shown: PictureReader,
    shapes: Shapes,
    units: Sequence[DrawnUnit],
    boxes: Boxes,
    sight: Viewport,
    style: Typography,
) -> list[Callout]:
    """Return the plates of a map, and take their places.

    Parameters
    ----------
    shown : PictureReader
        The picture.
    shapes : Shapes
        Its outlines.
    units : sequence of DrawnUnit
        The coloured units.
    boxes : Boxes
        What is taken already.
    sight : Viewport
        Where metres lie on the sheet.
    style : Typography
        The typography of the sheet.
    """
    plates = []
    drawn = [
        (each, shape)
        for each in shown.ranges
        if (shape := shapes.on_sheet(each["level"], each["code"], sight)) is not None
    ]
    for each, shape in drawn:
        lines = _lines(each, shown, style)
        others = [other for _, other in drawn if other is not shape]
        found = _best(shape, others, units, boxes, _size(lines, style))
        if found is not None:
            box, tie = found
            boxes.block(box)
            plates.append(Callout(box, tie, lines))
    return plates


def _best(
    shape: Shape,
    others: Sequence[Shape],
    units: Sequence[DrawnUnit],
    boxes: Boxes,
    size: tuple[float, float],
) -> tuple[Box, tuple[float, float]] | None:
    left, _, right, _ = boxes.frame
    if size[0] > _WIDEST * (right - left):
        return None
    ring = shape.largest[0]
    outline = ring[:: max(1, len(ring) // 240)]
    tried = sorted(
        (gap, box, tie)
        for box in _places(boxes.frame, size)
        if boxes.free(box)
        for gap, tie in [_nearest(outline, box)]
    )
    best: tuple[float, Box, tuple[float, float]] | None = None
    for gap, box, tie in tried:
        if best is not None and gap >= best[0]:
            break
        hidden = _hidden(box, shape, units)
        cost = gap + hidden + _OWN * any(_crosses(box, tie, other) for other in others)
        if hidden <= _MOST and (best is None or cost < best[0]):
            best = (cost, box, tie)
    return None if best is None else best[1:]


def _places(frame: Box, size: tuple[float, float]) -> Iterator[Box]:
    left, top, right, bottom = frame
    for i in range(_STEPS + 1):
        for j in range(_STEPS + 1):
            x = left + (right - left - size[0]) * i / _STEPS
            y = top + (bottom - top - size[1]) * j / _STEPS
            yield x, y, x + size[0], y + size[1]


def _nearest(outline: Points, box: Box) -> tuple[float, tuple[float, float]]:
    middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    gaps = np.hypot(*(outline - middle).T)
    at = int(gaps.argmin())
    return float(gaps[at]), (float(outline[at][0]), float(outline[at][1]))


def _crosses(box: Box, tie: tuple[float, float], other: Shape) -> bool:
    """Whether the line from a plate to its unit runs through the unit of another plate."""
    start = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return any(
        other.holds(tie[0] + (start[0] - tie[0]) * k, tie[1] + (start[1] - tie[1]) * k)
        for k in (0.1, 0.25, 0.5, 0.75, 1.0)
    )


def _hidden(box: Box, shape: Shape, units: Sequence[DrawnUnit]) -> float:
    """Return what a plate would hide at fifteen points of its box."""
    near = [unit.shape for unit in units if overlaps(unit.shape.box, box)]
    cost = 0.0
    for x in np.linspace(box[0], box[2], 5):
        for y in np.linspace(box[1], box[3], 3):
            if shape.holds(float(x), float(y)):
                cost += _OWN
            elif any(each.holds(float(x), float(y)) for each in near):
                cost += _OTHER
    return cost


def draw_plate(paper: Paper, plate: Callout, style: Typography) -> None:
    """Draw a plate and the line that ties it to its unit."""
    unit, tones = style.unit, style.tones
    left, top, right, bottom = plate.box
    x, y = plate.tie
    at = (max(left, min(right, x)), max(top, min(bottom, y)))
    if np.hypot(x - at[0], y - at[1]) > 2 * unit:
        paper.path(Path([at, (x, y)]), pen=Pen(tones.page, 3.2 * unit))
        paper.path(Path([at, (x, y)]), pen=Pen(tones.range, 1.3 * unit))
    paper.path(rectangle(plate.box), fill=tones.page, pen=Pen(tones.range, 1.3 * unit))
    y = top + 4 * unit
    for line, size, weight in plate.lines:
        letters, step = style.size(size), _step(line, size, style)
        base = y + (step - letters) / 2 + 0.79 * letters
        colour = tones.soft if weight == 400 else tones.range
        paper.text(line, left + 6 * unit, base, size=letters, colour=colour, weight=weight)
        y += step
