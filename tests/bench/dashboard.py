"""The dashboard as a reader meets it, beside st_folium's fastest mode with a panel.

Both show the same outlines and the same synthetic events. Measured in one run, in turn:

* *panel*: from a click on a region to the second animation frame after its panel is there.
* *filter*: from the click to the second frame after the new picture (``tests.bench.map``).
* *first*: from an empty cache to the first picture, each time with a new browser profile.
* *server*: one run of the page's script.
* *sessions*: readers who open the page and keep it open, a few at a time, on the wire that a
  browser uses; how long each waits for its page, and how many get an error.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

import websockets
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geodata.geography import Regions, load_regions
from tests.bench._apps import Program, Size, install, running, write_data
from tests.bench.map import _AREAS, _CHANGE, _FLAGS, _context, _wait_first
from tests.chromium import chromium

_PROGRAMS = {"product": "product", "st_folium_panel": "st_folium"}
"""Programs, each with the name under which ``tests.bench.map`` knows how to change it."""

# Waits from the press of the mouse, which the caller makes, until another panel is drawn.
_PANEL = """
async () => {
  const region = () => [...document.querySelectorAll("article[data-region]")]
    .find((panel) => panel.checkVisibility())?.dataset.region;
  const frame = () => new Promise(requestAnimationFrame);
  const before = region();
  const start = performance.now();
  while (region() === before || !region()) {
    if (performance.now() - start > 30000) throw new Error("no panel came");
    await frame();
  }
  await frame();
  await frame();
  return performance.timeOrigin + performance.now();
}
"""
_AT_ONCE = 8
_ZOOM, _WIDTH, _HEIGHT, _MIDDLE = 5, 900, 600, (36.0, 98.0)
"""Of the map in st_folium."""
_CLICKED = ("632800", "632700")
"""Two large prefectures; they are clicked this many pixels beside their events."""
_BESIDE = 30


def _mercator(latitude: float, longitude: float) -> tuple[float, float]:
    """Return a place in pixels of the web's tile scheme at the zoom of st_folium's map."""
    size = 256 * 2**_ZOOM
    sine = math.sin(math.radians(latitude))
    x = (longitude + 180) / 360 * size
    return x, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size


def _points(page: Page, name: str, regions: Regions) -> list[tuple[float, float]]:
    """Return where on the screen the clicked regions are."""
    if name == "product":
        labels = [page.locator(f".atlas-label[data-code='{code}']").first for code in _CLICKED]
        boxes = [label.bounding_box() or {} for label in labels]
        return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    frame = page.locator("iframe").bounding_box()
    assert frame is not None
    middle = _mercator(*_MIDDLE)
    found = []
    for code in _CLICKED:
        longitude, latitude = regions.label_point(code)
        x, y = _mercator(latitude, longitude)
        beside = frame["x"] + x - middle[0] + min(_WIDTH, frame["width"]) / 2 + _BESIDE
        found.append((beside, frame["y"] + y - middle[1] + _HEIGHT / 2))
    return found


def _click_to_panel(page: Page, place: tuple[float, float]) -> float:
    """Return milliseconds from a click to the panel that it opens."""
    waiting = page.evaluate_handle(f"() => {{ window.panel = ({_PANEL})(); }}")
    waiting.dispose()
    page.mouse.move(*place)
    pressed = time.time() * 1000
    page.mouse.click(*place)
    return float(page.evaluate("() => window.panel")) - pressed


async def _reader(
    address: str, gate: asyncio.Semaphore, everyone: asyncio.Event
) -> tuple[float, bool]:
    """Open the page as one more reader and stay; return seconds to the page, and if it failed."""
    async with websockets.connect(address, max_size=None) as wire:
        async with gate:
            told = await _run(wire)
        await everyone.wait()
        return told


async def _run(wire: Any) -> tuple[float, bool]:
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    start = time.perf_counter()
    await wire.send(asked.SerializeToString())
    failed = False
    while True:
        told = ForwardMsg()
        told.ParseFromString(await asyncio.wait_for(wire.recv(), 60))
        failed |= told.delta.new_element.WhichOneof("type") == "exception"
        if told.WhichOneof("type") == "script_finished":
            failed |= told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
            return time.perf_counter() - start, failed


async def _sessions(program: Program, readers: int) -> tuple[list[float], int]:
    """Open many sessions, a few at a time, none of which ends before the last is there."""
    address = program.url.split("?")[0].replace("http://", "ws://").rstrip("/")
    gate, everyone = asyncio.Semaphore(_AT_ONCE), asyncio.Event()
    url = f"{address}/_stcore/stream"
    tasks = [asyncio.create_task(_reader(url, gate, everyone)) for _ in range(readers)]

    async def release() -> None:
        # A place at the gate for each: so all runs have ended.
        await asyncio.sleep(1)
        for _ in range(_AT_ONCE):
            await gate.acquire()
        everyone.set()

    told = await asyncio.gather(*tasks, release(), return_exceptions=True)
    fine = [each for each in told if isinstance(each, tuple)]
    failures = sum(failed for _, failed in fine) + readers - len(fine)
    return [seconds for seconds, _ in fine], failures


def _first(browser: Browser, program: Program, rounds: int) -> list[float]:
    """Return seconds to the first picture, each time with an empty cache."""
    times = []
    for _ in range(rounds):
        context = _context(browser, set())
        page = context.new_page()
        start = time.perf_counter()
        page.goto(program.url)
        _wait_first(page, _PROGRAMS[program.name])
        times.append(time.perf_counter() - start)
        context.close()
    return times


def _open(browser: Browser, program: Program) -> Page:
    page = _context(browser, set()).new_page()
    page.goto(program.url)
    _wait_first(page, _PROGRAMS[program.name])
    page.wait_for_timeout(2000)
    if program.name == "product":
        page.get_by_text("More filters").click()
        page.wait_for_selector(".st-key-choose-scope-context input", state="attached")
        page.wait_for_timeout(500)
    return page


def _said(values: Sequence[float], unit: str, digits: int = 0) -> str:
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} [{low:.{digits}f}–{high:.{digits}f}] {unit}"


def main(options: Sequence[str] = ()) -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench dashboard")
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sessions", type=int, default=50)
    asked = parser.parse_args(list(options))
    regions = load_regions()
    packages = ("streamlit", "folium", "streamlit-folium")
    listed = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {listed}")
    size = Size(*_AREAS[8], asked.events)
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
        ExitStack() as stack,
    ):
        site = install(Path(scratch))
        folder = Path(scratch) / "data"
        write_data(folder, size, regions)
        programs = [
            stack.enter_context(running(name, folder, site, size.link)) for name in _PROGRAMS
        ]
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        pages = {program.name: _open(browser, program) for program in programs}
        places = {name: _points(page, name, regions) for name, page in pages.items()}
        found: dict[str, dict[str, list[float]]] = {
            program.name: {"panel": [], "filter": [], "server": []} for program in programs
        }
        for turn in range(asked.rounds + 1):
            for program in programs:
                page, told = pages[program.name], found[program.name]
                page.bring_to_front()
                runs = len(program.run_times())
                took = _click_to_panel(page, places[program.name][turn % 2])
                page.wait_for_timeout(900)
                state = ("all", "core")[turn % 2]
                changed = page.evaluate(_CHANGE, [_PROGRAMS[program.name], state])
                page.wait_for_timeout(900)
                if turn:
                    told["panel"].append(took)
                    told["filter"].append(changed)
                    told["server"] += [1000 * each for each in program.run_times()[runs:]]
        for program in programs:
            told = found[program.name]
            first = _first(browser, program, 3)
            # Playwright has a loop of its own in this thread.
            with ThreadPoolExecutor(1) as apart:
                opening = apart.submit(asyncio.run, _sessions(program, asked.sessions))
                waits, failures = opening.result()
            print(
                f"{program.name:16} panel {_said(told['panel'], 'ms')}, "
                f"filter {_said(told['filter'], 'ms')}, server {_said(told['server'], 'ms')}, "
                f"first {_said(first, 's', 1)}, {asked.sessions} sessions: "
                f"{_said(waits, 's', 2)} each, {failures} errors",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
