"""Who is let in: requests under a known name, and live connections of our own pages only.

A page elsewhere can point a name of its own at this machine, or open a connection to it
from a reader's browser. Neither gets an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata.errors import AtlasError

__all__ = ["LOCAL", "HostOriginMiddleware", "names_of"]

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
"""Names under which a machine reaches itself alone."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_UNTOLD = frozenset({"_stcore/metrics"})
"""Here Streamlit tells anyone how many sessions there are, and how long they last."""

_MISSING = 404
_MISDIRECTED = 421
_FORBIDDEN = 403
_POLICY_VIOLATION = 1008


def _name(host: str) -> str:
    """Return the name in a Host header, without its port; empty if it is none."""
    try:
        split = urlsplit(f"//{host}")
        _ = split.port
    except ValueError:
        return ""
    if split.netloc != host or "@" in host:
        return ""
    return (split.hostname or "").rstrip(".")


def names_of(host: str, allowed: Iterable[str]) -> frozenset[str]:
    """Return the names under which a server answers; none for any name.

    Parameters
    ----------
    host : str
        Address on which it listens.
    allowed : iterable of str
        Further names. A server that other machines see answers to any name unless there are
        some.

    Raises
    ------
    AtlasError
        If one of them is no name of a host.

    Examples
    --------
    >>> sorted(names_of("127.0.0.1", ["atlas.example.org"]))
    ['127.0.0.1', '::1', 'atlas.example.org', 'localhost']
    >>> names_of("192.0.2.7", [])
    frozenset()
    """
    given = {name.lower().rstrip(".") for name in allowed}
    for name in given:
        if not _NAME.fullmatch(name):
            raise AtlasError(
                f"{name[:80]!r} is no name of a host.",
                where="--allow-host",
                remedy="Write the name alone, as in atlas.example.org.",
            )
    if host not in LOCAL and not given:
        return frozenset()
    return LOCAL | given | {host}


@dataclass(frozen=True, slots=True)
class HostOriginMiddleware:
    """Middleware that refuses unknown names, and what other sites ask for by script.

    Parameters
    ----------
    app : ASGIApp
        What stands behind the door.
    names : frozenset of str
        Names under which it answers; empty for any name.
    """

    app: ASGIApp
    names: frozenset[str] = frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"])
        host = given.get(b"host", b"").decode("latin-1").lower()
        origin = given.get(b"origin")
        name = _name(host)
        if not name or (self.names and name not in self.names):
            said = (
                "This server does not answer under this name. Whoever runs it can allow that "
                "with --allow-host NAME."
            )
            await _refuse(scope, receive, send, _MISDIRECTED, said)
        elif scope["path"].strip("/") in _UNTOLD:
            await _refuse(scope, receive, send, _MISSING, "This is told to nobody.")
        elif origin is not None and not self._is_ours(origin.decode("latin-1").lower(), host):
            if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
                await self.app(_without_origin(scope), receive, send)
            else:
                said = "Pages of other sites get no answer."
                await _refuse(scope, receive, send, _FORBIDDEN, said)
        else:
            await self.app(_without_origin(scope), receive, send)

    def _is_ours(self, origin: str, host: str) -> bool:
        try:
            split = urlsplit(origin)
            name = split.hostname
        except ValueError:
            return False
        # Another port of this machine is another program: only its public names count alone.
        return split.netloc == host or (name in self.names and name not in LOCAL)


def _without_origin(scope: Scope) -> Scope:
    """Return a request whose origin has been judged.

    Streamlit would judge it again, and ask a server elsewhere for the address of this machine.
    """
    headers = [pair for pair in scope["headers"] if pair[0] != b"origin"]
    return {**scope, "headers": headers}


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, said: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    answer = PlainTextResponse(f"{said}\n", status, headers={"Cache-Control": "no-store"})
    await answer(scope, receive, send)
