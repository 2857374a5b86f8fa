"""What attacks on a running server and on commands come to: tried, refused, answered, fallen.

``refused`` is a clear answer (a status from 400 on, or exit code 2 with one sentence), ``held`` a
right one; ``fell`` is anything else: a fault of the server, no answer, a traceback, half a file.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

import websockets

from dashboard.exports.embed_address import EmbedForm, EmbedOptions, embed_path
from geodata.facts import load_facts
from layers.address import opening_view
from tests.conftest import free_port

ROOT = Path(__file__).parents[2]
_MAIN = "from dashboard.cli import main\nmain()"
_ROUTES = ("", "static", "atlas/part", "atlas/asset", "atlas/font", "atlas/painter", "embed")
_UP = ("..", "%2e%2e", "%252e%252e", "..%2f..", "..%5c..", "..\\..", "%c0%ae%c0%ae", "..%00")
_TARGETS = ("etc/passwd", "proc/self/environ")
_METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "LOCK", "X")
_NAMES = ("evil.example", "127.0.0.1.evil.example", "", "a b", "[::1", "2130706433", "x" * 5000)
_LIVE = ("https://evil.example", "null", "http://localhost:1", "http://[bad", "file://")


@dataclass(frozen=True)
class Running:
    """A server of this checkout."""

    port: int
    pid: int

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> int:
        """Return the status of an answer; 0 for none."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                line.putheader(name.replace("_", "-"), value)
            if body:
                line.putheader("Content-Length", str(len(body)))
            line.endheaders(body or None)
            answer = line.getresponse()
            told = answer.read()
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            line.close()
        return 0 if b"root:x:" in told or b"Traceback" in told else answer.status

    def memory(self) -> int:
        """Return the resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000

    def handles(self) -> int:
        """Return how many files are open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))


@contextmanager
def serving(folder: Path) -> Iterator[Running]:
    """Start a server with at most 256 files at first, and end it."""
    port = free_port()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, "serve", "--no-browser", "--port", str(port)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    try:
        found = Running(port, process.pid)
        while found.ask("/_stcore/health") != 200:
            if process.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.2)
        yield found
    finally:
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait()
        print(f"{'SIGTERM':<44}ended after {time.monotonic() - start:.1f} s")


def _judged(status: int) -> str:
    if 200 <= status < 400:
        return "held"
    return "refused" if 400 <= status < 500 or status in {501, 503} else "fell"


def told(name: str, outcomes: Sequence[str], more: str = "") -> None:
    """Print one line of the page."""
    count = Counter(outcomes)
    cells = "".join(f"{count[each]:>9}" for each in ("refused", "held", "fell"))
    print(f"{name:<44}{len(outcomes):>7}{cells}  {more}", flush=True)


def _requests(server: Running) -> None:
    paths = [
        "/" + "/".join(filter(None, (route, *[up] * 6, target)))
        for route in _ROUTES
        for up in _UP
        for target in _TARGETS
    ]
    told("paths that climb", [_judged(server.ask(path)) for path in paths])
    routes = ("/", "/atlas/panel", "/embed/x.png", "/_stcore/health")
    methods = [_judged(server.ask(path, each)) for each in _METHODS for path in routes]
    told("other methods", methods)
    told("names in Host", [_judged(server.ask("/", Host=name)) for name in _NAMES])
    origins = [
        _judged(server.ask("/_stcore/stream", "POST", b"x", Origin=origin)) for origin in _LIVE
    ]
    told("foreign origins that write", origins)
    many = "&".join(f"p{n}={n}" for n in range(5000))
    odd = (
        f"/?{many}",
        f"/atlas/panel?{many}",
        f"/atlas/panel?region={'x' * 60_000}",
        f"/atlas/panel?area={quote(chr(0))}&region=%ff%fe",
        f"/embed/{'A' * 60_000}.png",
        "/embed/%ff%fe.svg",
        f"/embed/x.png?{'&'.join(['width=9'] * 5000)}",
    )
    told("odd parameters", [_judged(server.ask(path)) for path in odd])


