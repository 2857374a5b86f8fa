"""Documented events as the outlines of their units, published ranges, and chosen regions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path

from layers.figure.draw.geometry import Shape, Shapes
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.draw.patterns import cover
from layers.figure.projection import Box, Viewport
from layers.figure.theme import Tones
from layers.picture.reader import Badge, Line, Mark, PictureReader

__all__ = [
    "Count",
    "Spot",
    "colour_of",
    "counts_of",
    "draw_chosen",
    "draw_events",
    "draw_range",
    "spots_of",
]

_TINY = 11
"""Units smaller than this, in the painter's pixels, get one thin line."""
_FADED = 0.38
_EDGE = 14.0
"""How far a count stands from the edges of the frame, in the painter's pixels."""


@dataclass(frozen=True)
class Spot:
    """A mark with its place on the sheet."""

    mark: Mark
    shape: Shape | None
    path: Path | None
    site: tuple[float, float] | None


@dataclass(frozen=True)
class Count:
    """The count of a region with its place on the sheet."""

    badge: Badge
    shape: Shape
    point: tuple[float, float]


def colour_of(line: Line, tones: Tones) -> str:
    """Return the colour of a line; its dashes tell it apart in grey."""
    return tones.ink if tones.grey else line.colour or tones.ink


def spots_of(shown: PictureReader, shapes: Shapes, sight: Viewport) -> list[Spot]:
    """Return the marks that the frame shows, wider units first."""
    found = []
    for mark in sorted(shown.marks, key=lambda mark: (mark.place["rank"], mark.code)):
        shape = shapes.on_sheet(mark.level, mark.code, sight)
        path = None if shape is None else shape.clipped(sight.frame)
        site = None
        if mark.place["at"]:
            at = shapes.projection.forward(np.asarray([mark.place["at"]], float))
            ((x, y),) = sight.place(at)
            site = (float(x), float(y))
        outside = site is not None and not _holds(sight.frame, site)
        if not outside and (site is not None or path is not None):
            found.append(Spot(mark, shape, path, site))
    return found


def counts_of(
    shown: PictureReader, shapes: Shapes, sight: Viewport, points: dict[str, tuple[float, float]]
) -> list[Count]:
    """Return the counts that the frame shows; ``points`` says where names of units stand."""
    found = []
    for badge in shown.badges:
        shape = shapes.on_sheet(badge.level, badge.code, sight)
        if shape is None or shape.clipped(sight.frame) is None:
            continue
        point = points.get(badge.code) or shape.inner
        if not _holds(sight.frame, point):
            part = shape.seen(sight.frame)
            if part is None:
                continue
            point = _kept(part.inner, sight)
        found.append(Count(badge, shape, point))
    return found


def _holds(frame: Box, point: tuple[float, float]) -> bool:
    left, top, right, bottom = frame
    return left <= point[0] <= right and top <= point[1] <= bottom


def _kept(point: tuple[float, float], sight: Viewport) -> tuple[float, float]:
    """Return a point moved so far from the edges of the frame that a count fits around it."""
    left, top, right, bottom = sight.frame
    far = _EDGE * sight.unit
    x, y = point
    return min(max(x, left + far), right - far), min(max(y, top + far), bottom - far)


def draw_events(
    paper: Paper,
    shown: PictureReader,
    shapes: Shapes,
    spots: Sequence[Spot],
    sight: Viewport,
    tones: Tones,
) -> None:
    """Draw published ranges, provinces that are listed beside the map, and marks."""
    for each in shown.ranges:
        shape = shapes.on_sheet(each["level"], each["code"], sight)
        if shape is not None:
            draw_range(paper, shape, sight, tones)
    frame = rectangle(sight.frame)
    dots = Pen(tones.ink, 1.5 * sight.unit, (0.01, 3.5 * sight.unit), cap="round")
    for mark in dotted(shown):
        shape = shapes.on_sheet(mark.level, mark.code, sight)
        if shape is not None:
            paper.path(shape.clipped(sight.frame), pen=dots, clip=frame)
    for spot in spots:
        if spot.site is None and spot.shape is not None and spot.path is not None:
            _draw_bands(paper, spot, spot.shape, spot.path, sight, tones)
    for spot in spots:
        if spot.site is not None:
            _draw_site(paper, spot.site, spot.mark, sight, tones)


