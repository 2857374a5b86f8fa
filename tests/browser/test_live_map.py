from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from dashboard.region.model import region_profile
from geodata.facts import Facts
from layers.address import parse_link
from tests.conftest import Server, Visit


def choose(visit: Visit, option: str, within: str = "body") -> None:
    shown = visit.page.locator(".atlas-host").get_attribute("data-ready")
    visit.page.locator(within).get_by_text(option, exact=True).first.click()
    visit.page.wait_for_function(
        "shown => ![null, shown].includes(document.querySelector('.atlas-host').dataset.ready)",
        arg=shown,
    )
    visit.settled()


def choose_layer(visit: Visit, title: str) -> None:
    shown = visit.page.locator(".atlas-host").get_attribute("data-ready")
    visit.page.locator(".st-key-choose-layer input").click()
    visit.page.get_by_role("option", name=title, exact=True).click()
    visit.page.wait_for_function(
        "shown => ![null, shown].includes(document.querySelector('.atlas-host').dataset.ready)",
        arg=shown,
    )
    visit.settled()


def test_opening_view_draws_qinghai(visit: Visit, server: Server) -> None:
    """The first screen draws Qinghai's 8 prefectures, marks events and says what is not known."""
    visit.open(server.url)
    drawn = visit.map()
    assert drawn["polygons"] == 8
    assert drawn["marks"] == 5
    expect(visit.page.get_by_text("1,248,075–1,452,035 iris scans").first).to_be_visible()
    expect(visit.page.get_by_text("25.6").first).to_be_visible()
    expect(visit.page.get_by_role("heading", name="Data gaps")).to_be_visible()
    assert visit.errors == []


def chips(visit: Visit) -> dict[str, int]:
    found = visit.page.evaluate(
        """[...document.querySelectorAll('.atlas-label[data-code]')]
        .map((e) => [e.dataset.code, Number(e.querySelector('.atlas-chip').textContent)])"""
    )
    return dict(found)


@pytest.mark.parametrize("query", ["", "?level=county", "?area=540000&scope=core.lead&low=1"])
def test_a_region_has_one_count(visit: Visit, server: Server, facts: Facts, query: str) -> None:
    """The count on the map is that of pointer and panel, and stays when the region is selected."""
    visit.open(f"{server.url}/{query}")
    view = parse_link(query, facts).strict()
    counted = chips(visit)
    expected = {code: region_profile(code, view, facts).here_count for code in counted}
    assert counted == expected
    code = max(counted, key=lambda each: counted[each])
    label = visit.page.locator(f'.atlas-label[data-code="{code}"]')
    box = label.bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 4)
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 6)
    said = visit.page.locator(".atlas-hover .atlas-card-count")
    expect(said.filter(has_text=f": {counted[code]}")).not_to_have_count(0)
    label.locator(".atlas-chip").click()
    expect(visit.page.locator(f'article[data-region="{code}"]')).to_contain_text(
        f"({counted[code]})"
    )
    visit.settled()
    assert chips(visit)[code] == counted[code]


def test_counties_of_qinghai(visit: Visit, server: Server) -> None:
    """Divided into counties, all 45 county-level units are drawn."""
    visit.open(server.url)
    choose(visit, "Counties")
    assert visit.map()["polygons"] == 45


def test_every_request_stays_on_this_origin(visit: Visit, server: Server) -> None:
    """The page asks its own server and nobody else, through a whole tour."""
    visit.open(server.url)
    choose(visit, "Counties")
    choose(visit, "Evidence")
    choose_layer(visit, "Published range")
    choose(visit, "Change")
    visit.page.get_by_role("link", name="Methods and limits").click()
    expect(visit.page.get_by_role("heading", name="What this atlas says")).to_be_visible()
    own = urlsplit(server.url).netloc
    strangers = {url for url in visit.requests if not url.startswith(("data:", "blob:"))}
    assert {urlsplit(url).netloc for url in strangers} == {own}


