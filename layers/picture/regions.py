"""The part of a picture that depends on area, level and language alone."""

from __future__ import annotations

import math
from collections.abc import Callable

from geodata.facts import Facts
from geodata.model import Language, Level
from geodata.workspace import once_per_atlas
from layers.assets.context import WINDOW
from layers.naming import display_name, other_names
from layers.picture.mapspec import Part
from layers.view import View

__all__ = ["AssetId", "build_regions", "geometry_names", "province_of"]

AssetId = Callable[[str], str]
"""Id of an asset by its name: ``overview``, ``context`` or ``province-`` and a code."""

_METRES_PER_DEGREE = 111_195.0
_CACHE_SIZE = 32
"""Parts kept: they hold every name of an area, and change only with area, level or language."""


def province_of(facts: Facts, code: str) -> str:
    """Return the province that a region is or lies in."""
    if facts.regions.level(code) == facts.geography.levels[0]:
        return code
    return next(
        above
        for above in facts.regions.ancestors(code)
        if above != facts.geography.root and facts.regions.level(above) == facts.geography.levels[0]
    )


def geometry_names(facts: Facts, area: str) -> tuple[str, ...]:
    """Return the names of the geometry assets that a map of an area needs."""
    return (
        ("overview",) if area == facts.geography.root else (f"province-{province_of(facts, area)}",)
    )


def _bounds(facts: Facts, area: str) -> list[float]:
    codes = (
        facts.regions.codes(facts.geography.levels[0]) if area == facts.geography.root else (area,)
    )
    boxes = [facts.regions.bounds(code) for code in codes]
    west, south, east, north = zip(*boxes, strict=True)
    return [round(edge, 4) for edge in (min(west), min(south), max(east), max(north))]


def _has_context(facts: Facts) -> bool:
    """Whether the surroundings that are bundled hold all of the geography."""
    west, south, east, north = WINDOW
    own = facts.regions.bounds(facts.geography.root)
    return own[0] >= west and own[1] >= south and own[2] <= east and own[3] <= north


def _locator(facts: Facts) -> dict[str, list[float]]:
    """Return the middle of the inset in degrees and its edges in metres from there.

    Those that the geography names, else a box around all of it.
    """
    said = facts.geography.locator
    if said:
        return {"centre": list(said[:2]), "metres": list(said[2:])}
    west, south, east, north = facts.regions.bounds(facts.geography.root)
    middle = (round((west + east) / 2, 3), round((south + north) / 2, 3))
    up = (north - south) / 2 * _METRES_PER_DEGREE
    across = (east - west) / 2 * _METRES_PER_DEGREE * math.cos(math.radians(middle[1]))
    return {"centre": list(middle), "metres": [-across, -up, across, up]}


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
            "parent": None
            if parent == facts.geography.root
            else display_name(facts, parent, Language.EN),
            "point": [round(longitude, 4), round(latitude, 4)],
        }

    quiet = facts.geography.levels[: level.rank - 1]
    outlines = [
        {"code": code, "level": wider.value, "rank": wider.rank}
        for wider in (quiet[:1] if area == facts.geography.root else quiet)
        for code in regions.codes(wider, area)
    ]
    claimed = set(regions.claimed()["host"])
    return Part(
        {
            "area": {
                "code": area,
                "name": display_name(facts, area, language),
                "bounds": _bounds(facts, area),
                "whole": area == facts.geography.root,
            },
            "level": level.value,
            "geometry": [
                {"name": name, "id": asset_id(name)} for name in geometry_names(facts, area)
            ],
            "context": {"id": asset_id("context")} if _has_context(facts) else None,
            "locator": _locator(facts),
            "claimed": any(
                host == area or area in (facts.geography.root, *regions.ancestors(host))
                for host in claimed
            ),
            "regions": [unit(code) for code in codes],
            "outlines": outlines,
        }
    )
