"""The map and what stands beside it."""

from __future__ import annotations

import streamlit as st

from dashboard.atlas import Atlas
from dashboard.component import KEY, live_map
from dashboard.state import change
from layers.span import month_of
from layers.view import View

__all__ = ["draw_map"]

_RESEND = "send-whole-picture"


def draw_map(view: View, atlas: Atlas) -> None:
    """Draw the picture of a view in the map that stays mounted."""

    def selected() -> None:
        code = st.session_state[KEY].region
        change(atlas.facts, region=code or "")

    def rested() -> None:
        month = st.session_state[KEY].month
        change(atlas.facts, time=None if month is None or month < 0 else month_of(month))

    def missing() -> None:
        st.session_state[_RESEND] = True

    live_map(
        atlas.picture(view),
        whole=st.session_state.pop(_RESEND, False),
        on_select=selected,
        on_time=rested,
        on_missing=missing,
    )
