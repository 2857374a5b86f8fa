"""Land that the outlines claim and that another state administers.

The rule and its sources are in ``natural_earth/README.md`` of the China pack. The
outlines and the de facto lines are cut into faces together, so that whatever is put
together again from faces shares its borders exactly.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError

from geodata.errors import GeographyError
from geodata.geography.boundaries import CRS
from geodata.geography.geography import Geography, inside
from geodata.geography.measure import areas_km2
from geodata.i18n import _

__all__ = ["LEAST_KM2", "cut"]

LEAST_KM2 = 100.0
"""Smaller differences between two drawings of a border are differences of drawing."""

_COLUMNS = ["name", "host", "administered_by", "note"]


def cut(units: gpd.GeoDataFrame, geography: Geography) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Take out of the units what the geography says that another state administers.

    Parameters
    ----------
    units : geopandas.GeoDataFrame
        A clean coverage, EPSG:4326, index ``code``.
    geography : Geography
        Its ``claimed`` names a file of countries (column ``name``), a table of places known to be
        administered by one of them, and the least size of a piece; ``claimed_units`` those
        claimed as a whole. Without them nothing is cut.

    Returns
    -------
    tuple of geopandas.GeoDataFrame
        The units, and one row a piece and host: ``name``, ``host`` (code),
        ``administered_by``, ``note``, geometry, sorted by name and host. Together
        they are a clean coverage again. A unit that is claimed as a whole is in the second
        only; no other unit is left empty.
    """
    whole = [each for each in geography.claimed_units if each.code in units.index]
    claimed: list[dict[str, object]] = [
        {
            "name": each.name,
            "host": each.host,
            "administered_by": each.administered_by,
            "note": each.note,
            "geometry": units.geometry[each.code],
        }
        for each in whole
    ]
    if whole:
        units = units[~units.index.isin([each.code for each in whole])]
    if "places" in geography.claimed:
        units, pieces = _cut_by_line(units, geography)
        claimed += pieces
    if not claimed:
        return units, gpd.GeoDataFrame({name: [] for name in _COLUMNS}, geometry=[], crs=CRS)
    found = pd.DataFrame(claimed).sort_values(["name", "host"], ignore_index=True)
    return units, gpd.GeoDataFrame(found, geometry="geometry", crs=CRS)


def _cut_by_line(
    units: gpd.GeoDataFrame, geography: Geography
) -> tuple[gpd.GeoDataFrame, list[dict[str, object]]]:
    """Return the units without what lies behind the line of another state, and those pieces."""
    countries, places, least = _line(geography)
    note = str(geography.claimed.get("note", "{holder}"))
    claimed: list[dict[str, object]] = []
    changed: dict[str, shapely.Geometry] = {}
    faces = _faces(units, countries)
    for name, holder, land in _selected(faces, places, least):
        inside = (faces["country"] == holder) & shapely.contains(land, _points(faces))
        faces.loc[inside, "claimed"] = name
    for host, parts in faces[faces["claimed"] != ""].groupby("code", sort=True):
        own = faces[faces["code"] == host].copy()
        kept = _behind_the_line(own, parts, least)
        if kept.empty:
            continue
        changed[str(host)] = _join(kept)
        rest = own.drop(kept.index)
        for (area, country), piece in rest.groupby(["claimed", "country"], sort=True):
            row = {"name": area, "host": host, "administered_by": country}
            said = note.replace("{holder}", str(country))
            claimed.append({**row, "note": said, "geometry": _join(piece)})
    if not claimed:
        return units, []
    # A neighbour of a piece gets the corners of the cut on its border.
    for code, own in faces[~faces["code"].isin(list(changed))].groupby("code"):
        changed[str(code)] = _join(own)
    outlines = units.geometry.copy()
    outlines.loc[list(changed)] = gpd.GeoSeries(changed, crs=CRS)
    return units.set_geometry(outlines), claimed


