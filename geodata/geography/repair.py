"""Mend outlines: drop what is no unit, make polygons valid, close a coverage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import RegionError
from geodata.geography.boundaries import CRS, Repair
from geodata.geography.geography import Exclusion
from geodata.geography.measure import areas_km2
from geodata.i18n import _
from geodata.model import Level

__all__ = ["clean_coverage", "polygonal", "repair"]

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


def repair(
    frame: gpd.GeoDataFrame, level: Level, exclusions: Sequence[Exclusion] = ()
) -> tuple[gpd.GeoDataFrame, list[Repair]]:
    """Units with valid outlines, indexed by code in order, without those that are excluded.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
        As a provider gives it.
    level : Level
    exclusions : sequence of Exclusion, optional
        Units that are never drawn or counted, with the reason.

    Returns
    -------
    tuple of (geopandas.GeoDataFrame, list of Repair)
        Columns ``name``, ``parent`` and ``geometry`` (EPSG:4326), index ``code``.

    Raises
    ------
    RegionError
        If a code is given twice.
    """
    repairs: list[Repair] = []
    frame = frame.assign(code=frame["code"].astype(str), name=frame["name"].astype(str))
    if "parent" not in frame:
        frame = frame.assign(parent="")
    is_area = frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"]) & ~frame.geometry.is_empty
    coded = is_area & (frame["code"] != "")
    if not coded.all():
        count = int((~coded).sum())
        repairs.append(Repair("", level, f"{count} lines or outlines without a code", "left out"))
    frame = frame[coded]
    for reason, each in groupby(exclusions, key=lambda exclusion: exclusion.reason):
        group = tuple(each)
        outside = np.array([any(one.holds(code) for one in group) for code in frame["code"]])
        if outside.any():
            names = (
                _("{first} or {last}").format(
                    first=", ".join(one.name for one in group[:-1]), last=group[-1].name
                )
                if len(group) > 1
                else group[0].name
            )
            problem = f"{int(outside.sum())} outlines of {names}"
            repairs.append(Repair("", level, problem, reason))
            frame = frame[~outside]
    frame = frame.set_index("code").sort_index()
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
    mended = gpd.GeoDataFrame(
        {"name": frame["name"], "parent": frame["parent"]}, geometry=outlines, crs=CRS
    )
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
