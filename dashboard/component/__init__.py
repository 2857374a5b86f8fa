"""The live map as a Streamlit component: a few lines around the one painter."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import streamlit as st

from dashboard import routes
from layers.mapspec import MapSpec

__all__ = ["KEY", "live_map"]

KEY = "live-map"
NAME = "deployment-atlas.live_map"


def live_map(
    spec: MapSpec,
    *,
    inside: Collection[str],
    on_select: Callable[[], None],
    on_time: Callable[[], None],
    on_missing: Callable[[], None],
) -> Any:
    """Draw a picture in the map that stays mounted.

    Parameters
    ----------
    spec : MapSpec
        The picture.
    inside : collection of str
        Names of the parts that are sent along; of the others only the id is.
    on_select, on_time, on_missing : callable
        Called when the reader picks a region, comes to rest at a month, or the painter
        lacks a part; the code, the number of the month (-1: all dates) or the id is in
        ``st.session_state[KEY]``.
    """
    draw = st.components.v2.component(NAME, js="main.js", isolate_styles=False)
    return draw(
        key=KEY,
        data={
            "painter": routes.painter_url(),
            "style": routes.style_url(),
            "routes": {"part": routes.PART, "asset": routes.ASSET},
            "picture": spec.message(inside=inside),
        },
        on_region_change=on_select,
        on_month_change=on_time,
        on_missing_change=on_missing,
    )
