"""What an atlas can answer: each choice of a view checked against its facts, and mended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from geodata.dataset import unlikely
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level, PartialDate, Status
from geodata.names import kind_words
from layers.builders.census_facts import census_facts
from layers.catalogue import catalogue, layer, no_such_layer
from layers.events import likely_months
from layers.naming import area_name
from layers.spec import year_problem
from layers.view import View

__all__ = ["check_view", "dividing_level", "with_likely_months", "with_possible_choices"]


def check_view(view: View, facts: Facts) -> None:
    """Refuse a view that these facts cannot answer.

    Raises
    ------
    ViewError
        If layer, area or region do not exist, or the area is smaller than the level.
    """
    for check in _CHECKS:
        for problem in check.problems(view, facts):
            raise problem
    for problem in with_likely_months(view, facts)[1]:
        raise problem


def with_possible_choices(
    view: View, facts: Facts, usual: View, chosen: Collection[str]
) -> tuple[View, tuple[ViewError, ...]]:
    """Return a view that :func:`check_view` accepts: a choice that it refuses costs that choice.

    Parameters
    ----------
    view : View
        No month of it is one that nobody means: see :func:`with_likely_months`.
    facts : Facts
        What is known.
    usual : View
        Holds the choice that is made in place of one that is refused.
    chosen : collection of str
        Names of the choices that the reader made: only those are worth a notice. The others
        follow what the reader chose.

    Returns
    -------
    view : View
        All other choices stay as they are.
    problems : tuple of ViewError
        One for each choice that the reader made and that was changed.
    """
    problems: list[ViewError] = []
    for check in _CHECKS:
        found = tuple(check.problems(view, facts))
        if found:
            view = view.choose(**{check.name: check.mend(view, facts, usual)})
            problems += found if check.name in chosen else ()
    return view, tuple(problems)


def dividing_level(facts: Facts, area: str) -> Level:
    """Return the widest level that divides an area."""
    for level in facts.geography.levels:
        if len(facts.regions.codes(level, area)) > 1:
            return level
    return facts.geography.finest


@dataclass(frozen=True)
class _Check:
    """What refuses one choice, and what is chosen in its place; by default the usual."""

    name: str
    problems: Callable[[View, Facts], Iterable[ViewError]]
    instead: Callable[[View, Facts, View], Any] | None = None

    def mend(self, view: View, facts: Facts, usual: View) -> Any:
        """Return what is chosen in place of what is refused."""
        if self.instead is not None:
            return self.instead(view, facts, usual)
        return usual.choices[self.name]


def _layer_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    if view.map.layer not in catalogue(facts):
        yield no_such_layer(view.map.layer, facts)


def _year_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    found = year_problem(layer(view.map.layer, facts), view)
    if found is not None:
        yield found


def _usual_year(view: View, facts: Facts, usual: View) -> int:
    years = layer(view.map.layer, facts).years
    return usual.map.year if usual.map.year in years else years[0]


def _base_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    year, years = view.assume.base_year, census_facts(facts).years
    if year not in (years or (0,)):
        yield ViewError(
            _("There is no census of {base_year} here.").format(base_year=year),
            where="base",
            remedy=_("Choose from: {names}.").format(names=", ".join(map(str, years)) or _("none")),
        )


def _region_problems(where: str, codes: Iterable[str], facts: Facts) -> Iterator[ViewError]:
    for code in codes:
        if code not in {"", facts.geography.root} and code not in facts.regions:
            yield _unknown_region(code, where, facts)


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
        remedy=_("Look for the region by its name, and give the code that stands beside it."),
    )


def _area_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    return _region_problems("area", [view.map.area], facts)


def _selected_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    return _region_problems("region", [view.map.region], facts)


def _highlight_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    return _region_problems("highlight", view.map.highlight, facts)


def _compared_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    return _region_problems("compare", view.comparison.compared, facts)


def _known_of_compared(view: View, facts: Facts, _usual: View) -> tuple[str, ...]:
    return tuple(
        code
        for code in view.comparison.compared
        if not any(_region_problems("compare", [code], facts))
    )


def _against_problems(view: View, _facts: Facts) -> Iterator[ViewError]:
    code = view.comparison.against
    if code and code not in view.comparison.compared:
        yield ViewError(
            _("{code!r} is not one of the compared regions.").format(code=code),
            where="against",
            remedy=_("The others are compared with the first."),
        )


def _event_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    chosen = view.map.event
    event = facts.dataset.event.get(chosen) if chosen else None
    if chosen and (event is None or event.status is not Status.PUBLISHED):
        yield ViewError(_("There is no event {event!r} here.").format(event=chosen), where="event")


def _vendor_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    vendors = facts.dataset.vendors
    unknown = [name for name in view.events.vendor if name not in vendors]
    if unknown:
        yield ViewError(
            _("No source here names the vendor {unknown!r}.").format(unknown=unknown[0]),
            where="vendor",
            remedy=_("Vendors are: {names}.").format(names=", ".join(vendors)),
        )


def _level_problems(view: View, facts: Facts) -> Iterator[ViewError]:
    level, area = view.map.level, view.map.area
    if not facts.regions.codes(level, area):
        yield ViewError(
            _("{area} holds no {level}.").format(area=area, level=level.label),
            where="level",
            remedy=_("Choose a finer level than {level}.").format(level=level.label),
        )


def _usual_level(view: View, facts: Facts, usual: View) -> Level:
    level = usual.map.level
    divides = facts.regions.codes(level, view.map.area)
    return level if divides else dividing_level(facts, view.map.area)


_CHECKS = (
    _Check("layer", _layer_problems),
    _Check("year", _year_problems, _usual_year),
    _Check("base_year", _base_problems),
    _Check("area", _area_problems),
    _Check("region", _selected_problems, lambda *_: ""),
    _Check("compared", _compared_problems, _known_of_compared),
    _Check("against", _against_problems, lambda *_: ""),
    _Check("event", _event_problems, lambda *_: ""),
    _Check("highlight", _highlight_problems, lambda *_: ()),
    _Check("vendor", _vendor_problems, lambda *_: ()),
    _Check("level", _level_problems, _usual_level),
)
"""In this order: the year rests on the layer before it, the level on the area."""


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

    time = view.map.time and nearest("time", view.map.time)
    during = view.events.during
    if during is not None:
        first, last = (nearest("during", month) for month in during)
        during = (first, last) if first and last else None
    return view.choose(time=time, during=during), tuple(problems)
