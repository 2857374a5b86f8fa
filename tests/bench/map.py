"""The live map beside the same data in st_folium and pydeck, in a real browser.

Every program shows the same outlines and the same synthetic events and has one filter,
which shows half of the events or all. Measured in one run, the programs in turn:

* *filter*: from the click to the second animation frame after the new state is there. For
  the product that is its picture drawn anew; for st_folium an element that comes and goes
  with the filtered events; for pydeck a text after the chart (its drawing cannot be seen
  from outside, so this is the least it can be); for the floor a text alone.
* *bytes*: what the browser receives for one change, counted on the connections themselves.
* *server*: one run of the page's script, timed around Streamlit's own runner.
* *first*: from an empty cache to the first picture.
* *layer*, *month*: another coloured layer, and a step of the time slider (product only).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from geodata.geography import load_regions
from tests.bench._apps import Program, Size, install, remove, running, write_data
from tests.chromium import chromium
from tests.levels import COUNTY, PREFECTURE, ROOT

_AREAS = {
    8: ("630000", PREFECTURE),
    45: ("630000", COUNTY),
    365: (ROOT, PREFECTURE),
    2850: (ROOT, COUNTY),
}
_PROGRAMS = ("floor", "product", "st_folium", "pydeck")
_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
    # No program reaches another host, and none is held up by who would intercept it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_PATIENCE = 90_000

# Clicks, waits until the state is there, then for two frames; returns milliseconds.
_CHANGE = """
async ([program, state]) => {
  const product = program === "product";
  const host = document.querySelector(".atlas-host");
  const before = product ? host.dataset.ready : "";
  const frames = () => [...document.querySelectorAll("iframe")];
  const there = () => product
    ? host.dataset.ready && host.dataset.ready !== before
    : document.querySelector(`.state-${state}`) ||
      frames().some((f) => f.contentDocument?.querySelector(`.state-${state}`));
  const frame = () => new Promise(requestAnimationFrame);
  const called = (label) => label.textContent.trim() === state;
  const inputs = {
    filter: () => document.querySelector(".st-key-choose-scope-context input"),
    layer: () => [...document.querySelectorAll(".st-key-choose-theme button")].find(called),
    radio: () => [...document.querySelectorAll("[role=radiogroup] label, .stRadio label")]
      .find(called).querySelector("input"),
  };
  const input = inputs[product ? (state in {all: 1, core: 1} ? "filter" : "layer") : "radio"]();
  const start = performance.now();
  input.click();
  while (!there()) {
    if (performance.now() - start > 80000) throw new Error("the change was never drawn");
    await frame();
  }
  await frame();
  await frame();
  return performance.now() - start;
}
"""
_STEP = """
async (month) => {
  const slider = document.querySelector(".atlas-time-slider");
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = performance.now();
  slider.value = String(month);
  slider.dispatchEvent(new Event("input"));
  await frame();
  await frame();
  return performance.now() - start;
}
"""


def _context(browser: Browser, strangers: set[str]) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900})

    def note(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in {None, "127.0.0.1"}:
            strangers.add(str(host))

    # Intercepting requests would switch the browser's cache off.
    context.on("request", note)
    return context


def _wait_first(page: Page, name: str) -> None:
    if name == "product":
        page.wait_for_selector("[data-ready]", timeout=_PATIENCE)
    elif name == "st_folium":
        page.frame_locator("iframe").locator(".state-core").wait_for(
            state="attached", timeout=_PATIENCE
        )
    else:
        page.wait_for_selector(".state-core", state="attached", timeout=_PATIENCE)


def _open(browser: Browser, program: Program, strangers: set[str]) -> tuple[Page, float]:
    """Open a program in a new browser profile; return the page and seconds to the picture."""
    page = _context(browser, strangers).new_page()
    start = time.perf_counter()
    page.goto(program.url)
    _wait_first(page, program.name)
    first = time.perf_counter() - start
    page.wait_for_timeout(1500)
    if program.name == "product":
        page.get_by_text("More filters").click()
        page.wait_for_selector(".st-key-choose-scope-context input", state="attached")
        page.wait_for_timeout(500)
    return page, first


def _median(values: Sequence[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "low": min(values), "high": max(values)}


def _layers(page: Page, rounds: int) -> list[float]:
    """Return milliseconds from another theme's click to its picture."""
    times = []
    for turn in range(rounds + 2):
        times.append(page.evaluate(_CHANGE, ["product", ("Change", "People")[turn % 2]]))
        page.wait_for_timeout(900)
    return times[2:]


