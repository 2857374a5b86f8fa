"""What each assumption changes in the present view: numbers are compared, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from dashboard.shared.estimates import estimate_lines, group_lines, measured
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from layers.catalogue import layer
from layers.estimate.bounds import bounds_of
from layers.estimate.estimate import Estimate
from layers.estimate.measure import with_measure
from layers.naming import display_name
from layers.tables import EvidenceKind
from layers.view import View
from layers.view.assumptions import PER_PERSON, Measure
from layers.wording import number

__all__ = ["CAPS", "Assumed", "Bearing", "bearings", "cap_choice", "cap_title", "told_view"]

CAPS = (None, *PER_PERSON)
"""How often one person may have been counted at most; ``None`` for no cap."""


class Assumed(Enum):
    """An assumption; the value is the name of its choice in a view."""

    MEASURE = "measure"
    PER_PERSON = "per_person"
    BASE_YEAR = "base_year"


@dataclass(frozen=True, slots=True)
class Bearing:
    """What an assumption changes: whether anything, and the words for it.

    ``words`` say what it changes; where it changes nothing, why.
    """

    applies: bool
    words: str


_OPTIONS: Mapping[Assumed, tuple[Any, ...]] = {
    Assumed.MEASURE: tuple(Measure),
    Assumed.PER_PERSON: CAPS,
}


def _options(assumed: Assumed, facts: Facts) -> tuple[Any, ...]:
    return facts.census.years if assumed is Assumed.BASE_YEAR else _OPTIONS[assumed]


def bearings(
    view: View, facts: Facts, codes: Iterable[str], *, mapped: bool = True
) -> Mapping[Assumed, Bearing]:
    """Return what each assumption changes.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    codes : iterable of str
        Regions whose estimates are told on the page.
    mapped : bool
        Whether the page draws the layer of the view.
    """
    regions = tuple(codes)
    return {each: _bearing(each, view, facts, regions, mapped) for each in Assumed}


def _bearing(
    assumed: Assumed, view: View, facts: Facts, codes: tuple[str, ...], mapped: bool
) -> Bearing:
    views = [view.choose(**{assumed.value: option}) for option in _options(assumed, facts)]
    told = _differ(_told(each, facts, codes) for each in views)
    grouped = _differ(_grouped(each, facts, codes) for each in views)
    drawn = mapped and _differ(_drawn(each, facts) for each in views)
    if not (told or grouped or drawn):
        return Bearing(False, _why_nothing(assumed, view, facts, codes))
    sentences = [_scope(told, grouped, drawn, mapped)]
    if assumed is Assumed.PER_PERSON:
        sentences += _caps(view, facts, codes, drawn)
    return Bearing(True, " ".join(filter(None, sentences)))


def told_view(view: View, codes: tuple[str, ...], facts: Facts) -> View:
    """Return a view that names the measure in which some regions are told together."""
    return with_measure(view, codes, facts) if len(codes) > 1 else measured(codes[0], view, facts)


def _differ(found: Iterable[object]) -> bool:
    each = iter(found)
    first = next(each, None)
    return any(other != first for other in each)


def _told(view: View, facts: Facts, codes: tuple[str, ...]) -> tuple[object, ...]:
    """Return the numbers that are told of regions."""
    return tuple(
        (code, line.label, line.low, line.value, line.high, line.rate, view.assume.measure)
        for code in codes
        for line in estimate_lines(code, view, facts)
        if line.known
    )


def _grouped(view: View, facts: Facts, codes: tuple[str, ...]) -> tuple[object, ...]:
    """Return the limits for each group that are told of regions."""
    return tuple(line.said for code in codes for line in group_lines(code, view, facts))


def _drawn(view: View, facts: Facts) -> object:
    """Return the numbers that colour the regions of the map; none where none is known."""
    return tuple(
        (each.region, each.low, each.value, each.high, each.base, view.assume.measure)
        for each in _estimates(view, facts)
        if each.status is CellStatus.REPORTED
    )


def _estimates(view: View, facts: Facts) -> Iterator[Estimate]:
    """Yield the estimates that colour the regions of the map; none of a layer without any."""
    estimates = layer(view.map.layer, facts).estimates
    if estimates is None:
        return
    found = estimates(facts, with_measure(view, (view.map.area,), facts))
    codes = facts.regions.codes(view.map.level, view.map.area)
    yield from (found[code] for code in codes if code in found)


def _scope(told: bool, grouped: bool, drawn: bool, mapped: bool) -> str:
    if not mapped:
        return _("Changes the estimates of the compared regions.")
    if not told and grouped:
        return (
            _("Changes the map and the possible range by group in the panel.")
            if drawn
            else _("Changes the possible range by group in the panel; the map stays the same.")
        )
    if told and drawn:
        return _("Changes the map and the estimates in the panel.")
    if drawn:
        return _("Changes the map; the estimates in the panel stay the same.")
    return _("Changes the estimates in the panel; the map stays the same.")


def _named(codes: tuple[str, ...], view: View, facts: Facts) -> str:
    return ", ".join(display_name(facts, code, view.map.language)["text"] for code in codes)


def _why_nothing(assumed: Assumed, view: View, facts: Facts, codes: tuple[str, ...]) -> str:
    where = _named(codes, view, facts)
    view = told_view(view, codes, facts)
    if assumed is Assumed.MEASURE:
        return _(
            "Nothing is published in any measure that would give an estimate for {where}."
        ).format(where=where)
    estimates = [bounds_of(view.assume, view.events, facts)[code] for code in codes]
    if all(each.high is None and each.low is None and each.value is None for each in estimates):
        return _("There is no estimate of {measure} for {where}.").format(
            measure=view.assume.counted.label, where=where
        )
    if assumed is Assumed.BASE_YEAR:
        return _("No estimate for {where} is given per resident.").format(where=where)
    return _("No number for {where} reaches a cap.").format(where=where)


def _caps(view: View, facts: Facts, codes: tuple[str, ...], drawn: bool) -> list[str]:
    """Say what each cap comes to, and why two of them come to the same."""
    mapped = view
    view = told_view(view, codes, facts)
    views = [view.choose(per_person=cap) for cap in CAPS]
    sentences = []
    code = next(iter(codes), "")
    highs = [_upper(each, facts, code) for each in views]
    if any(each for each in highs):
        ends = "; ".join(
            _("{cap}: {end}").format(cap=cap_choice(cap), end=end or _("none"))
            for cap, end in zip(CAPS, highs, strict=True)
        )
        sentences.append(
            _("Upper bound for {where} – {ends}.").format(
                where=_named((code,), view, facts), ends=ends
            )
        )
    if view.assume.counted.counts_persons:
        sentences.append(
            _("1 and 2 are the same: the measure counts people, and each counts once.")
        )
    elif highs[0] and highs[2] == highs[0]:
        sentences.append(
            _("With 2 it is that of no cap: the published total is below two for each resident.")
            if highs[1] != highs[0]
            else _("It is the same for all: the published total is below one for each resident.")
        )
    estimate_class = layer(view.map.layer, facts).estimate_class
    if drawn and estimate_class is not None:
        colours = [
            tuple(map(estimate_class, _estimates(mapped.choose(per_person=cap), facts)))
            for cap in CAPS
        ]
        same = [
            cap_choice(cap) for cap, each in zip(CAPS, colours, strict=True) if each == colours[1]
        ]
        if len(same) > 1:
            sentences.append(
                _(
                    "The colours of the map are the same for {caps}: the bounds differ within one "
                    "class of the legend. Point at a region to see them."
                ).format(caps=", ".join(same))
            )
    return sentences


def _upper(view: View, facts: Facts, code: str) -> str:
    lines = estimate_lines(code, view, facts) if code else ()
    bounded = (line for line in lines if line.label is EvidenceKind.BOUNDED and line.known)
    line = next(bounded, None)
    return "" if line is None or line.high is None else number(float(line.high))


def cap_choice(cap: int | None) -> str:
    """Return a cap as a choice."""
    return _("no cap") if cap is None else str(cap)


def cap_title(measure: Measure) -> str:
    """Return the title of the choice of a cap."""
    return {
        "scan": _("Maximum scans per person"),
        "sample": _("Maximum samples per person"),
    }.get(measure.one, _("Maximum entries per person"))
