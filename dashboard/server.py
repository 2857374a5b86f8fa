"""The server: Streamlit with immutable routes, strict headers and telemetry off."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard.embeds import embed_routes
from dashboard.headers import SecurityHeaders, allow_frames, security_headers
from dashboard.lost import LostPages
from dashboard.routes import all_routes
from dashboard.viewmodel.embed import ROOT as EMBEDDED
from geodata.errors import AtlasError

__all__ = ["SCRIPT", "make_app", "require_free_port", "settings"]

SCRIPT = Path(__file__).with_name("app.py")

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
        "browser.serverAddress": host,
        "client.showErrorLinks": False,
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "logger.level": "warning",
        "theme.font": _FONTS,
        "theme.baseRadius": "4px",
        **{f"theme.light.{name}": colour for name, colour in _LIGHT.items()},
        **{f"theme.dark.{name}": colour for name, colour in _DARK.items()},
    }


def make_app(frame_ancestors: tuple[str, ...] = ()) -> st.App:
    """Return the application.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Origins that may show the dashboard in a frame, beside its own.

    Raises
    ------
    AtlasError
        If one of them is not an origin.
    """
    allow_frames(frame_ancestors)
    strict = Middleware(
        SecurityHeaders, headers=security_headers(frame_ancestors), own=(f"{EMBEDDED}/",)
    )
    return st.App(
        SCRIPT, routes=[*all_routes(), *embed_routes()], middleware=[strict, Middleware(LostPages)]
    )


def require_free_port(host: str, port: int) -> None:
    """Refuse an address that is not this machine's, and a port that another program listens on.

    Raises
    ------
    AtlasError
        If the address does not exist here, or the port cannot be taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise AtlasError(
                    f"{host!r} is no address of this machine ({error.strerror}).",
                    where="--host",
                    remedy="Leave --host out to listen on this computer alone.",
                ) from error
            raise AtlasError(
                f"Port {port} on {host} cannot be used ({error.strerror}).",
                where="--port",
                remedy=f"Stop the other program or choose another, as in --port {port + 1}.",
            ) from error
