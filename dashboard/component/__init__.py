"""The live map as a Streamlit component: a few lines around the one painter."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import streamlit as st

from dashboard import routes
from geodata.i18n import _
from layers.mapspec import MapSpec

__all__ = ["KEY", "live_map"]

KEY = "live-map"
NAME = "deployment-atlas.live_map"


def live_map(
    spec: MapSpec,
    *,
    inside: Collection[str],
    alone: bool,
    on_during: Callable[[], None],
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
    alone : bool
        Whether nothing but the map is shown, so that it tells of its regions itself.
    on_during, on_select, on_time, on_missing : callable
        Called when the reader cuts a window of time, picks a region, comes to rest at a
        month, or the painter lacks a part. In ``st.session_state[KEY]`` stands what was
        sent: under ``value`` the numbers of two months, the code, the number of the month
        (-1: all dates) or the id, and under ``at`` where the map looks.
    """
    draw = st.components.v2.component(NAME, js="main.js", isolate_styles=False)
    return draw(
        key=KEY,
        data={
            "painter": routes.painter_url(),
            "style": routes.style_url(),
            "routes": {"part": routes.PART, "asset": routes.ASSET},
            "alone": alone,
            "waiting": _("Drawing the map …"),
            "picture": spec.message(inside=inside),
        },
        on_during_change=on_during,
        on_region_change=on_select,
        on_month_change=on_time,
        on_missing_change=on_missing,
    )
