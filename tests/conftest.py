"""What many tests share: the facts, a wheel installed apart, a server, a browser."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import chromium

ROOT = Path(__file__).parents[1]
_SHARED = os.environ.get("ATLAS_TEST_SCRATCH")
_SCRATCH = os.environ["ATLAS_TEST_SCRATCH"] = _SHARED or tempfile.mkdtemp(prefix="atlas-tests-")
# Whatever tests and their processes leave behind lies in one folder, which goes at the end.
tempfile.tempdir = os.environ["TMPDIR"] = _SCRATCH
if not _SHARED:
    atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)
# Outlines and cut fonts are stored under the hash of their recipe, so runs can share them;
# ATLAS_TEST_CACHE names another folder. Building them from nothing has tests of its own.
_CACHE = os.environ.get("ATLAS_TEST_CACHE") or platformdirs.user_cache_path(
    "deployment-atlas-tests"
)
os.environ["ATLAS_TEST_CACHE"] = os.environ["XDG_CACHE_HOME"] = str(_CACHE)

# No test is timed, so that a busy machine makes none fail, and every run tries the same
# examples, so that a failure is due to the change at hand. ATLAS_TEST_SEARCH=1 tries new ones.
settings.register_profile("atlas", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("search" if os.environ.get("ATLAS_TEST_SEARCH") else "atlas")

from dashboard.atlas import Atlas, open_atlas  # noqa: E402
from geodata.facts import Facts, load_facts  # noqa: E402

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The bundled data set on the real boundaries and census tables."""
    return load_facts()


@pytest.fixture(scope="session")
def atlas(facts: Facts) -> Atlas:
    """The atlas of the bundled data set."""
    return open_atlas()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel of this checkout, installed normally."""
    wheels = tmp_path_factory.mktemp("wheel")
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    built = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), "."]
    subprocess.run(built, cwd=ROOT, check=True)
    (wheel,) = wheels.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    return site


@dataclass(frozen=True)
class Server:
    """A running server and what its process did with the network."""

    url: str
    pid: int
    log: Path
    network: Path


_WATCHED = """
import os, sys
log = open(os.environ["ATLAS_NETWORK_LOG"], "a", buffering=1)
def hook(event, args):
    if event in {"socket.connect", "socket.bind", "socket.sendto", "subprocess.Popen", "os.exec"}:
        log.write(f"{event} {args[1] if event.startswith('socket') else args[0]}\\n")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        log.write(f"{event} {args[0]}\\n")
sys.addaudithook(hook)
from dashboard.cli import main
main()
"""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def serve(
    installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Server]]:
    """Start servers of the installed wheel, from outside the checkout."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*options: str, **variables: str) -> Server:
        home = tmp_path_factory.mktemp("server")
        port = free_port()
        network, log = home / "network.log", home / "server.log"
        environment = {
            **os.environ,
            "PYTHONPATH": str(installed),
            "ATLAS_NETWORK_LOG": str(network),
            "HOME": str(home),
            **variables,
        }
        command = [sys.executable, "-c", _WATCHED, "serve", "--no-browser", "--port", str(port)]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, *options],
                cwd=home,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        running.append(process)
        url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            assert process.poll() is None, log.read_text()
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        return Server(url, process.pid, log, network)
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not start: {log.read_text()}")

    yield start
    for process in running:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server]) -> Server:
    """A server of the bundled data set."""
    return serve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield started
        started.close()


def open_tables(page: Page) -> None:
    """Unfold both tables under the map, which are made when they are asked for."""
    for name, words in (
        ("regions", "This map as a table"),
        ("events", "The events of this map as a table"),
    ):
        page.get_by_text(words, exact=True).click()
        expect(page.locator(f".st-key-{name}-as-table .region")).to_be_visible(timeout=30_000)
        # What is folded out moves the next title away until the page has run.
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.wait_for_timeout(250)


@dataclass
class Visit:
    """A page and everything it asked for or complained of."""

    page: Page
    requests: list[str]
    errors: list[str]

    def open(self, url: str) -> None:
        """Go to an address and wait until the map is drawn."""
        self.page.goto(url)
        self.settled()

    def settled(self) -> None:
        """Wait until Streamlit is idle and the map shows the newest picture."""
        self.page.wait_for_selector("[data-ready]", timeout=60_000)
        self.page.wait_for_selector(
            "[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000
        )
        self.page.wait_for_selector("html[data-atlas-links]", state="attached", timeout=60_000)
        self.page.wait_for_timeout(250)

    def map(self) -> dict[str, object]:
        """Return what the painter says it drew."""
        found: dict[str, object] = self.page.evaluate(
            "document.querySelector('.atlas-host').atlas.debug()"
        )
        return found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A new visitor with a desktop window."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    seen = Visit(page, [], [])
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    yield seen
    context.close()
