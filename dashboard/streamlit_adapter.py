"""Everything that is used of Streamlit beyond its documented elements.

Settings, paths, types, parts of its page and what a component hands over: none of it is promised
to stay. Here it has one name each; ``component/assets/streamlit.js`` does the same in the
browser, and tests of both fail when a release changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit import App
from streamlit.navigation.page import StreamlitPage

__all__ = [
    "CHOICES_HEAD",
    "CONTENT",
    "OPEN_CHOICES",
    "TELLING_PATHS",
    "App",
    "StreamlitPage",
    "draw_component",
    "is_embedded",
    "page_url",
    "sent_by",
    "settings",
]

OPEN_CHOICES = '[data-testid="stExpandSidebarButton"]'
"""The button that unfolds the choices of a page."""

CHOICES_HEAD = '[data-testid="stSidebarHeader"]'
"""What stands above the choices of a page."""

CONTENT = '[data-testid="stMainBlockContainer"]'
"""What holds everything of a page but its choices."""

TELLING_PATHS = frozenset({"_stcore/metrics"})
"""Here Streamlit tells anyone how many sessions there are, and how long they last."""

_FONTS = "'Source Sans', 'Noto Sans SC', 'Noto Serif Tibetan', 'Noto Sans Arabic', sans-serif"
"""Streamlit's own Latin face; the others come with the painter's style sheet."""

_LIGHT = {
    "primaryColor": "#1b626e",
    "backgroundColor": "#fdfcf9",
    "secondaryBackgroundColor": "#f3f1ea",
    "textColor": "#1d2426",
    "borderColor": "#dcd8cc",
    "linkColor": "#14566a",
}
_DARK = {
    "primaryColor": "#6ab7b0",
    "backgroundColor": "#14181a",
    "secondaryBackgroundColor": "#1c2124",
    "textColor": "#e9e7e1",
    "borderColor": "#343b3f",
    "linkColor": "#8fd0d6",
}


def is_embedded() -> bool:
    """Whether the page is shown in a frame of another page, which asks for the map alone."""
    return bool(st.context.is_embedded)


def page_url() -> str:
    """Return the whole address of the page as the reader's browser has it; empty if unknown."""
    return st.context.url or ""


def draw_component(name: str, script: str, key: str, data: Mapping[str, Any], **called: Any) -> Any:
    """Draw a component of this package among the elements of the page.

    Parameters
    ----------
    name : str
        As ``component/pyproject.toml`` declares it, after the name of the package.
    script : str
        Its module below ``component/assets``.
    key : str
        Tells it from others of the page, and keeps it mounted from run to run.
    data : mapping
        What it is given.
    **called : callable
        As ``on_<what>_change``: called when the reader has sent that; see :func:`sent_by`.
    """
    draw = st.components.v2.component(name, js=script, isolate_styles=False)
    return draw(key=key, data=dict(data), **called)


def sent_by(key: str, what: str) -> Any:
    """Return what the component with a key has sent, within the call that this has caused."""
    return st.session_state[key][what]


def settings(host: str, port: int, *, browser: bool) -> dict[str, Any]:
    """Return Streamlit's settings: nothing is reported, watched or looked up.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        Port to listen on.
    browser : bool
        Whether to open the reader's browser.
    """
    return {
        "server.address": host,
        "server.port": port,
        "server.headless": not browser,
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.enableStaticServing": False,
        "server.enableWebsocketCompression": True,
        "server.enableXsrfProtection": True,
        # What a change leaves as it was is not sent again, down to pieces of this many bytes.
        "global.minCachedMessageSize": 1_000,
        "browser.gatherUsageStats": False,
        "browser.serverAddress": f"[{host}]" if ":" in host else host,
        "logger.hideWelcomeMessage": True,
        "client.showErrorLinks": False,
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        # Streamlit's own sites may otherwise stop and rerun pages that they show in a frame.
        "client.allowedOrigins": [],
        "logger.level": "warning",
        "theme.font": _FONTS,
        "theme.baseRadius": "4px",
        **{f"theme.light.{name}": colour for name, colour in _LIGHT.items()},
        **{f"theme.dark.{name}": colour for name, colour in _DARK.items()},
    }
