"""Place events in regions: by code first, by coordinates only if there is no code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import COUNTRY, Event, LabeledEnum, Level

__all__ = ["BORDER_KM", "Method", "Placement", "around", "distances_km", "finest_level", "place"]


class Method(LabeledEnum):
    """How an event was brought to its region."""

    CODE = "code", "by the region that the source names"
    COORDINATE = "coordinate", "by coordinates alone"
    COUNTRY = "country", "country-wide"
    UNMATCHED = "unmatched", "not placed"


@dataclass(frozen=True, slots=True)
class Placement:
    """The region of one event.

    ``region`` is empty if the event could not be placed. ``level`` is the level of
    drawing: that of the source, never finer than a county. ``on_border`` says that a
    bare coordinate lies on, or within a kilometre of, a border between regions, so
    that another region may be meant. ``note`` is for readers; empty if there is
    nothing to say.
    """

    event_id: str
    region: str
    level: Level
    method: Method
    on_border: bool
    note: str


BORDER_KM = 1.0
"""Outlines are known to about this distance; nearer to a border, either side may be meant."""

_FINEST = (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)
_KM_PER_DEGREE = 111.32
_TOUCHING_KM = 1e-6

Shapes = np.ndarray[tuple[int, ...], np.dtype[np.object_]]


def place(events: Sequence[Event], regions: Regions) -> dict[str, Placement]:
    """Find the region of every event.

    A code always wins over coordinates. A code finer than the event's precision is
    widened to it, never the other way round. A bare coordinate is looked up on the
    finest level that has outlines, the border belonging to both sides; if several
    regions hold it, the lowest code is taken and the event is marked.

    Parameters
    ----------
    events : sequence of Event
    regions : Regions

    Returns
    -------
    dict of str to Placement
        By event id, in the order of ``events``.
    """
    return {event.event_id: _place(event, regions) for event in events}


def _place(event: Event, regions: Regions) -> Placement:
    if event.level is Level.COUNTRY and event.region in {"", COUNTRY}:
        return Placement(event.event_id, COUNTRY, Level.COUNTRY, Method.COUNTRY, False, "")
    if event.region:
        return _by_code(event, regions)
    if event.latitude is None or event.longitude is None:
        note = _("The event has neither a region code nor coordinates.")
        return Placement(event.event_id, "", event.level, Method.UNMATCHED, False, note)
    return _by_coordinate(event, event.longitude, event.latitude, regions)


def _by_code(event: Event, regions: Regions) -> Placement:
    code = event.region
    if code not in regions:
        note = _("No region has the code {code}.").format(code=code)
        return Placement(event.event_id, "", event.level, Method.UNMATCHED, False, note)
    region, level, note = _widened(code, event.level, regions)
    return Placement(event.event_id, region, level, Method.CODE, False, note)


def _by_coordinate(event: Event, x: float, y: float, regions: Regions) -> Placement:
    point = shapely.Point(x, y)
    units = regions.geometry(finest_level(regions))
    holding, near = around(point, units)
    if not holding:
        claimed = regions.claimed()
        held = claimed[shapely.intersects(claimed.geometry.to_numpy(), point)]
        note = _("The coordinates lie in no region of these boundaries.")
        if near:
            note = _(
                "The coordinates lie in no region of these boundaries. Within {n:g} km of {near}."
            ).format(n=BORDER_KM, near=", ".join(near))
        if len(held):
            note = _("The coordinates lie in {name}: {note}.").format(
                name=held["name"].iloc[0], note=held["note"].iloc[0]
            )
        return Placement(event.event_id, "", event.level, Method.UNMATCHED, False, note)
    chosen = min(holding)
    region, drawn, note = _widened(chosen, event.level, regions)
    widened = {_widened(code, event.level, regions)[0] for code in {*holding, *near}}
    outline = regions.geometry(drawn).geometry[region]
    on_border = bool(distances_km(point, [shapely.boundary(outline)])[0] <= BORDER_KM)
    if on_border:
        others = ", ".join(sorted(widened - {region}))
        said = (
            _("Within {n:g} km of the border of {others}; the other side may be meant.")
            if others
            else _("Within {n:g} km of the border; the other side may be meant.")
        )
        note = f"{said.format(n=BORDER_KM, others=others)} {note}"
    return Placement(event.event_id, region, drawn, Method.COORDINATE, on_border, note.strip())


def _widened(code: str, level: Level, regions: Regions) -> tuple[str, Level, str]:
    """The unit holding ``code`` on a level, or ``code`` itself if that is wider already."""
    if code == COUNTRY or level is Level.COUNTRY:
        return COUNTRY, Level.COUNTRY, ""
    own = regions.level(code)
    if _order(own) <= _order(level) or code in regions.codes(level):
        drawn = level if code in regions.codes(level) else own
        return code, drawn, ""
    holder = next(
        (
            wider
            for wider in regions.ancestors(code)
            if _order(regions.level(wider)) <= _order(level)
        ),
        COUNTRY,
    )
    note = _("The code {code} is finer than the source; drawn as {holder}.").format(
        code=code, holder=holder
    )
    return holder, regions.level(holder), note


def _order(level: Level) -> int:
    return tuple(Level).index(level)


def finest_level(regions: Regions) -> Level:
    """Return the finest level that has outlines."""
    return next(level for level in _FINEST if regions.codes(level))


def around(point: shapely.Point, units: gpd.GeoDataFrame) -> tuple[list[str], list[str]]:
    """Return codes that hold a point, border included, and codes within :data:`BORDER_KM`."""
    outlines, codes = units.geometry.to_numpy(), units.index.to_numpy()
    reach = BORDER_KM / _KM_PER_DEGREE / max(0.1, float(np.cos(np.radians(point.y))))
    rows = units.sindex.query(shapely.box(*point.buffer(reach).bounds))
    distances = distances_km(point, outlines[rows])
    holding = [str(code) for code in codes[rows][distances <= _TOUCHING_KM]]
    near = [str(code) for code in codes[rows][distances <= BORDER_KM]]
    return holding, near


def distances_km(
    point: shapely.Point, shapes: Sequence[shapely.Geometry] | Shapes
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return distances in a plane with kilometres as its unit around the point."""
    scale = np.array([_KM_PER_DEGREE * np.cos(np.radians(point.y)), _KM_PER_DEGREE])
    origin = shapely.get_coordinates(point)[0]
    local = shapely.transform(np.asarray(shapes), lambda corners: (corners - origin) * scale)
    return np.asarray(shapely.distance(local, shapely.Point(0, 0)), dtype=np.float64)
