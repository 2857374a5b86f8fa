"""Scale bar, north arrow, the inset that says where in China this is, and the QR code."""

from __future__ import annotations

import math

import segno
from matplotlib.path import Path

from geodata.i18n import _
from layers.figure.draw.geometry import Shapes, placed
from layers.figure.draw.ground import Context
from layers.figure.draw.legend import say
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.projection import Box, Projection, Viewport
from layers.figure.theme import Typography
from layers.picture.reader import PictureReader

__all__ = ["LOCATOR", "draw_locator", "draw_qr", "draw_scale", "locator_projection", "scale_size"]

LOCATOR = (100.0, 74.0)
"""Width and height of the inset, in the painter's pixels."""
_LONGEST = 110.0
_WIDEST = 0.34
"""Longest scale bar, in the painter's pixels and as a share of the map's width."""


def locator_projection(shown: PictureReader) -> Projection:
    """Return the projection of the inset."""
    longitude, latitude = shown.regions["locator"]["centre"]
    return Projection(latitude, longitude)


def _step(sight: Viewport) -> float:
    """Return the length of the scale bar in metres: 1, 2 or 5 of a power of ten."""
    wide = sight.frame[2] - sight.frame[0]
    metres = min(_LONGEST * sight.unit, _WIDEST * wide) / sight.scale
    power = 10.0 ** math.floor(math.log10(metres))
    return next(n for n in (5, 2, 1) if n * power <= metres) * power


def scale_size(sight: Viewport) -> tuple[float, float]:
    """Return width and height of the scale bar with the north arrow."""
    length = _step(sight) * sight.scale
    return length + 34 * sight.unit, 26 * sight.unit


def draw_scale(
    paper: Paper, box: Box, sight: Viewport, style: Typography, shown: PictureReader
) -> None:
    """Draw a scale bar that is true at the middle of the map, and which way is north."""
    unit, tones = sight.unit, style.tones
    metres = _step(sight)
    length = metres * sight.scale
    left, base = box[0], box[3] - 4 * unit
    rule = Path(
        [
            (left, base - 5 * unit),
            (left, base),
            (left + length, base),
            (left + length, base - 5 * unit),
        ]
    )
    paper.path(rule, pen=Pen(tones.page, 3.4 * unit))
    paper.path(rule, pen=Pen(tones.ink, 1.2 * unit))
    far = metres >= 1000
    words = shown.words["kilometres" if far else "metres"]
    amount = f"{metres / 1000 if far else metres:g}"
    size = style.size("small")
    halo = (tones.land, 1.5 * unit)
    paper.text(
        say(words, n=amount),
        left + length / 2,
        base - 6 * unit,
        size=size,
        colour=tones.ink,
        align="middle",
        halo=halo,
    )
    x = left + length + 20 * unit
    top = base - 22 * unit
    arrow = Path(
        [(x, top), (x + 4.5 * unit, base), (x, base - 4 * unit), (x - 4.5 * unit, base), (x, top)],
        closed=True,
    )
    paper.path(arrow, fill=tones.ink, pen=Pen(tones.page, 0.8 * unit))
    paper.text(
        _("N"),
        x + 9 * unit,
        base,
        size=size,
        colour=tones.ink,
        weight=600,
        align="middle",
        halo=halo,
    )


def draw_locator(
    paper: Paper,
    box: Box,
    shown: PictureReader,
    shapes: Shapes,
    context: Context,
    style: Typography,
) -> None:
    """Draw where the area lies. ``shapes`` and ``context`` are those of its own projection."""
    tones = style.tones
    west, south, east, north = shown.regions["locator"]["metres"]
    sight = Viewport.fitting(box, (west, south, east, north), style.unit, pad=0)
    frame = rectangle(box)
    paper.path(frame, fill=tones.sea)
    for path in context.shapes(context.land, sight):
        paper.path(path, fill=tones.page, clip=frame)
    lines = context.lines(context.borders, sight)
    paper.path(lines, pen=Pen(tones.faint, 0.5 * style.unit), clip=frame)
    area = shown.regions["area"]["code"]
    level = shapes.level_of(area)
    metres = None if level is None else shapes.metres(level, area)
    if metres is not None:
        shape = placed(metres, sight)
        x0, y0, x1, y1 = shape.box
        paper.path(shape.path, fill=tones.accent, clip=frame)
        if max(x1 - x0, y1 - y0) < 10 * style.unit:
            ring = Path.circle(((x0 + x1) / 2, (y0 + y1) / 2), 6.5 * style.unit)
            paper.path(ring, pen=Pen(tones.accent, 1.3 * style.unit), clip=frame)
    paper.path(frame, pen=Pen(tones.faint, 0.6 * style.unit))


def draw_qr(paper: Paper, box: Box, address: str) -> None:
    """Draw an address as a QR code that fills a box."""
    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=2)]
    side = (box[2] - box[0]) / len(rows)
    squares = [
        rectangle(
            (
                box[0] + column * side,
                box[1] + row * side,
                box[0] + (column + 1) * side,
                box[1] + (row + 1) * side,
            )
        )
        for row, cells in enumerate(rows)
        for column, dark in enumerate(cells)
        if dark
    ]
    paper.path(rectangle(box), fill="#ffffff")
    paper.path(Path.make_compound_path(*squares), fill="#000000")
