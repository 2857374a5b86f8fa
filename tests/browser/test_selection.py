"""Choosing a region and letting go of it, on a desktop and on a phone; dialogs that close."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, Visit

WIDTHS = {"desktop": 1440, "phone": 390}
LABEL = ".atlas-host .atlas-label[data-code='630200']"


@pytest.fixture(params=WIDTHS)
def anywhere(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A visitor with a desktop window, and one with a phone."""
    width = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    seen = Visit(page, [], [])
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    yield seen
    assert seen.errors == []
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    """A phone that is touched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield Visit(context.new_page(), [], [])
    context.close()


def chosen(page: Page) -> None:
    page.wait_for_url("**region=630200**")
    expect(page.locator("article[data-region='630200']:visible")).to_be_visible()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def let_go(page: Page) -> None:
    page.wait_for_function("() => !location.search.includes('region=')")
    expect(page.locator("article[data-region='630000']:visible")).to_be_visible()
    expect(page.locator(".selection")).to_have_count(0)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


@pytest.mark.parametrize("way", ["again", "outside", "cross", "escape"])
def test_a_selection_can_be_cleared(anywhere: Visit, server: Server, way: str) -> None:
    """A second click, one beside all regions, the cross of the panel, and Escape."""
    anywhere.open(server.url)
    page = anywhere.page
    page.locator(LABEL).click()
    chosen(page)
    if way == "again":
        page.locator(LABEL).click()
    elif way == "outside":
        box = page.locator(".atlas-map").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 6)
    elif way == "cross":
        page.get_by_role("link", name="Clear the selection").click()
    else:
        page.keyboard.press("Escape")
    let_go(page)


def test_the_camera_stays_when_the_cross_clears(visit: Visit, server: Server) -> None:
    """Letting go of a region moves nothing."""
    visit.open(f"{server.url}/?region=630200")
    visit.page.get_by_role("button", name="Zoom in").click()
    visit.page.wait_for_url("**at=**")
    visit.settled()
    before = visit.map()["camera"]
    visit.page.get_by_role("link", name="Clear the selection").click()
    let_go(visit.page)
    visit.settled()
    assert visit.map()["camera"] == before


def top_at(page: Page, x: float, y: float, selector: str) -> bool:
    """Whether what lies on top at a point of the window is part of something."""
    return bool(
        page.evaluate(
            "([x, y, sign]) => Boolean(document.elementFromPoint(x, y)?.closest(sign))",
            [x, y, selector],
        )
    )


def test_a_tap_brings_the_panel_into_view(phone: Visit, server: Server) -> None:
    """Its name stands in the window, the region above it; the sheet grows and goes again."""
    phone.open(server.url)
    page = phone.page
    page.locator(LABEL).tap()
    chosen(page)
    heading = page.locator("article[data-region='630200']:visible h2")
    expect(heading).to_be_in_viewport()
    box = page.locator(LABEL).bounding_box()
    assert box is not None
    assert top_at(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, ".atlas-map")
    low = heading.bounding_box()
    page.get_by_role("button", name="Enlarge or reduce this panel").tap()
    tall = heading.bounding_box()
    assert low is not None
    assert tall is not None
    assert tall["y"] < low["y"] - 200
    page.get_by_role("link", name="Clear the selection").tap()
    let_go(page)
    page.locator(LABEL).tap()
    chosen(page)
    again = heading.bounding_box()
    assert again is not None
    assert again["y"] == pytest.approx(low["y"], abs=4)


def test_on_a_desktop_the_panel_stands_beside_the_map(visit: Visit, server: Server) -> None:
    """There it is no sheet, and needs no button to grow."""
    visit.open(f"{server.url}/?region=630200")
    page = visit.page
    assert page.locator(".st-key-panel").evaluate("e => getComputedStyle(e).position") != "fixed"
    expect(page.get_by_role("button", name="Enlarge or reduce this panel")).to_be_hidden()


def test_nothing_covers_the_slider_on_a_phone(phone: Visit, server: Server) -> None:
    """Wherever the page is scrolled to, both handles in sight can be touched."""
    phone.open(server.url)
    page = phone.page
    handles = page.locator(".atlas-brush-handle, .atlas-time-slider, .atlas-time-play")
    for offset in (0, 80, 160, 240, 320):
        page.evaluate("y => document.querySelector('[data-testid=stMain]').scrollTo(0, y)", offset)
        for handle in handles.all():
            box = handle.bounding_box()
            assert box is not None
            if not 100 < box["y"] < 800:
                continue
            middle = box["y"] + box["height"] / 2
            for x in (box["x"] + 6, box["x"] + box["width"] - 6):
                assert top_at(page, x, middle, ".atlas-time"), (offset, box)


def test_the_choices_are_always_within_reach(phone: Visit, server: Server) -> None:
    """Their button stays in the window while the page scrolls, on its own ground."""
    phone.open(server.url)
    page = phone.page
    button = page.get_by_test_id("stExpandSidebarButton")
    for offset in (0, 500, 1500):
        page.evaluate("y => document.querySelector('[data-testid=stMain]').scrollTo(0, y)", offset)
        box, bar = button.bounding_box(), page.locator(".atlas-bar").bounding_box()
        assert box is not None
        assert bar is not None
        assert bar["y"] <= box["y"]
        assert box["y"] + box["height"] <= bar["y"] + bar["height"]
        names = page.locator(".atlas-bar a").all()
        for each in names:
            name = each.bounding_box()
            assert name is not None
            assert (
                name["y"] >= box["y"] + box["height"] - 6 or name["x"] + name["width"] <= box["x"]
            )


@pytest.mark.parametrize("opener", ["Download image", "Embed this map"])
def test_dialogs_close_at_escape(anywhere: Visit, server: Server, opener: str) -> None:
    """Also when the focus has left them, as it does when their button draws a file."""
    anywhere.open(server.url)
    page = anywhere.page
    dialog = page.get_by_role("dialog")
    for lost in (False, True):
        page.get_by_role("button", name=opener).click()
        expect(dialog).to_be_visible()
        if lost:
            page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


def test_escape_closes_the_dialog_before_the_selection(visit: Visit, server: Server) -> None:
    """One key does one thing."""
    visit.open(f"{server.url}/?region=630200")
    page = visit.page
    page.get_by_role("button", name="Download image").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(400)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "region=630200" in page.url


def test_a_dialog_closes_once_its_file_is_saved(anywhere: Visit, server: Server) -> None:
    """And not before: the file arrives whole."""
    anywhere.open(server.url)
    page = anywhere.page
    page.get_by_role("button", name="Download image").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download(timeout=60_000) as saving:
        dialog.get_by_role("button", name="Save picture").click()
    assert saving.value.path().stat().st_size > 1000
    expect(dialog).to_have_count(0)