def dotted(shown: PictureReader) -> list[Mark]:
    """Return the provinces whose outline is dotted: their events stand beside the map."""
    ranged = {each["code"] for each in shown.ranges}
    units = [*shown.units, *shown.regions["outlines"]]
    whole = {shown.regions["area"]["code"], *(unit["code"] for unit in units)}
    return [mark for mark in shown.beside if mark.code in whole - ranged]


def _draw_bands(
    paper: Paper, spot: Spot, shape: Shape, path: Path, sight: Viewport, tones: Tones
) -> None:
    """One band for each sort of events, from the border inwards, on a casing."""
    unit, lines = sight.unit, spot.mark.lines
    x0, y0, x1, y1 = shape.box
    if min(x1 - x0, y1 - y0) < _TINY * unit:
        alpha = _FADED if lines[0].faded else 1.0
        pen = Pen(colour_of(lines[0], tones), 1.2 * unit, alpha=alpha)
        paper.path(path, pen=pen, clip=rectangle(sight.frame))
        return
    inside = shape.clipped(sight.frame, 0)
    if inside is None:
        return
    room = shape.slim * 1.1 / len(lines)
    widest = (3.2 if spot.mark.place["finest"] else 2.8) * unit
    width = max(1.2 * unit, min(widest, room))
    for index in reversed(range(len(lines))):
        line = lines[index]
        reach = 2 * (index + 1) * (width + unit)
        paper.path(path, pen=Pen(tones.casing, reach + 2 * unit), clip=inside)
        dash = tuple(each * unit for each in line.dash)
        alpha = _FADED if line.faded else 1.0
        paper.path(path, pen=Pen(colour_of(line, tones), reach, dash, alpha=alpha), clip=inside)


def _draw_site(
    paper: Paper, at: tuple[float, float], mark: Mark, sight: Viewport, tones: Tones
) -> None:
    circle = Path.circle(at, 5 * sight.unit)
    colour = colour_of(mark.lines[0], tones) if mark.lines else tones.site
    frame = rectangle(sight.frame)
    paper.path(circle, fill=colour, alpha=_FADED if mark.faded else 1.0, clip=frame)
    paper.path(circle, pen=Pen(tones.casing, 1.6 * sight.unit), clip=frame)


def draw_range(paper: Paper, shape: Shape, sight: Viewport, tones: Tones) -> None:
    """Draw a hatched rim along the border of a unit, and a heavy outline.

    The rim leaves the colours of the units inside it readable.
    """
    unit = sight.unit
    path, inside = shape.clipped(sight.frame), shape.clipped(sight.frame, 0)
    if path is None or inside is None:
        return
    x0, y0, x1, y1 = shape.box
    reach = max(10 * unit, min(44 * unit, (x1 - x0) / 13, (y1 - y0) / 8)) / 2
    rim = shape.rim(sight.frame, reach)
    if rim is not None:
        cover(paper, rim, shape.box_in(sight.frame), "range", tones.range, unit)
    paper.path(path, pen=Pen(tones.range, 2.8 * unit), clip=rectangle(sight.frame))


def draw_chosen(paper: Paper, chosen: Iterable[Shape], sight: Viewport, tones: Tones) -> None:
    """Draw a heavy outline around regions that are to be seen first."""
    paths = [path for path in (shape.clipped(sight.frame) for shape in chosen) if path is not None]
    frame = rectangle(sight.frame)
    for colour, width in ((tones.casing, 6.0), (tones.ink, 3.0)):
        for path in paths:
            paper.path(path, pen=Pen(colour, width * sight.unit), clip=frame)
