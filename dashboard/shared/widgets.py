"""Widgets that show the address and write to it: layer, events, assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard.shared.assumption_effects import (
    Assumed,
    Bearing,
    bearings,
    cap_choice,
    cap_title,
    told_view,
)
from dashboard.shared.choices import kind_choices, modality_choices, vendor_choices
from dashboard.shared.html import plain
from dashboard.state import change, current_view
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Scope
from layers.address import opening_view, params_of, parse_view
from layers.catalogue import LayerSpec, Theme, catalogue, layer
from layers.view import Lines, View
from layers.view.assumptions import PER_PERSON, Measure, Weight

__all__ = ["assumptions", "choice", "event_filters", "layer_choice"]


def choice(facts: Facts, name: str, value: Any, as_named: str = "") -> dict[str, Any]:
    """Return key and callback of the widget for one choice of the view.

    Parameters
    ----------
    facts : Facts
        What is known; the view is checked against it.
    name : str
        Name of the choice in the view.
    value : object
        What the widget shows now: the address may have changed by a link or the Back button.
    as_named : str
        Name of the widget, where several widgets make one choice.
    """
    key = f"choose-{as_named or name}"
    st.session_state[key] = value
    return {"key": key, "on_change": _chosen, "args": (facts, name, key)}


def _chosen(facts: Facts, name: str, key: str) -> None:
    value = st.session_state[key]
    if value is None:
        return
    chosen = tuple(value) if isinstance(value, list) else value
    if _makes_sense(facts, name, chosen):
        change(facts, **{name: chosen})


# Clicked while the page runs, a list may still send the words of a choice that it no longer
# offers, and Streamlit hands them on as they are: the run that follows shows the address.
def _makes_sense(facts: Facts, name: str, value: Any) -> bool:
    view = current_view(facts).view.choose(**{name: value})
    return bool(parse_view(params_of(view, facts), facts).view.choices[name] == value)


T = TypeVar("T")


def event_filters(view: View, facts: Facts) -> None:
    """Draw the filters of events, each with the number of events it would show."""
    widget = partial(choice, facts)
    modalities = modality_choices(view, facts)
    st.multiselect(
        facts.subject.technology,
        list(modalities),
        format_func=_counted(modalities, lambda each: facts.subject.modality(each).label),
        placeholder=_("all"),
        **widget("modality", list(view.events.modality)),
    )
    with st.expander(_("More filters"), expanded=bool(view.events.kind or view.events.vendor)):
        kinds, vendors = kind_choices(view, facts), vendor_choices(view, facts)
        st.multiselect(
            _("Kind of record"),
            list(kinds),
            format_func=_counted(kinds, lambda each: facts.subject.kind(each).label),
            placeholder=_("all kinds"),
            **widget("kind", list(view.events.kind)),
        )
        st.multiselect(
            _("Vendor named"),
            list(vendors),
            # What is chosen from is no Markdown.
            format_func=_counted(vendors, str),
            placeholder=_("any vendor, or none named"),
            **widget("vendor", list(view.events.vendor)),
        )
        _hidden(view, facts)
    st.selectbox(
        _("Outline by"),
        list(Lines),
        format_func=lambda lines: Lines(lines).label,
        **widget("lines", view.map.lines),
    )


def _counted(counts: Mapping[T, int], words: Callable[[T], str]) -> Callable[[T], str]:
    return lambda each: f"{words(each)} ({counts.get(each, 0)})"


def _hidden(view: View, facts: Facts) -> None:
    """Draw the switches for events that are hidden at first."""
    st.caption(_("Excluded by default:"))
    for scope, label in (
        (Scope.LEAD, _("Unverified leads")),
        (Scope.CONTEXT, _("Related programmes")),
    ):
        key = f"choose-scope-{scope.value}"
        st.session_state[key] = scope in view.events.scope
        st.checkbox(label, key=key, on_change=_scope_chosen, args=(facts, scope, key))
    st.checkbox(_("Low confidence"), **choice(facts, "low_confidence", view.events.low_confidence))


def _scope_chosen(facts: Facts, scope: Scope, key: str) -> None:
    # Of two quick clicks the first may stand in the address alone: its page was never drawn.
    view = current_view(facts).view
    chosen = set(view.events.scope) - {scope} | ({scope} if st.session_state[key] else set())
    change(facts, scope=tuple(each for each in Scope if each in chosen))


def _of(theme: Theme, facts: Facts, shown: str = "") -> list[str]:
    """Return the layers of a theme that are offered, and the one that is shown anyway."""
    return [
        layer_id
        for layer_id, spec in catalogue(facts).items()
        if spec.theme is theme and (spec.offered or layer_id == shown)
    ]


def _words(spec: LayerSpec) -> str:
    """Return title and years, so that layers which differ in years alone can be told apart."""
    return f"{spec.title}, {spec.period}" if spec.period else spec.title


def layer_choice(view: View, facts: Facts) -> None:
    """Draw the choice of theme, layer and year, with the question that the layer answers."""
    spec = layer(view.map.layer, facts)
    st.session_state["choose-theme"] = spec.theme
    st.pills(
        _("Layer"),
        [theme for theme in Theme if _of(theme, facts)],
        format_func=lambda theme: Theme(theme).label,
        key="choose-theme",
        on_change=_theme_chosen,
        args=(facts,),
    )
    st.selectbox(
        _("Layer"),
        _of(spec.theme, facts, view.map.layer),
        format_func=lambda layer_id: _words(catalogue(facts)[layer_id]),
        label_visibility="collapsed",
        **choice(facts, "layer", view.map.layer),
    )
    if spec.years:
        st.segmented_control(
            _("Census year"),
            sorted(spec.years),
            width="stretch",
            **choice(facts, "year", view.map.year),
        )
    st.caption(spec.question)


# What the address says counts: of quick clicks Streamlit may draw only the last.
def _theme_chosen(facts: Facts) -> None:
    theme = st.session_state["choose-theme"]
    view = current_view(facts).view
    if theme is not None and theme is not layer(view.map.layer, facts).theme:
        change(facts, layer=_of(Theme(theme), facts)[0])


_KEY = "choose-per-person"
_MEASURE = "choose-measure"
_DOCUMENTED = ""
"""Stands for no measure of the reader's: that which is documented."""


