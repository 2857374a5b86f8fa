"""A server under attack: sessions, settings laid beside it, signals."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
import websockets

from dashboard.exports.embed_address import EmbedForm, EmbedOptions, embed_path
from geodata.facts import Facts
from layers.address import opening_view
from tests.conftest import Server

_SETTINGS = """
[server]
baseUrlPath = "elsewhere"
enableCORS = false
enableXsrfProtection = false
enableStaticServing = true
enableAgentApi = true
[theme]
font = "Evil:https://evil.example/font.css"
[client]
showErrorDetails = "full"
"""


def in_thread(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread: the browser of another test may own this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def beset(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server that finds settings of Streamlit in the folders where it looks for them."""
    home = tmp_path_factory.mktemp("home")
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "config.toml").write_text(_SETTINGS)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        started = serve(HOME=str(home), STREAMLIT_SERVER_BASE_URL_PATH="elsewhere")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return started


def asked(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an answer."""
    request = urllib.request.Request(
        url, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        answer: HTTPResponse = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()
    with answer:
        return answer.status, dict(answer.headers), answer.read()


def test_settings_beside_the_server_are_not_obeyed(beset: Server) -> None:
    """Neither moved, nor opened to others, nor dressed from elsewhere."""
    assert asked(f"{beset.url}/")[0] == 200
    status, headers, body = asked(f"{beset.url}/_stcore/host-config", Origin="https://evil.example")
    assert status == 200
    assert "access-control-allow-origin" not in {name.lower() for name in headers}
    assert b"evil" not in body
    assert asked(f"{beset.url}/_stcore/agent/mcp")[0] in {403, 404, 405}


def handles(server: Server) -> int:
    """Return how many files a server holds open."""
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


async def visit(url: str, seconds: float = 0) -> None:
    """Open a session and close it, as a reader who leaves does."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(address, max_size=None, subprotocols=["streamlit"]):  # type: ignore[list-item]
        await asyncio.sleep(seconds)


def test_closed_sessions_give_their_files_back(beset: Server) -> None:
    """Without another reader who comes: nobody else would make the server forget them."""
    in_thread(visit(beset.url, 2))
    before = handles(beset)

    async def many() -> None:
        for _ in range(5):
            await asyncio.gather(*(visit(beset.url, 0.2) for _ in range(8)))

    in_thread(many())
    for _ in range(90):
        if handles(beset) <= before + 6:
            break
        time.sleep(0.5)
    assert handles(beset) <= before + 6
    assert asked(f"{beset.url}/_stcore/health")[0] == 200


def test_many_sessions_under_a_low_limit(beset: Server) -> None:
    """The limit that a shell sets is raised as far as the system lets it."""
    limits = Path(f"/proc/{beset.pid}/limits").read_text().splitlines()
    soft, hard = next(line.split()[3:5] for line in limits if line.startswith("Max open files"))
    assert int(soft) == min(int(hard), 8192)


def test_the_end_waits_for_no_picture(beset: Server, facts: Facts) -> None:
    """Told to end while pictures are drawn, the server is gone within three seconds."""

    options = [EmbedOptions(width=width, height=1200) for width in range(1400, 1406)]
    view = opening_view(facts)
    sizes = [beset.url + embed_path(view, facts, EmbedForm.PNG, each) for each in options]

    async def ask(url: str) -> Any:
        return await asyncio.to_thread(lambda: _quiet(url))

    async def end() -> float:
        waiting = [asyncio.create_task(ask(url)) for url in sizes]
        await asyncio.sleep(1.5)
        start = time.monotonic()
        os.kill(beset.pid, signal.SIGTERM)
        await asyncio.gather(*waiting)
        while Path(f"/proc/{beset.pid}/fd").exists() and not _ended(beset.pid):
            await asyncio.sleep(0.05)
        return time.monotonic() - start

    assert in_thread(end()) < 3


def _quiet(url: str) -> int:
    try:
        return asked(url)[0]
    except OSError:
        return 0


def _ended(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
