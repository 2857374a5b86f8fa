"""Build levels, hierarchy and outlines from the boundaries of a provider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.errors import RegionError
from geodata.geography.boundaries import CRS, Detail, Provider, Repair
from geodata.geography.disputed import cut
from geodata.geography.geography import Geography
from geodata.geography.measure import areas_km2, label_point
from geodata.geography.repair import clean_coverage, polygonal, repair
from geodata.i18n import _
from geodata.model import Level

__all__ = [
    "CLAIMED",
    "TOLERANCE",
    "Built",
    "build_outlines",
    "outline_name",
]

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


def outline_name(level: str, detail: Detail | None = None) -> str:
    """Name of a frame of outlines.

    Examples
    --------
    >>> outline_name("county", Detail.OVERVIEW), outline_name("county")
    ('county-overview', 'county-full')
    """
    return f"{level}-{detail or 'full'}"


def build_outlines(provider: Provider, geography: Geography) -> Built:
    """Mend, cut, join and simplify a provider's outlines.

    The finest level given is the ground: wider units are the union of what they
    contain, so that all levels share every border. What contains what is said by the
    hierarchy of the geography, else by the file, else by where a unit lies.

    Raises
    ------
    RegionError
        If the provider has no outline at all, or outlines that cannot be mended.
    """
    levels = geography.levels
    given: dict[Level, gpd.GeoDataFrame] = {}
    repairs: list[Repair] = []
    for level in levels:
        given[level], found = repair(provider.read(level), level, geography.exclusions)
        repairs += found
    ground = next((level for level in reversed(levels) if len(given[level])), None)
    if ground is None:
        raise RegionError(
            _("There is no outline of a unit of {title} in these boundaries.").format(
                title=geography.title
            ),
            where=provider.boundaries.provider,
            remedy=_("Give polygons with a code or a name. {hint}")
            .format(hint=geography.code_hint)
            .strip(),
        )
    base = given[ground]
    outlines, found = clean_coverage(base.geometry.to_numpy(), list(base.index), ground)
    repairs += found
    base = base.set_geometry(gpd.GeoSeries(outlines, index=base.index, crs=CRS))
    owners = {
        wider: _owner(base, given, ground, wider, geography)
        for wider in reversed(levels[: ground.rank - 1])
    }
    owners = {level: owner for level, owner in owners.items() if (owner != "").any()}
    for level, owner in owners.items():
        repairs += _compare(base, owner, given[level], level)
    repairs += _crossing(owners)
    base, claimed = cut(base[["name", "geometry"]], geography)
    owners = {level: owner.loc[base.index] for level, owner in owners.items()}
    frames: dict[str, gpd.GeoDataFrame] = {outline_name(CLAIMED): claimed}
    names = {level: given[level]["name"] for level in levels}
    _add_levels(frames, base, owners, names, ground, None)
    for detail in Detail:
        simple, pieces = _simplify(base, claimed, TOLERANCE[detail])
        frames[outline_name(CLAIMED, detail)] = pieces
        _add_levels(frames, simple, owners, names, ground, detail)
    return Built(_table(frames, owners, ground, geography), frames, tuple(repairs))


def _owner(
    base: gpd.GeoDataFrame,
    given: Mapping[Level, gpd.GeoDataFrame],
    ground: Level,
    wider: Level,
    geography: Geography,
) -> pd.Series[str]:
    """For every ground unit the code of the unit that holds it on a wider level, or ``""``."""
    known = given[wider]
    points = shapely.point_on_surface(base.geometry.to_numpy())
    inside = pd.Series("", index=base.index, dtype=object)
    if len(known):
        point, unit = shapely.STRtree(known.geometry.to_numpy()).query(points, "intersects")
        inside.iloc[point] = known.index.to_numpy()[unit]
    parents: dict[str, str] = {
        str(code): str(parent)
        for level in given
        for code, parent in given[level]["parent"].items()
        if parent
    }
    found = []
    for code in base.index.astype(str):
        holder = geography.holder(code, ground, wider)
        if not holder:
            holder = _by_parent(code, parents, frozenset(known.index))
            if not len(known) and wider.rank == ground.rank - 1:
                # Nothing but its units tells of the wider unit.
                holder = parents.get(code, "")
        found.append(holder or inside[code])
    return pd.Series(found, index=base.index, dtype=object)


def _by_parent(code: str, parents: Mapping[str, str], wanted: frozenset[str]) -> str:
    """Follow the parents that a file names to a unit of a level; ``""`` if none leads there."""
    seen = {code}
    while code := parents.get(code, ""):
        if code in wanted:
            return code
        if code in seen:
            return ""
        seen.add(code)
    return ""


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


def _crossing(owners: Mapping[Level, pd.Series[str]]) -> Iterable[Repair]:
    """Yield the units whose parts lie in several units of a wider level."""
    levels = sorted(owners, key=lambda level: level.rank)
    for position, wide in enumerate(levels):
        for level in levels[position + 1 :]:
            pairs = pd.DataFrame({"unit": owners[level], "holder": owners[wide]})
            pairs = pairs[(pairs["unit"] != "") & (pairs["holder"] != "")].drop_duplicates()
            for code, found in pairs.groupby("unit", sort=True)["holder"]:
                if len(found) > 1:
                    lying = ", ".join(sorted(found))
                    problem = f"does not nest: its parts lie in {lying}"
                    yield Repair(str(code), level, problem, "counted to one of them")


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
    for level in names:
        if level is ground:
            frame = base
        elif level in owners:
            joined = _dissolve(base, owners[level])
            title = names[level].reindex(joined.index).fillna("")
            frame = gpd.GeoDataFrame({"name": title}, geometry=joined.to_numpy(), crs=CRS)
        else:
            frame = gpd.GeoDataFrame({"name": []}, geometry=[], crs=CRS)
        frame.index.name = "code"
        frames[outline_name(level, detail)] = frame


def _table(
    frames: Mapping[str, gpd.GeoDataFrame],
    owners: Mapping[Level, pd.Series[str]],
    ground: Level,
    geography: Geography,
) -> pd.DataFrame:
    """One row a level and code: name, parent, area, label point and bounds."""
    tables = []
    for level in geography.levels:
        frame = frames[outline_name(level)]
        if frame.empty:
            continue
        points = [label_point(outline) for outline in frame.geometry]
        wider = [
            owners[each] for each in reversed(geography.levels[: level.rank - 1]) if each in owners
        ]
        own = frame.index.to_series() if level is ground else owners[level]
        table = pd.DataFrame(
            {
                "code": frame.index.astype(str),
                "level": level.value,
                "name": frame["name"].to_numpy(),
                "parent": _parents(list(frame.index.astype(str)), own, wider, geography.root),
                "area_km2": areas_km2(frame.geometry.to_numpy()),
                "longitude": [point[0] for point in points],
                "latitude": [point[1] for point in points],
            }
        )
        bounds = frame.bounds.set_axis(["west", "south", "east", "north"], axis=1)
        tables.append(pd.concat([table, bounds.reset_index(drop=True)], axis=1))
    return pd.concat(tables, ignore_index=True)


def _parents(
    codes: Sequence[str], own: pd.Series[str], wider: Sequence[pd.Series[str]], root: str
) -> list[str]:
    """Return for each unit the nearest wider unit that holds what it holds, or the whole."""
    holders: dict[str, str] = {}
    for owner in reversed(wider):
        held = owner.reindex(own.index)
        holders.update(
            (code, holder)
            for code, holder in zip(own, held, strict=True)
            if code and holder and holder != code
        )
    return [holders.get(code, root) for code in codes]
