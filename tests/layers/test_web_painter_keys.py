"""The keyboard on the map: regions are walked, outlined, read out, chosen and let go of."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.layers.painted import screen
from tests.layers.pictures import PREFECTURES, SOUTH, WEST, picture, show, until

RING = """() => {
  const canvas = document.querySelector('.leaflet-atlas-touch-pane canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let i = 3; i < data.length; i += 4) painted += data[i] > 0;
  return painted;
}"""


def current(page: Page) -> str:
    """The code of the region where the keyboard stands, as screen readers are told."""
    told: str = page.evaluate(
        """() => {
          const list = document.querySelector('.atlas-cursor');
          return document.getElementById(list.getAttribute('aria-activedescendant')).id;
        }"""
    )
    return told.removeprefix("atlas-place-")


def test_arrows_walk_to_the_neighbours(page: Page) -> None:
    """Each arrow goes to the region on that side, and stays where there is none."""
    show(page, picture())
    page.focus(".atlas-cursor")
    walked = []
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        walked.append(current(page))
    south_west, south, _, north_west, north, _ = PREFECTURES
    assert walked == [south, north, north_west, north_west, south_west]


def test_every_region_and_marked_place_is_reached(page: Page) -> None:
    """Page Down leads through all of them, Home and End to both ends; each says its place."""
    show(page, picture())
    page.focus(".atlas-cursor")
    page.keyboard.press("Home")
    walked = [current(page)]
    for _ in range(9):
        page.keyboard.press("PageDown")
        walked.append(current(page))
    assert tuple(dict.fromkeys(walked)) == (*PREFECTURES, "630221")
    option = page.locator(".atlas-cursor [role=option]")
    assert option.get_attribute("aria-posinset") == option.get_attribute("aria-setsize") == "7"
    page.keyboard.press("Home")
    assert current(page) == PREFECTURES[0]


def test_a_screen_reader_hears_name_value_and_events(page: Page) -> None:
    """The option holds what the pointer's card shows, and whether it is chosen."""
    show(page, picture())
    until(page, "document.querySelector('.atlas-cursor').textContent !== ''")
    page.focus(".atlas-cursor")
    page.keyboard.press("ArrowRight")
    option = page.locator(".atlas-cursor [role=option]")
    for words in ("Place 1", "12.5", "Documented events, including sub-regions: 3"):
        assert words in (option.text_content() or ""), words
    assert option.get_attribute("aria-selected") == "false"
    page.keyboard.press("Enter")
    assert option.get_attribute("aria-selected") == "true"


def test_where_the_keyboard_stands_is_seen(page: Page) -> None:
    """A ring is drawn and a card tells of the region; both go with the focus."""
    show(page, picture())
    assert page.evaluate(RING) == 0
    page.focus(".atlas-cursor")
    page.keyboard.press("ArrowRight")
    until(page, f"({RING})() > 0")
    assert "Place 1" in page.locator(".atlas-hover").inner_text()
    page.focus('button[aria-label="Zoom in"]')
    until(page, f"({RING})() === 0")
    assert page.locator(".atlas-hover").is_hidden()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_enter_selects_and_escape_clears(page: Page, key: str) -> None:
    """The caller is told of both; a second Escape has nothing to clear."""
    show(page, picture())
    page.focus(".atlas-cursor")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate("log.select") == ["630200", None]


def test_what_is_out_of_sight_is_brought_into_it(page: Page) -> None:
    """A region that the camera does not show is shown once the keyboard stands on it."""
    show(page, picture(camera={"lat": 33.5, "lon": 96.5, "zoom": 9.5}))
    page.focus(".atlas-cursor")
    page.keyboard.press("End")
    page.keyboard.press("PageUp")
    x, y = screen(page, WEST + 2.5, SOUTH + 1.5)
    box = page.locator(".atlas-map").bounding_box()
    assert box is not None
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_a_second_click_lets_go(page: Page) -> None:
    """So does one on its name, and Escape after a click, wherever the pointer is."""
    show(page, picture())
    place = screen(page, WEST + 0.2, SOUTH + 0.2)
    page.mouse.click(*place)
    page.mouse.click(*place)
    page.click('.atlas-label[data-code="630200"] .atlas-chip')
    page.click('.atlas-label[data-code="630200"] .atlas-chip')
    page.mouse.click(*place)
    page.keyboard.press("Escape")
    assert page.evaluate("log.select") == ["630100", None, "630200", None, "630100", None]


def test_escape_in_a_field_is_the_fields_own(page: Page) -> None:
    """Who empties a search field keeps the selection."""
    show(page, picture())
    page.mouse.click(*screen(page, WEST + 0.2, SOUTH + 0.2))
    page.evaluate("document.body.append(document.createElement('input'))")
    page.focus("body > input")
    page.keyboard.press("Escape")
    assert page.evaluate("log.select") == ["630100"]
