"""The choices of which events are shown and what their lines tell apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import streamlit as st

from dashboard.panels.choice import choice
from dashboard.state import change, current_view
from dashboard.viewmodel.choices import kind_choices, modality_choices, vendor_choices
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Kind, Modality, Scope
from layers.view import Lines, View

__all__ = ["event_filters"]

T = TypeVar("T")


def event_filters(view: View, facts: Facts) -> None:
    """Draw the filters of events, each with the number of events it would show."""
    widget = partial(choice, facts)
    modalities = modality_choices(view, facts)
    st.multiselect(
        _("Events about"),
        list(modalities),
        format_func=_counted(modalities, lambda each: Modality(each).label),
        placeholder=_("everything that is collected"),
        **widget("modality", list(view.modality)),
    )
    with st.expander(_("More filters"), expanded=bool(view.kind or view.vendor)):
        kinds, vendors = kind_choices(view, facts), vendor_choices(view, facts)
        st.multiselect(
            _("Kind of record"),
            list(kinds),
            format_func=_counted(kinds, lambda each: Kind(each).label),
            placeholder=_("all kinds"),
            **widget("kind", list(view.kind)),
        )
        st.multiselect(
            _("Vendor named"),
            list(vendors),
            # What is chosen from is no Markdown.
            format_func=_counted(vendors, str),
            placeholder=_("any vendor, or none named"),
            **widget("vendor", list(view.vendor)),
        )
        _hidden(view, facts)
    st.selectbox(
        _("Lines on the map tell apart"),
        list(Lines),
        format_func=lambda lines: Lines(lines).label,
        **widget("lines", view.lines),
    )


def _counted(counts: Mapping[T, int], words: Callable[[T], str]) -> Callable[[T], str]:
    return lambda each: f"{words(each)} ({counts.get(each, 0)})"


def _hidden(view: View, facts: Facts) -> None:
    """Draw the switches for events that are hidden at first."""
    st.caption(_("Hidden at first:"))
    for scope, label in (
        (Scope.LEAD, _("Leads, not yet checked")),
        (Scope.CONTEXT, _("Context: other programmes")),
    ):
        key = f"choose-scope-{scope.value}"
        st.session_state[key] = scope in view.scope
        st.checkbox(label, key=key, on_change=_scope_chosen, args=(facts, scope, key))
    st.checkbox(_("Low confidence"), **choice(facts, "low_confidence", view.low_confidence))


def _scope_chosen(facts: Facts, scope: Scope, key: str) -> None:
    # Of two quick clicks the first may stand in the address alone: its page was never drawn.
    view, _problems = current_view(facts)
    chosen = set(view.scope) - {scope} | ({scope} if st.session_state[key] else set())
    change(facts, scope=tuple(each for each in Scope if each in chosen))