def test_haidong_is_found_as_tsoshar(visit: Visit, server: Server) -> None:
    """A search for the exile form leads to Haidong, its events, their sources and limits."""
    visit.open(server.url)
    visit.page.get_by_label("Find a region").fill("tsoshar")
    visit.page.get_by_label("Find a region").press("Enter")
    visit.page.locator(".found").get_by_role("link", name=re.compile("Tsoshar")).first.click()
    visit.page.wait_for_url("**region=630200**")
    visit.settled()
    panel = visit.page.locator("[data-region='630200']")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("Tsoshar")
    notice = panel.locator("details[data-event='QH-IRIS-011']")
    notice.locator("summary").click()
    expect(notice).to_contain_text("Bitter Winter")
    publisher = notice.locator("a[href^=http]").first
    expect(publisher).to_have_attribute("rel", re.compile("noreferrer"))
    expect(visit.page.locator("div.region").filter(has_text="Data gaps")).to_contain_text(
        "are not broken down"
    )
    assert "region=630200" in visit.page.url


def test_a_filter_change_keeps_the_map(visit: Visit, server: Server) -> None:
    """Filters repaint the mounted map; its camera and the selection stay."""
    visit.open(f"{server.url}/?region=632600")
    visit.page.get_by_role("button", name="Zoom in").click()
    visit.page.wait_for_timeout(600)
    before = visit.map()["camera"]
    host = visit.page.locator(".atlas-host")
    host.evaluate("host => host.dataset.seen = 'yes'")
    choose_layer(visit, "Population density")
    choose(visit, "2010", ".st-key-choose-year")
    choose(visit, "Evidence")
    choose(visit, "People")
    expect(host).to_have_attribute("data-mounts", "1")
    expect(host).to_have_attribute("data-seen", "yes")
    assert visit.map()["camera"] == before
    expect(visit.page.locator("[data-region='632600']")).to_be_visible()
    assert "layer" not in visit.page.url


def test_nothing_fades_while_the_page_runs(visit: Visit, server: Server) -> None:
    """Streamlit's fading of every part delays each picture by a third; the pin of its sign."""
    visit.page.add_init_script(
        """
        window.fading = [];
        window.stale = 0;
        addEventListener("transitionrun", ({ target, propertyName }) => {
          if (propertyName === "opacity") window.fading.push(target.className);
        });
        document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
          window.stale += changes.filter(({ target }) => target.dataset.stale === "true").length;
        }).observe(document.body, { subtree: true, attributeFilter: ["data-stale"] }));
        """
    )
    visit.open(f"{server.url}/?area=CN&level=county")
    visit.settled()
    visit.page.evaluate("window.fading = []; window.stale = 0")
    choose(visit, "Change")
    visit.settled()
    assert visit.page.evaluate("window.stale") > 10
    assert visit.page.evaluate("window.fading") == []


# Until the page is told to be silent it sends everything.
_SILENCEABLE = """
window.told = [];
const plain = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  if (window.silent) window.told.push(data);
  else plain.call(this, data);
};
"""


def choose_in_silence(visit: Visit, url: str) -> None:
    """Click a region on the map of an address, whose server then hears nothing more."""
    visit.page.add_init_script(_SILENCEABLE)
    visit.open(url)
    visit.settled()
    visit.page.evaluate("window.silent = true")
    visit.page.locator(".atlas-host .atlas-label[data-code='630200']").first.click()
    expect(visit.page.locator("article[data-region='630200']")).to_be_visible()


def test_a_click_on_the_map_opens_the_panel(visit: Visit, server: Server) -> None:
    """A click on a region shows its panel, and the Back button returns."""
    visit.open(server.url)
    visit.page.locator(".atlas-host .atlas-label[data-code='630200']").first.click()
    expect(visit.page.locator("[data-region='630200']")).to_be_visible()
    visit.page.wait_for_url("**region=630200**")
    visit.page.go_back()
    expect(visit.page.locator("[data-region='630000']")).to_be_visible()


def test_a_run_cut_short_leaves_no_panel_of_another_place(visit: Visit, server: Server) -> None:
    """Where the page never brings what came at once, both parts are what the address says."""
    choose_in_silence(visit, server.url)
    visit.page.wait_for_function("window.told.length > 0")
    visit.page.evaluate("window.silent = false")
    choose(visit, "2010", ".st-key-choose-year")
    visit.settled()
    expect(visit.page.locator("[data-region='630200'], [data-known='630200']")).to_have_count(0)
    expect(visit.page.locator("article[data-region='630000']")).to_be_visible()
    expect(visit.page.locator("[data-known='630000']")).to_be_visible()


