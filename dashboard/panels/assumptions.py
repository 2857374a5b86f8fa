"""The switches of what estimates assume. They stay visible, and beside each number in words."""

from __future__ import annotations

import streamlit as st

from dashboard.panels.choice import choice
from dashboard.state import change
from geodata.census import CENSUS_YEARS
from geodata.facts import Facts
from geodata.i18n import _
from layers.assume import PER_PERSON, Measure, Weight
from layers.view import View

__all__ = ["assumptions"]

_TIMES = {0: _("any number of times"), 1: _("at most once"), 2: _("at most twice")}
_KEY = "choose-per-person"
_MEASURE = "choose-measure"
_DOCUMENTED = ""
"""Stands for no measure of the reader's: that which is documented."""


def assumptions(view: View, facts: Facts) -> None:
    """Draw what estimates count, the limit for one person, the base and the weight."""
    st.caption(_("What the estimates beside the map assume:"))
    st.session_state[_MEASURE] = view.measure or _DOCUMENTED
    st.selectbox(
        _("Measure"),
        (_DOCUMENTED, *Measure),
        format_func=lambda each: Measure(each).label if each else _("what is documented"),
        key=_MEASURE,
        on_change=_measured,
        args=(facts,),
    )
    st.session_state[_KEY] = view.per_person or 0
    st.selectbox(
        _("Assume that one person was counted"),
        (0, *PER_PERSON),
        format_func=_TIMES.__getitem__,
        key=_KEY,
        on_change=_limited,
        args=(facts,),
    )
    st.segmented_control(
        _("Beside residents of"),
        list(CENSUS_YEARS),
        width="stretch",
        **choice(facts, "base_year", view.base_year),
    )
    if view.layer == "even_spread":
        st.selectbox(
            _("Spread by"),
            list(Weight),
            format_func=lambda weight: Weight(weight).label,
            **choice(facts, "weight", view.weight),
        )


def _measured(facts: Facts) -> None:
    chosen = st.session_state[_MEASURE]
    change(facts, measure=Measure(chosen) if chosen else None)


def _limited(facts: Facts) -> None:
    change(facts, per_person=st.session_state[_KEY] or None)
