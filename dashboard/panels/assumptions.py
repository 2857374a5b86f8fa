"""The assumptions of estimates, each where it changes something, with what it changes."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.panels.choice import choice
from dashboard.panels.markup import plain
from dashboard.state import change
from dashboard.viewmodel.assumptions import (
    Assumed,
    Bearing,
    bearings,
    cap_choice,
    cap_title,
    told_view,
)
from geodata.census import CENSUS_YEARS
from geodata.facts import Facts
from geodata.i18n import _
from layers.assume import PER_PERSON, Measure, Weight
from layers.view import View

__all__ = ["assumptions"]

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
    shown = tuple(codes) or (view.region or view.area,)
    bear = bearings(view, facts, shown, mapped=mapped)
    with st.container(key="assumptions"):
        st.caption(f"**{_('Estimate assumptions')}**")
        if not any(each.applies for each in bear.values()):
            st.caption(_("No number in this view depends on one."))
        _measure(view, facts, bear[Assumed.MEASURE])
        _cap(told_view(view, shown, facts), facts, bear[Assumed.PER_PERSON])
        _base(view, facts, bear[Assumed.BASE_YEAR])
        if view.layer == "even_spread":
            st.selectbox(
                _("Weight"),
                list(Weight),
                format_func=lambda weight: Weight(weight).label,
                **choice(facts, "weight", view.weight),
            )


def _measure(view: View, facts: Facts, bearing: Bearing) -> None:
    title = _("Measure")
    if bearing.applies:
        st.session_state[_MEASURE] = view.measure or _DOCUMENTED
        st.selectbox(
            title,
            (_DOCUMENTED, *Measure),
            format_func=lambda each: Measure(each).label if each else _("what is documented"),
            key=_MEASURE,
            on_change=_measured,
            args=(facts,),
        )
    chosen = "" if view.measure is None else view.measure.label
    _say(title, chosen, bearing, asked=view.measure is not None)


def _cap(view: View, facts: Facts, bearing: Bearing) -> None:
    title = cap_title(view.assume.measure)
    if bearing.applies:
        st.session_state[_KEY] = view.per_person or 0
        st.selectbox(
            title,
            (0, *PER_PERSON),
            format_func=lambda cap: cap_choice(cap or None),
            key=_KEY,
            on_change=_limited,
            args=(facts,),
        )
    _say(title, cap_choice(view.per_person), bearing, asked=view.per_person is not None)


def _base(view: View, facts: Facts, bearing: Bearing) -> None:
    title = _("Population base")
    if bearing.applies:
        st.segmented_control(
            title,
            list(CENSUS_YEARS),
            width="stretch",
            **choice(facts, "base_year", view.base_year),
        )
    _say(title, str(view.base_year), bearing, asked=view.base_year != View().base_year)


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