def _slow(server: Running) -> None:
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nX: ")
    seconds = []
    for _ in range(20):
        for line in lines:
            with suppress(OSError):
                line.sendall(b"a")
        start = time.monotonic()
        status = server.ask("/_stcore/health")
        seconds.append(time.monotonic() - start if status == 200 else 60.0)
    for line in lines:
        line.close()
    slowest = max(seconds)
    told("50 slow sockets", ["held" if s < 1 else "fell" for s in seconds], f"{slowest:.2f} s")


def _pictures(server: Running, number: int) -> None:
    facts = load_facts()
    view = opening_view(facts)
    sizes = (EmbedOptions(width=400 + n, height=300) for n in range(number))
    paths = [embed_path(view, facts, EmbedForm.PNG, each) for each in sizes]
    seconds: list[float] = []
    with ThreadPoolExecutor(number) as pool:
        asked = [pool.submit(server.ask, path) for path in paths]
        while not all(each.done() for each in asked):
            start = time.monotonic()
            server.ask("/_stcore/health")
            seconds.append(time.monotonic() - start)
            time.sleep(0.1)
    p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else 0.0
    outcomes = [_judged(each.result()) for each in asked]
    told(f"{number} pictures at once", outcomes, f"health p95 {p95:.2f} s")


async def _visit(server: Running) -> str:
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    try:
        async with websockets.connect(address, max_size=None, open_timeout=60):
            await asyncio.sleep(0.05)
    except (OSError, websockets.WebSocketException, TimeoutError):
        return "fell"
    return "held"


def _sessions(server: Running, number: int) -> None:
    async def some(count: int) -> list[str]:
        return [await _visit(server) for _ in range(count)]

    asyncio.run(some(20))
    memory = server.memory()
    outcomes = asyncio.run(some(number))
    most = server.handles()
    time.sleep(30)
    more = f"{memory} → {server.memory()} MB; files {most} → {server.handles()}"
    told(f"{number} sessions opened and closed", outcomes, more)


def _command(folder: Path, *arguments: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        check=False,
    )
    if b"Traceback" in done.stderr or done.returncode not in {0, 1, 2}:
        return "fell"
    return "refused" if done.returncode == 2 else "held"


def _commands(folder: Path) -> None:
    def closed(name: str) -> str:
        path = folder / name
        path.mkdir()
        (path / "deployment-atlas").write_text("not a folder")
        return str(path)

    table = ("table", "--force", "--out", "x.csv")
    trials: dict[str, Callable[[], str]] = {
        "cache that is no folder": lambda: _command(folder, *table, XDG_CACHE_HOME=closed("c")),
        "no home": lambda: _command(folder, *table, HOME="/nonexistent"),
        "output folder gone": lambda: _command(folder, "table", "--out", "gone/x.csv"),
        "output to a device": lambda: _command(folder, "table", "--out", "/dev/full"),
        "no folder for drafts": lambda: _command(
            folder, "table", "--out", "x.gpkg", TMPDIR="/nonexistent", TEMP="", TMP=""
        ),
        "cp1252": lambda: _command(folder, "check", PYTHONIOENCODING="cp1252"),
        "LANG=C, POSIX, date line": lambda: _command(
            folder, "check", LANG="C", LC_ALL="POSIX", TZ="Pacific/Kiritimati"
        ),
        "40 columns": lambda: _command(folder, "--help", COLUMNS="40"),
    }
    for name, trial in trials.items():
        told(name, [trial()])
    halves = list(folder.rglob("*.part"))
    told("half files left", ["fell" for _ in halves] or ["held"])


def main(options: Sequence[str] = ()) -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench hold")
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=300)
    chosen = parser.parse_args(list(options))
    print(f"{'attack':<44}{'tried':>7}{'refused':>9}{'held':>9}{'fell':>9}")
    with tempfile.TemporaryDirectory() as folder:
        with serving(Path(folder)) as server:
            print(f"{'memory when fresh':<44}{server.memory()} MB")
            _requests(server)
            _slow(server)
            _pictures(server, chosen.pictures)
            _sessions(server, chosen.sessions)
        _commands(Path(folder))
