"""What every section of a comparison is made of: rows of numbers on one shared axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.shared.citation import Citation
from layers.naming import Text
from layers.wording import from_left, number

__all__ = [
    "Axis",
    "Line",
    "Mark",
    "Row",
    "Section",
    "Shown",
    "axis_of",
    "span_axis",
]

_STEPS = (1, 2, 2.5, 5, 10)
_LONGEST = 10
"""Letters of a tick beyond which only the two ends are written, lest they touch."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One number as it is written, or the reason for none.

    ``value`` is the number behind the words, exact as text; empty where there is none.
    """

    what: str
    said: str
    value: str = ""
    detail: str = ""

    @property
    def known(self) -> bool:
        """Whether it is a number."""
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, a whisker or both. ``open_end`` says that nothing limits the upper end.

    ``joined`` says that a line may be drawn from the mark before: the two speak of the
    same ground.
    """

    kind: str
    name: str
    low: float | None = None
    value: float | None = None
    high: float | None = None
    open_end: bool = False
    joined: bool = False

    @property
    def says_nothing_below(self) -> bool:
        """Whether its lower end is zero, so that it excludes no small number."""
        return self.value is None and not self.low


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row: its numbers, its marks, its notes and what it rests on."""

    figures: tuple[Shown, ...]
    marks: tuple[Mark, ...] = ()
    label: str = ""
    notes: tuple[str, ...] = ()
    because: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of one region."""

    code: str
    name: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale that all rows of a section share."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: float) -> float:
        """Return where a value stands, in per cent of the width; within it in any case.

        Examples
        --------
        >>> axis_of([40.0]).place(20.0)
        50.0
        """
        return round(min(100.0, max(0.0, 100 * (value - self.low) / (self.high - self.low))), 3)


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One subject: a title, what it says in a sentence, and a row for each region.

    ``hint`` says what can be chosen on the page, and is of no use in a file.

    Two are equal only if they are the same object, so that their markup can be kept by them.
    """

    key: str
    title: str
    lead: str
    rows: tuple[Row, ...]
    axis: Axis | None = None
    hint: str = ""
    legend: tuple[tuple[str, str], ...] = ()


def axis_of(
    values: Iterable[float], suffix: str = "", most: float | None = None, *, whole: bool = False
) -> Axis:
    """Return an axis from zero over all values, with round ticks.

    Parameters
    ----------
    values : iterable of float
        Everything that is drawn on it.
    suffix : str
        Sign behind the numbers of the ticks.
    most : float, optional
        Upper end of the axis, where it does not follow from the values.
    whole : bool
        Whether ticks stand at whole numbers only.

    Examples
    --------
    >>> [words for _, words in axis_of([1_452_035.0]).ticks]
    ['0', '500,000', '1,000,000', '1,500,000']
    """
    top = most if most is not None else max((each for each in values if each > 0), default=1.0)
    step = max(1.0, math.ceil(_step(top))) if whole else _step(top)
    last = math.ceil(top / step - 1e-9)
    words = [f"{number(round(i * step, 6))}{suffix}" for i in range(last + 1)]
    if len(words[-1]) > _LONGEST:
        words[1:-1] = [""] * (last - 1)
    return Axis(
        0.0, last * step, tuple((i * step, from_left(each)) for i, each in enumerate(words))
    )


def span_axis(values: Iterable[float]) -> Axis:
    """Return an axis with zero in its middle."""
    wide = axis_of(abs(each) for each in values)
    end = wide.high
    middle = ((-end, from_left(f"−{number(end)}")), (0.0, "0"), (end, from_left(f"+{number(end)}")))
    return Axis(-end, end, middle)


def _step(top: float) -> float:
    scale = 10 ** math.floor(math.log10(top / 3))
    return float(next(each * scale for each in _STEPS if top / (each * scale) <= 4))
