"""One walk through the map by keyboard alone, and what screen readers and tabs are told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_access import focused
from tests.conftest import Server, Visit

PAGES = ("/", "/compare", "/region?region=630200", "/evidence", "/limits", "/data")


def press_until(page: Page, key: str, wanted: str, most: int = 40) -> None:
    """Press a key until an element has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(sign) => document.activeElement.matches(sign)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached: {focused(page)}")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_walk_by_keyboard(browser: Browser, server: Server, width: int) -> None:
    """Past the choices to the map, over its regions, into a selection and out of it again."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    visit = Visit(page, [], [])
    visit.open(server.url)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    expect(page.locator(".atlas-skips a").first).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    press_until(page, "Tab", ".atlas-cursor", most=4)
    expect(page.locator(".atlas-cursor")).to_have_accessible_name(re.compile("Enter selects"))
    page.keyboard.press("Home")
    told = page.locator(".atlas-cursor [role=option]")
    names = set()
    for key in ("PageDown", "PageDown", "ArrowLeft", "ArrowDown", "PageDown"):
        page.keyboard.press(key)
        expect(page.locator(".atlas-hover")).to_be_visible()
        names.add(str(told.locator(".atlas-card-name").text_content()))
        assert page.evaluate("document.activeElement.className") == "atlas-cursor"
        ring = page.locator(".atlas-cursor").evaluate("e => getComputedStyle(e).outlineStyle")
        assert ring == "solid"
    assert len(names) > 2
    code = str(told.get_attribute("id")).removeprefix("atlas-place-")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**region={code}**")
    expect(page.locator(f"article[data-region='{code}']:visible")).to_be_visible()
    expect(told).to_have_attribute("aria-selected", "true")
    visit.settled()
    assert page.evaluate("document.activeElement.className") == "atlas-cursor"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('region=')")
    expect(told).to_have_attribute("aria-selected", "false")
    context.close()


def test_the_pages_are_two_keys_away(visit: Visit, server: Server) -> None:
    """The second skip link leads to the navigation, past all choices."""
    visit.open(server.url)
    page = visit.page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to navigation"
    page.keyboard.press("Enter")
    assert focused(page) == "Map"
    page.keyboard.press("Tab")
    assert focused(page) == "Compare"


@pytest.mark.parametrize("address", PAGES)
def test_every_page_can_be_skipped_into(visit: Visit, server: Server, address: str) -> None:
    """The first link leads to the heading of the page, also after a change of page."""
    page = visit.page
    page.goto(server.url + address)
    page.wait_for_selector("html[data-atlas-links]", state="attached", timeout=60_000)
    page.wait_for_selector("[data-testid=stMain] h1", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_each_page_has_a_title_of_its_own(visit: Visit, server: Server) -> None:
    """Tabs and history tell pages and regions apart, in one visit too."""
    page = visit.page
    titles = []
    for address in (*PAGES, "/?region=630200", "/compare?compare=630200~650100"):
        page.goto(server.url + address)
        page.wait_for_selector("[data-testid=stMain] h1", timeout=60_000)
        page.wait_for_function("() => document.title.includes(' · ')")
        titles.append(page.title())
    assert len(set(titles)) == len(titles), titles
    visit.open(server.url)
    before = page.title()
    page.locator(".atlas-host .atlas-label[data-code='630200']").click()
    page.wait_for_function("(before) => document.title !== before", arg=before)
    assert "Haidong" in page.title()


def test_a_frame_has_nothing_to_skip(visit: Visit, server: Server) -> None:
    """In a frame of another page the map stands alone."""
    visit.open(f"{server.url}/?embed=true")
    assert visit.page.locator(".atlas-skips").count() == 0
