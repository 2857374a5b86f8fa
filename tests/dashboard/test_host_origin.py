"""Who is let in: known names, and live connections of our own pages only."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard.server.middleware import HostOriginMiddleware, KnownNames, names_of
from geodata.errors import AtlasError
from tests.asgi import run

HOME = names_of("127.0.0.1", ["atlas.example.org"])


def asked(
    names: KnownNames,
    host: str | None,
    origin: str = "",
    sort: str = "http",
    method: str = "",
    path: str = "/",
) -> tuple[bool, Any]:
    """Return whether a request came through, and the headers or the refusal."""
    inside: list[Scope] = []
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        inside.append(scope)

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    pairs = [(b"host", host.encode())] if host is not None else []
    pairs += [(b"origin", origin.encode())] if origin else []
    scope = {"type": sort, "path": path, "method": method or "GET", "headers": pairs}
    run(HostOriginMiddleware(app, names)(scope, receive, send))
    if inside:
        return True, dict(inside[0]["headers"])
    return False, sent[0].get("status", sent[0]["type"])


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8501", "LOCALHOST:1", "[::1]:8501", "atlas.example.org."]
)
def test_its_own_names_are_answered(host: str) -> None:
    """With and without a port, in any case, and what was allowed."""
    assert asked(HOME, host)[0]


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "127.0.0.1.evil.example", "127.0.0.1:x", "", None, "evil@localhost"),
        *("localhost/x", "localhost?x", "local host", "[::1", "0.0.0.0", "2130706433"),
    ],
)
@pytest.mark.parametrize(("sort", "said"), [("http", 421), ("websocket", "websocket.close")])
def test_other_names_are_not(host: str | None, sort: str, said: object) -> None:
    """A name that somebody points at this machine gets no answer."""
    assert asked(HOME, host, sort=sort) == (False, said)


@pytest.mark.parametrize(
    "listens", ["127.0.0.1", "127.0.0.2", "::ffff:127.0.0.1", "192.0.2.7", "0.0.0.0", "::"]
)
def test_no_server_answers_to_a_name_that_it_was_not_told(listens: str) -> None:
    """Whoever owns a name can point it at any address, so a foreign page could read answers."""
    assert not asked(names_of(listens, []), "evil.example")[0]
    assert not asked(names_of(listens, ["atlas.example.org"]), "evil.example")[0]
    assert asked(names_of(listens, ["atlas.example.org"]), "atlas.example.org")[0]
    assert asked(names_of(listens, []), "localhost:8501")[0]
    written = f"[{listens}]" if ":" in listens else listens
    assert asked(names_of(listens, []), f"{written}:8501")[0]


def test_a_server_for_others_answers_to_addresses_in_digits_unless_told_names() -> None:
    """Its machine may have addresses that it does not know itself; only own pages go live."""
    for host in ("192.0.2.8", "[2001:db8::8]:8501"):
        assert asked(names_of("0.0.0.0", []), host)[0]
        assert not asked(names_of("127.0.0.2", []), host)[0]
        assert not asked(names_of("0.0.0.0", ["atlas.example.org"]), host)[0]
    assert not asked(names_of("0.0.0.0", []), "192.0.2.8", "http://192.0.2.9", "websocket")[0]


@pytest.mark.parametrize(
    ("origin", "comes"),
    [
        ("http://127.0.0.1:8501", True),
        ("https://atlas.example.org", True),
        ("http://127.0.0.1:9999", False),
        ("http://localhost:8501", False),
        ("https://evil.example", False),
        ("https://127.0.0.1:8501.evil.example", False),
        ("null", False),
        ("http://[bad", False),
    ],
)
def test_live_connections_are_for_own_pages(origin: str, comes: bool) -> None:
    """A page of another site, or of another program here, opens no session; nor does it write.

    Nobody behind the door judges an origin again: that asks for this machine's address.
    """
    for sort, method in (("websocket", ""), ("http", "POST"), ("http", "PUT")):
        came, found = asked(HOME, "127.0.0.1:8501", origin, sort, method)
        assert came == comes, (sort, method)
        assert not came or b"origin" not in found
    came, found = asked(HOME, "127.0.0.1:8501", origin)
    assert came
    assert b"origin" not in found


def test_sessions_are_not_counted_for_anyone() -> None:
    """Streamlit would tell who asks how many look, and how long."""
    assert asked(HOME, "localhost", path="/_stcore/metrics") == (False, 404)
    assert asked(HOME, "localhost", path="/_stcore/metrics/") == (False, 404)
    assert asked(HOME, "localhost", path="/_stcore/health")[0]


@pytest.mark.parametrize("name", ["", "*", "http://a.example", "a.example:80", "a b", "-"])
def test_names_are_names(name: str) -> None:
    """What is no name is refused before anything starts."""
    with pytest.raises(AtlasError, match="--allow-host"):
        names_of("127.0.0.1", [name])
