"""Cuts rings and lines at an upright rectangle, in plain arithmetic.

The same bytes come out on every machine, which a geometry library does not promise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

__all__ = ["Point", "Window", "clip_line", "clip_ring"]

Point = tuple[float, float]
Window = tuple[float, float, float, float]


def clip_ring(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a closed ring inside a window, side by side (Sutherland–Hodgman).

    Parameters
    ----------
    ring : sequence of (x, y)
        Closed implicitly; a repeated last point is dropped.
    window : (west, south, east, north)

    Returns
    -------
    list of (x, y)
        Empty where nothing is left.

    Examples
    --------
    >>> clip_ring([(0, 0), (4, 0), (4, 4), (0, 4)], (2, -1, 9, 9))
    [(2, 0.0), (4, 0), (4, 4), (2, 4.0)]
    """
    points = list(ring)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    for axis, bound, keeps in _sides(window):
        points = _clip_side(points, axis, bound, keeps)
    return points


def _sides(window: Window) -> list[tuple[int, float, Callable[[float, float], bool]]]:
    west, south, east, north = window
    return [
        (0, west, lambda v, b: v >= b),
        (0, east, lambda v, b: v <= b),
        (1, south, lambda v, b: v >= b),
        (1, north, lambda v, b: v <= b),
    ]


def _clip_side(
    points: list[Point], axis: int, bound: float, keeps: Callable[[float, float], bool]
) -> list[Point]:
    kept: list[Point] = []
    for start, end in pairwise([points[-1], *points] if points else []):
        inside, was = keeps(end[axis], bound), keeps(start[axis], bound)
        if inside != was:
            kept.append(_cross(start, end, axis, bound))
        if inside:
            kept.append(end)
    return kept


def _cross(a: Point, b: Point, axis: int, bound: float) -> Point:
    share = (bound - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def clip_line(line: Sequence[Point], window: Window) -> list[list[Point]]:
    """The stretches of a line whose points lie in a window.

    Parameters
    ----------
    line : sequence of (x, y)
    window : (west, south, east, north)

    Returns
    -------
    list of list of (x, y)
        Whole segments only: a segment with one end outside is left out.

    Examples
    --------
    >>> clip_line([(0, 0), (1, 0), (9, 0), (2, 0), (1, 1)], (0, 0, 3, 3))
    [[(0, 0), (1, 0)], [(2, 0), (1, 1)]]
    """
    west, south, east, north = window
    stretches: list[list[Point]] = [[]]
    for x, y in line:
        if west <= x <= east and south <= y <= north:
            stretches[-1].append((x, y))
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if len(stretch) > 1]
