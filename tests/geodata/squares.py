"""Boundaries made of squares with real codes, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import geopandas as gpd
import shapely

from geodata.geography import Boundaries, Regions, load_regions
from geodata.model import Level
from tests.levels import COUNTY, PREFECTURE, PROVINCE

__all__ = ["Squares", "load", "square", "three_levels"]

Outlines = Mapping[str, shapely.Geometry]


def square(x: float, y: float, size: float = 1.0) -> shapely.Polygon:
    """A square with its south-west corner at 100° + x east, 35° + y north."""
    return shapely.box(100 + x, 35 + y, 100 + x + size, 35 + y + size)


@dataclass(frozen=True)
class Squares:
    """A provider of outlines given in code."""

    levels: Mapping[Level, Outlines]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def boundaries(self) -> Boundaries:
        text = "".join(
            f"{level}{code}{outline.wkt}"
            for level, outlines in self.levels.items()
            for code, outline in outlines.items()
        )
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Boundaries("squares", "1", "Squares", "now", "none", digest)

    def read(self, level: Level) -> gpd.GeoDataFrame:
        outlines = self.levels.get(level, {})
        names = [self.names.get(code, f"名{code}") for code in outlines]
        return gpd.GeoDataFrame(
            {"code": list(outlines), "name": names},
            geometry=list(outlines.values()),
            crs="EPSG:4326",
        )


def three_levels() -> Squares:
    """Two prefectures of Qinghai with two counties each, side by side, and Jiyuan apart."""
    counties = {
        "630102": square(0, 0),
        "630103": square(1, 0),
        "630202": square(2, 0),
        "630203": square(3, 0),
        "419001": square(8, 0),
    }
    prefectures = {
        "630100": shapely.box(100, 35, 102, 36),
        "630200": shapely.box(102, 35, 104, 36),
        "419001": square(8, 0),
    }
    provinces = {"630000": shapely.box(100, 35, 104, 36), "410000": square(8, 0)}
    return Squares({PROVINCE: provinces, PREFECTURE: prefectures, COUNTY: counties})


def load(provider: Squares, cache: Path | None = None) -> Regions:
    """Regions of a provider, in a cache of their own."""
    return load_regions(provider, cache=cache or Path(mkdtemp()))
