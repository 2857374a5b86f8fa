"""The pages of evidence and of a region, walked as they stand in the browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from dashboard.evidence.model import SOURCES, Asked, differences, source_card, source_rows
from dashboard.region.figures import published_figures
from dashboard.region.model import region_profile
from geodata.facts import Facts
from geodata.model import SourceKind
from layers.events import shown_by_region
from tests.conftest import Server, Visit
from tests.views import read_view, view_with

UNSOURCED = """
() => {
  const number = /[0-9]/;
  const found = [];
  for (const place of document.querySelectorAll(".claims > li, .estimate, .region tr")) {
    if (place.closest(".hypothetical") || !place.querySelector("strong, td.number")) continue;
    const said = [...place.querySelectorAll("strong, td.number")].map((each) => each.textContent);
    if (!said.some((each) => number.test(each))) continue;
    const under = place.nextElementSibling?.matches("tr.under") ? place.nextElementSibling : null;
    const row = [place, under].filter(Boolean);
    const reaches = row.some((each) => each.querySelector("a[href]"))
      || place.closest("article.source-card") || under?.textContent.trim();
    if (!reaches) found.push(said.join(" "));
  }
  return found;
}
"""


def opened(visit: Visit, url: str) -> None:
    """Go to a page that has no map and wait until it is whole."""
    visit.page.goto(url)
    visit.page.wait_for_selector("div.region, article.region", timeout=60_000)
    visit.page.wait_for_selector(
        "[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000
    )
    visit.page.wait_for_selector("html[data-atlas-links]", state="attached", timeout=60_000)


def source_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["source"][0]


def test_the_list_is_the_view_models(visit: Visit, server: Server, facts: Facts) -> None:
    """Every source stands once, in order, with its number of statements."""
    opened(visit, f"{server.url}/evidence?region=630200")
    shown = visit.page.evaluate(
        "[...document.querySelectorAll('table.sources tbody tr')].map(row => ["
        "row.querySelector('a').getAttribute('href'),"
        "row.querySelector('td.number').firstChild.textContent])"
    )
    rows = source_rows(Asked(), facts)
    assert [(source_of(address), count) for address, count in shown] == [
        (row.source.source_id, str(row.claims)) for row in rows
    ]
    assert visit.page.evaluate(UNSOURCED.replace(".region tr", ".differences tr")) == []
    found = visit.page.locator("[data-difference]")
    assert found.count() == len(differences(facts))
    assert visit.errors == []


def test_a_source_opens_and_back_returns(visit: Visit, server: Server, facts: Facts) -> None:
    """A click opens a source, keeps the view and the page loaded; Back and Forward work."""
    opened(visit, f"{server.url}/evidence?region=630200")
    visit.page.evaluate("window.kept = true")
    visit.page.locator("table.sources tbody a").nth(1).click()
    row = source_rows(Asked(), facts)[1]
    card = visit.page.locator(f"article[data-source='{row.source.source_id}']")
    expect(card).to_be_visible()
    assert "region=630200" in visit.page.url
    assert visit.page.evaluate("window.kept") is True
    told = source_card(row.source.source_id, view_with(), facts)
    claims = [
        claim for found in (*told.checked, *told.context, *told.leads) for claim in found.claims
    ]
    assert card.locator(".claims > li strong").all_text_contents() == [
        claim.said for claim in claims
    ]
    assert card.locator(".claims blockquote").all_text_contents() == [
        claim.quote for claim in claims if claim.quote
    ]
    visit.page.go_back()
    expect(card).to_have_count(0)
    visit.page.go_forward()
    expect(card).to_be_visible()


def test_sources_are_sorted_by_their_heads(visit: Visit, server: Server, facts: Facts) -> None:
    """A head orders the list that was searched for, and a source opens in it; Back undoes both."""
    opened(visit, f"{server.url}/evidence?region=630200&q=iris&sort=news")
    rows = source_rows(Asked(text="iris", sort=SourceKind.NEWS), facts)
    listed = visit.page.locator("table.sources tbody tr th a")
    head = visit.page.locator("th[data-head=order_sources-published]")
    most = visit.page.locator("th[data-head=order_sources-statements]")
    expect(most).to_have_attribute("aria-sort", "descending")

    def names(order: dict[str, str]) -> list[str]:
        return [row.source.source_id for row in SOURCES.of(rows, order)]

    assert names({}) != names({"order_sources": "-published"})
    for order, way in (("-published", "descending"), ("published", "ascending")):
        head.locator("a").focus()
        visit.page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", way)
        expect(head.locator("a")).to_be_focused()
        asked = parse_qs(urlsplit(visit.page.url).query)
        assert asked == {
            "region": ["630200"],
            "q": ["iris"],
            "sort": ["news"],
            "order_sources": [order],
        }
        shown = [source_of(each.get_attribute("href") or "") for each in listed.all()]
        assert shown == names({"order_sources": order})
    listed.nth(2).click()
    expect(visit.page.locator("tr[aria-current]")).to_be_visible()
    expect(head).to_have_attribute("aria-sort", "ascending")
    for _step in range(3):
        visit.page.go_back()
    expect(most).to_have_attribute("aria-sort", "descending")
    assert "order_sources" not in visit.page.url
    shown = [source_of(each.get_attribute("href") or "") for each in listed.all()]
    assert shown == names({})
    assert visit.errors == []


def test_sources_are_sorted_on_a_phone(visit: Visit, server: Server) -> None:
    """In a narrow window the heads stand above the list, within it."""
    visit.page.set_viewport_size({"width": 360, "height": 800})
    opened(visit, f"{server.url}/evidence")
    for link in visit.page.locator("table.sources thead a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    visit.page.locator("th[data-head=order_sources-grade] a").click()
    expect(visit.page.locator("th[data-head=order_sources-grade]")).to_have_attribute(
        "aria-sort", "ascending"
    )


@pytest.mark.parametrize("code", ["630000", "632621", "650100"])
def test_every_number_of_a_region_reaches_its_source(
    visit: Visit, server: Server, facts: Facts, code: str
) -> None:
    """Numbers are the view model's, and each has its source beside it."""
    opened(visit, f"{server.url}/region?area={code[:2]}0000&level=county&region={code}")
    expect(visit.page.locator(f"[data-region='{code}']")).to_be_visible()
    expect(visit.page.locator("figure.locator img")).to_be_visible()
    expect(visit.page.get_by_role("heading", name="Residents")).to_be_visible()
    assert visit.page.evaluate(UNSOURCED) == []
    view, problems = read_view(
        {"area": f"{code[:2]}0000", "level": "county", "region": code}, facts
    )
    assert not problems
    told = region_profile(code, view, facts)
    own = shown_by_region(view, facts).get(code, ())
    for figure in published_figures(own, facts.regions.level(code), facts):
        assert figure.value in {each.value for each in told.published}
    shown = visit.page.locator("td.number").all_text_contents()
    for figure in (*told.published, *told.population, *told.groups):
        assert figure.value in shown, figure
    claims = visit.page.locator(".claims > li strong").all_text_contents()
    for card in (*told.here, *told.wider):
        for claim in card.claims:
            assert claim.said in claims
    evidence = visit.page.locator(".claims a[href*='evidence?source=']").count()
    assert evidence >= sum(len(card.claims) for card in (*told.here, *told.wider))


