"""Class breaks: which values share a colour. mapclassify does the sorting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import mapclassify
import numpy as np

__all__ = ["Breaks", "fixed_breaks"]


@dataclass(frozen=True, slots=True)
class Breaks:
    """Upper bounds of classes, ascending; a value equal to a bound belongs below it.

    ``floor`` is the lower end of the first class. The last bound is at least the largest
    value that is likely to come; a larger one belongs to the last class.
    """

    floor: float
    bounds: tuple[float, ...]

    def classify(self, values: Sequence[float]) -> list[int]:
        """Return the class of each value, which must be finite."""
        if not len(values):
            return []
        likely = np.minimum(np.asarray(values, float), self.bounds[-1])
        found = mapclassify.UserDefined(likely, bins=list(self.bounds))
        return [int(index) for index in found.yb]

    def intervals(self) -> list[tuple[float, float]]:
        """Return lower and upper end of each class."""
        return list(zip((self.floor, *self.bounds), self.bounds, strict=False))


def fixed_breaks(floor: float, *bounds: float) -> Breaks:
    """Return breaks that are the same for every area, level and year."""
    return Breaks(floor, bounds)
