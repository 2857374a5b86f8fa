"""The choice of what colours the map, and of its year."""

from __future__ import annotations

import streamlit as st

from dashboard.panels.choice import choice
from dashboard.state import change, current_view
from geodata.facts import Facts
from geodata.i18n import _
from layers.catalogue import LAYERS, LayerSpec, Theme, layer
from layers.view import View

__all__ = ["layer_choice"]


def _of(theme: Theme) -> list[str]:
    return [layer_id for layer_id, spec in LAYERS.items() if spec.theme is theme]


def _words(spec: LayerSpec) -> str:
    """Return title and years, so that layers which differ in years alone can be told apart."""
    return f"{spec.title}, {spec.period}" if spec.period else spec.title


def layer_choice(view: View, facts: Facts) -> None:
    """Draw the choice of theme, layer and year, with the question that the layer answers."""
    spec = layer(view.layer)
    st.session_state["choose-theme"] = spec.theme
    st.pills(
        _("Coloured by"),
        list(Theme),
        format_func=lambda theme: Theme(theme).label,
        key="choose-theme",
        on_change=_theme_chosen,
        args=(facts,),
    )
    st.selectbox(
        _("Layer"),
        _of(spec.theme),
        format_func=lambda layer_id: _words(LAYERS[layer_id]),
        label_visibility="collapsed",
        **choice(facts, "layer", view.layer),
    )
    if spec.years:
        st.segmented_control(
            _("Census of"),
            sorted(spec.years),
            width="stretch",
            **choice(facts, "year", view.year),
        )
    st.caption(spec.question)


# What the address says counts: of quick clicks Streamlit may draw only the last.
def _theme_chosen(facts: Facts) -> None:
    theme = st.session_state["choose-theme"]
    view, _problems = current_view(facts)
    if theme is not None and theme is not layer(view.layer).theme:
        change(facts, layer=_of(Theme(theme))[0])
