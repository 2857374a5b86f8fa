"""The comparison in a real browser: its numbers, its sources, its address, its width."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from dashboard.compare import ComparePage, compare_page
from geodata.facts import Facts
from layers.address import parse_link
from tests.conftest import Server, Visit

QUERY = "compare=650100~630200~630000&measure=iris_people&level=county"


def open_page(visit: Visit, server: Server, query: str) -> Page:
    visit.page.goto(f"{server.url}/compare?{query}")
    visit.page.wait_for_selector(".compare", timeout=60_000)
    visit.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return visit.page


def numbers(found: ComparePage) -> dict[str, set[str]]:
    """Return every number of the view model as it is written, by its exact value."""
    told: dict[str, set[str]] = {}
    figures = [
        figure
        for section in found.sections
        for row in section.rows
        for line in row.lines
        for figure in line.figures
    ]
    for figure in figures:
        told.setdefault(figure.value, set()).add(figure.said)
    for cells in found.groups.cells:
        for cell in cells:
            told.setdefault(cell.value, set()).add(cell.said)
    for row in found.timeline.rows:
        told.setdefault(str(row.count), set()).add(f"{row.count} event" + "s" * (row.count != 1))
        told.setdefault(str(row.undated), set()).add(f"{row.undated} of them undated")
        for _kind, count, _bars in row.lanes:
            told.setdefault(str(count), set()).add(str(count))
    return told


@pytest.mark.parametrize("query", [QUERY, "compare=630000~540000~650000", "compare=CN~630202"])
def test_every_number_is_the_view_models_and_has_its_source(
    visit: Visit, server: Server, facts: Facts, query: str
) -> None:
    """Walk the page: each number stands in the view model, one click away from its source."""
    page = open_page(visit, server, query)
    told = numbers(compare_page(parse_link(f"?{query}", facts).strict(), facts))
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.compare [data-value]')].map(element => {
          const holder = element.closest('.line, td');
          const source = holder.querySelector(':scope > details.because');
          return [element.dataset.value, element.textContent,
                  source ? source.querySelectorAll('li').length : 0];
        })"""
    )
    assert len(shown) > 20
    for value, said, sources in shown:
        assert said in told[value]
        assert sources, (value, said)
    first = page.locator(".compare .line > .because").first
    first.locator("summary").first.click()
    expect(first.locator("li").first).to_be_visible()
    assert visit.errors == []


def test_the_address_is_the_comparison(visit: Visit, server: Server) -> None:
    """Ready sets, search and order write the address; Back and a reload restore it."""
    page = open_page(visit, server, "")
    page.get_by_role("button", name="Tsoshar – Ürümqi").click()
    expect(page.locator("[data-code='650100']").first).to_be_visible()
    assert "compare=630200~650100" in unquote(page.url)
    page.get_by_role("button", name="Add a region").click()
    page.get_by_role("textbox", name="Add a region by any of its names").fill("拉萨")
    page.keyboard.press("Enter")
    page.locator(".st-key-add-540100 button").click()
    expect(page.locator(".is-residents [data-code='540100']")).to_be_visible()
    page.go_back()
    expect(page.locator(".is-residents [data-code='540100']")).to_have_count(0)
    expect(page.locator(".is-residents [data-code='650100']")).to_be_visible()
    page.reload()
    expect(page.locator(".is-residents > .rows > li")).to_have_count(2)


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_nothing_is_wider_than_the_window(visit: Visit, server: Server, width: int) -> None:
    """Wide tables scroll in their own frame; the page does not."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = open_page(visit, server, "compare=630000~540000~650000~630200~650100&lang=ug")
    page.locator(".twin > summary").click()
    wide = "e => e.scrollWidth - e.clientWidth"
    assert page.locator("[data-testid=stMain]").evaluate(wide) <= 0
    assert page.evaluate(f"({wide})(document.scrollingElement)") <= 0


def test_maps_follow_the_page_and_stay_here(visit: Visit, server: Server) -> None:
    """Every class of every map is painted, in colours that differ by theme; no host is asked."""
    page = open_page(visit, server, QUERY)
    colours = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.reload()
        page.wait_for_selector(".drawing i")
        colours.append(
            page.evaluate(
                """() => [...document.querySelectorAll('.drawing i')].map(e =>
                  [getComputedStyle(e).backgroundColor, e.getBoundingClientRect().width > 30,
                   getComputedStyle(e).maskImage.startsWith('url')])"""
            )
        )
    assert len(colours[0]) == len(colours[1]) > 6
    assert all(wide and masked for _c, wide, masked in (*colours[0], *colours[1]))
    assert [colour for colour, *_ in colours[0]] != [colour for colour, *_ in colours[1]]
    assert all(url.startswith((server.url, "data:", "blob:")) for url in visit.requests)
