"""Headers that keep a reader's browser from asking anyone else for anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.errors import AtlasError

__all__ = ["SecurityHeaders", "security_headers"]

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")


def security_headers(frame_ancestors: tuple[str, ...]) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers of every answer, the Content-Security-Policy first.

    Parameters
    ----------
    frame_ancestors : tuple of str
        Origins that may show the dashboard in a frame, beside its own.

    Raises
    ------
    AtlasError
        If one of them is not an origin: it would write into the policy.

    Notes
    -----
    Streamlit writes styles into its page, hence ``unsafe-inline`` for styles alone.
    Scripts come from this server only, and nothing connects to any other.
    """
    for origin in frame_ancestors:
        if not _ORIGIN.fullmatch(origin):
            raise AtlasError(
                f"{origin!r} is not the address of a site.",
                where="--allow-frame",
                remedy="Write scheme and host alone, as in https://example.org.",
            )
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self'",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(("frame-ancestors 'self'", *frame_ancestors)),
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
    """Middleware that adds headers to every answer, in place of any of the same name."""

    app: ASGIApp
    headers: tuple[tuple[bytes, bytes], ...]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        names = {name for name, _ in self.headers}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0] not in names]
                message = {**message, "headers": [*kept, *self.headers]}
            await send(message)

        await self.app(scope, receive, send_with_headers)
