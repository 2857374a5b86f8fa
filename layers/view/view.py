"""The choices that make a picture, in four parts that do not know of one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from geodata.errors import ViewError
from geodata.i18n import _
from geodata.model import Kind, LabeledEnum, Language, Level, Modality, PartialDate, Scope
from layers.view.assumptions import Assumptions

__all__ = ["Camera", "Comparison", "EventFilter", "Lines", "MapView", "View"]


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a map looks: degrees (WGS 84) and a zoom level of the web's tile scheme."""

    latitude: float
    longitude: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.latitude:.4f},{self.longitude:.4f},{self.zoom:g}"

    @classmethod
    def parse(cls, text: str) -> Camera:
        """Read ``latitude,longitude,zoom``.

        Raises
        ------
        ViewError
            If the text has another form or lies outside the globe.

        Examples
        --------
        >>> str(Camera.parse("36.5,102.1,8"))
        '36.5000,102.1000,8'
        """
        try:
            latitude, longitude, zoom = map(float, text.split(","))
        except ValueError:
            raise ViewError(
                _("{text!r} is no place to look at.").format(text=text),
                where="at",
                remedy=_("Use 36.5,102.1,8."),
            ) from None
        if not (-85 <= latitude <= 85 and -180 <= longitude <= 180 and 0 <= zoom <= 18):
            raise ViewError(_("{text!r} lies outside the map.").format(text=text), where="at")
        return cls(latitude, longitude, zoom)


class Lines(LabeledEnum):
    """What the lines around documented places tell apart."""

    MODALITY = "modality", "what is collected"
    KIND = "kind", "kind of record"
    VENDOR = "vendor", "vendor named"


@dataclass(frozen=True, slots=True)
class MapView:
    """What a map shows and how: everything but events, assumptions and comparison.

    Parameters
    ----------
    layer : str
        Id of the coloured layer, from the atlas's catalogue.
    level : Level
        Level of the coloured regions.
    area : str
        Code of the region that is drawn; the geography's root for all of it.
    year : int
        Census year of the layer, where it has several; 0 where there is no census.
    lines : Lines
        What the lines around documented places tell apart.
    time : PartialDate or None
        The month at which the map stands; ``None`` shows all dates together.
    language : Language
        Language of place names.
    region : str
        Code of the selected region, or ``""``.
    event : str
        Id of the event that is opened, or ``""``.
    highlight : tuple of str
        Codes of regions that are drawn with an outline.
    camera : Camera or None
        Where the map looks; ``None`` fits the area.
    """

    layer: str
    level: Level
    area: str
    year: int = 0
    lines: Lines = Lines.MODALITY
    time: PartialDate | None = None
    language: Language = Language.EN
    region: str = ""
    event: str = ""
    highlight: tuple[str, ...] = ()
    camera: Camera | None = None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are shown. Empty choices let everything through.

    Parameters
    ----------
    modality : tuple of Modality
        Events that concern any of these.
    kind : tuple of Kind
        Events of any of these kinds.
    vendor : tuple of str
        Events for which a source names any of these vendors.
    scope : tuple of Scope
        Which events: core by default; leads and context only when asked for.
    low_confidence : bool
        Whether events of low confidence are shown.
    during : tuple of PartialDate or None
        First and last month of a window; only events that may have been going on in it are
        shown. ``None`` for all events, also those without a date.
    """

    modality: tuple[Modality, ...] = ()
    kind: tuple[Kind, ...] = ()
    vendor: tuple[str, ...] = ()
    scope: tuple[Scope, ...] = (Scope.CORE,)
    low_confidence: bool = False
    during: tuple[PartialDate, PartialDate] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which regions are compared, and how.

    Parameters
    ----------
    compared : tuple of str
        Codes of the regions, in the reader's order; at most eight.
    against : str
        Code of the one with which the others are compared; ``""`` for the first.
    fit : bool
        Whether each map fills its frame; otherwise all share one scale.
    """

    compared: tuple[str, ...] = ()
    against: str = ""
    fit: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One choice of everything that a reader can choose; usable as a key.

    Views are read from addresses by :func:`layers.address.parse_view` alone, which begins with
    the opening view of the atlas.

    Examples
    --------
    >>> from geodata.model import Kind, Level
    >>> region = Level("region", "region", "regions", 1)
    >>> whole = View(MapView("documented_events", region, "X"))
    >>> whole.choose(region="X1", kind=(Kind("trial"),)).events.kind
    ('trial',)
    """

    map: MapView
    events: EventFilter = field(default_factory=EventFilter)
    assume: Assumptions = field(default_factory=Assumptions)
    comparison: Comparison = field(default_factory=Comparison)

    def choose(self, **choices: Any) -> View:
        """Return the view with other choices, by their names, whichever part they are in.

        Raises
        ------
        TypeError
            If there is no choice of a name.
        """
        unknown = sorted(choices.keys() - PART_OF.keys())
        if unknown:
            raise TypeError(f"a view has no choice {unknown[0]!r}")
        parts = {
            part: replace(
                getattr(self, part),
                **{name: value for name, value in choices.items() if PART_OF[name] == part},
            )
            for part in {PART_OF[name] for name in choices}
        }
        return replace(self, **parts)

    @property
    def choices(self) -> Mapping[str, Any]:
        """Every choice by its name."""
        return {name: getattr(getattr(self, part), name) for name, part in PART_OF.items()}


PART_OF = {
    each.name: part
    for part, of in (
        ("map", MapView),
        ("events", EventFilter),
        ("assume", Assumptions),
        ("comparison", Comparison),
    )
    for each in fields(of)
}
"""The part of a view in which each choice stands. No two parts have one of the same name."""
