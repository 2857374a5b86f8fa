"""Outlines of regions as the geometry asset that the painter decodes.

One asset holds the levels of one province, or of everything, so that borders which
are shared in the coverage stay shared: every point is rounded once, the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import geopandas as gpd
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.errors import RegionError
from geodata.model import Level
from layers.web.asset import Asset, compact_json
from layers.web.flat import flatten

__all__ = ["SCALE", "OutlineSource", "encode_geometry", "overview_asset", "province_asset"]

FORMAT = "deployment-atlas/geometry/1"
SCALE = 10_000
"""Whole-number units to a degree: about eleven metres."""

LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)


class OutlineSource(Protocol):
    """What of :class:`geodata.regions.Regions` is needed to cut assets."""

    def codes(self, level: Level, within: str = ...) -> tuple[str, ...]:
        """Codes of one level inside a region."""

    def outlines(self, level: Level, detail: Any) -> gpd.GeoDataFrame:
        """Simplified outlines of one level: index = code, EPSG:4326."""

    def claimed(self) -> gpd.GeoDataFrame:
        """Land that is claimed but not administered: ``host`` and geometry."""


def encode_geometry(
    name: str,
    levels: Mapping[str, gpd.GeoDataFrame],
    claimed: gpd.GeoDataFrame | None = None,
) -> Asset:
    """Pack outlines into one asset.

    Parameters
    ----------
    name : str
        Name of the asset.
    levels : mapping of level name to GeoDataFrame
        Index = region code, polygons in EPSG:4326 (or any degrees on WGS 84).
    claimed : GeoDataFrame, optional
        Column ``host`` (region code) and polygons in EPSG:4326.

    Returns
    -------
    Asset
        Coordinates in 1/10000 degree; equal input gives equal bytes.

    Raises
    ------
    RegionError
        An outline holds no polygon wide enough to be drawn.

    Examples
    --------
    >>> square = gpd.GeoDataFrame(
    ...     index=["630000"], geometry=[Polygon([(0, 0), (1, 0), (1, 1)])], crs=4326
    ... )
    >>> encode_geometry("province-630000", {"province": square}).value()["levels"]
    {'province': {'630000': [[[0, 0, 10000, 0, 0, 10000]]]}}
    """
    packed = {
        level: {str(code): _polys(str(code), shape) for code, shape in frame.geometry.items()}
        for level, frame in levels.items()
    }
    lands = [] if claimed is None else _claimed(claimed)
    value = {"format": FORMAT, "scale": SCALE, "levels": packed, "claimed": lands}
    return Asset.of(name, compact_json(value))


def province_asset(regions: OutlineSource, code: str, detail: Any) -> Asset:
    """All three levels of one province.

    Parameters
    ----------
    regions : OutlineSource
    code : str
        Code of the province.
    detail : Detail
        Simplification tier.
    """
    frames = {
        level.value: regions.outlines(level, detail).loc[list(regions.codes(level, code))]
        for level in LEVELS
    }
    hosts = {host for frame in frames.values() for host in frame.index}
    claimed = regions.claimed()
    return encode_geometry(f"province-{code}", frames, claimed[claimed["host"].isin(hosts)])


def overview_asset(regions: OutlineSource, detail: Any) -> Asset:
    """All three levels of every province, at a coarse tier.

    Parameters
    ----------
    regions : OutlineSource
    detail : Detail
        Simplification tier.
    """
    frames = {level.value: regions.outlines(level, detail) for level in LEVELS}
    return encode_geometry("overview", frames, regions.claimed())


def _claimed(claimed: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    pairs = zip(claimed["host"], claimed.geometry, strict=True)
    return [{"host": str(host), "polys": _polys(str(host), shape)} for host, shape in pairs]


def _parts(shape: BaseGeometry) -> Iterable[Polygon]:
    if isinstance(shape, Polygon):
        return [shape]
    return shape.geoms if isinstance(shape, MultiPolygon) else []


def _polys(code: str, shape: BaseGeometry) -> list[list[list[int]]]:
    packed = []
    for part in _parts(shape):
        rings = [_ring(ring.coords) for ring in (part.exterior, *part.interiors)]
        if len(rings[0]) >= 6:
            packed.append([ring for ring in rings if len(ring) >= 6])
    if not packed:
        raise RegionError(
            "The outline holds no polygon that can be drawn.",
            where=f"region {code}",
            remedy="Repair the boundary file or leave the region out.",
        )
    return packed


def _ring(coordinates: Iterable[tuple[float, ...]]) -> list[int]:
    points = [(x, y) for x, y, *_ in coordinates][:-1]
    flat = flatten(points, SCALE)
    # Rounding may bring the end onto the start, where the ring closes by itself.
    while len(flat) > 2 and sum(flat[2::2]) == 0 and sum(flat[3::2]) == 0:
        flat = flat[:-2]
    return flat
