"""The server: Streamlit with immutable routes, strict headers and telemetry off."""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard.exports.embed_address import ROOT as EMBEDDED
from dashboard.headers import SecurityHeaders, allow_frames, security_headers
from dashboard.routes import all_routes
from dashboard.server.embeds import embed_routes
from dashboard.server.middleware import HostOriginMiddleware, NotFoundMiddleware
from dashboard.server.panel_route import panel_route
from geodata.errors import AtlasError

__all__ = ["SCRIPT", "make_app", "require_free_port", "settings"]

SCRIPT = Path(__file__).parents[1] / "app.py"

_FONTS = "'Source Sans', 'Noto Sans SC', 'Noto Serif Tibetan', 'Noto Sans Arabic', sans-serif"
"""Streamlit's own Latin face; the others come with the painter's style sheet."""

_FAMILIES = {4: socket.AF_INET, 6: socket.AF_INET6}
_NOT_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EINVAL, errno.EAFNOSUPPORT})

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


def make_app(frame_ancestors: tuple[str, ...] = (), names: frozenset[str] = frozenset()) -> st.App:
    """Return the application.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Origins that may show the dashboard in a frame, beside its own.
    names : frozenset of str
        Names under which it answers; empty for any.

    Raises
    ------
    AtlasError
        If one of them is not an origin.
    """
    allow_frames(frame_ancestors)
    strict = Middleware(
        SecurityHeaders, headers=security_headers(frame_ancestors), own=(f"{EMBEDDED}/",)
    )
    door = Middleware(HostOriginMiddleware, names=names)
    return st.App(
        SCRIPT,
        routes=[*all_routes(), *embed_routes(), panel_route()],
        middleware=[strict, door, Middleware(NotFoundMiddleware)],
    )


def require_free_port(host: str, port: int) -> None:
    """Refuse an address that is not this machine's, and a port that another program listens on.

    Raises
    ------
    AtlasError
        If the address does not exist here, or the port cannot be taken.
    """
    try:
        family = _FAMILIES[4 if host == "localhost" else ip_address(host).version]
    except ValueError:
        # A name would be looked up, and who answers would learn of it.
        raise AtlasError(
            f"{host[:80]!r} is not an address in digits.",
            where="--host",
            remedy="Write it as in 192.0.2.7, or leave --host out to listen on this computer "
            "alone.",
        ) from None
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in _NOT_HERE:
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