def test_back_takes_away_at_once_what_came_at_once(visit: Visit, server: Server) -> None:
    """A reader who goes back does not wait for the page to be rid of a panel."""
    choose_in_silence(visit, f"{server.url}/?layer=density")
    visit.page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: {} }))")
    expect(visit.page.locator("[data-region='630200'], [data-known='630200']")).to_have_count(0)
    expect(visit.page.locator("article[data-region='630000']")).to_be_visible()
    visit.page.evaluate("window.silent = false")
    visit.page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: {} }))")
    expect(visit.page.locator(".atlas-host .atlas-label.is-selected")).to_have_count(0)


# What a reader of the panel gets: its words, its links, and what its parts are.
_TOLD = """
parts => parts.map(part => [part.textContent,
  [...part.querySelectorAll("a")].map(a => a.getAttribute("href")),
  [...part.querySelectorAll("*")].map(e => `${e.tagName} ${e.className} ${e.lang}`)])
"""
_ANSWERED = f"""
async query => {{
  const answer = await fetch(`/atlas/panel${{query}}`);
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  return ({_TOLD})([...made.content.children]);
}}
"""


@pytest.mark.parametrize(
    "query",
    [
        "?region=630200",
        "?region=632321&level=county",
        "?region=540000&area=CN&level=province",
        "?region=650100&area=CN&kind=procurement&lang=zh",
        "?region=630100&layer=even_spread",
    ],
)
def test_the_panel_that_comes_at_once_is_the_panel_of_the_page(
    visit: Visit, server: Server, query: str
) -> None:
    """Both say the same, with the same links: nothing changes under a reader's eyes."""
    visit.open(f"{server.url}/{query}")
    visit.settled()
    drawn = visit.page.locator("article[data-region], [data-known]").evaluate_all(_TOLD)
    assert len(drawn) == 2
    assert visit.page.evaluate(_ANSWERED, query) == drawn


def test_a_panel_comes_before_the_page_has_run(visit: Visit, server: Server) -> None:
    """Without an answer to the run the panel is there, both parts of it; then it is told."""
    choose_in_silence(visit, server.url)
    expect(visit.page.locator("[data-known='630200']")).to_be_visible()
    visit.page.wait_for_function("window.told.length > 0")
    assert "region=" not in visit.page.url


def test_where_no_panel_comes_at_once_the_page_brings_it(visit: Visit, server: Server) -> None:
    """A choice is never lost with the answer that would have been quicker."""
    visit.open(server.url)
    visit.settled()
    visit.page.route("**/atlas/panel?*", lambda route: route.fulfill(status=500))
    visit.page.locator(".atlas-host .atlas-label[data-code='630200']").first.click()
    expect(visit.page.locator("article[data-region='630200']")).to_be_visible()
    visit.page.wait_for_url("**region=630200**")


def test_a_broken_link_opens_with_a_message(visit: Visit, server: Server) -> None:
    """A malformed address opens the usual view and says what was wrong."""
    visit.open(f"{server.url}/?level=galaxy&area=999999&layer=%3Cscript%3E&lang=bo")
    expect(visit.page.get_by_text("This link could not be followed in full")).to_be_visible()
    assert visit.map()["polygons"] == 8


@pytest.mark.parametrize("width", [360, 820, 1440])
@pytest.mark.parametrize("language", ["en", "bo", "zh", "ug"])
def test_nothing_is_wider_than_the_window(
    visit: Visit, server: Server, width: int, language: str
) -> None:
    """On phone and desktop, in every language of names, the page does not scroll sideways."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open(f"{server.url}/?lang={language}&region=630200")
    overflow = visit.page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    assert overflow <= 0
    assert visit.page.locator("article.region").bounding_box()["width"] >= 300


@pytest.mark.parametrize("width", [360, 414, 768])
def test_every_page_is_named_in_a_narrow_bar(visit: Visit, server: Server, width: int) -> None:
    """The bar shows all pages to the last letter, also where the choices are folded away."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open(server.url)
    nav = visit.page.locator(".atlas-bar nav")
    assert nav.evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_urumqi_and_tibet_are_one_click_away(visit: Visit, server: Server) -> None:
    """Urumqi's districts and the Tibet AR's prefectures open by an area choice."""
    for area, count in (("Ürümqi", 8), ("Tibet AR", 7)):
        visit.open(server.url)
        choose(visit, area)
        assert visit.map()["polygons"] == count


def test_all_of_mainland_china(visit: Visit, server: Server) -> None:
    """Every county of mainland China is drawn at once."""
    visit.open(f"{server.url}/?area=CN&level=county")
    assert visit.map()["polygons"] == 2850
    assert visit.errors == []
