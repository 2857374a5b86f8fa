from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import expect

from tests.conftest import Server, Visit


def get(url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except HTTPError as refused:
        return refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read()


def test_every_answer_forbids_other_hosts(server: Server) -> None:
    """Pages, routes and errors all carry the strict headers."""
    for path in ("/", "/atlas/part/none.json", "/_stcore/health", "/nothing"):
        _, headers, _ = get(server.url + path)
        policy = headers["content-security-policy"]
        assert re.search(r"script-src 'self' 'sha256-[A-Za-z0-9+/=]+';", policy)
        assert "frame-ancestors 'self'" in policy
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


def test_routes_never_change(visit: Visit, server: Server) -> None:
    """What painters fetch is named by its content and may be kept for ever."""
    visit.open(f"{server.url}/?area=CN&level=county")
    fetched = {url for url in visit.requests if "/atlas/" in url}
    kinds = {re.search(r"/atlas/(\w+)/", url)[1] for url in fetched}
    assert {"part", "asset", "painter", "font"} <= kinds
    for url in fetched:
        status, headers, _ = get(url)
        assert status == 200
        assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/part/0000000000000000.json",
        "/atlas/asset/..%2f..%2fpyproject.toml.json",
        "/atlas/painter/wrong.js",
        "/atlas/font/wrong/leaflet/leaflet.js",
    ],
)
def test_unknown_addresses_are_not_kept(server: Server, path: str) -> None:
    """An address that names nothing is refused and not kept by browsers."""
    status, headers, _ = get(server.url + path)
    assert status in {400, 404}
    assert "immutable" not in headers.get("cache-control", "")


def test_nobody_is_told_who_looks(server: Server) -> None:
    """How many sessions there are is no one's business."""
    status, _, body = get(f"{server.url}/_stcore/metrics")
    assert status == 404
    assert b"session" not in body


def test_a_lost_part_is_sent_again(visit: Visit, server: Server) -> None:
    """If the server no longer keeps a part, the map still draws."""
    visit.page.route("**/atlas/part/*.json", lambda route: route.fulfill(status=404))
    visit.open(server.url)
    assert visit.map()["polygons"] == 8


def shaken_hands(server: Server, host: str, origin: str) -> int:
    """Return the status of the answer to the opening of a live connection."""
    port = int(server.url.rpartition(":")[2])
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        f"Origin: {origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
    )
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(line.recv(64).split()[1])


def test_other_sites_open_no_session(server: Server) -> None:
    """A page elsewhere reaches nothing, and its try makes the server ask nobody anything."""
    own = server.url.removeprefix("http://")
    assert shaken_hands(server, own, server.url) == 101
    assert shaken_hands(server, own, "https://evil.example") == 403
    assert shaken_hands(server, own, "http://localhost:3000") == 403
    assert shaken_hands(server, "evil.example", "https://evil.example") == 403
    seen = server.network.read_text()
    assert "amazonaws" not in seen
    assert "8.8.8.8" not in seen


def test_the_process_talks_to_nobody(visit: Visit, server: Server) -> None:
    """The server resolves no name, opens no connection and starts no program."""
    visit.open(f"{server.url}/?area=540000&level=county")
    seen = server.network.read_text().splitlines()
    binds = [line for line in seen if line.startswith("socket.bind")]
    assert binds
    # A library that folium loads asks this machine for a port to learn if it knows IPv6.
    probe = "socket.bind ('::1', 0)"
    assert all("'127.0.0.1'" in line for line in binds if line != probe)
    harmless = re.compile(r"socket\.getaddrinfo (b?'?127\.0\.0\.1'?|None)$")
    others = [line for line in seen if line not in binds and not harmless.match(line)]
    assert others == []


def test_frames_are_allowed_only_where_told(serve: Callable[..., Server]) -> None:
    """``--allow-frame`` lets one site show the map in a frame."""
    told = serve("--allow-frame", "https://example.org")
    _, headers, _ = get(told.url)
    assert "frame-ancestors 'self' https://example.org" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def command(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from dashboard.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_names_what_differs(installed: Path, tmp_path: Path) -> None:
    """``check`` by itself says that Qinghai differs and names Urumqi's share, exit code 0."""
    done = command(installed, tmp_path, "check")
    assert done.returncode == 0, done.stderr
    assert re.search(r"Qinghai.*25\.6 % printed, 24\.61 % from its own.*differs", done.stdout)
    assert re.search(r"Urumqi.*13 %.* printed, 13\.64 % from its own", done.stdout)


def test_commands_refuse_clearly(installed: Path, tmp_path: Path) -> None:
    """Wrong input gives one plain line, exit code 2, and no traceback."""
    (tmp_path / "there.html").write_text("mine")
    (tmp_path / "folder.html").mkdir()
    for arguments, said in (
        (("check", "nowhere"), "There is no such folder"),
        (("serve", "--dataset", "nowhere", "--no-browser", "--port", "8599"), "no such folder"),
        (("page", "--out", "there.html"), "The file exists"),
        (("page", "?area=1", "--out", "new.html"), "is not a region"),
        (("page", "?level=x", "--out", "new.html"), "is not a choice"),
        (("page", "garbage", "--out", "new.html"), "There is no such file"),
        (
            ("serve", "--no-browser", "--port", "8598", "--allow-frame", "x; script-src *"),
            "not the",
        ),
        (("page", "--out", "no/such/folder.html"), "There is no such folder"),
        (("page", "--out", "folder.html", "--force"), "This is a folder"),
        (("serve", "--no-browser", "--host", "nosuchhost.invalid"), "not an address in digits"),
        (("serve", "--no-browser", "--host", ""), "not an address in digits"),
        (("serve", "--no-browser", "--host", "192.0.2.7"), "no address of this machine"),
    ):
        done = command(installed, tmp_path, *arguments)
        assert done.returncode == 2, (arguments, done.stdout, done.stderr)
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert (tmp_path / "there.html").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html", "there.html"]


def test_the_page_opens_without_a_network(visit: Visit, installed: Path, tmp_path: Path) -> None:
    """The exported page draws from disk, asks for nothing, and is the same on a second run."""
    for name in ("one.html", "two.html"):
        done = command(installed, tmp_path, "page", "--out", name)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    visit.page.context.set_offline(True)
    visit.page.route(re.compile("^(?!file:)"), lambda route: route.abort())
    visit.page.goto((tmp_path / "one.html").as_uri())
    visit.page.wait_for_selector("[data-ready]", timeout=20_000)
    asked = [url for url in visit.requests if not url.startswith(("data:", "blob:"))]
    assert asked == [(tmp_path / "one.html").as_uri()]
    assert visit.errors == []
    text = (tmp_path / "one.html").read_text(encoding="utf-8")
    for hidden in ("QH-IRIS-021", "QH-IRIS-022", str(tmp_path), str(Path.home())):
        assert hidden not in text
    assert json.dumps("QH-IRIS-011")[1:-1] in text
    visit.page.locator(".atlas-strip-entry summary").first.click()
    expect(visit.page.locator(".atlas-strip")).to_contain_text("Citizen Lab: Mass Iris Scan")
