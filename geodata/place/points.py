"""Coordinates against outlines: whether they lie where a code says, and what else they may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.geography import Regions
from geodata.model import Event
from geodata.place.outlines import outlines_of

__all__ = ["Turned", "holding", "lies_in", "misplaced", "turned_into"]


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


def misplaced(events: Sequence[Event], regions: Regions) -> list[Event]:
    """Return the events whose coordinates do not lie in the region of their code.

    Events without coordinates or with an unknown code are left out; the points of one region
    are looked at together.
    """
    by_code: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.latitude is not None and event.longitude is not None and event.region in regions:
            by_code[event.region].append(event)
    outlines = outlines_of(regions)
    found = set()
    for code, there in by_code.items():
        points = np.array([(each.longitude, each.latitude) for each in there], dtype=np.float64)
        reached = outlines.reached(code, points[:, 0], points[:, 1])
        reached &= np.abs(points[:, 1]) <= 90
        found |= {event.event_id for event, yes in zip(there, reached, strict=True) if not yes}
    return [event for event in events if event.event_id in found]


def turned_into(event: Event, regions: Regions, code: str = "") -> Turned | None:
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
    code = "" if code == regions.geography.root else code
    for latitude, longitude, exchanged in _readings(event.latitude, event.longitude):
        if not _lies_in(latitude, longitude, code, regions):
            continue
        found = min(_holding(latitude, longitude, regions), default=code)
        return Turned(latitude, longitude, code or found, exchanged)
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
    holding, _near = outlines_of(regions).around(np.array([longitude]), np.array([latitude]))
    return holding[0]


def _lies_in(latitude: float, longitude: float, code: str, regions: Regions) -> bool:
    if not -90 <= latitude <= 90:
        return False
    reached = outlines_of(regions).reached(code, np.array([longitude]), np.array([latitude]))
    return bool(reached[0])
