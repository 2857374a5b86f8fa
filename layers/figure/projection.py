"""From degrees to the sheet: an equal-area projection, and the window that a map shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Transformer
from pyproj.enums import TransformDirection

from geodata.i18n import _

__all__ = ["Box", "Points", "Projection", "Viewport", "box_of"]

Points = npt.NDArray[np.float64]
"""Pairs of coordinates, one in each row."""

_EARTH = 6_371_007.2
"""Radius of a sphere as large in area as the Earth, in metres."""
_GRID = 20
"""Points on the sheet are rounded to this part of a point; finer than any printer."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection: areas compare everywhere.

    Parameters
    ----------
    latitude, longitude : float
        Its middle, in degrees, where the scale is true in every direction.
    """

    latitude: float
    longitude: float

    def forward(self, degrees: Points) -> Points:
        """Return metres east and north of the middle, for rows of longitude and latitude."""
        return self._transformed(degrees, TransformDirection.FORWARD)

    def inverse(self, metres: Points) -> Points:
        """Return longitude and latitude, for rows of metres east and north of the middle."""
        return self._transformed(metres, TransformDirection.INVERSE)

    def _transformed(self, points: Points, direction: TransformDirection) -> Points:
        lambert = _lambert(self.latitude, self.longitude)
        return np.column_stack(lambert.transform(points[:, 0], points[:, 1], direction=direction))

    @property
    def words(self) -> str:
        """Name and middle, for the notes under a map."""
        north = _("{degrees:.1f}° N") if self.latitude >= 0 else _("{degrees:.1f}° S")
        east = _("{degrees:.1f}° E") if self.longitude >= 0 else _("{degrees:.1f}° W")
        return _("Equal-area projection (Lambert, centred on {north} {east})").format(
            north=north.format(degrees=abs(self.latitude)),
            east=east.format(degrees=abs(self.longitude)),
        )


@lru_cache(maxsize=64)
def _lambert(latitude: float, longitude: float) -> Transformer:
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=laea +lat_0={latitude} +lon_0={longitude} +R={_EARTH}"
    )


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points of the sheet (or west, south, east, north in metres)."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Where metres lie on the sheet.

    Parameters
    ----------
    frame : tuple of float
        The map on the sheet: left, top, right, bottom in points, downwards.
    middle : tuple of float
        Metres that lie in the middle of the frame.
    scale : float
        Points of a metre.
    unit : float
        Points of what is one pixel to the painter.
    """

    frame: Box
    middle: tuple[float, float]
    scale: float
    unit: float

    @classmethod
    def fitting(cls, frame: Box, metres: Box, unit: float, pad: float = 0.035) -> Viewport:
        """Return the sight that shows a box of metres in the whole of a frame."""
        left, top, right, bottom = frame
        west, south, east, north = metres
        wide, high = right - left, bottom - top
        room = 2 * pad * min(wide, high)
        scale = min((wide - room) / max(east - west, 1.0), (high - room) / max(north - south, 1.0))
        return cls(frame, ((west + east) / 2, (south + north) / 2), scale, unit)

    def place(self, metres: Points) -> Points:
        """Return points on the sheet, rounded so that shared borders stay shared."""
        left, top, right, bottom = self.frame
        x = (left + right) / 2 + self.scale * (metres[:, 0] - self.middle[0])
        y = (top + bottom) / 2 - self.scale * (metres[:, 1] - self.middle[1])
        return np.round(np.column_stack((x, y)) * _GRID) / _GRID

    @property
    def window(self) -> Box:
        """The metres that the frame shows: west, south, east, north."""
        left, top, right, bottom = self.frame
        wide, high = (right - left) / 2 / self.scale, (bottom - top) / 2 / self.scale
        x, y = self.middle
        return x - wide, y - high, x + wide, y + high


def box_of(points: Iterable[Points]) -> Box:
    """Return the smallest box around all of some points."""
    whole = np.concatenate(list(points))
    low, high = whole.min(axis=0), whole.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
