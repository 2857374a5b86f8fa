"""The dashboard in a language that runs from the right: all of it turns round but the map."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geodata.i18n import LANGUAGE_VARIABLE, LOCALE_VARIABLE
from tests.conftest import Server, Visit
from tests.messages import catalogue
from tests.words.pseudo import compiled, turned

PAGES = {
    "map": "/?during=2019-01.2021-06",
    "compare": "/compare?compare=630200~632200",
    "region": "/region?region=630200",
    "evidence": "/evidence?source=CL-QINGHAI-2022",
    "limits": "/limits",
    "data": "/data",
}

_FAULTS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const side = document.querySelector("[data-testid=stSidebar]");
  const words = [...main.querySelectorAll("h1, h2, h3, p, li, td, th, dd, label")];
  return [
    ...[main, document.scrollingElement].filter((e) => e.scrollWidth > e.clientWidth)
      .map((e) => `${e.tagName} is ${e.scrollWidth} wide`),
    ...[side].filter((e) => e && e.getBoundingClientRect().left < innerWidth)
      .map(() => "choices lie over the page"),
    ...words.filter((e) => !e.dir && getComputedStyle(e).textAlign === "left")
      .map((e) => `at the left: ${e.outerHTML.slice(0, 120)}`),
  ];
}"""


@pytest.fixture(scope="module")
def from_right(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server whose words are in Arabic letters."""
    folder = tmp_path_factory.mktemp("locale")
    compiled(catalogue(), folder, "ug", lambda text, _form: turned(text))
    return serve(**{LANGUAGE_VARIABLE: "ug", LOCALE_VARIABLE: str(folder)})


def opened(visit: Visit, server: Server, name: str) -> None:
    """Open a page and wait for all of it."""
    visit.page.goto(server.url + PAGES[name])
    visit.page.wait_for_selector("html[data-atlas-links]", state="attached", timeout=60_000)
    visit.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    if name == "map":
        visit.settled()


@pytest.mark.parametrize("name", PAGES)
def test_words_stand_at_the_right_within_the_window(
    visit: Visit, from_right: Server, name: str
) -> None:
    """On a telephone nothing is wider than the window, nothing lies over it, no word is left."""
    visit.page.set_viewport_size({"width": 390, "height": 844})
    opened(visit, from_right, name)
    assert visit.page.get_attribute("html", "dir") == "rtl"
    faults: list[str] = []
    # Choices glide away, and panels arrive one after the other.
    for _ in range(40):
        faults = visit.page.evaluate(_FAULTS)
        if not faults:
            break
        visit.page.wait_for_timeout(250)
    assert faults == []
    assert visit.errors == []


def test_time_runs_as_its_slider_and_its_brush(visit: Visit, from_right: Server) -> None:
    """Later stands further left: for the years, the bars, and a window drawn by hand."""
    opened(visit, from_right, "map")
    page = visit.page
    at = page.locator(".atlas-time-years span").evaluate_all(
        "all => all.map((e) => [Number(e.textContent), e.getBoundingClientRect().x])"
    )
    assert [year for year, _x in sorted(at, key=lambda each: -each[1])] == sorted(y for y, _x in at)
    bars = page.locator(".atlas-time-bars").evaluate("e => getComputedStyle(e).transform")
    assert bars.startswith("matrix(-1,")
    box = page.locator(".atlas-brush").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 12, steps=3)
    page.mouse.up()
    handles = page.locator(".atlas-brush-handle")
    first, last = (int(handles.first.get_attribute(end) or 0) for end in ("min", "max"))
    begin, end = (int(handle.input_value()) for handle in handles.all())
    assert [round((month - first) / (last - first), 1) for month in (begin, end)] == [0.1, 0.3]
