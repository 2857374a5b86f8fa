"""Panel and tables: every number is the view model's, and its source is one click away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from dashboard.atlas import Atlas
from dashboard.map.model import EVENTS, event_rows, map_tables
from dashboard.region.model import profile_of_view
from tests.conftest import Server, Visit, open_tables
from tests.views import read_view

VIEWS = [
    {"region": "630200"},
    {"layer": "collected_bounds", "region": "630000"},
    {"area": "540000", "level": "county", "layer": "documented_events"},
    {"area": "650100", "level": "county", "measure": "iris_people", "region": "650100"},
]


def opened(visit: Visit, server: Server, params: dict[str, str]) -> None:
    query = "&".join(f"{name}={value}" for name, value in params.items())
    visit.open(f"{server.url}/?{query}")
    open_tables(visit.page)
    visit.page.wait_for_timeout(300)


def words(cell: Locator) -> str:
    return re.sub(r"\s+", " ", cell.inner_text()).strip()


def same(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("params", VIEWS)
def test_the_tables_are_the_map(
    visit: Visit, server: Server, atlas: Atlas, params: dict[str, str]
) -> None:
    """Rows, order and every number equal the view model's; each row leads to its region."""
    opened(visit, server, params)
    view, _ = read_view(params, atlas.facts)
    table = map_tables(atlas.picture(view), view, atlas.facts)
    rows = visit.page.locator("tr[data-row]")
    shown = table.rows[:60]
    assert [each.get_attribute("data-row") for each in rows.all()] == [row.code for row in shown]
    for row, drawn in zip(shown[:12], rows.all()[:12], strict=True):
        cells = [words(each) for each in drawn.locator("td").all()]
        ends = [row.low, row.high] if table.has_range else []
        counts = [str(count or "none") for count in (row.events, row.roots)]
        expected = [row.value, *ends, f"{row.status} {row.note}", *counts]
        assert cells[:-1] == [same(each) for each in expected]
        assert f"region={row.code}" in drawn.locator("th a").get_attribute("href")
        for origin in filter(lambda each: each.address, row.origins):
            assert drawn.get_by_role("link", name=origin.words).first.is_visible()
    events = visit.page.locator("tr[data-event-row]")
    listed = event_rows(view, atlas.facts)
    assert [each.get_attribute("data-event-row") for each in events.all()] == [
        row.event_id for row in listed[:60]
    ]


@pytest.mark.parametrize("params", VIEWS)
def test_each_number_of_the_panel_reaches_its_source(
    visit: Visit, server: Server, atlas: Atlas, params: dict[str, str]
) -> None:
    """Each figure stands over the link to its source; each claim of an event holds its own."""
    opened(visit, server, params)
    view, _ = read_view(params, atlas.facts)
    profile = profile_of_view(view, atlas.facts)
    panel = visit.page.locator(".region:not(.twin)")
    numbers = {
        same(cell.text_content() or "")
        for cell in panel.locator("tr:has(+ tr.under) td.number").all()
    }
    figures = [*profile.published, *profile.population, *profile.groups]
    assert numbers >= {same(figure.value) for figure in figures}
    for under in panel.locator("tr.under").all():
        assert under.locator("a[href]").count() >= 1, under.text_content()
    assert panel.locator("details.event").count() == len(profile.here) + len(profile.wider)
    for card in (*profile.here, *profile.wider):
        claims = panel.locator(f"details[data-event='{card.event.event_id}'] .claims > li")
        assert claims.count() == len(card.claims)
        for claim, drawn in zip(card.claims, claims.all(), strict=True):
            assert same(claim.said) in same(drawn.text_content() or "")
            addresses = {claim.source.url, claim.source.url_read} - {""}
            if addresses:
                links = {each.get_attribute("href") for each in drawn.locator("a").all()}
                assert links & addresses
    for estimate in panel.locator(".estimate.is-bounded").all():
        known = "no record" not in (estimate.text_content() or "")
        assert estimate.locator("a").count() or not known


