"""Rings and lines as flat whole numbers: the first point absolute, then steps."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["flatten"]


def flatten(points: Iterable[tuple[float, float]], scale: int) -> list[int]:
    """Quantised steps of a line or ring.

    Parameters
    ----------
    points : iterable of (x, y)
        In degrees. The repeated last point of a ring must have been dropped.
    scale : int
        Whole-number units to a degree.

    Returns
    -------
    list of int
        ``x0, y0, dx, dy, …``; points that round to the one before are left out.

    Examples
    --------
    >>> flatten([(1.0, 2.0), (1.04, 2.0), (1.5, 1.5)], 10)
    [10, 20, 5, -5]
    """
    flat: list[int] = []
    last = (0, 0)
    for x, y in points:
        here = (round(x * scale), round(y * scale))
        if flat and here == last:
            continue
        flat += [here[0] - last[0], here[1] - last[1]]
        last = here
    return flat
