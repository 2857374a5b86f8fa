"""An embedded map in frames of any width: all its parts have room, and none covers another."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from playwright.sync_api import Browser, Page

from dashboard.atlas import Atlas
from dashboard.exports.files import page_text
from layers.address import parse_link
from layers.catalogue import catalogue
from layers.web.page_form import WHOLE_PAGE, PageForm
from tests.views import LAYER_IDS, view_with

_FRAME = PageForm(report=False, time=False)
_STEP = 7
"""Each layer is looked at in other widths: together they are looked at in every one."""

_PROBLEMS = """
([first, step]) => {
  const frame = document.querySelector("iframe");
  const inside = frame.contentDocument;
  const style = (element) => frame.contentWindow.getComputedStyle(element);
  const cuts = (way) => way === "hidden" || way === "clip";
  const boxOf = (name) => {
    const box = inside.querySelector(name)?.getBoundingClientRect();
    return box?.height ? box : null;
  };
  const parts = ["head", "stage", "time", "side", "foot"].map((name) => `.atlas-${name}`);
  const inspected = [...inside.querySelectorAll(".atlas-sheet *")].filter(
    (element) => !element.closest(".atlas-map"),
  );
  const found = [];
  for (let width = first; width <= 1600; width += step) {
    frame.style.width = `${width}px`;
    const say = (words) => found.push(`${width}: ${words}`);
    const beyond = inside.documentElement.scrollWidth - width;
    if (beyond > 0) say(`${beyond} pixels wider than the frame`);
    const stage = boxOf(".atlas-stage");
    if (!stage || stage.height < 240 || stage.width < 240) {
      say(`the map is ${stage?.width} x ${stage?.height}`);
    }
    const boxes = parts.map((name) => [name, boxOf(name)]).filter(([, box]) => box);
    boxes.forEach(([name, a], i) => {
      for (const [other, b] of boxes.slice(i + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) say(`${name} and ${other} overlap`);
      }
    });
    for (const element of inspected) {
      const { clientHeight, clientWidth, scrollHeight, scrollWidth } = element;
      // What only screen readers hear takes one pixel.
      if (clientWidth <= 1) continue;
      const { overflowX, overflowY, fontSize } = style(element);
      // A last line reaches a little below its box.
      const hidden = scrollHeight - clientHeight > 0.4 * parseFloat(fontSize) + 2;
      if (cuts(overflowY) && hidden) say(`${element.className} is cut off below`);
      if (!/auto|scroll/.test(overflowX) && scrollWidth > clientWidth + 2) {
        say(`${element.className} is cut off at its side`);
      }
    }
  }
  return found;
}
"""


def problems(page: Page, html: str, first: int, step: int, height: int) -> list[str]:
    """Show a page in a frame of many widths and return what is wrong with it."""
    page.set_content(
        f'<iframe srcdoc="{escape(html)}" style="border:0;width:1200px;height:{height}px"></iframe>'
    )
    page.frame_locator("iframe").locator("[data-ready]").wait_for(timeout=60_000)
    page.evaluate("document.querySelector('iframe').contentDocument.fonts.ready.then(() => true)")
    found: list[str] = page.evaluate(_PROBLEMS, [first, step])
    return found


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of another site, with room for the widest frame."""
    context = browser.new_context(viewport={"width": 1700, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", LAYER_IDS)
def test_every_layer_has_room_in_every_frame(page: Page, atlas: Atlas, name: str) -> None:
    """From 280 to 1600 pixels: a map of a decent height, nothing covered, nothing cut off."""
    place = list(catalogue(atlas.facts)).index(name)
    years = catalogue(atlas.facts)[name].years or (2020,)
    html = page_text(atlas, view_with(layer=name, year=years[0]), _FRAME)
    assert problems(page, html, 280 + place % _STEP, _STEP, 620) == []


@pytest.mark.parametrize("height", [480, 560, 1000])
@pytest.mark.parametrize("link", ["", "?time=2020-06", "?region=630200&layer=collected_bounds"])
def test_a_low_and_a_high_frame_have_room_too(
    page: Page, atlas: Atlas, link: str, height: int
) -> None:
    """The strip of time, too, takes no room from the map that it needs."""
    view = parse_link(link, atlas.facts).strict()
    html = page_text(atlas, view, PageForm(report=False, time=view.map.time is not None))
    assert problems(page, html, 281, 13, height) == []


def test_the_exported_page_has_room_in_every_window(page: Page, atlas: Atlas) -> None:
    """Its first screen is laid out as an embedded map is."""
    assert problems(page, page_text(atlas, view_with(), WHOLE_PAGE), 280, 11, 620) == []