def _line(geography: Geography) -> tuple[gpd.GeoSeries, pd.DataFrame, float]:
    """Return the outlines of the other states, the places they administer, and the least size."""
    folder, said = geography.folder or Path(), geography.claimed
    try:
        places = pd.read_csv(inside(folder, str(said["places"]), "claimed.places"))
        countries_file = inside(folder, str(said["countries"]), "claimed.countries")
        frame: gpd.GeoDataFrame = gpd.read_file(countries_file)
        holders = set(places["administered_by"])
        countries = frame[frame["name"].isin(holders)].set_index("name").sort_index().geometry
        return countries, places, float(said.get("least_km2", LEAST_KM2))
    except (DataSourceError, OSError, ValueError, KeyError, TypeError) as error:
        raise GeographyError(
            _("The tables of claimed land cannot be read: {reason}.").format(reason=error),
            where="geography.toml, claimed",
            remedy=_(
                "Name a table 'places' and a file 'countries', as the bundled geography does."
            ),
        ) from error


def _faces(units: gpd.GeoDataFrame, countries: gpd.GeoSeries) -> pd.DataFrame:
    """Faces between the outlines and the lines, with unit (``code``) and ``country``."""
    outlines = units.geometry.to_numpy()
    tree = shapely.STRtree(outlines)
    crossed = np.unique(tree.query(countries.to_numpy(), predicate="intersects")[1])
    near = np.unique(tree.query(outlines[crossed], predicate="intersects")[1])
    area = shapely.union_all(shapely.envelope(outlines[crossed]))
    lines = shapely.intersection(shapely.boundary(countries.to_numpy()), area)
    noded = shapely.union_all(np.concatenate([shapely.boundary(outlines[near]), lines]))
    pieces = shapely.get_parts(shapely.polygonize([noded]))
    points = shapely.point_on_surface(pieces)
    frame = pd.DataFrame({"geometry": pieces, "claimed": ""})
    frame["code"] = _holding(points, outlines[near], units.index.to_numpy()[near])
    frame["country"] = _holding(points, countries.to_numpy(), countries.index.to_numpy())
    return frame[frame["code"] != ""].reset_index(drop=True)


def _holding(
    points: NDArray[np.object_], areas: NDArray[np.object_], names: NDArray[np.object_]
) -> NDArray[np.object_]:
    found = np.full(len(points), "", dtype=object)
    which, area = shapely.STRtree(areas).query(points, predicate="intersects")
    found[which] = names[area]
    return found


def _selected(
    faces: pd.DataFrame, places: pd.DataFrame, least: float
) -> list[tuple[str, str, shapely.Geometry]]:
    """Name, holder and outline of each connected piece that the rule takes."""
    result = []
    for holder, listed in places.groupby("administered_by", sort=True):
        beyond = faces.loc[faces["country"] == holder, "geometry"].to_numpy()
        for land in shapely.get_parts(shapely.coverage_union_all(beyond)):
            inside = shapely.contains_xy(land, listed["longitude"], listed["latitude"])
            if inside.any() and areas_km2(np.array([land], dtype=object))[0] >= least:
                result.append((str(listed["area"][inside].iloc[0]), str(holder), land))
    return result


def _behind_the_line(own: pd.DataFrame, parts: pd.DataFrame, least: float) -> pd.DataFrame:
    """Faces that a host keeps; fills in the name of fragments that go with a piece."""
    rest = own[own["claimed"] == ""]
    if rest.empty:
        return rest
    islands = shapely.get_parts(_join(rest))
    sizes = areas_km2(islands)
    kept = rest
    for island, size in zip(islands, sizes, strict=True):
        if size >= least or size == sizes.max():
            continue
        shared = shapely.length(shapely.intersection(island, parts["geometry"].to_numpy()))
        if shared.max() > 0:
            inside = shapely.contains(island, _points(rest))
            neighbour = parts.iloc[int(shared.argmax())]
            moved = rest.index[inside]
            own.loc[moved, ["claimed", "country"]] = [neighbour["claimed"], neighbour["country"]]
            kept = kept.drop(moved, errors="ignore")
    return kept


def _points(faces: pd.DataFrame) -> NDArray[np.object_]:
    return np.asarray(shapely.point_on_surface(faces["geometry"].to_numpy()))


def _join(faces: pd.DataFrame) -> shapely.MultiPolygon:
    joined = shapely.coverage_union_all(faces["geometry"].to_numpy())
    return shapely.MultiPolygon(shapely.get_parts(joined).tolist())
