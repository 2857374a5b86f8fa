"""The choices that make a picture, and their form in an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlsplit

from geodata.errors import ViewError
from geodata.i18n import _
from geodata.model import (
    COUNTRY,
    LEVELS,
    Kind,
    LabeledEnum,
    Language,
    Level,
    Modality,
    PartialDate,
    Scope,
)
from layers.view import parameters
from layers.view.assumptions import Assumptions, Measure, Weight
from layers.view.parameters import MOST_COMPARED

__all__ = ["COUNTRY", "MOST_COMPARED", "PARAMETERS", "Camera", "EventFilter", "Lines", "View"]


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
class EventFilter:
    """The choices of a view that decide which events are shown; usable as a key."""

    modality: tuple[Modality, ...]
    kind: tuple[Kind, ...]
    vendor: tuple[str, ...]
    scope: tuple[Scope, ...]
    low_confidence: bool
    during: tuple[PartialDate, PartialDate] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One choice of everything that a reader can choose. The default is the opening view.

    Parameters
    ----------
    layer : str
        Id of the coloured layer, from :data:`layers.catalogue.LAYERS`.
    level : Level
        Level of the coloured regions: province, prefecture or county.
    year : int
        Census year of the layer, where it has several.
    area : str
        Code of the region that is drawn, or ``"CN"`` for all of mainland China.
    modality : tuple of Modality
        Events that concern any of these; empty for all.
    kind : tuple of Kind
        Events of any of these kinds; empty for all.
    vendor : tuple of str
        Events for which a source names any of these vendors; empty for all.
    scope : tuple of Scope
        Which events: core by default; leads and context only when asked for.
    low_confidence : bool
        Whether events of low confidence are drawn.
    lines : Lines
        What the lines around documented places tell apart.
    time : PartialDate or None
        The month at which the map stands; ``None`` shows all dates together.
    during : tuple of PartialDate or None
        First and last month of a window; only events that may have been going on in it are
        shown. ``None`` for all events, also those without a date.
    language : Language
        Language of place names.
    measure : Measure or None
        What estimates count; ``None`` for what is documented, as
        :func:`layers.estimate.measure.documented_measure` finds it.
    per_person : int or None
        Scans of one resident that estimates assume at most: 1, 2, or ``None`` for no limit.
    base_year : int
        Census whose residents are the base of estimates.
    weight : Weight
        By what an illustration spreads a published total.
    region : str
        Code of the selected region, or ``""``.
    event : str
        Id of the event that is opened, or ``""``.
    highlight : tuple of str
        Codes of regions that are drawn with an outline.
    compare : tuple of str
        Codes of the regions that are compared, in the reader's order; at most eight.
    against : str
        Code of the compared region with which the others are compared; ``""`` for the first.
    fit : bool
        Whether each map of a comparison fills its frame; otherwise all share one scale.
    camera : Camera or None
        Where the map looks; ``None`` fits the area.
    """

    layer: str = "non_han_share"
    level: Level = Level.PREFECTURE
    year: int = 2020
    area: str = "630000"
    modality: tuple[Modality, ...] = ()
    kind: tuple[Kind, ...] = ()
    vendor: tuple[str, ...] = ()
    scope: tuple[Scope, ...] = (Scope.CORE,)
    low_confidence: bool = False
    lines: Lines = Lines.MODALITY
    time: PartialDate | None = None
    during: tuple[PartialDate, PartialDate] | None = None
    language: Language = Language.EN
    measure: Measure | None = None
    per_person: int | None = None
    base_year: int = 2020
    weight: Weight = Weight.RESIDENTS
    region: str = ""
    event: str = ""
    highlight: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    against: str = ""
    fit: bool = False
    camera: Camera | None = None

    @property
    def assume(self) -> Assumptions:
        """The choices that estimates assume; those of a view that names its measure."""
        measure = self.measure or Assumptions().measure
        return Assumptions(measure, self.per_person, self.base_year, self.weight)

    @property
    def events(self) -> EventFilter:
        """The choices that decide which events are shown."""
        return EventFilter(
            modality=self.modality,
            kind=self.kind,
            vendor=self.vendor,
            scope=self.scope,
            low_confidence=self.low_confidence,
            during=self.during,
        )

    @classmethod
    def of_events(cls, chosen: EventFilter) -> View:
        """Return the opening view with only those choices that decide which events are shown."""
        return cls(**{field.name: getattr(chosen, field.name) for field in fields(chosen)})

    def with_events(self, chosen: EventFilter) -> View:
        """Return the view with other choices of which events are shown."""
        return replace(
            self,
            modality=chosen.modality,
            kind=chosen.kind,
            vendor=chosen.vendor,
            scope=chosen.scope,
            low_confidence=chosen.low_confidence,
            during=chosen.during,
        )

    def to_params(self) -> dict[str, str]:
        """Return the choices that differ from the opening view, as address parameters.

        Examples
        --------
        >>> View(level=Level.COUNTY, area="650100").to_params()
        {'level': 'county', 'area': '650100'}
        """
        opening = View()
        return {
            _PARAMETER[field.name]: parameters.written(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != getattr(opening, field.name)
        }

    @staticmethod
    def parameter(field: str) -> str:
        """Return the name of a choice in an address.

        Examples
        --------
        >>> View.parameter("base_year")
        'base'
        """
        return _PARAMETER[field]

    @classmethod
    def from_link(cls, link: str) -> View:
        """Read a whole address, its query, or nothing (the opening view).

        Raises
        ------
        ViewError
            At the first parameter that does not make sense.

        Examples
        --------
        >>> View.from_link("http://127.0.0.1:8501/?area=650100&level=county").area
        '650100'
        """
        try:
            query = urlsplit(link).query if "://" in link or "?" in link else link
        except ValueError:
            raise ViewError(
                "This is no address.",
                where=link[: parameters.LONGEST_IDENTIFIER],
                remedy="Copy it from the dashboard.",
            ) from None
        view, problems = cls.from_params(dict(parse_qsl(query, keep_blank_values=True)))
        if problems:
            raise problems[0]
        return view

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[View, tuple[ViewError, ...]]:
        """Read address parameters, keeping whatever can be understood.

        Returns
        -------
        view : View
            Every parameter that makes sense; the opening view's choice for the others.
        problems : tuple of ViewError
            One for each parameter that does not, and for each name that looks like a slip of
            one. Other names, such as those that programs add to links, are ignored.

        Examples
        --------
        >>> view, problems = View.from_params({"level": "county", "lang": "tlh"})
        >>> view.level.value, str(problems[0])
        ('county', "lang: 'tlh' is not a choice. Choose from: en, bo, zh, ug.")
        """
        view = cls()
        problems: list[ViewError] = []
        for name, text in params.items():
            if name not in _READERS:
                if slip := parameters.meant(name, _READERS):
                    problems.append(
                        ViewError(
                            _("There is no such choice."),
                            where=name,
                            remedy=_("Did you mean {name}?").format(name=slip),
                        )
                    )
                continue
            field, read = _READERS[name]
            try:
                view = replace(view, **{field: read(name, text)})  # type: ignore[arg-type]
            except ViewError as problem:
                problems.append(problem)
        return view, tuple(problems)


def _camera(_name: str, text: str) -> Camera:
    return Camera.parse(text)


_READERS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "layer": ("layer", parameters.identifier),
    "level": ("level", parameters.one_of(Level, *LEVELS)),
    "year": ("year", parameters.year),
    "area": ("area", parameters.identifier),
    "modality": ("modality", parameters.any_of(Modality)),
    "kind": ("kind", parameters.any_of(Kind)),
    "vendor": ("vendor", parameters.names),
    "scope": ("scope", parameters.any_of(Scope)),
    "low": ("low_confidence", parameters.flag),
    "lines": ("lines", parameters.one_of(Lines)),
    "time": ("time", parameters.month),
    "during": ("during", parameters.window),
    "lang": ("language", parameters.one_of(Language)),
    "measure": ("measure", parameters.one_of(Measure)),
    "per_person": ("per_person", parameters.per_person),
    "base": ("base_year", parameters.year),
    "weight": ("weight", parameters.one_of(Weight)),
    "region": ("region", parameters.identifier),
    "event": ("event", parameters.event_id),
    "highlight": ("highlight", parameters.codes),
    "compare": ("compare", parameters.regions),
    "against": ("against", parameters.identifier),
    "fit": ("fit", parameters.flag),
    "at": ("camera", _camera),
}
_PARAMETER = {field: name for name, (field, _read) in _READERS.items()}

PARAMETERS = frozenset(_READERS)
"""The name of every choice in an address."""
