"""Areas and points inside outlines."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.geography.boundaries import CRS

__all__ = ["areas_km2", "label_point"]

_EQUAL_AREA = "EPSG:6933"


def areas_km2(outlines: NDArray[np.object_]) -> NDArray[np.float64]:
    """Areas of outlines in degrees (EPSG:4326), in km², by an equal-area projection.

    Examples
    --------
    >>> square = np.array([shapely.box(100, 35, 101, 36)])
    >>> round(float(areas_km2(square)[0]))
    10066
    """
    projected = gpd.GeoSeries(list(outlines), crs=CRS).to_crs(_EQUAL_AREA)
    return np.asarray(projected.area.to_numpy(dtype=float) / 1e6)


def label_point(outline: shapely.Geometry) -> tuple[float, float]:
    """Longitude and latitude of a point well inside the largest part.

    The point is the centre of the largest circle that fits, measured with degrees of
    longitude shortened to their true length.

    Examples
    --------
    >>> two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 0, 8, 3)])
    >>> [round(part, 1) for part in label_point(two)]
    [6.5, 1.5]
    """
    largest = max(shapely.get_parts(outline), key=shapely.area)
    _, south, _, north = largest.bounds
    scale = np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    local = shapely.transform(largest, lambda points: points * scale)
    tolerance = float(np.sqrt(local.area)) / 50
    circle = shapely.maximum_inscribed_circle(local, tolerance=tolerance)
    longitude, latitude = shapely.get_coordinates(circle)[0] / scale
    return float(longitude), float(latitude)
