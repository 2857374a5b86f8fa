"""A widget that shows the address and writes to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.state import change, current_view, parse_view
from geodata.facts import Facts

__all__ = ["choice"]


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
    view, _before = current_view(facts)
    _after, problems = parse_view(replace(view, **{name: value}).to_params(), facts)
    return name not in {problem.where for problem in problems}
