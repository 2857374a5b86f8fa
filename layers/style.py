"""How values become colours: palettes, line styles and class breaks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.model import Kind, Modality

__all__ = [
    "DIVERGING",
    "KIND_LINES",
    "MODALITY_LINES",
    "NO_VALUE",
    "RAMPS",
    "UNNAMED_LINE",
    "Breaks",
    "Fill",
    "LineStyle",
    "Ramp",
    "fixed_breaks",
    "round_breaks",
    "round_steps",
    "vendor_lines",
]


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill for a light page and for a dark one, as ``#rrggbb``."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Ramp:
    """A palette, least first: sequential, or diverging from its middle."""

    light: tuple[str, ...]
    dark: tuple[str, ...]

    def fills(self, count: int) -> tuple[Fill, ...]:
        """Return ``count`` fills spread over the whole ramp.

        Raises
        ------
        ValueError
            If the ramp has fewer colours than asked for.
        """
        if not 1 <= count <= len(self.light):
            raise ValueError(f"a ramp has 1 to {len(self.light)} classes, not {count}")
        last = len(self.light) - 1
        picks = [last] if count == 1 else [round(i * last / (count - 1)) for i in range(count)]
        return tuple(Fill(self.light[i], self.dark[i]) for i in picks)


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The line of a modality: colours and a dash pattern in pixels (empty: solid)."""

    light: str
    dark: str
    dash: tuple[int, ...]


RAMPS = {
    "people": Ramp(
        light=("#ebf3df", "#cbdec6", "#a3c9b6", "#6fada3", "#3d8b8d", "#1b626e", "#0d4050"),
        dark=("#20343a", "#28505a", "#2f6d74", "#43898a", "#6aa89f", "#9dc9b8", "#d3e8d4"),
    ),
    "density": Ramp(
        light=("#f1eef6", "#d9d5e8", "#bbb6d8", "#9a94c4", "#7a70ab", "#594c8e", "#3a2c68"),
        dark=("#2a2738", "#3e3a58", "#554f79", "#706a9b", "#918cb9", "#b6b2d4", "#dddbee"),
    ),
    # Nearly without hue, so that an illustration is not taken for a documented number.
    "illustration": Ramp(
        light=("#f3f2f0", "#dedcd9", "#c9c6c2", "#b4b1ac", "#a09d96", "#8d8881"),
        dark=("#222425", "#333435", "#444547", "#565759", "#696a6c", "#7c7d7f"),
    ),
    "events": Ramp(
        light=("#fae3d0", "#f3bd97", "#e5905f", "#c9622f", "#97400f"),
        dark=("#47301f", "#754622", "#a9642f", "#d68e52", "#f5c396"),
    ),
}

DIVERGING = {
    # Two sides of a quiet middle, as light at one end as at the other: the sides differ in
    # hue, for every common colour blindness, and classes that fell are ruled as well.
    "change": Ramp(
        light=("#7a3b76", "#a978a5", "#d6bfd4", "#eeede8", "#c3d6b4", "#7fa65f", "#3f6d22"),
        dark=("#d49ad0", "#9c669a", "#5e4160", "#33363a", "#40543a", "#67904e", "#a5d37f"),
    ),
}

NO_VALUE = Fill("#f4f3ef", "#23262a")
"""Ground under the hatching of a region without a value; no ramp comes near it."""

MODALITY_LINES = {
    Modality.IRIS: LineStyle("#b3123f", "#ff6f91", ()),
    Modality.DNA: LineStyle("#5b2a86", "#c79bff", (9, 4)),
    Modality.FINGERPRINT: LineStyle("#7a4a00", "#f0b44c", (2, 4)),
    Modality.FACE: LineStyle("#004c8c", "#6fb7ff", (12, 3, 2, 3)),
    Modality.VOICE: LineStyle("#0b5d3b", "#5fd3a0", (6, 3, 2, 3)),
    Modality.BLOOD_TYPE: LineStyle("#8a1c1c", "#ff8f7a", (4, 2)),
    Modality.HEALTH_EXAM: LineStyle("#3f5200", "#c3d95f", (14, 4)),
    Modality.MULTI: LineStyle("#222222", "#f2f2f2", (9, 3, 2, 3, 2, 3)),
    Modality.NONE: LineStyle("#555555", "#b8b8b8", (1, 5)),
}


UNNAMED_LINE = LineStyle("#6b6b6b", "#a8a8a8", (1, 5))
"""For what has no name to tell it by."""

_SERIES = (
    LineStyle("#b3123f", "#ff6f91", ()),
    LineStyle("#004c8c", "#6fb7ff", (9, 4)),
    LineStyle("#5b2a86", "#c79bff", (12, 3, 2, 3)),
    LineStyle("#7a4a00", "#f0b44c", (2, 4)),
    LineStyle("#0b5d3b", "#5fd3a0", (6, 3, 2, 3)),
    LineStyle("#8a1c1c", "#ff8f7a", (4, 2)),
    LineStyle("#3f5200", "#c3d95f", (14, 4)),
    LineStyle("#1f4e57", "#8fd6dd", (9, 3, 2, 3, 2, 3)),
    LineStyle("#6d1f5e", "#f09adf", (5, 2, 1, 2)),
    LineStyle("#222222", "#f2f2f2", (3, 3)),
)

