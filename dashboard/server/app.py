"""The server: Streamlit with immutable routes, strict headers and telemetry off."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

from starlette.middleware import Middleware

from dashboard.exports.embed_address import ROOT as EMBEDDED
from dashboard.headers import SecurityHeaders, allow_frames, security_headers
from dashboard.renderings import shared_renderings
from dashboard.routes import all_routes
from dashboard.server.embeds import embed_routes
from dashboard.server.middleware import HostOriginMiddleware, KnownNames, NotFoundMiddleware
from dashboard.server.panel_route import panel_route
from dashboard.streamlit_adapter import App, lifespan, read_no_settings, script_hashes
from geodata.errors import AtlasError

__all__ = ["SCRIPT", "make_app", "raise_file_limit", "require_free_port"]

SCRIPT = Path(__file__).parents[1] / "app.py"

_FAMILIES = {4: socket.AF_INET, 6: socket.AF_INET6}
_FILES = 8192
_NOT_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EINVAL, errno.EAFNOSUPPORT})


def make_app(
    frame_ancestors: tuple[str, ...] = (),
    names: KnownNames | None = None,
    on_start: Callable[[], None] | None = None,
) -> App:
    """Return the application.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Origins that may show the dashboard in a frame, beside its own.
    names : KnownNames, optional
        Names under which it answers; those of this computer unless given.
    on_start : callable, optional
        Called as soon as the server listens.

    Raises
    ------
    AtlasError
        If one of them is not an origin.
    """
    allow_frames(frame_ancestors)
    read_no_settings()
    strict = Middleware(
        SecurityHeaders,
        headers=security_headers(frame_ancestors, script_hashes()),
        own=(f"{EMBEDDED}/",),
    )
    door = Middleware(HostOriginMiddleware, names=names or KnownNames())
    return App(
        SCRIPT,
        routes=[*all_routes(), *embed_routes(), panel_route()],
        middleware=[strict, door, Middleware(NotFoundMiddleware)],
        lifespan=lifespan(on_start or (lambda: None), shared_renderings.stop),
    )


def raise_file_limit() -> None:
    """Let this process open as many files as the system lets it: each session takes some."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


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
