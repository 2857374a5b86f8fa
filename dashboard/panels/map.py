"""The map and what stands beside it."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from dashboard.atlas import Atlas
from dashboard.component import KEY, live_map
from dashboard.state import change
from layers.span import month_of
from layers.view import Camera, View

__all__ = ["draw_map"]

_RESEND = "send-whole-picture"
_TOLD = "parts-told"
_DRAWN = "parts-drawn"

_HEAD_START = 0.18
_HEAD_START_PER_REGION = 5e-5
"""Seconds in which a browser draws a new picture before the rest of the page is sent.

Streamlit builds a page anew for what it is sent; sent at once, the rest of the page delays
the picture threefold (``python -m tests.bench map``).
"""


def draw_map(view: View, atlas: Atlas, *, alone: bool = False) -> None:
    """Draw the picture of a view in the map that stays mounted, before anything else.

    Parameters
    ----------
    view : View
        The choices.
    atlas : Atlas
        Holds facts and pictures.
    alone : bool
        Whether nothing else is shown, as in a frame of another page.
    """

    def told(name: str, **choices: Any) -> None:
        """Write what the reader did on the map, with where it looks now."""
        at = st.session_state[KEY][name].get("at")
        change(atlas.facts, camera=Camera.parse(at) if at else None, **choices)

    def sent(name: str) -> Any:
        return st.session_state[KEY][name]["value"]

    def cut() -> None:
        months = sent("during")
        told("during", during=(month_of(months[0]), month_of(months[1])) if months else None)

    def selected() -> None:
        told("region", region=sent("region"))

    def rested() -> None:
        month = sent("month")
        told("month", time=None if month < 0 else month_of(month))

    def missing() -> None:
        st.session_state[_RESEND] = True

    picture = atlas.picture(view)
    whole = st.session_state.pop(_RESEND, False)
    known = st.session_state.setdefault(_TOLD, set())
    inside = picture.parts if whole else picture.small_parts(known)
    known.update(part.id for part in picture.parts.values())
    live_map(
        picture,
        inside=inside,
        alone=alone,
        on_during=cut,
        on_select=selected,
        on_time=rested,
        on_missing=missing,
    )
    drawn = (picture.base.id, picture.fill.id, picture.events.id)
    if st.session_state.get(_DRAWN, drawn) != drawn:
        regions = len(picture.base.data["regions"])
        time.sleep(_HEAD_START + regions * _HEAD_START_PER_REGION)
    st.session_state[_DRAWN] = drawn
