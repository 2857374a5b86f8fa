"""Where an event belongs, and how that was decided."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import LabeledEnum, Level

__all__ = ["Method", "Placement"]


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
