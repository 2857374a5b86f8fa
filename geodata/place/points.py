"""Coordinates against outlines: whether they lie where a code says, and what else they may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from geodata.geography import Regions
from geodata.model import COUNTRY, Event
from geodata.place.place import BORDER_KM, around, distances_km, finest_level

__all__ = ["Turned", "holding", "lies_in", "turned_into"]


@dataclass(frozen=True, slots=True)
class Turned:
    """Coordinates read in another way, and the region in which they then lie."""

    latitude: float
    longitude: float
    code: str
    exchanged: bool


def holding(event: Event, regions: Regions) -> tuple[str, ...]:
    """Return the finest regions that hold the coordinates of an event, border included."""
    if event.latitude is None or event.longitude is None:
        return ()
    return _holding(event.latitude, event.longitude, regions)


def lies_in(event: Event, code: str, regions: Regions) -> bool:
    """Whether the coordinates of an event lie in a region, or as near as outlines are known."""
    if event.latitude is None or event.longitude is None:
        return False
    return _lies_in(event.latitude, event.longitude, code, regions)


def turned_into(event: Event, regions: Regions, code: str = COUNTRY) -> Turned | None:
    """Return the first other reading of coordinates that lies in a region.

    Latitude and longitude may be exchanged, or one of them may have the wrong sign.

    Parameters
    ----------
    event : Event
    regions : Regions
    code : str, optional
        The region; by default any.
    """
    if event.latitude is None or event.longitude is None:
        return None
    for latitude, longitude, exchanged in _readings(event.latitude, event.longitude):
        if not _lies_in(latitude, longitude, code, regions):
            continue
        found = min(_holding(latitude, longitude, regions), default=code)
        return Turned(latitude, longitude, found if code == COUNTRY else code, exchanged)
    return None


def _readings(latitude: float, longitude: float) -> Iterator[tuple[float, float, bool]]:
    yield longitude, latitude, True
    yield latitude, -longitude, False
    yield -latitude, longitude, False
    yield -latitude, -longitude, False
    yield longitude, -latitude, True
    yield -longitude, latitude, True
    yield -longitude, -latitude, True


def _holding(latitude: float, longitude: float, regions: Regions) -> tuple[str, ...]:
    point = shapely.Point(longitude, latitude)
    return tuple(sorted(around(point, regions.geometry(finest_level(regions)))[0]))


def _lies_in(latitude: float, longitude: float, code: str, regions: Regions) -> bool:
    if not -90 <= latitude <= 90:
        return False
    point = shapely.Point(longitude, latitude)
    if code == COUNTRY:
        return any(around(point, regions.geometry(finest_level(regions))))
    outline = regions.geometry(regions.level(code)).geometry[code]
    return bool(distances_km(point, [outline])[0] <= BORDER_KM)