@pytest.mark.parametrize("width", [360, 820, 1440])
@pytest.mark.parametrize(
    "page", ["evidence?source=CL-QINGHAI-2022", "region?region=630200&lang=bo", "limits"]
)
def test_no_page_is_wider_than_the_window(
    visit: Visit, server: Server, width: int, page: str
) -> None:
    """From phone to desktop nothing scrolls sideways, and one heading stands for the page."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    opened(visit, f"{server.url}/{page}")
    wide = visit.page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    assert wide <= 0


def test_what_stays_in_the_browser_is_what_the_text_says(visit: Visit, server: Server) -> None:
    """One cookie, and the look of each sort of page; no address, word or choice of a reader."""
    opened(visit, f"{server.url}/evidence?q=maqin&source=CL-QINGHAI-2022")
    opened(visit, f"{server.url}/region?region=630200")
    assert [each["name"] for each in visit.page.context.cookies()] == ["_streamlit_xsrf"]
    kept = visit.page.evaluate("Object.entries(localStorage)")
    assert all(name.startswith("stActiveTheme-") for name, _ in kept)
    assert "630200" not in str(kept)
    assert "maqin" not in str(kept)
    assert visit.page.evaluate("Object.keys(sessionStorage)") == []
    assert visit.page.evaluate("indexedDB.databases()") == []
