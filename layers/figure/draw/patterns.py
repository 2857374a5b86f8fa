"""Hatches, dots and class colours as a theme shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.path import Path

from layers.figure.draw.paper import Paper, Pen
from layers.figure.projection import Box
from layers.figure.theme import Tones, grey_of, luminance
from layers.picture.reader import PictureReader

__all__ = ["Kind", "Look", "cover", "hatching", "looks_of", "paint"]

Kind = Literal["hatch", "dots", "range", "claim", "fall", "cross", "sparse", "stripes"]

_STEP = {
    "hatch": 7,
    "dots": 7,
    "range": 6,
    "claim": 6,
    "fall": 6,
    "cross": 7,
    "sparse": 9,
    "stripes": 9,
}
_WIDTH = {"range": 1.3, "hatch": 0.8, "stripes": 3.0}
_ALPHA = {"fall": 0.45, "stripes": 0.14}
_DOT = {"dots": 1.05, "sparse": 1.35}


def hatching(kind: Kind, box: Box, unit: float) -> Path | None:
    """Return the strokes or dots of a pattern all over a box; ``None`` where none fits in.

    Strokes are laid on one grid for the whole sheet, so that patterns of neighbours meet.
    """
    step = _STEP[kind] * unit
    if kind in _DOT:
        return _dots(box, step, _DOT[kind] * unit)
    if kind == "fall":
        return _upright(box, step)
    if kind == "claim":
        return _level(box, step)
    if kind == "cross":
        both = [each for each in (_slanted(box, step, 1), _slanted(box, step, -1)) if each]
        return Path.make_compound_path(*both) if both else None
    return _slanted(box, step, -1 if kind in {"range", "stripes"} else 1)


def _segments(starts: list[tuple[float, float]], ends: list[tuple[float, float]]) -> Path | None:
    if not starts:
        return None
    points = np.empty((2 * len(starts), 2))
    points[::2], points[1::2] = starts, ends
    return Path(points, np.tile((Path.MOVETO, Path.LINETO), len(starts)))


def _slanted(box: Box, step: float, way: int) -> Path | None:
    """Return lines at 45 degrees: rising to the right for ``way`` 1, falling for -1."""
    left, top, right, bottom = box
    totals = [x + way * y for x in (left, right) for y in (top, bottom)]
    low, high = min(totals), max(totals)
    sums = np.arange(np.floor(low / step) * step, high + step, step)
    starts, ends = [], []
    for total in sums:
        # On the line x + way * y = total.
        ys = sorted((way * (total - left), way * (total - right)))
        y0, y1 = max(top, ys[0]), min(bottom, ys[1])
        if y0 < y1:
            starts.append((float(total - way * y0), y0))
            ends.append((float(total - way * y1), y1))
    return _segments(starts, ends)


def _upright(box: Box, step: float) -> Path | None:
    left, top, right, bottom = box
    xs = np.arange(np.ceil(left / step) * step, right, step)
    return _segments([(float(x), top) for x in xs], [(float(x), bottom) for x in xs])


def _level(box: Box, step: float) -> Path | None:
    left, top, right, bottom = box
    ys = np.arange(np.ceil(top / step) * step, bottom, step)
    return _segments([(left, float(y)) for y in ys], [(right, float(y)) for y in ys])


def _dots(box: Box, step: float, radius: float) -> Path:
    left, top, right, bottom = box
    circle = Path.circle((0, 0), radius)
    xs = np.arange(np.floor(left / step) * step, right + step, step) + step / 2
    ys = np.arange(np.floor(top / step) * step, bottom + step, step) + step / 2
    at = np.array([(x, y) for y in ys for x in xs])
    ring = np.asarray(circle.vertices, float)
    points = (ring[None, :, :] + at[:, None, :]).reshape(-1, 2)
    return Path(points, np.tile(np.asarray(circle.codes), len(at)))


def cover(
    paper: Paper, path: Path, box: Box, kind: Kind, colour: str, unit: float, alpha: float = 1.0
) -> None:
    """Draw a pattern inside a path."""
    strokes = hatching(kind, box, unit)
    if kind in _DOT:
        paper.path(strokes, fill=colour, clip=path, alpha=alpha)
        return
    width = _WIDTH.get(kind, 1.0) * unit
    paper.path(strokes, pen=Pen(colour, width, alpha=_ALPHA.get(kind, alpha)), clip=path)


@dataclass(frozen=True, slots=True)
class Look:
    """How a class is drawn.

    Parameters
    ----------
    fill : str
        Its ground.
    pattern : str or None
        The pattern over it.
    stroke : str
        Colour of the pattern.
    """

    fill: str
    pattern: Kind | None = None
    stroke: str = ""

    @property
    def is_dark(self) -> bool:
        """Whether letters on it are light."""
        return luminance(self.fill) < 0.3


def looks_of(shown: PictureReader, tones: Tones) -> list[Look]:
    """Return the look of each class, and last that of a unit without a readable class."""
    classes = [*shown.classes, shown.class_at(-1)]
    if tones.grey:
        return _greys(classes, shown.symbology.get("grid"), tones)
    return [_plain(each, tones) for each in classes]


def _plain(each: Mapping[str, Any], tones: Tones) -> Look:
    pattern = _pattern(each)
    strokes = {"fall": tones.ink, "stripes": tones.ink, "range": tones.range}
    stroke = strokes.get(pattern or "", tones.hatch)
    return Look(each["fill"] or tones.page, pattern, stroke)


def _pattern(each: Mapping[str, Any]) -> Kind | None:
    if not each["pattern"]:
        return None
    known: dict[str, Kind] = {
        "dots": "dots",
        "fall": "fall",
        "range": "range",
        "stripes": "stripes",
    }
    return known.get(each["pattern"], "hatch")


def _greys(
    classes: Sequence[Mapping[str, Any]], grid: Mapping[str, Any] | None, tones: Tones
) -> list[Look]:
    """Return looks that no two classes share in grey: lightness by rank, then a pattern."""
    if grid:
        return _grid_greys(classes, grid, tones)
    coloured = [i for i, each in enumerate(classes) if each["status"] == "reported"]
    rank = {index: place for place, index in enumerate(coloured)}
    last = max(1, len(coloured) - 1)
    falls = any(each["pattern"] == "fall" for each in classes)
    looks = []
    for index, each in enumerate(classes):
        if index not in rank:
            looks.append(Look("#ffffff", _pattern(each), tones.hatch))
            continue
        place = rank[index]
        away = abs(2 * place - last) / last if falls else place / last
        fill = grey_of(0.93 - 0.72 * away)
        stroke = "#ffffff" if luminance(fill) < 0.3 else tones.ink
        looks.append(Look(fill, _grey_pattern(each, place, falls), stroke))
    return looks


def _grey_pattern(each: Mapping[str, Any], place: int, falls: bool) -> Kind | None:
    if each["pattern"]:
        return _pattern(each)
    return "sparse" if place % 2 and not falls else None


def _grid_greys(
    classes: Sequence[Mapping[str, Any]], grid: Mapping[str, Any], tones: Tones
) -> list[Look]:
    """Return looks of a grid: lightness by column, pattern by row, the last one quietest."""
    wide = len(grid["x"])
    own = [_pattern(classes[wide * row]) for row in range(len(grid["y"]))]
    spare: Iterator[Kind | None] = iter([None, "sparse", "range", "fall", "cross"])
    rows = [pattern or next(spare) for pattern in own]
    looks = []
    for index, each in enumerate(classes):
        row, column = divmod(index, wide)
        if each["status"] != "reported" or row >= len(rows):
            looks.append(Look("#ffffff", _pattern(each), tones.hatch))
            continue
        fill = grey_of(0.93 - 0.6 * column / max(1, wide - 1))
        quiet = tones.soft if rows[row] in {"range", "fall"} else tones.ink
        looks.append(Look(fill, rows[row], "#ffffff" if luminance(fill) < 0.3 else quiet))
    return looks


def paint(paper: Paper, path: Path, box: Box, look: Look, unit: float) -> None:
    """Fill a path as a class looks."""
    paper.path(path, fill=look.fill)
    if look.pattern is not None:
        cover(paper, path, box, look.pattern, look.stroke, unit)
