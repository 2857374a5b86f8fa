"""Headers that keep a reader's browser from asking anyone else for anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.errors import AtlasError

__all__ = ["SecurityHeaders", "allow_frames", "allowed_frames", "ancestors", "security_headers"]

_POLICIES = frozenset({b"content-security-policy", b"cross-origin-resource-policy"})
"""Headers that an answer made for other pages sets itself."""

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")


class _Allowed:
    """What this process was told when it was started."""

    origins: tuple[str, ...] = ()


def allow_frames(origins: tuple[str, ...]) -> None:
    """Remember the sites that may show maps of this process in a frame, beside its own.

    Raises
    ------
    AtlasError
        If one of them is not an origin: it would write into the policy.
    """
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise AtlasError(
                f"{origin!r} is not the address of a site.",
                where="--allow-frame",
                remedy="Write scheme and host alone, as in https://example.org.",
            )
    _Allowed.origins = origins


def allowed_frames() -> tuple[str, ...]:
    """Return the sites that may show maps of this process in a frame."""
    return _Allowed.origins


def ancestors(origins: tuple[str, ...]) -> str:
    """Return the rule of a policy that names who may show a page in a frame."""
    return " ".join(("frame-ancestors 'self'", *origins))


def security_headers(
    frame_ancestors: tuple[str, ...], scripts: tuple[str, ...] = ()
) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers of every answer, the Content-Security-Policy first.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Origins that may show the dashboard in a frame, beside its own; see
        :func:`allow_frames`.
    scripts : tuple of str
        Hashes of scripts that stand in the page itself.

    Notes
    -----
    Streamlit writes styles into its page, hence ``unsafe-inline`` for styles alone.
    Scripts come from this server only, or are named by their hash; nothing connects to any
    other.
    """
    policy = "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            ancestors(frame_ancestors),
        )
    )
    headers = (
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        (b"cross-origin-resource-policy", b"same-origin"),
    )
    return headers if frame_ancestors else (*headers, (b"x-frame-options", b"SAMEORIGIN"))


@dataclass(frozen=True, slots=True)
class SecurityHeaders:
    """Middleware that adds headers to every answer, in place of any of the same name.

    An answer below one of the paths of `own` keeps its own policies: it is made to be shown
    on other pages and forbids more than these headers do.
    """

    app: ASGIApp
    headers: tuple[tuple[bytes, bytes], ...]
    own: tuple[str, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        apart = scope["path"].startswith(self.own)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", [])
                set_apart = {name for name, _ in given if apart and name in _POLICIES}
                added = [pair for pair in self.headers if pair[0] not in set_apart]
                names = {name for name, _ in added}
                kept = [pair for pair in given if pair[0] not in names]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)
