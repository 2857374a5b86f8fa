"""``resolve(view, facts)``: choices and facts into one decided picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from geodata.census import CENSUS_YEARS
from geodata.dataset import unlikely
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import LEVELS, Level, PartialDate, Status
from geodata.names import kind_words
from layers.assets.words import WORDS
from layers.catalogue import layer
from layers.events import likely_months
from layers.naming import area_name
from layers.picture.event_index import build_details, build_event_index
from layers.picture.header import build_header
from layers.picture.mapspec import MapSpec, Part
from layers.picture.marks import build_marks, shown_and_listed
from layers.picture.regions import AssetId, build_regions, geometry_names, province_of
from layers.picture.symbology import build_symbology
from layers.spec import require_year
from layers.view import COUNTRY, View

__all__ = [
    "AssetId",
    "check_view",
    "geometry_names",
    "opening_level",
    "province_of",
    "resolve",
    "shown_and_listed",
    "with_likely_months",
    "with_possible_choices",
]


def check_view(view: View, facts: Facts) -> None:
    """Refuse a view that these facts cannot answer.

    Raises
    ------
    ViewError
        If layer, area or region do not exist, or the area is smaller than the level.
    """
    for check in _CHECKS.values():
        check(view, facts)
    for problem in with_likely_months(view, facts)[1]:
        raise problem


def with_possible_choices(view: View, facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    """Return a view that :func:`check_view` accepts: a choice that it refuses costs that choice.

    Returns
    -------
    view : View
        With the usual choice in place of each that is refused, and the nearest month in place
        of one that nobody means. All others stay as they are.
    problems : tuple of ViewError
        One for each choice that was changed.
    """
    view, unlikely = with_likely_months(view, facts)
    problems = list(unlikely)
    for field, check in _CHECKS.items():
        try:
            check(view, facts)
        except ViewError as problem:
            usual = _USUAL.get(field)
            value = getattr(View(), field) if usual is None else usual(view, facts)
            view = replace(view, **{field: value})
            problems.append(problem)
    return view, tuple(problems)


def _check_layer(view: View, _facts: Facts) -> None:
    layer(view.layer)


def _check_year(view: View, _facts: Facts) -> None:
    require_year(layer(view.layer), view)


def _check_base(view: View, _facts: Facts) -> None:
    if view.base_year not in CENSUS_YEARS:
        raise ViewError(
            _("There is no census of {base_year} here.").format(base_year=view.base_year),
            where="base",
            remedy=_("Choose from: {names}.").format(names=", ".join(map(str, CENSUS_YEARS))),
        )


def _check_regions(parameter: str, codes: Iterable[str], facts: Facts) -> None:
    for code in codes:
        if code not in facts.regions:
            raise _unknown_region(code, parameter, facts)


def _check_area(view: View, facts: Facts) -> None:
    _check_regions("area", {view.area} - _NO_OUTLINE, facts)


def _check_region(view: View, facts: Facts) -> None:
    _check_regions("region", {view.region} - _NO_OUTLINE, facts)


def _check_compare(view: View, facts: Facts) -> None:
    _check_regions("compare", (code for code in view.compare if code not in _NO_OUTLINE), facts)


def _check_highlight(view: View, facts: Facts) -> None:
    _check_regions("highlight", view.highlight, facts)


def _check_event(view: View, facts: Facts) -> None:
    event = facts.dataset.event.get(view.event) if view.event else None
    if view.event and (event is None or event.status is not Status.PUBLISHED):
        raise ViewError(
            _("There is no event {event!r} here.").format(event=view.event), where="event"
        )


def _check_vendor(view: View, facts: Facts) -> None:
    vendors = facts.dataset.vendors
    unknown = [name for name in view.vendor if name not in vendors]
    if unknown:
        raise ViewError(
            _("No source here names the vendor {unknown!r}.").format(unknown=unknown[0]),
            where="vendor",
            remedy=_("Vendors are: {names}.").format(names=", ".join(vendors)),
        )


def _check_level(view: View, facts: Facts) -> None:
    if not facts.regions.codes(view.level, view.area):
        raise ViewError(
            _("{area} holds no {level}.").format(area=view.area, level=view.level.label),
            where="level",
            remedy=_("Choose a finer level than {level}.").format(level=view.level.label),
        )


def _usual_year(view: View, _facts: Facts) -> int:
    years = layer(view.layer).years
    return View().year if View().year in years else years[0]


def _usual_level(view: View, facts: Facts) -> Level:
    usual = View().level
    return usual if facts.regions.codes(usual, view.area) else opening_level(facts, view.area)


_NO_OUTLINE = {"", COUNTRY}
_CHECKS: Mapping[str, Callable[[View, Facts], None]] = {
    "layer": _check_layer,
    "year": _check_year,
    "base_year": _check_base,
    "area": _check_area,
    "region": _check_region,
    "compare": _check_compare,
    "event": _check_event,
    "highlight": _check_highlight,
    "vendor": _check_vendor,
    "level": _check_level,
}
"""What refuses each choice. Those of the year and the level rest on layer and area before them."""

_USUAL: Mapping[str, Callable[[View, Facts], Any]] = {
    "year": _usual_year,
    "level": _usual_level,
}
"""Usual choices that depend on others; those of the opening view serve for the rest."""


def with_likely_months(view: View, facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    """Return a view in which no month is one that nobody is likely to mean.

    Returns
    -------
    view : View
        With the nearest month that an event names in place of each.
    problems : tuple of ViewError
        One for each choice that was changed.
    """
    created = facts.dataset.metadata.created
    problems: list[ViewError] = []

    def nearest(name: str, month: PartialDate) -> PartialDate | None:
        said = unlikely(month, created)
        if not said:
            return month
        known = likely_months(facts)
        shown = None if known is None else min(max(month, known[0]), known[1])
        remedy = (
            _("The nearest month with an event is {month}.").format(month=shown.words)
            if shown
            else _("No event here has a date.")
        )
        problems.append(ViewError(said, where=name, remedy=remedy))
        return shown

    time = view.time and nearest("time", view.time)
    during = view.during
    if during is not None:
        first, last = (nearest("during", month) for month in during)
        during = (first, last) if first and last else None
    return replace(view, time=time, during=during), tuple(problems)


def _unknown_region(code: str, where: str, facts: Facts) -> ViewError:
    present = facts.gazetteer.former(code)
    if present:
        listed = ", ".join(f"{each.code} ({area_name(facts, each.code)})" for each in present)
        return ViewError(
            _("{code!r} is not a region here: it is a {kind}.").format(
                code=code, kind=kind_words(present[0].name.kind)
            ),
            where=where,
            remedy=_("Give the code of today: {listed}.").format(listed=listed),
        )
    return ViewError(
        _("{code!r} is not a region here.").format(code=code),
        where=where,
        remedy=_("Give the six digits of a region with an outline, such as 630200."),
    )


def resolve(view: View, facts: Facts, asset_id: AssetId) -> MapSpec:
    """Return the picture of a view.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    asset_id : callable
        ``asset_id(name) -> str``: ids of the geometry and context assets.

    Returns
    -------
    MapSpec
        Equal inputs give equal bytes.

    Raises
    ------
    ViewError
        See :func:`check_view`.
    """
    check_view(view, facts)
    spec = layer(view.layer)
    symbology, values = build_symbology(view, facts, spec)
    return MapSpec(
        header=build_header(view, facts, spec, symbology),
        words=Part(dict(WORDS)),
        regions=build_regions(view, facts, asset_id),
        symbology=symbology,
        values=values,
        event_index=build_event_index(view.area, view.language, view.lines, facts),
        details=build_details(view.area, view.language, facts),
        events=build_marks(view, facts),
    )


def opening_level(facts: Facts, area: str) -> Level:
    """Return the widest level that divides an area."""
    for level in LEVELS:
        if len(facts.regions.codes(level, area)) > 1:
            return level
    return Level.COUNTY
