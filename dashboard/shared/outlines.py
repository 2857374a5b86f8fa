"""Outlines of a region and its units as paths in kilometres around its own middle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.facts import Facts
from geodata.geography import Detail
from geodata.model import Level
from geodata.workspace import once_per_atlas

__all__ = ["Outlines", "Shape", "outlines", "shape_on"]

_STEPS = 1200
"""Steps of the grid across the longer side of a region: finer than any screen shows it."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """Paths of one region's units, in steps of ``step`` kilometres from its north-west corner.

    ``width`` and ``height`` are kilometres; ``paths`` has one path for each unit.
    ``projection`` turns degrees into kilometres, ``left`` and ``top`` are those of the corner.
    """

    width: float
    height: float
    step: float
    paths: tuple[tuple[str, str], ...]
    projection: str
    left: float
    top: float

    @property
    def all_paths(self) -> str:
        """All units in one path."""
        return "".join(path for _, path in self.paths)


@dataclass(frozen=True, slots=True)
class Shape:
    """One region on the sheet of others, in steps: its path, a point inside, its longer side."""

    path: str
    spot: tuple[int, int]
    across: float


def outlines(
    code: str, level: Level, facts: Facts, detail: Detail | None = None, steps: int = _STEPS
) -> Outlines:
    """Return the outlines of the units of a level inside a region, true to area.

    Parameters
    ----------
    code : str
        The region.
    level : Level
        A level that has units in it, or its own.
    facts : Facts
        What is known.
    detail : Detail, optional
        How closely outlines follow the ground; by default as the size of the region asks.
    steps : int
        Steps of the grid across the longer side.
    """
    wide = facts.regions.level(code) in {facts.geography.levels[0], facts.geography.whole}
    return _outlines(
        code, level, facts, detail or (Detail.OVERVIEW if wide else Detail.DETAIL), steps
    )


@once_per_atlas(maxsize=128)
def _outlines(code: str, level: Level, facts: Facts, detail: Detail, steps: int) -> Outlines:
    regions = facts.regions
    units = list(regions.codes(level, code))
    west, south, east, north = regions.bounds(code)
    middle = f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +units=km"
    frame: gpd.GeoDataFrame = regions.outlines(level, detail).loc[units].to_crs(middle)
    left, low, right, top = (float(edge) for edge in frame.total_bounds)
    step = max(right - left, top - low) / steps
    # What is finer than the grid would not be seen, and would be sent with every page.
    shapes = shapely.coverage_simplify(list(frame.geometry), step)
    return Outlines(
        width=right - left,
        height=top - low,
        step=step,
        paths=tuple(
            (str(unit), _path(shape, left, top, step))
            for unit, shape in zip(units, shapes, strict=True)
        ),
        projection=middle,
        left=left,
        top=top,
    )


def shape_on(sheet: Outlines, code: str, detail: Detail, facts: Facts) -> Shape:
    """Return one more region on the sheet of others, at its own place and scale.

    Parameters
    ----------
    sheet : Outlines
        What is drawn already.
    code : str
        The region.
    detail : Detail
        How closely its outline follows the ground.
    facts : Facts
        What is known.
    """
    regions = facts.regions
    own = regions.outlines(regions.level(code), detail).loc[[code]].to_crs(sheet.projection)
    west, south, east, north = (float(edge) for edge in own.total_bounds)
    degrees = gpd.GeoSeries([Point(*regions.label_point(code))], crs=4326)
    inside = degrees.to_crs(sheet.projection)
    x, y = float(inside.x.iloc[0]), float(inside.y.iloc[0])
    return Shape(
        path=_path(
            shapely.simplify(own.geometry.iloc[0], sheet.step), sheet.left, sheet.top, sheet.step
        ),
        spot=(
            round((x - sheet.left) / sheet.step),
            round((sheet.top - y) / sheet.step),
        ),
        across=max(east - west, north - south) / sheet.step,
    )


def _path(shape: BaseGeometry, left: float, top: float, step: float) -> str:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    rings = [
        ring
        for part in parts
        if isinstance(part, Polygon)
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(_ring(ring.coords, left, top, step) for ring in rings)


def _ring(coords: Iterable[tuple[float, ...]], left: float, top: float, step: float) -> str:
    """Return a ring as one closed path; one that the grid makes a line is left out."""
    points: list[tuple[int, int]] = []
    for x, y, *_rest in coords:
        point = (round((x - left) / step), round((top - y) / step))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 4:
        return ""
    moves = [
        f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points[:-1])
    ]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(moves)}z".replace(" -", "-")
