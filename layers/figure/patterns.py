"""Hatches and dots as paths, so that they are as fine on paper as on a screen."""

from __future__ import annotations

from typing import Literal

import numpy as np
from matplotlib.path import Path

from layers.figure.paper import Paper, Pen
from layers.figure.projection import Box

__all__ = ["Kind", "cover", "hatching"]

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
