"""The address is the view: it is written, followed, restored and shared."""

from __future__ import annotations

import http.server
import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.atlas import Atlas
from geodata.facts import Facts
from geodata.model import Language, PartialDate, Scope
from layers.address import params_of
from layers.catalogue import catalogue
from layers.view import Camera, Lines, View
from tests.conftest import Server, Visit, free_port
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.terms import Modality
from tests.views import read_view, view_with


def params(visit: Visit) -> dict[str, str]:
    return {name: each[0] for name, each in parse_qs(urlsplit(visit.page.url).query).items()}


def zoom_in(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Zoom in").click()
    visit.page.wait_for_function("() => new URLSearchParams(location.search).has('at')")


def length_of_history(visit: Visit) -> int:
    return int(visit.page.evaluate("history.length"))


def test_the_camera_stands_in_the_address_and_is_no_step_back(visit: Visit, server: Server) -> None:
    """A pan or zoom is written without a step in the history and without a run of the page."""
    visit.open(server.url)
    before = length_of_history(visit)
    visit.page.evaluate(
        """() => { window.runs = 0; new MutationObserver(() => window.runs += 1).observe(
        document.querySelector('[data-testid=stApp]'),
        { attributeFilter: ['data-test-script-state'] }) }"""
    )
    zoom_in(visit)
    assert length_of_history(visit) == before
    assert visit.page.evaluate("window.runs") == 0
    written = params(visit)["at"]
    seen = visit.map()["camera"]
    visit.page.reload()
    visit.settled()
    again = visit.map()["camera"]
    assert params(visit)["at"] == written
    for name in ("lat", "lon", "zoom"):
        assert again[name] == pytest.approx(seen[name], abs=1e-3)


def test_other_choices_keep_the_camera(visit: Visit, server: Server) -> None:
    """A filter, a selection and another page leave the camera in the address; an area does not."""
    visit.open(server.url)
    zoom_in(visit)
    at = params(visit)["at"]
    visit.page.get_by_text("Counties", exact=True).click()
    visit.page.wait_for_url("**level=county**")
    visit.settled()
    assert params(visit)["at"] == at
    visit.page.locator(".atlas-host .atlas-label[data-code]").first.click()
    visit.page.wait_for_url("**region=**")
    visit.settled()
    assert params(visit)["at"] == at
    visit.page.get_by_role("link", name="Methods and limits").click()
    expect(visit.page.get_by_role("heading", name="What this atlas says")).to_be_visible()
    visit.page.get_by_role("link", name="Map", exact=True).click()
    visit.settled()
    assert params(visit)["at"] == at
    assert visit.map()["camera"]["zoom"] == float(at.split(",")[2])
    visit.page.get_by_text("Tibet AR", exact=True).first.click()
    visit.page.wait_for_url("**area=540000**")
    visit.settled()
    assert "at" not in params(visit)


def test_the_whole_area_clears_the_camera(visit: Visit, server: Server) -> None:
    """The button that shows the whole area leaves an address that always shows the whole area."""
    visit.open(server.url)
    zoom_in(visit)
    visit.page.get_by_role("button", name="Show the whole area").click()
    visit.page.wait_for_function("() => !new URLSearchParams(location.search).has('at')")


def test_back_and_forward(visit: Visit, server: Server) -> None:
    """Selections, filters, pages and the camera of each step come back, in both directions."""
    visit.open(server.url)
    visit.page.locator(".atlas-host .atlas-label[data-code='630200']").first.click()
    expect(visit.page.locator("[data-region='630200']")).to_be_visible()
    zoom_in(visit)
    close = visit.map()["camera"]["zoom"]
    visit.page.get_by_text("Counties", exact=True).click()
    visit.page.wait_for_url("**level=county**")
    visit.settled()
    visit.page.get_by_role("link", name="Methods and limits").click()
    expect(visit.page.get_by_role("heading", name="What this atlas says")).to_be_visible()
    visit.page.go_back()
    visit.settled()
    assert visit.map()["polygons"] == 45
    visit.page.go_back()
    visit.page.wait_for_function("() => !location.search.includes('level=county')")
    visit.settled()
    assert visit.map()["camera"]["zoom"] == pytest.approx(close)
    expect(visit.page.locator("[data-region='630200']")).to_be_visible()
    visit.page.go_back()
    expect(visit.page.locator("article[data-region='630000']")).to_be_visible()
    visit.settled()
    assert visit.map()["camera"]["zoom"] < close
    visit.page.go_forward()
    expect(visit.page.locator("[data-region='630200']")).to_be_visible()
    assert visit.errors == []


def test_a_link_opened_in_another_window_keeps_the_choices(visit: Visit, server: Server) -> None:
    """Under the pointer a link holds the choices of the moment, not those of a moment ago."""
    visit.open(f"{server.url}/?level=county")
    visit.settled()
    link = visit.page.get_by_role("link", name="Evidence", exact=True)

    def held() -> dict[str, list[str]]:
        link.hover()
        return parse_qs(urlsplit(str(link.evaluate("link => link.href"))).query)

    assert held() == {"level": ["county"]}
    zoom_in(visit)
    assert set(held()) == {"level", "at"}
    visit.page.get_by_role("button", name="Whole area").click()
    visit.page.wait_for_function("() => !new URLSearchParams(location.search).has('at')")
    assert held() == {"level": ["county"]}
    link.click()
    visit.page.wait_for_url("**/evidence?*")
    assert params(visit) == {"level": "county"}
    source = visit.page.locator("tbody a[data-atlas-go=with]").first
    source.hover()
    address = parse_qs(urlsplit(str(source.evaluate("link => link.href"))).query)
    assert set(address) == {"level", "source"}


def test_a_link_on_other_data_says_so(visit: Visit, server: Server) -> None:
    """A link that was made on other data opens, and says which version is shown."""
    visit.open(f"{server.url}/?region=630200&data=00000000")
    expect(
        visit.page.get_by_text("The data have moved on since this link was made")
    ).to_be_visible()
    expect(visit.page.locator("[data-region='630200']")).to_be_visible()


def test_an_event_of_a_link_is_open(visit: Visit, server: Server) -> None:
    """Selected region, opened event and highlighted regions come back from a link."""
    visit.open(f"{server.url}/?region=630200&event=QH-IRIS-011&highlight=632700~632800")
    expect(visit.page.locator("details[data-event='QH-IRIS-011']")).to_have_attribute("open", "")
    assert visit.map()["highlights"] == 2


COPIES = ("Copy link", "Copy citation", "Copy embed code")


def copied(page: Page, label: str) -> str:
    page.get_by_role("button", name=label).click()
    page.wait_for_function("() => document.querySelector('.atlas-share [role=status]').textContent")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_link_citation_and_frame_are_copied(visit: Visit, server: Server, facts: Facts) -> None:
    """The clipboard holds the link with the data's fingerprint, the citation, and the code."""
    context = visit.page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    visit.open(f"{server.url}/?region=630200")
    zoom_in(visit)
    link = copied(visit.page, COPIES[0])
    assert parse_qs(urlsplit(link).query)["data"] == [facts.fingerprint[:8]]
    assert {"region", "at"} <= parse_qs(urlsplit(link).query).keys()
    citation = copied(visit.page, COPIES[1])
    assert link in citation
    assert f"version {facts.dataset.metadata.version}" in citation
    assert "accessed" in citation
    code = copied(visit.page, COPIES[2])
    assert code.startswith("<iframe ")
    assert f'src="{server.url}/embed/' in code
    assert "?at=" in code
    visit.open(link)
    assert not visit.page.get_by_text("The data have moved on").count()


def test_without_a_clipboard_the_text_is_shown(visit: Visit, server: Server) -> None:
    """Where a browser refuses the clipboard, the text stands in a field to copy by hand."""
    visit.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "document.execCommand = () => false;"
    )
    visit.open(server.url)
    visit.page.get_by_role("button", name=COPIES[0]).click()
    expect(visit.page.get_by_text("Copy the text below by hand")).to_be_visible()
    assert visit.page.get_by_label("Text to copy").input_value().startswith(server.url)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A site on a port of its own, with the folder of its pages."""
    port = free_port()
    site = http.server.ThreadingHTTPServer(
        ("127.0.0.1", port), partial(_Quiet, directory=str(tmp_path))
    )
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{port}", tmp_path
    site.shutdown()
    thread.join()
    site.server_close()


def test_a_frame_shows_the_map_alone(
    browser: Browser, serve: Callable[..., Server], other_site: tuple[str, Path]
) -> None:
    """In a frame 320 px wide, on a site that was allowed: the map, its words, a way out."""
    origin, folder = other_site
    told = serve("--allow-frame", origin)
    address = f"{told.url}/?embed=true&amp;layer=documented_events"
    (folder / "page.html").write_text(
        f'<!doctype html><iframe src="{address}" width="320" height="640"></iframe>'
    )
    context = browser.new_context(viewport={"width": 800, "height": 800})
    page = context.new_page()
    page.goto(f"{origin}/page.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator("[data-ready]")).to_be_attached(timeout=60_000)
    expect(frame.get_by_role("heading", name="Documented biometric collection")).to_be_visible()
    expect(frame.locator(".atlas-legend")).to_be_visible()
    expect(frame.locator(".atlas-foot")).to_contain_text("Sources")
    for absent in (".atlas-bar", "[data-testid=stSidebar]", "article.region", ".atlas-time"):
        expect(frame.locator(absent).first).to_be_hidden()
    inner = page.frames[1]
    assert inner.evaluate("document.scrollingElement.scrollWidth") <= 320
    frame.locator(".atlas-label[data-code]").first.click()
    expect(frame.locator(".atlas-card")).to_be_visible()
    way_out = frame.get_by_role("link", name="Open the full view")
    with context.expect_page() as opened:
        way_out.click()
    full = opened.value
    full.wait_for_selector("article.region", timeout=60_000)
    assert "embed" not in full.url
    assert "layer=documented_events" in full.url
    context.close()


def test_a_frame_on_another_site_is_refused(
    browser: Browser, server: Server, other_site: tuple[str, Path]
) -> None:
    """A site that the server was not told of shows nothing of it."""
    origin, folder = other_site
    (folder / "page.html").write_text(f'<iframe src="{server.url}/?embed=true"></iframe>')
    page = browser.new_page()
    page.goto(f"{origin}/page.html")
    page.wait_for_timeout(500)
    assert not page.frames[1].url.startswith(server.url)
    page.close()


def test_two_readers_do_not_meet(browser: Browser, server: Server) -> None:
    """What one reader chooses, searches and opens is not seen by another."""
    pages = []
    for _ in range(2):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(server.url)
        page.wait_for_selector("[data-ready]", timeout=60_000)
        pages.append(page)
    one, other = pages
    one.get_by_label("Find a region").fill("Tsoshar")
    one.keyboard.press("Enter")
    one.locator(".found a").first.click()
    expect(one.locator("article[data-region='630200']")).to_be_visible()
    other.get_by_text("Counties", exact=True).click()
    other.wait_for_url("**level=county**")
    expect(other.locator("article[data-region='630000']")).to_be_visible()
    assert other.get_by_label("Find a region").input_value() == ""
    assert "level" not in one.url
    for page in pages:
        page.context.close()


def some_view(chance: random.Random, facts: Facts) -> View:
    """Return a view that these facts can answer."""
    area = chance.choice(["630000", "630200", "540000", "650100", "650000", "CN"])
    levels = [
        level
        for level in (PROVINCE, PREFECTURE, COUNTY)
        if facts.regions.codes(level, area) and (area != "CN" or level != COUNTY)
    ]
    level = chance.choice(levels)
    layer = chance.choice(sorted(catalogue(facts)))
    years = catalogue(facts)[layer].years or (2020,)
    months = sorted(PartialDate(chance.randint(2015, 2022), chance.randint(1, 12)) for _ in "ab")
    west, south, east, north = facts.regions.bounds(area if area != "CN" else "630000")
    return view_with(
        layer=layer,
        level=level,
        area=area,
        year=chance.choice(years),
        modality=tuple(each for each in (Modality.IRIS, Modality.DNA) if chance.random() < 0.3),
        scope=tuple(each for each in Scope if each is Scope.CORE or chance.random() < 0.3),
        low_confidence=chance.random() < 0.3,
        lines=chance.choice(list(Lines)),
        time=chance.choice([None, None, months[0]]),
        during=chance.choice([None, None, (months[0], months[1])]),
        language=chance.choice(list(Language)),
        region=chance.choice(["", *facts.regions.codes(level, area)[:5]]),
        highlight=tuple(sorted(facts.regions.codes(level, area)[-2:]))
        if chance.random() < 0.4
        else (),
        camera=chance.choice(
            [
                None,
                Camera(
                    round(chance.uniform(south, north), 4),
                    round(chance.uniform(west, east), 4),
                    chance.choice([5.25, 6.5, 7.0]),
                ),
            ]
        ),
    )


def test_fifty_views_come_back_from_their_links(visit: Visit, server: Server, atlas: Atlas) -> None:
    """A picture after a reload of its address is the picture before, to the hash."""
    chance = random.Random(20260101)
    seen: set[str] = set()
    script = """query => {
      const link = Object.assign(document.createElement("a"), { href: "./" + query });
      link.dataset.atlasGo = "there";
      document.body.append(link);
      link.click();
      link.remove();
    }"""

    def shown() -> str:
        return str(visit.page.locator(".atlas-host").get_attribute("data-ready"))

    for number in range(50):
        view = some_view(chance, atlas.facts)
        expected = atlas.picture(view).hash
        query = f"?{urlencode(params_of(view, atlas.facts))}"
        if number % 10 == 0:
            visit.page.goto(server.url + "/" + query)
        else:
            visit.page.evaluate(script, query)
        visit.page.wait_for_function(
            "hash => document.querySelector('.atlas-host')?.dataset.ready === hash", arg=expected
        )
        assert read_view(params(visit), atlas.facts) == (view, ())
        seen.add(shown())
    assert len(seen) > 45
    assert visit.errors == []
