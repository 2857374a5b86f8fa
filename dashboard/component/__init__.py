"""The live map as a Streamlit component, a few lines around the one painter; and a button."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from dashboard import routes
from dashboard.streamlit_adapter import draw_component
from geodata.i18n import _
from layers.picture.mapspec import MapSpec
from layers.view import Camera, View

__all__ = ["KEY", "camera_button", "copy_button", "live_map"]

KEY = "live-map"
NAME = "deployment-atlas.live_map"
COPY = "deployment-atlas.copy_picture"
CAMERA = "deployment-atlas.camera_button"


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
        month, or the painter lacks a part. :func:`~dashboard.streamlit_adapter.sent_by` tells
        what was sent: under ``value`` the numbers of two months, the code, the number of the month
        (-1: all dates) or the id, and under ``at`` where the map looks.
    """
    return draw_component(
        NAME,
        "main.js",
        key=KEY,
        data={
            "painter": routes.painter_url(),
            "style": routes.style_url(),
            "routes": {"part": routes.PART, "asset": routes.ASSET, "panel": routes.PANEL},
            "alone": alone,
            "waiting": _("Drawing the map …"),
            "picture": spec.message(inside=inside),
        },
        on_during_change=on_during,
        on_region_change=on_select,
        on_month_change=on_time,
        on_missing_change=on_missing,
    )


def camera_button(label: str, view: View, key: str) -> View | None:
    """Draw a button; when it is pressed, return the view as the reader now sees it.

    The map is moved in the browser alone, which tells the server only when it is asked.

    Parameters
    ----------
    label : str
        Word on the button.
    view : View
        The choices.
    key : str
        Tells the buttons of a page apart.
    """
    drawn = draw_component(
        CAMERA, "camera.js", key=key, data={"label": label}, on_pressed_change=lambda: None
    )
    pressed = drawn.pressed
    if pressed is None:
        return None
    at = str(pressed["at"])
    return view.choose(camera=Camera.parse(at) if at else None)


def copy_button(url: str, words: Mapping[str, str]) -> None:
    """Draw a button that puts a picture on the reader's clipboard.

    Parameters
    ----------
    url : str
        Path of a PNG on this server.
    words : mapping of str to str
        ``copy`` on the button; ``drawing``, ``copied`` and ``failed`` beside it.
    """
    draw_component(COPY, "copy.js", key="copy-picture", data={"url": url, "words": dict(words)})