def test_a_row_selects_its_region_and_an_event_opens(visit: Visit, server: Server) -> None:
    """A name in the table selects the region; a title opens the event; the map stays mounted."""
    opened(visit, server, {})
    visit.page.locator("tr[data-row='632600'] th a").click()
    expect(visit.page.locator("article[data-region='632600']")).to_be_visible()
    expect(visit.page.locator("tr[data-row='632600']")).to_have_attribute("aria-current", "true")
    expect(visit.page.locator("tr[data-row='632600'] th a")).to_be_focused()
    visit.page.locator("tr[data-event-row='QH-IRIS-011'] th a").click()
    chosen = visit.page.locator("details.is-chosen")
    expect(chosen).to_have_attribute("data-event", "QH-IRIS-011")
    expect(chosen).to_have_attribute("open", "")
    expect(visit.page.locator(".atlas-host")).to_have_attribute("data-mounts", "1")
    visit.page.go_back()
    expect(visit.page.locator("article[data-region='632600']")).to_be_visible()


def test_thousands_of_rows_come_in_pages(visit: Visit, server: Server) -> None:
    """All counties of mainland China are turned through; no page holds more than sixty."""
    opened(visit, server, {"area": "CN", "level": "county"})
    rows = visit.page.locator("tr[data-row]")
    expect(rows).to_have_count(60)
    first = rows.first.get_attribute("data-row")
    visit.page.get_by_role("button", name=re.compile("next", re.IGNORECASE)).first.click()
    visit.page.wait_for_function(
        "first => document.querySelector('tr[data-row]').dataset.row !== first", arg=first
    )
    expect(rows).to_have_count(60)


def test_the_table_is_sorted_from_the_keyboard(visit: Visit, server: Server) -> None:
    """The head keeps the focus and says the order; the address holds it, and Back undoes it."""
    opened(visit, server, {"layer": "documented_events"})
    head = visit.page.locator("th[data-head=order-value]")
    codes = [each.get_attribute("data-row") for each in visit.page.locator("tr[data-row]").all()]
    head.locator("a").focus()
    visit.page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(visit.page).to_have_url(re.compile(r"[?&]order=-value(&|$)"))
    expect(visit.page.locator("tr[data-row]").first).to_have_attribute("data-row", "630200")
    expect(head.locator("a")).to_be_focused()
    visit.page.go_back()
    expect(visit.page.locator("tr[data-row]").first).to_have_attribute("data-row", codes[0])
    assert "order=" not in visit.page.url
    assert visit.errors == []


def test_events_are_sorted_beside_the_regions(visit: Visit, server: Server, atlas: Atlas) -> None:
    """All events are put in order, then cut into pages; each table keeps the other's order."""
    opened(visit, server, {"area": "CN", "level": "province", "order": "name"})
    view, _ = read_view({"area": "CN", "level": "province"}, atlas.facts)
    listed = event_rows(view, atlas.facts)
    events = visit.page.locator("tr[data-event-row]")
    head = visit.page.locator("th[data-head=order_events-title]")
    when = visit.page.locator("th[data-head=order_events-when]")
    expect(when).to_have_attribute("aria-sort", "ascending")
    for down, way in ((False, "ascending"), (True, "descending")):
        head.locator("a").click()
        expect(head).to_have_attribute("aria-sort", way)
        expect(head.locator("a")).to_be_focused()
        order = f"{'-' * down}title"
        expect(visit.page).to_have_url(re.compile(rf"[?&]order_events={order}(&|$)"))
        rows = EVENTS.of(listed, {"order_events": order})
        expect(events.first).to_have_attribute("data-event-row", rows[0].event_id)
        assert [each.get_attribute("data-event-row") for each in events.all()] == [
            row.event_id for row in rows[:60]
        ]
    assert when.get_attribute("aria-sort") is None
    events.first.locator("th a").click()
    expect(visit.page.locator("details.is-chosen")).to_be_visible()
    visit.page.locator("th[data-head=order-name] a").click()
    expect(visit.page.locator("th[data-head=order-name]")).to_have_attribute(
        "aria-sort", "descending"
    )
    assert "order_events=-title" in visit.page.url
    expect(head).to_have_attribute("aria-sort", "descending")
    for _step in range(3):
        visit.page.go_back()
    expect(head).to_have_attribute("aria-sort", "ascending")
    visit.page.go_back()
    expect(when).to_have_attribute("aria-sort", "ascending")
    expect(events.first).to_have_attribute("data-event-row", listed[0].event_id)
    assert "order_events=" not in visit.page.url
    assert "order=name" in visit.page.url
    assert visit.errors == []
