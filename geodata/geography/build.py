"""Build levels, hierarchy and outlines from the boundaries of a provider."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.errors import RegionError
from geodata.geography.boundaries import CRS, Detail, Provider, Repair
from geodata.geography.disputed import cut
from geodata.geography.measure import areas_km2, label_point
from geodata.geography.repair import clean_coverage, polygonal, repair
from geodata.model import COUNTRY, LEVELS, Level

__all__ = [
    "CLAIMED",
    "TOLERANCE",
    "Built",
    "build_outlines",
    "guess_prefecture",
    "outline_name",
    "prefecture_of",
    "province_of",
]

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def province_of(code: str) -> str:
    """Code of the province that a code belongs to.

    Examples
    --------
    >>> province_of("630202")
    '630000'
    """
    return f"{code[:2]}0000"


def prefecture_of(code: str, prefectures: Collection[str]) -> str:
    """Code of the polygon on the prefecture level that holds a county, or ``""``.

    Examples
    --------
    >>> prefecture_of("630202", {"630200"})
    '630200'
    >>> prefecture_of("110101", {"110000"})
    '110000'
    >>> prefecture_of("419001", {"419001", "410100"})
    '419001'
    """
    candidates = (code, f"{code[:4]}00", province_of(code))
    return next((each for each in candidates if each in prefectures), "")


def guess_prefecture(code: str) -> str:
    """Code of a county's prefecture where only counties are given.

    Examples
    --------
    >>> guess_prefecture("630202"), guess_prefecture("110101"), guess_prefecture("429004")
    ('630200', '110000', '429004')
    """
    if code[:2] in _MUNICIPALITIES:
        return province_of(code)
    return code if code[2:4] == "90" else f"{code[:4]}00"


TOLERANCE: Mapping[Detail, float] = {Detail.OVERVIEW: 0.025, Detail.DETAIL: 0.004}
"""Size of what ``coverage_simplify`` removes, in degrees."""

CLAIMED = "claimed"
_SAME_KM2 = 0.001
_OTHER_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Built:
    """Everything made from one set of boundaries.

    ``frames`` holds the full and simplified outlines by the name of
    :func:`outline_name`; ``table`` one row a level and code.
    """

    table: pd.DataFrame
    frames: Mapping[str, gpd.GeoDataFrame]
    repairs: tuple[Repair, ...]


def outline_name(level: Level | str, detail: Detail | None = None) -> str:
    """Name of a frame of outlines.

    Examples
    --------
    >>> outline_name(Level.COUNTY, Detail.OVERVIEW), outline_name(Level.COUNTY)
    ('county-overview', 'county-full')
    """
    return f"{level}-{detail or 'full'}"


def build_outlines(provider: Provider) -> Built:
    """Mend, cut, join and simplify a provider's outlines.

    The finest level given is the ground: wider units are the union of what they
    contain, so that the three levels share every border.

    Raises
    ------
    RegionError
        If the provider has no outline at all, or outlines that cannot be mended.
    """
    given: dict[Level, gpd.GeoDataFrame] = {}
    repairs: list[Repair] = []
    for level in LEVELS:
        given[level], found = repair(provider.read(level), level)
        repairs += found
    ground = next((level for level in reversed(LEVELS) if len(given[level])), None)
    if ground is None:
        raise RegionError(
            "There is no outline of a Chinese unit in these boundaries.",
            where=provider.boundaries.provider,
            remedy="Give polygons with six-digit administrative codes.",
        )
    base = given[ground]
    outlines, found = clean_coverage(base.geometry.to_numpy(), list(base.index), ground)
    repairs += found
    base = base.set_geometry(gpd.GeoSeries(outlines, index=base.index, crs=CRS))
    owners = _owners(base, given, ground)
    for level, owner in owners.items():
        repairs += _compare(base, owner, given[level], level)
    base, claimed = cut(base)
    owners = {level: owner.loc[base.index] for level, owner in owners.items()}
    frames: dict[str, gpd.GeoDataFrame] = {outline_name(CLAIMED): claimed}
    names = {level: given[level]["name_zh"] for level in LEVELS}
    _add_levels(frames, base, owners, names, ground, None)
    for detail in Detail:
        simple, pieces = _simplify(base, claimed, TOLERANCE[detail])
        frames[outline_name(CLAIMED, detail)] = pieces
        _add_levels(frames, simple, owners, names, ground, detail)
    return Built(_table(frames), frames, tuple(repairs))


def _owners(
    base: gpd.GeoDataFrame, given: Mapping[Level, gpd.GeoDataFrame], ground: Level
) -> dict[Level, pd.Series[str]]:
    """For each wider level, the code there of every ground unit."""
    codes = base.index.astype(str)
    owners: dict[Level, pd.Series[str]] = {}
    if ground is Level.COUNTY:
        prefectures = set(given[Level.PREFECTURE].index)
        found = [
            prefecture_of(code, prefectures) if prefectures else guess_prefecture(code)
            for code in codes
        ]
        owners[Level.PREFECTURE] = pd.Series(found, index=base.index, dtype=object)
    if ground is not Level.PROVINCE:
        found = [province_of(code) for code in codes]
        owners[Level.PROVINCE] = pd.Series(found, index=base.index, dtype=object)
    return owners


def _compare(
    base: gpd.GeoDataFrame, owner: pd.Series[str], given: gpd.GeoDataFrame, level: Level
) -> Iterable[Repair]:
    joined = _dissolve(base, owner)
    for code in given.index.difference(joined.index):
        yield Repair(code, level, "has no unit inside on the finer level", "left out")
    for code in given.index.intersection(joined.index):
        own, union = given.geometry[code], joined[code]
        if own.bounds == union.bounds and abs(own.area - union.area) < 1e-9:
            continue
        between = shapely.symmetric_difference(polygonal(own), union)
        size, whole = areas_km2(np.array([between, own], dtype=object))
        if size > _OTHER_SHARE * whole:
            raise RegionError(
                f"The outline of {code} and the units inside it differ by {size:,.0f} km².",
                where=f"boundaries, level {level}",
                remedy="Give levels that belong together, or only the finest one.",
            )
        if size > _SAME_KM2:
            problem = f"differs from the union of its parts by {size:.3f} km²"
            yield Repair(code, level, problem, "drawn as the union of its parts")


def _dissolve(base: gpd.GeoDataFrame, owner: pd.Series[str]) -> gpd.GeoSeries:
    outlines = base.geometry.to_numpy()
    members = owner.groupby(owner).indices
    codes = sorted(set(owner) - {""})
    joined = [shapely.coverage_union_all(outlines[members[code]]) for code in codes]
    return gpd.GeoSeries(joined, index=codes, crs=CRS)


def _simplify(
    base: gpd.GeoDataFrame, claimed: gpd.GeoDataFrame, tolerance: float
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    together = np.concatenate([base.geometry.to_numpy(), claimed.geometry.to_numpy()])
    simple = shapely.coverage_simplify(together, tolerance)
    return (
        base.set_geometry(gpd.GeoSeries(simple[: len(base)], index=base.index, crs=CRS)),
        claimed.set_geometry(gpd.GeoSeries(simple[len(base) :], index=claimed.index, crs=CRS)),
    )


def _add_levels(
    frames: dict[str, gpd.GeoDataFrame],
    base: gpd.GeoDataFrame,
    owners: Mapping[Level, pd.Series[str]],
    names: Mapping[Level, pd.Series[str]],
    ground: Level,
    detail: Detail | None,
) -> None:
    for level in LEVELS:
        if level is ground:
            frame = base
        elif level in owners:
            joined = _dissolve(base, owners[level])
            title = names[level].reindex(joined.index).fillna("")
            frame = gpd.GeoDataFrame({"name_zh": title}, geometry=joined.to_numpy(), crs=CRS)
        else:
            frame = gpd.GeoDataFrame({"name_zh": []}, geometry=[], crs=CRS)
        frame.index.name = "code"
        frames[outline_name(level, detail)] = frame


def _table(frames: Mapping[str, gpd.GeoDataFrame]) -> pd.DataFrame:
    """One row a level and code: name, parent, area, label point and bounds."""
    prefectures = set(frames[outline_name(Level.PREFECTURE)].index)
    provinces = set(frames[outline_name(Level.PROVINCE)].index)
    tables = []
    for level in LEVELS:
        frame = frames[outline_name(level)]
        if frame.empty:
            continue
        points = [label_point(outline) for outline in frame.geometry]
        table = pd.DataFrame(
            {
                "code": frame.index.astype(str),
                "level": str(level),
                "name_zh": frame["name_zh"].to_numpy(),
                "parent": [_parent(code, level, prefectures, provinces) for code in frame.index],
                "area_km2": areas_km2(frame.geometry.to_numpy()),
                "longitude": [point[0] for point in points],
                "latitude": [point[1] for point in points],
            }
        )
        bounds = frame.bounds.set_axis(["west", "south", "east", "north"], axis=1)
        tables.append(pd.concat([table, bounds.reset_index(drop=True)], axis=1))
    return pd.concat(tables, ignore_index=True)


def _parent(code: str, level: Level, prefectures: set[str], provinces: set[str]) -> str:
    province = province_of(code) if province_of(code) in provinces else COUNTRY
    if level is Level.PROVINCE:
        return COUNTRY
    if level is Level.PREFECTURE:
        return province
    return prefecture_of(code, prefectures) or province
