"""Middleware: unknown hosts and origins are rejected, unknown addresses answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.routes import PAGES, style_url
from dashboard.streamlit_adapter import TELLING_PATHS
from geodata.errors import AtlasError
from geodata.i18n import _, language

__all__ = [
    "HostOriginMiddleware",
    "KnownNames",
    "NotFoundMiddleware",
    "is_local",
    "lost_markup",
    "names_of",
]

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
"""Names under which a machine reaches itself alone."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
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


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names under which a server answers.

    Parameters
    ----------
    names : frozenset of str
        In small letters.
    addresses : bool
        Whether any address in digits is known as well. Nobody can point one of those at
        another machine, as they can a name.
    """

    names: frozenset[str] = LOCAL
    addresses: bool = False

    def __contains__(self, name: str) -> bool:
        """Whether the server answers under a name."""
        return name in self.names or (self.addresses and _address(name) is not None)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def is_local(host: str) -> bool:
    """Whether only this machine reaches a server that listens on an address.

    Examples
    --------
    >>> is_local("127.0.0.2"), is_local("::ffff:127.0.0.1"), is_local("0.0.0.0")
    (True, True, False)
    """
    address = _address(host)
    if address is None:
        return host == "localhost"
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def names_of(host: str, allowed: Iterable[str]) -> KnownNames:
    """Return the names under which a server answers.

    Parameters
    ----------
    host : str
        Address on which it listens.
    allowed : iterable of str
        Further names. Unless there are some, a server that other machines see answers to any
        address in digits, and to no name but those of this computer.

    Raises
    ------
    AtlasError
        If one of them is no name of a host.

    Examples
    --------
    >>> known = names_of("127.0.0.1", ["atlas.example.org"])
    >>> "atlas.example.org" in known, "192.0.2.8" in known
    (True, False)
    >>> known = names_of("0.0.0.0", [])
    >>> "192.0.2.8" in known, "evil.example" in known
    (True, False)
    """
    given = {name.lower().rstrip(".") for name in allowed}
    for name in given:
        if not _NAME.fullmatch(name):
            raise AtlasError(
                f"{name[:80]!r} is no name of a host.",
                where="--allow-host",
                remedy="Write the name alone, as in atlas.example.org.",
            )
    return KnownNames(LOCAL | given | {host}, addresses=not given and not is_local(host))


@dataclass(frozen=True, slots=True)
class HostOriginMiddleware:
    """Middleware that refuses unknown names, and what other sites ask for by script.

    Parameters
    ----------
    app : ASGIApp
        What stands behind the door.
    names : KnownNames
        Names under which it answers.
    """

    app: ASGIApp
    names: KnownNames = KnownNames()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"])
        host = given.get(b"host", b"").decode("latin-1").lower()
        origin = given.get(b"origin")
        name = _name(host)
        if not name or name not in self.names:
            said = (
                "This server does not answer under this name. Whoever runs it can allow that "
                "with --allow-host NAME."
            )
            await _refuse(scope, receive, send, _MISDIRECTED, said)
        elif scope["path"].strip("/") in TELLING_PATHS:
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
        return split.netloc == host or (name in self.names.names and name not in LOCAL)


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


_FIRST = "map"
_STYLE = Markup("""
:root { color-scheme: light dark; }
body { margin: 0; padding: 18vh 1.75rem; background: light-dark(#fdfcf9, #14181a);
  color: light-dark(#1d2426, #e9e7e1); font: 1.05rem/1.5 "Source Sans 3", sans-serif; }
main { max-width: 34rem; margin: 0 auto; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.6rem; }
a { color: light-dark(#14566a, #8fd0d6); }
""")


def lost_markup() -> Markup:
    """Return a small page that leads back to the map; nothing of the address is in it."""
    return Markup(
        '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="{sheet}"><style>{style}</style></head><body><main>'
        '<h1>{title}</h1><p>{words}</p><p><a href="/">{map}</a> · '
        '<a href="/evidence">{evidence}</a>'
        "</p></main></body></html>"
    ).format(
        language=language(),
        title=_("There is no page at this address"),
        words=_(
            "The link may have been cut short or mistyped. All maps, regions and sources of this "
            "atlas can be reached from the map."
        ),
        map=_("Open the map"),
        evidence=_("Evidence"),
        sheet=style_url(),
        style=_STYLE,
    )


@dataclass(frozen=True, slots=True)
class NotFoundMiddleware:
    """Middleware that answers what a reader's browser opens and no page has."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it asks for a page that does not exist."""
        name = _page_asked(scope)
        if name == _FIRST:
            query = scope["query_string"].decode("latin-1")
            first = RedirectResponse(f"/?{query}" if query else "/")
            await first(scope, receive, send)
        elif name and name not in {"map", *PAGES}:
            lost = HTMLResponse(lost_markup(), 404, headers={"Cache-Control": "no-store"})
            await lost(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _page_asked(scope: Scope) -> str:
    """Return the name of the page that a browser opens; empty for anything else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    name = str(scope["path"]).strip("/")
    file_or_own = "/" in name or "." in name or name.startswith("_")
    return "" if file_or_own or b"text/html" not in accepted else name
