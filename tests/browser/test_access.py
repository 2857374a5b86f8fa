"""Every page for everyone: axe-core's rules, the keyboard, and a sentence for the map."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, Visit, open_tables

PAGES = {
    "map": "/?region=630200&event=QH-IRIS-011&time=2019-03&during=2019-01.2021-06",
    "map of counties": "/?area=CN&level=county",
    "nothing left": "/?vendor=Super+Red&during=1999-01.1999-02&level=galaxy&data=00000000",
    "compare": "/compare?compare=630200~650100",
    "region": "/region?region=630200",
    "evidence": "/evidence",
    "one source": "/evidence?source=CL-QINGHAI-2022",
    "data": "/data?region=630200",
    "limits": "/limits",
    "frame": "/?embed=true",
}
"""Addresses that axe-core judges; a new page is added here."""

OF_STREAMLIT = {}
"""Rules that Streamlit's own elements break, each with the one element and why it is not ours."""

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, one line for each element, without what is Streamlit's own."""
    options = {"runOnly": {"type": "tag", "values": STANDARDS}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
        if not any(
            each["id"] == rule and sign in node["html"] + str(node["target"])
            for rule, sign in OF_STREAMLIT
        )
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_rule_is_broken(browser: Browser, server: Server, name: str, scheme: str) -> None:
    """axe-core finds nothing of ours to complain of, in light and in dark."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(server.url + PAGES[name])
    page.wait_for_selector("[data-ready], .methods, .st-key-pages", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    if name in {"map", "map of counties", "nothing left"}:
        open_tables(page)
    page.wait_for_timeout(600)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_one_heading_leads_each_page(visit: Visit, server: Server, name: str) -> None:
    """One heading of the first level comes first, and no level is left out below it."""
    page = visit.page
    page.goto(server.url + PAGES[name])
    page.wait_for_selector("[data-ready], .methods, .st-key-pages", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("h1")
    page.wait_for_timeout(600)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((each) => +each.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


def focused(page: Page) -> str:
    """Return what has the focus, in short."""
    return str(
        page.evaluate(
            """() => { const e = document.activeElement;
            return (e.getAttribute('aria-label') || e.textContent || e.tagName).trim(); }"""
        )
    )


def test_the_keyboard_reaches_everything_in_order(visit: Visit, server: Server) -> None:
    """Skip link, name and pages come first, each visibly focused; the map and its table follow."""
    visit.open(server.url)
    page = visit.page
    order = []
    for _ in range(90):
        page.keyboard.press("Tab")
        order.append(focused(page))
        ring = page.evaluate(
            """() => { const s = getComputedStyle(document.activeElement);
            return s.outlineStyle !== 'none' || s.boxShadow !== 'none'
              || getComputedStyle(document.activeElement.parentElement).boxShadow !== 'none'
              || document.activeElement.matches('body, main, input, [role=combobox]'); }"""
        )
        assert ring, order[-1]
    for wanted in ("Deployment Atlas", "Map", "Methods and limits"):
        assert wanted in order, order
    assert order.index("Deployment Atlas") < order.index("Map") < order.index("Zoom in")


def test_the_slider_and_the_window_work_by_keyboard(visit: Visit, server: Server) -> None:
    """Arrows move a month; what begins and ends there is told; the two ends cut a window."""
    visit.open(server.url)
    page = visit.page
    page.get_by_label("Time", exact=True).and_(page.locator("input")).focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".atlas-time-now")).to_have_text("March 2019")
    changes = page.locator(".atlas-changes")
    expect(changes).to_contain_text("Begin in March 2019")
    expect(changes).to_contain_text("Residents of several counties in Tsoshar")
    expect(changes).to_have_attribute("aria-live", "polite")
    page.wait_for_url("**time=2019-03**")
    visit.settled()
    until = page.get_by_label("Only events until this month")
    until.focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**during=**")
    visit.settled()
    expect(page.get_by_text("Only events possibly under way from").first).to_be_visible()
    assert visit.map()["months"][1] - visit.map()["months"][0] == 14
    page.get_by_role("button", name="All events").click()
    page.wait_for_function("() => !location.search.includes('during')")


def test_a_drag_under_the_bars_cuts_a_window(visit: Visit, server: Server) -> None:
    """A drag filters the events to a window, in the address too; the bars stay as they were."""
    visit.open(server.url)
    page = visit.page
    box = page.locator(".atlas-brush").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.6, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**during=**")
    visit.settled()
    first, last = (
        int(page.locator(".atlas-brush-handle").first.get_attribute(n)) for n in ("min", "max")
    )
    assert last - first > 40
    expect(page.get_by_role("button", name="All events")).to_be_visible()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('during')")


def test_motion_stops_where_it_is_not_wanted(browser: Browser, server: Server) -> None:
    """With reduced motion nothing of the page moves by itself."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.url)
    page.wait_for_selector("[data-ready]", timeout=60_000)
    moving = page.evaluate(
        """() => document.getAnimations().filter(each => each.playState === 'running'
        && !each.effect.target.closest('[data-testid=stStatusWidget]')).length"""
    )
    assert moving == 0
    context.close()


def test_on_a_phone_the_map_comes_first_again(browser: Browser, server: Server) -> None:
    """Choices that were opened over the map are folded away when the page is opened anew."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.url)
    page.wait_for_selector("[data-ready]", timeout=60_000)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar")).to_be_in_viewport()
    page.reload()
    page.wait_for_selector("[data-ready]", timeout=60_000)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    context.close()


def test_the_map_says_in_words_what_it_shows(visit: Visit, server: Server, atlas: object) -> None:
    """A sentence made from the data names the map; the page names its language."""
    visit.open(server.url)
    sentence = visit.page.locator(".atlas-map").get_attribute("aria-label")
    assert sentence is not None
    assert "Map of Qinghai" in sentence
    assert "documented events" in sentence
    assert visit.page.evaluate("document.documentElement.lang") == "en"