def measure(
    browser: Browser, size: Size, folder: Path, site: Path, names: Sequence[str], rounds: int
) -> dict[str, Any]:
    """Measure the programs at one size, in turn, and return what was found by name."""
    found: dict[str, Any] = {name: {"filter": [], "bytes": [], "server": []} for name in names}
    strangers: dict[str, set[str]] = {name: set() for name in names}
    with ExitStack() as stack:
        programs = [stack.enter_context(running(name, folder, site, size.link)) for name in names]
        pages: dict[str, Page] = {}
        for program in programs:
            page, first = _open(browser, program, strangers[program.name])
            pages[program.name] = page
            found[program.name]["first"] = first
        for turn in range(rounds + 1):
            state = ("all", "core")[turn % 2]
            for program in programs:
                name, page = program.name, pages[program.name]
                page.bring_to_front()
                page.wait_for_timeout(250)
                runs, wire = len(program.run_times()), program.wire.count
                took = page.evaluate(_CHANGE, [name, state])
                page.wait_for_timeout(700)
                if turn:
                    found[name]["filter"].append(took)
                    found[name]["bytes"].append(program.wire.count - wire)
                    found[name]["server"].append(1000 * sum(program.run_times()[runs:]))
        if "product" in pages:
            page = pages["product"]
            page.bring_to_front()
            first = int(page.get_attribute(".atlas-time-slider", "min") or 0)
            steps = [page.evaluate(_STEP, first + 3 * turn) for turn in range(1, 2 * rounds)]
            page.wait_for_timeout(1000)
            found["product"]["month"] = steps[1:]
            found["product"]["layer"] = _layers(page, rounds)
        for page in pages.values():
            page.context.close()
    for name in names:
        found[name]["strangers"] = sorted(strangers[name])
    return found


def _row(label: str, name: str, data: dict[str, Any], floor: float, product: float) -> str:
    took, sent = _median(data["filter"]), _median(data["bytes"])["median"]
    server = _median(data["server"])["median"]
    against, other = ("× floor", floor) if name == "product" else ("× product", product)
    ratio_words = "" if name == "floor" or not other else f"{took['median'] / other:6.1f} {against}"
    extra = ""
    if name == "product":
        layer, month = _median(data["layer"])["median"], _median(data["month"])["median"]
        extra = f"  layer {layer:4.0f} ms, month {month:3.0f} ms"
    asked = f"  asks for {', '.join(data['strangers'])}" if data["strangers"] else ""
    return (
        f"{label:>14} {name:10}{took['median']:7.0f} [{took['low']:.0f}–{took['high']:.0f}] ms"
        f"{sent / 1000:10.1f} kB{server:8.0f} ms{data['first']:7.1f} s  {ratio_words}{extra}{asked}"
    )


def main(options: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench map")
    parser.add_argument("--sizes", default="8,45,365,2850", help="numbers of regions")
    parser.add_argument("--events", default="100,10000", help="numbers of events")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--only", default=",".join(_PROGRAMS), help="programs to measure")
    parser.add_argument("--json", type=Path, help="file for all measured values")
    asked = parser.parse_args(list(options))
    names = [name for name in _PROGRAMS if name in asked.only.split(",")]
    regions = load_regions()
    packages = ("streamlit", "folium", "streamlit-folium", "pydeck")
    listed = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {listed}")
    heads, widths = ("filter [range]", "bytes", "server", "first"), (21, 12, 11, 8)
    titles = "".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))
    print(f"{'regions+events':>14} {'program':10}{titles}")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = install(Path(scratch))
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        for events in map(int, asked.events.split(",")):
            for count in map(int, asked.sizes.split(",")):
                size = Size(*_AREAS[count], events)
                folder = Path(scratch) / f"{count}-{events}"
                drawn = write_data(folder, size, regions)
                found = measure(browser, size, folder, site, names, asked.rounds)
                remove(folder)
                label = f"{drawn}+{events}"
                results[label] = found
                medians = {n: statistics.median(found[n]["filter"]) for n in names}
                for name in names:
                    floor, product = medians.get("floor", 0), medians.get("product", 0)
                    print(_row(label, name, found[name], floor, product), flush=True)
        browser.close()
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1))
