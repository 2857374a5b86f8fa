"""Class breaks: which values share a colour."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import mapclassify
import numpy as np

__all__ = ["Breaks", "fixed_breaks", "quantile_breaks"]


@dataclass(frozen=True, slots=True)
class Breaks:
    """Upper bounds of classes, ascending; a value equal to a bound belongs below it.

    ``floor`` is the lower end of the first class. The last bound is at least the largest
    value that may come.
    """

    floor: float
    bounds: tuple[float, ...]
    method: str

    def classify(self, values: Sequence[float]) -> list[int]:
        """Return the class of each value, which must be finite."""
        if not len(values):
            return []
        found = mapclassify.UserDefined(np.asarray(values, float), bins=list(self.bounds))
        return [int(index) for index in found.yb]

    def intervals(self) -> list[tuple[float, float]]:
        """Return lower and upper end of each class."""
        return list(zip((self.floor, *self.bounds), self.bounds, strict=False))


def fixed_breaks(floor: float, *bounds: float) -> Breaks:
    """Return breaks that are the same for every area, level and year."""
    return Breaks(floor, bounds, "fixed round numbers")


def quantile_breaks(values: Sequence[float], count: int) -> Breaks:
    """Return breaks with about equally many values in each class, at round numbers.

    Rounding is to two leading digits, so classes may merge and their number fall below
    ``count``.

    Parameters
    ----------
    values : sequence of float
        Finite values, not negative.
    count : int
        Classes wanted.

    Examples
    --------
    >>> quantile_breaks([1, 2, 3, 40, 50, 600], 3).bounds
    (2.7, 43.0, 600.0)
    """
    array = np.asarray(values, float)
    with warnings.catch_warnings():
        # Fewer distinct values than classes: fewer classes, which is what is wanted.
        warnings.simplefilter("ignore", UserWarning)
        bins = mapclassify.Quantiles(array, k=count).bins
    inner = sorted({_rounded(float(bound)) for bound in bins[:-1]})
    top = _rounded_up(float(array.max()))
    return Breaks(0.0, (*(bound for bound in inner if bound < top), top), "quantiles, rounded")


def _step(value: float) -> float:
    return 10.0 ** (math.floor(math.log10(value)) - 1) if value > 0 else 1.0


def _rounded(value: float) -> float:
    step = _step(value)
    return float(f"{round(value / step) * step:.10g}")


def _rounded_up(value: float) -> float:
    step = _step(value)
    return float(f"{math.ceil(round(value / step, 9)) * step:.10g}")