def assumptions(
    view: View, facts: Facts, codes: Iterable[str] = (), *, mapped: bool = True
) -> None:
    """Draw measure, cap, population base and weight: those that change something in the view.

    One that changes nothing is left out; where the address sets it all the same, it is said why
    it changes nothing.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    codes : iterable of str
        Regions whose estimates the page tells; by default the selected one, else the area.
    mapped : bool
        Whether the page draws the layer of the view.
    """
    shown = tuple(codes) or (view.map.region or view.map.area,)
    bear = bearings(view, facts, shown, mapped=mapped)
    with st.container(key="assumptions"):
        st.caption(f"**{_('Estimate assumptions')}**")
        if not any(each.applies for each in bear.values()):
            st.caption(_("No number in this view depends on one."))
        _measure(view, facts, bear[Assumed.MEASURE])
        _cap(told_view(view, shown, facts), facts, bear[Assumed.PER_PERSON])
        _base(view, facts, bear[Assumed.BASE_YEAR])
        if layer(view.map.layer, facts).weighted:
            st.selectbox(
                _("Weight"),
                list(Weight),
                format_func=lambda weight: Weight(weight).label,
                **choice(facts, "weight", view.assume.weight),
            )


def _measure(view: View, facts: Facts, bearing: Bearing) -> None:
    title = _("Measure")
    if bearing.applies:
        st.session_state[_MEASURE] = view.assume.measure or _DOCUMENTED
        st.selectbox(
            title,
            (_DOCUMENTED, *Measure),
            format_func=lambda each: Measure(each).label if each else _("what is documented"),
            key=_MEASURE,
            on_change=_measured,
            args=(facts,),
        )
    chosen = "" if view.assume.measure is None else view.assume.measure.label
    _say(title, chosen, bearing, asked=view.assume.measure is not None)


def _cap(view: View, facts: Facts, bearing: Bearing) -> None:
    title = cap_title(view.assume.counted)
    if bearing.applies:
        st.session_state[_KEY] = view.assume.per_person or 0
        st.selectbox(
            title,
            (0, *PER_PERSON),
            format_func=lambda cap: cap_choice(cap or None),
            key=_KEY,
            on_change=_limited,
            args=(facts,),
        )
    _say(
        title, cap_choice(view.assume.per_person), bearing, asked=view.assume.per_person is not None
    )


def _base(view: View, facts: Facts, bearing: Bearing) -> None:
    title = _("Population base")
    if bearing.applies:
        st.segmented_control(
            title,
            list(facts.census.years),
            width="stretch",
            **choice(facts, "base_year", view.assume.base_year),
        )
    _say(
        title,
        str(view.assume.base_year),
        bearing,
        asked=view.assume.base_year != opening_view(facts).assume.base_year,
    )


def _say(title: str, value: str, bearing: Bearing, *, asked: bool) -> None:
    """Say what an assumption changes; where nothing, only if the address asks for it."""
    if bearing.applies:
        st.caption(plain(bearing.words))
    elif asked:
        said = _("{title}: {value} changes nothing in this view. {why}")
        st.caption(plain(said.format(title=title, value=value, why=bearing.words)))


def _measured(facts: Facts) -> None:
    chosen = st.session_state[_MEASURE]
    change(facts, measure=Measure(chosen) if chosen else None)


def _limited(facts: Facts) -> None:
    change(facts, per_person=st.session_state[_KEY] or None)
