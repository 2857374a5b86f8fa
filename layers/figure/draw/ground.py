"""The ground of the map: land and water around it, coloured units, borders, disputed land."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.path import Path

from layers.figure.draw.geometry import Shape, Shapes, decode, line_path, placed
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.draw.patterns import Look, cover
from layers.figure.projection import Box, Points, Projection, Viewport
from layers.figure.theme import Tones
from layers.picture.reader import PictureReader

__all__ = ["Context", "DrawnUnit", "draw_claim", "draw_ground", "units_of"]

_OUTLINES = (1.7, 1.25, 0.9)
"""Width of an outline by the rank of its level, the widest first, in the painter's pixels."""
_WATERMARK = 0.5


@dataclass(frozen=True)
class DrawnUnit:
    """A coloured unit on the sheet."""

    code: str
    index: int
    name: Mapping[str, str]
    shape: Shape
    path: Path
    inside: Path
    point: tuple[float, float]


class Context:
    """Land, lakes, rivers, country lines and names around the area, in metres.

    Parameters
    ----------
    asset : mapping
        As :func:`layers.assets.build_context.build_context` makes it.
    projection : Projection
        From degrees to metres.
    """

    def __init__(self, asset: Mapping[str, Any], projection: Projection) -> None:
        scale = asset["scale"]

        def polygons(packed: Sequence[Sequence[Sequence[int]]]) -> list[tuple[Points, ...]]:
            return [
                tuple(projection.forward(decode(ring, scale)) for ring in rings) for rings in packed
            ]

        def lines(packed: Sequence[Sequence[int]]) -> list[Points]:
            return [projection.forward(decode(line, scale)) for line in packed]

        self.land = polygons(asset["land"])
        self.lakes = polygons(asset["lakes"])
        self.rivers = lines(asset["rivers"])
        self.borders = lines(asset["borders"])
        self.names = asset["names"]

    def shapes(self, polygons: list[tuple[Points, ...]], sight: Viewport) -> list[Path]:
        """Return polygons on the sheet, cut at the frame."""
        found = (placed((rings,), sight).clipped(sight.frame) for rings in polygons)
        return [path for path in found if path is not None]

    def lake_at(self, x: float, y: float, sight: Viewport) -> Box | None:
        """Return the box of the lake at a point of the sheet; ``None`` where there is none."""
        found = (placed((rings,), sight) for rings in self.lakes)
        return next((shape.box for shape in found if shape.holds(x, y)), None)

    def lines(self, lines: list[Points], sight: Viewport) -> Path | None:
        """Return lines on the sheet that come near the frame, as one path."""
        return line_path((sight.place(line) for line in lines), sight.frame)


def units_of(shown: PictureReader, shapes: Shapes, sight: Viewport) -> list[DrawnUnit]:
    """Return the coloured units that the frame shows."""
    level = shown.regions["level"]
    found = []
    for index, unit in enumerate(shown.units):
        shape = shapes.on_sheet(level, unit["code"], sight)
        path = None if shape is None else shape.clipped(sight.frame)
        inside = None if shape is None else shape.clipped(sight.frame, 0)
        if shape is None or path is None or inside is None:
            continue
        at = shapes.projection.forward(np.asarray([unit["point"]], float))
        ((x, y),) = sight.place(at)
        point = (float(x), float(y))
        found.append(DrawnUnit(unit["code"], index, unit["name"], shape, path, inside, point))
    return found


@dataclass(frozen=True)
class Ground:
    """What :func:`draw_ground` needs."""

    shown: PictureReader
    shapes: Shapes
    context: Context | None
    units: list[DrawnUnit]
    looks: list[Look]
    sight: Viewport
    tones: Tones


def draw_ground(paper: Paper, ground: Ground) -> None:
    """Draw everything below the events."""
    sight, tones, shown = ground.sight, ground.tones, ground.shown
    frame = rectangle(sight.frame)
    paper.path(frame, fill=tones.sea if ground.context else tones.paper)
    if ground.context:
        for path in ground.context.shapes(ground.context.land, sight):
            paper.path(path, fill=tones.land, clip=frame)
        lines = ground.context.lines(ground.context.borders, sight)
        paper.path(lines, pen=Pen(tones.country, sight.unit), clip=frame)
    if shown.regions["claimed"]:
        _draw_claims(paper, ground)
    _draw_units(paper, ground)
    if shown.is_illustration:
        _watermark(paper, ground)
    if ground.context:
        _draw_water(paper, ground.context, sight, tones)
    _draw_borders(paper, ground)


