"""Mend outlines: drop what is no unit, make polygons valid, close a coverage."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import RegionError
from geodata.geography.boundaries import CRS, Repair
from geodata.geography.measure import areas_km2
from geodata.model import Level

__all__ = ["clean_coverage", "polygonal", "repair"]

_OUTSIDE = {"71": "Taiwan", "81": "Hong Kong", "82": "Macao"}
_KINMEN = "350527"
_GEOMETRY = np.dtype(object)


def polygonal(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a geometry, made valid, as one multipolygon.

    Examples
    --------
    >>> bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    >>> polygonal(bow).is_valid, len(polygonal(bow).geoms)
    (True, 2)
    """
    valid = shapely.make_valid(geometry)
    pieces = shapely.get_parts(shapely.get_parts(valid))
    areal = [each for each in pieces if each.geom_type == "Polygon" and not each.is_empty]
    return shapely.MultiPolygon(areal)


def repair(frame: gpd.GeoDataFrame, level: Level) -> tuple[gpd.GeoDataFrame, list[Repair]]:
    """Units of mainland China with valid outlines, indexed by code in order.

    Taiwan, Hong Kong, Macao and Kinmen are not units of the mainland's census and
    are never units here.

    Returns
    -------
    tuple of (geopandas.GeoDataFrame, list of Repair)
        Columns ``name_zh`` and ``geometry`` (EPSG:4326), index ``code``.

    Raises
    ------
    RegionError
        If a code is given twice.
    """
    repairs: list[Repair] = []
    frame = frame.assign(code=frame["code"].astype(str), name_zh=frame["name_zh"].astype(str))
    is_area = frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"]) & ~frame.geometry.is_empty
    coded = is_area & (frame["code"] != "")
    if not coded.all():
        count = int((~coded).sum())
        repairs.append(Repair("", level, f"{count} lines or outlines without a code", "left out"))
    frame = frame[coded]
    outside = frame["code"].str[:2].isin(list(_OUTSIDE)) | (frame["code"] == _KINMEN)
    if outside.any():
        count = int(outside.sum())
        problem = f"{count} outlines of Taiwan, Hong Kong, Macao or Kinmen"
        repairs.append(Repair("", level, problem, "left out: not units of the mainland's census"))
    frame = frame[~outside].set_index("code").sort_index()
    if frame.index.has_duplicates:
        twice = frame.index[frame.index.duplicated()][0]
        raise RegionError(
            f"The code {twice} is given twice.",
            where=f"boundaries, level {level}",
            remedy="Merge the two outlines into one.",
        )
    outlines = frame.geometry.to_numpy()
    for position in np.flatnonzero(~shapely.is_valid(outlines)):
        code, before = frame.index.astype(str).to_list()[position], outlines[position]
        outlines[position] = polygonal(before)
        reason = shapely.is_valid_reason(before)
        repairs.append(Repair(code, level, f"invalid outline: {reason}", "outline made valid"))
    mended = gpd.GeoDataFrame({"name_zh": frame["name_zh"]}, geometry=outlines, crs=CRS)
    mended.index.name = "code"
    return mended, repairs


def clean_coverage(
    outlines: NDArray[np.object_], codes: list[str], level: Level
) -> tuple[NDArray[np.object_], list[Repair]]:
    """Make neighbours share their borders exactly, touching only where they do not.

    Parameters
    ----------
    outlines : array of shapely.Geometry, shape (n,)
        Valid polygons in degrees.
    codes : list of str, length n
    level : Level

    Returns
    -------
    tuple of (array of shapely.Geometry, list of Repair)
        Same order and length; a repair for each outline whose border was redrawn.

    Raises
    ------
    RegionError
        If the outlines still overlap afterwards.
    """
    if shapely.coverage_is_valid(outlines):
        return outlines, []
    wrong = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(outlines)))
    tree = shapely.STRtree(outlines)
    near = np.unique(tree.query(outlines[wrong], predicate="intersects")[1])
    mended = outlines.copy()
    mended[near] = shapely.coverage_clean(outlines[near], snapping_distance=0)  # type: ignore[attr-defined]
    if not shapely.coverage_is_valid(mended):
        raise RegionError(
            f"Outlines of the level {level} overlap and could not be mended.",
            where=", ".join(codes[position] for position in wrong[:5]),
            remedy="Mend the overlaps in a GIS.",
        )
    moved = [shapely.symmetric_difference(outlines[each], mended[each]) for each in wrong]
    repairs = [
        Repair(
            codes[position],
            level,
            "overlaps a neighbour or does not share its border",
            f"border redrawn; {size:.3f} km² changed hands",
        )
        for position, size in zip(wrong, areas_km2(np.array(moved, dtype=_GEOMETRY)), strict=True)
    ]
    return mended, repairs