KIND_LINES = dict(zip(Kind, _SERIES, strict=True))


def vendor_lines(vendors: tuple[str, ...]) -> dict[str, LineStyle]:
    """Return a line for each vendor; from the tenth on they share the last one."""
    return {name: _SERIES[min(i, len(_SERIES) - 1)] for i, name in enumerate(vendors)}


@dataclass(frozen=True, slots=True)
class Breaks:
    """Upper bounds of classes, ascending; a value equal to a bound belongs below it.

    ``floor`` is the lower end of the first class. The last bound is at least the largest
    value that is likely to come; a larger one belongs to the last class.
    """

    floor: float
    bounds: tuple[float, ...]

    def classify(self, values: Sequence[float]) -> list[int]:
        """Return the class of each value.

        Raises
        ------
        ValueError
            If a value is not a number: what is unknown belongs to no class.
        """
        numbers = np.asarray(values, float)
        if np.isnan(numbers).any():
            raise ValueError("a value that is not a number belongs to no class")
        return [int(index) for index in np.searchsorted(self.bounds[:-1], numbers)]

    def intervals(self) -> list[tuple[float, float]]:
        """Return lower and upper end of each class."""
        return list(zip((self.floor, *self.bounds), self.bounds, strict=False))


def fixed_breaks(floor: float, *bounds: float) -> Breaks:
    """Return breaks that are the same for every area, level and year."""
    return Breaks(floor, bounds)


_ROUND = (1.0, 2.0, 5.0, 10.0)
_NO_CHANGE = 1e-9


def round_breaks(groups: Iterable[Sequence[float]], classes: int, floor: float = 0.0) -> Breaks:
    """Return breaks at round numbers that put about as many values into each class.

    Every group of values, such as those of one level, counts as much as any other, so that the
    same classes serve all of them.

    Formula: the upper end of class i of k is the least value v for which the weights of all
    values up to v reach i / k, a value of a group of n weighing 1 / n; it is then rounded to the
    nearest of 1, 2 and 5 times a power of ten, by ratio. The last class is open.

    Source: quantile classes as in Slocum et al., *Thematic Cartography and Geovisualization*
    (3rd ed. 2009), ch. 4, by the inverse of the empirical distribution (Hyndman & Fan 1996,
    definition 1); round numbers as in Heckbert, "Nice numbers for graph labels", *Graphics Gems*
    (1990).

    Parameters
    ----------
    groups : iterable of sequence of float
        Values; what is unknown or at most ``floor`` decides nothing.
    classes : int
        Classes at most; there are fewer where bounds coincide.
    floor : float
        Lower end of the first class.

    Examples
    --------
    >>> round_breaks([range(1, 101)], 4).bounds
    (20.0, 50.0, inf)
    >>> round_breaks([[7.0, 7.0]], 4).bounds
    (5.0, inf)
    """
    listed = [np.asarray(group, float) for group in groups]
    most = max((float(np.nanmax(each)) for each in listed if np.isfinite(each).any()), default=0.0)
    ends = _quantiles(listed, [i / classes for i in range(1, classes)], floor)
    inner = [end for end in dict.fromkeys(map(_rounded, ends)) if floor < end < most]
    return Breaks(floor, (*inner, math.inf)) if inner else Breaks(floor, (max(most, floor + 1),))


def round_steps(groups: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """Return least changes, in either direction, at round numbers: little, some, much.

    About a third of the changes are little, a third more than some: see :func:`round_breaks`.

    Examples
    --------
    >>> round_steps([[-4, -3, -2, -1, 1, 2, 3, 4, 9, 30]])
    (1.0, 2.0, 5.0)
    """
    sizes = [[abs(value) for value in group] for group in groups]
    ends = _quantiles(sizes, (0.2, 0.5, 0.8), _NO_CHANGE)
    return tuple(dict.fromkeys(map(_rounded, ends)))


def _quantiles(
    groups: Iterable[npt.ArrayLike], parts: Sequence[float], floor: float
) -> list[float]:
    known = [
        values[values > floor]
        for group in groups
        if (values := np.asarray(group, float)).size and (values > floor).any()
    ]
    if not known:
        return []
    values = np.concatenate(known)
    weights = np.concatenate([np.full(each.size, 1 / each.size / len(known)) for each in known])
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    found = np.searchsorted(reached, np.asarray(parts) - 1e-9)
    return [float(each) for each in values[order][found]]


def _rounded(value: float) -> float:
    """Return the nearest of 1, 2 and 5 times a power of ten, by ratio."""
    power = 10.0 ** math.floor(math.log10(value))
    return min(_ROUND, key=lambda each: abs(math.log(value / (each * power)))) * power