def _draw_units(paper: Paper, ground: Ground) -> None:
    classes = ground.shown.class_of
    by_class: dict[int, list[Path]] = {}
    for unit in ground.units:
        at = classes[unit.index]
        by_class.setdefault(at if 0 <= at < len(ground.looks) - 1 else -1, []).append(unit.inside)
    for index in sorted(by_class):
        # Units of one class share no inside, so they are filled as one.
        whole = Path.make_compound_path(*by_class[index])
        look = ground.looks[index]
        paper.path(whole, fill=look.fill)
        if look.pattern is not None:
            box = _seen(whole, ground.sight.frame)
            cover(paper, whole, box, look.pattern, look.stroke, ground.sight.unit)


def _seen(path: Path, frame: Box) -> Box:
    points = np.asarray(path.vertices, float)
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return (
        max(float(x0), frame[0]),
        max(float(y0), frame[1]),
        min(float(x1), frame[2]),
        min(float(y1), frame[3]),
    )


def _watermark(paper: Paper, ground: Ground) -> None:
    """The word all over the units with a number, so that it stands in what is cut out."""
    shown = ground.shown
    told = [
        unit.inside
        for unit in ground.units
        if shown.class_at(shown.class_of[unit.index])["status"] == "reported"
    ]
    if not told:
        return
    whole = Path.make_compound_path(*told)
    paper.repeat(
        ground.shown.words["label_illustration"],
        _seen(whole, ground.sight.frame),
        whole,
        size=11.5 * ground.sight.unit,
        colour=ground.tones.ink,
        alpha=_WATERMARK,
    )


def _draw_water(paper: Paper, context: Context, sight: Viewport, tones: Tones) -> None:
    frame = rectangle(sight.frame)
    thin = Pen(tones.river, 0.7 * sight.unit)
    paper.path(context.lines(context.rivers, sight), pen=thin, clip=frame)
    for path in context.shapes(context.lakes, sight):
        paper.path(path, fill=tones.water, pen=Pen(tones.river, 0.6 * sight.unit), clip=frame)


def _draw_borders(paper: Paper, ground: Ground) -> None:
    sight, tones = ground.sight, ground.tones
    frame = rectangle(sight.frame)
    sizes = sorted(
        min(x1 - x0, y1 - y0) for x0, y0, x1, y1 in (unit.shape.box for unit in ground.units)
    )
    if sizes:
        # Borders thin out with the units between them: thousands of them cover the colours.
        typical = sizes[len(sizes) // 2]
        width = max(0.12 * sight.unit, min(0.8 * sight.unit, typical / 32))
        whole = Path.make_compound_path(*(unit.path for unit in ground.units))
        paper.path(whole, pen=Pen(tones.border, width), clip=frame)
    for outline in ground.shown.regions["outlines"]:
        shape = ground.shapes.on_sheet(outline["level"], outline["code"], sight)
        path = None if shape is None else shape.clipped(sight.frame)
        factor = 0.55 if ground.shown.shows_whole else 1.0
        rank = min(outline["rank"], len(_OUTLINES)) - 1
        width = _OUTLINES[rank] * sight.unit * factor
        paper.path(path, pen=Pen(tones.outline, width), clip=frame)


def _draw_claims(paper: Paper, ground: Ground) -> None:
    frame = rectangle(ground.sight.frame)
    for _, _, shape in ground.shapes.claimed(ground.sight):
        path = shape.clipped(ground.sight.frame)
        if path is not None:
            draw_claim(paper, path, _seen(path, ground.sight.frame), ground, frame)


def draw_claim(
    paper: Paper, path: Path, box: Box, ground: Ground, clip: Path | None = None
) -> None:
    """Draw land that is claimed and not administered."""
    tones, unit = ground.tones, ground.sight.unit
    paper.path(path, fill=tones.land, clip=clip)
    cover(paper, path, box, "claim", tones.claim, unit)
    paper.path(path, pen=Pen(tones.outline, 1.2 * unit, (5 * unit, 4 * unit)), clip=clip)
