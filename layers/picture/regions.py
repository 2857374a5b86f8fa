"""The part of a picture that depends on area, level and language alone."""

from __future__ import annotations

from collections.abc import Callable

from geodata.facts import Facts
from geodata.model import Language, Level
from geodata.workspace import once_per_atlas
from layers.naming import display_name, other_names
from layers.picture.mapspec import Part
from layers.view import COUNTRY, View

__all__ = ["AssetId", "build_regions", "geometry_names", "province_of"]

AssetId = Callable[[str], str]
"""Id of an asset by its name: ``overview``, ``context`` or ``province-`` and a code."""

_CACHE_SIZE = 32
"""Parts kept: they hold every name of an area, and change only with area, level or language."""

_QUIET_LEVELS = {
    Level.PROVINCE: (),
    Level.PREFECTURE: (Level.PROVINCE,),
    Level.COUNTY: (Level.PROVINCE, Level.PREFECTURE),
}


def province_of(facts: Facts, code: str) -> str:
    """Return the province that a region is or lies in."""
    if facts.regions.level(code) is Level.PROVINCE:
        return code
    return next(
        above
        for above in facts.regions.ancestors(code)
        if above != COUNTRY and facts.regions.level(above) is Level.PROVINCE
    )


def geometry_names(facts: Facts, area: str) -> tuple[str, ...]:
    """Return the names of the geometry assets that a map of an area needs."""
    return ("overview",) if area == COUNTRY else (f"province-{province_of(facts, area)}",)


def _bounds(facts: Facts, area: str) -> list[float]:
    codes = facts.regions.codes(Level.PROVINCE) if area == COUNTRY else (area,)
    boxes = [facts.regions.bounds(code) for code in codes]
    west, south, east, north = zip(*boxes, strict=True)
    return [round(edge, 4) for edge in (min(west), min(south), max(east), max(north))]


def build_regions(view: View, facts: Facts, asset_id: AssetId) -> Part:
    """Return the units of the area at the view's level, with their names and points."""
    return _regions(view.map.area, view.map.level, view.map.language, facts, asset_id)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _regions(area: str, level: Level, language: Language, facts: Facts, asset_id: AssetId) -> Part:
    regions = facts.regions
    codes = regions.codes(level, area)

    def unit(code: str) -> dict[str, object]:
        parent = regions.parent(code)
        longitude, latitude = regions.label_point(code)
        return {
            "code": code,
            "name": display_name(facts, code, language),
            "names": other_names(facts, code, language),
            "parent": None if parent == COUNTRY else display_name(facts, parent, Language.EN),
            "point": [round(longitude, 4), round(latitude, 4)],
        }

    quiet = _QUIET_LEVELS[level]
    outlines = [
        {"code": code, "level": wider.value}
        for wider in (quiet[:1] if area == COUNTRY else quiet)
        for code in regions.codes(wider, area)
    ]
    claimed = set(regions.claimed()["host"])
    return Part(
        {
            "area": {
                "code": area,
                "name": display_name(facts, area, language),
                "bounds": _bounds(facts, area),
            },
            "level": level.value,
            "geometry": [
                {"name": name, "id": asset_id(name)} for name in geometry_names(facts, area)
            ],
            "context": {"id": asset_id("context")},
            "claimed": any(
                host == area or area in (COUNTRY, *regions.ancestors(host)) for host in claimed
            ),
            "regions": [unit(code) for code in codes],
            "outlines": outlines,
        }
    )
