"""Outlines as the geometry asset that the painter decodes: clipped, flattened, quantised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import geopandas as gpd
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.errors import RegionError
from geodata.geography import Detail, Geography
from geodata.model import Level
from layers.assets.vendor import Asset
from layers.canonical import canonical

__all__ = [
    "OVERVIEW_SCALE",
    "SCALE",
    "OutlineSource",
    "encode_geometry",
    "flat_ring",
    "flatten",
    "overview_asset",
    "province_asset",
]


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


def flat_ring(coordinates: Iterable[tuple[float, ...]], scale: int) -> list[int]:
    """Quantised steps of a ring, as :func:`flatten` gives them; its last point is dropped.

    Examples
    --------
    >>> flat_ring([(0, 0), (1, 0), (1, 1), (0, 0.01), (0, 0)], 10)
    [0, 0, 10, 0, 0, 10]
    """
    points = [(x, y) for x, y, *_ in coordinates][:-1]
    flat = flatten(points, scale)
    # Rounding may bring the end onto the start, where the ring closes by itself.
    while len(flat) > 2 and sum(flat[2::2]) == 0 and sum(flat[3::2]) == 0:
        flat = flat[:-2]
    return flat


FORMAT = "deployment-atlas/geometry/1"
SCALE = 10_000
"""Whole-number units to a degree: about eleven metres."""
OVERVIEW_SCALE = 2_000
"""The same for outlines that are drawn for the whole country: about fifty-five metres."""


class OutlineSource(Protocol):
    """What of :class:`geodata.geography.Regions` is needed to cut assets."""

    @property
    def geography(self) -> Geography:
        """Which levels there are."""

    def codes(self, level: Level, within: str = ...) -> tuple[str, ...]:
        """Codes of one level inside a region."""

    def outlines(self, level: Level, detail: Detail) -> gpd.GeoDataFrame:
        """Simplified outlines of one level: index = code, EPSG:4326."""

    def claimed(self, detail: Detail | None = ...) -> gpd.GeoDataFrame:
        """Land that is claimed but not administered, matching the outlines."""


def encode_geometry(
    name: str,
    levels: Mapping[str, gpd.GeoDataFrame],
    claimed: gpd.GeoDataFrame | None = None,
    scale: int = SCALE,
) -> Asset:
    """Pack outlines into one asset.

    Parameters
    ----------
    name : str
        Name of the asset.
    levels : mapping of level name to GeoDataFrame
        Index = region code, polygons in EPSG:4326 (or any degrees on WGS 84).
    claimed : GeoDataFrame, optional
        Columns ``name``, ``host`` (region code), ``administered_by``, and polygons in
        EPSG:4326.
    scale : int
        Whole-number units to a degree.

    Returns
    -------
    Asset
        Equal input gives equal bytes.

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
        level: {
            str(code): _polys(str(code), shape, scale) for code, shape in frame.geometry.items()
        }
        for level, frame in levels.items()
    }
    lands = [] if claimed is None else _claimed(claimed, scale)
    value = {"format": FORMAT, "scale": scale, "levels": packed, "claimed": lands}
    return Asset.of(name, canonical(value).encode())


def province_asset(regions: OutlineSource, code: str, detail: Detail) -> Asset:
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
        for level in regions.geography.levels
    }
    hosts = {host for frame in frames.values() for host in frame.index}
    claimed = regions.claimed(detail)
    return encode_geometry(f"province-{code}", frames, claimed[claimed["host"].isin(hosts)])


def overview_asset(regions: OutlineSource, detail: Detail) -> Asset:
    """All levels of the whole, at a coarse tier.

    Parameters
    ----------
    regions : OutlineSource
    detail : Detail
        Simplification tier.
    """
    frames = {level.value: regions.outlines(level, detail) for level in regions.geography.levels}
    return encode_geometry("overview", frames, regions.claimed(detail), OVERVIEW_SCALE)


def _claimed(claimed: gpd.GeoDataFrame, scale: int) -> list[dict[str, Any]]:
    columns = (claimed["name"], claimed["host"], claimed["administered_by"], claimed.geometry)
    return [
        {
            "name": str(name),
            "host": str(host),
            "administered_by": str(state),
            "polys": _polys(str(host), shape, scale),
        }
        for name, host, state, shape in zip(*columns, strict=True)
    ]


def _parts(shape: BaseGeometry) -> Iterable[Polygon]:
    if isinstance(shape, Polygon):
        return [shape]
    return shape.geoms if isinstance(shape, MultiPolygon) else []


def _polys(code: str, shape: BaseGeometry, scale: int) -> list[list[list[int]]]:
    packed = []
    for part in _parts(shape):
        rings = [flat_ring(ring.coords, scale) for ring in (part.exterior, *part.interiors)]
        if len(rings[0]) >= 6:
            packed.append([ring for ring in rings if len(ring) >= 6])
    if not packed:
        raise RegionError(
            "The outline holds no polygon that can be drawn.",
            where=f"region {code}",
            remedy="Repair the boundary file or leave the region out.",
        )
    return packed
