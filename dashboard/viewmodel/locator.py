"""Where a region lies: its outline within the wider unit, small enough to read at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

import shapely

from geodata.facts import Facts
from geodata.model import Level
from geodata.regions import Detail
from layers.resolve import province_of
from layers.view import COUNTRY

__all__ = ["Locator", "locator"]

_WIDE = 480
_TALL = 360
_STEPS = 400
"""Steps of the longer side to which outlines are simplified: finer ones would not be seen."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Outlines as SVG paths on a sheet of whole numbers.

    Parameters
    ----------
    within : str
        Code of the unit that fills the sheet.
    width, height : int
        Size of the sheet.
    parts : str
        Path of all parts of that unit.
    here : str
        Path of the region.
    spot : tuple of int
        A point well inside the region: a small one is marked by a ring around it.
    small : bool
        Whether the region is too small to be seen without the ring.
    """

    within: str
    width: int
    height: int
    parts: str
    here: str
    spot: tuple[int, int]
    small: bool


@lru_cache(maxsize=256)
def locator(code: str, facts: Facts) -> Locator | None:
    """Return where a region lies within its province, and a province within the country.

    Land that other states administer belongs to no unit and is not drawn.

    Parameters
    ----------
    code : str
        Code of a province, prefecture or county; there is nothing around the country.
    facts : Facts
        What is known.
    """
    regions = facts.regions
    level = regions.level(code)
    if level is Level.COUNTRY:
        return None
    within = COUNTRY if level is Level.PROVINCE else province_of(facts, code)
    parted = Level.PROVINCE if within == COUNTRY else Level.PREFECTURE
    detail = Detail.OVERVIEW if within == COUNTRY else Detail.DETAIL
    shapes = regions.outlines(parted, detail)["geometry"]
    drawn = [shapes[each] for each in regions.codes(parted, within)]
    sheet = _Sheet.around(drawn)
    own = regions.outlines(level, detail)["geometry"][code]
    west, south, east, north = own.bounds
    across = max((east - west) * sheet.x, (north - south) * sheet.y)
    return Locator(
        within=within,
        width=sheet.width,
        height=sheet.height,
        parts="".join(sheet.path(drawn)),
        here="".join(sheet.path([own])),
        spot=sheet.at(*regions.label_point(code)),
        small=across < _WIDE / 20,
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Degrees to whole numbers on the sheet, shrunk east to west as far as the latitude asks."""

    west: float
    north: float
    x: float
    y: float
    width: int
    height: int
    step: float

    @classmethod
    def around(cls, shapes: Iterable[shapely.Geometry]) -> _Sheet:
        west, south, east, north = shapely.total_bounds(list(shapes))
        shrink = cos(radians((south + north) / 2))
        scale = min(_WIDE / ((east - west) * shrink), _TALL / (north - south))
        return cls(
            west=float(west),
            north=float(north),
            x=float(scale * shrink),
            y=float(scale),
            width=round((east - west) * shrink * scale),
            height=round((north - south) * scale),
            step=float(max(east - west, north - south) / _STEPS),
        )

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        return round((longitude - self.west) * self.x), round((self.north - latitude) * self.y)

    def path(self, shapes: Iterable[shapely.Geometry]) -> Iterator[str]:
        for shape in shapes:
            for ring in shapely.get_exterior_ring(
                shapely.get_parts(shapely.simplify(shape, self.step))
            ):
                points = [self.at(*point) for point in shapely.get_coordinates(ring)]
                if len(set(points)) > 2:
                    yield "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"
