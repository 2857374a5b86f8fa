"""The search while a reader types, and what following a hidden event says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Server, Visit


@pytest.mark.parametrize("width", [1440, 390])
def test_hits_come_while_one_types(browser: Browser, server: Server, width: int) -> None:
    """Without Enter, word by word; regions and events stand together."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    visit = Visit(context.new_page(), [], [])
    visit.open(server.url)
    page = visit.page
    field, found = page.get_by_label("Find a region"), page.locator(".found:visible")
    field.press_sequentially("Haidong", delay=40)
    expect(found).to_contain_text("prefecture, Qinghai")
    expect(found.get_by_role("heading", name="Events")).to_be_visible()
    many = found.get_by_role("link").count()
    field.press_sequentially(" iris minhe", delay=40)
    expect(found.get_by_role("link").first).to_contain_text("Minhe")
    assert found.get_by_role("link").count() < many
    field.press_sequentially(" galaxy", delay=40)
    expect(found.get_by_role("status")).to_be_visible()
    expect(field).to_be_focused()
    context.close()


def test_following_a_hidden_event_says_so_and_can_be_undone(visit: Visit, server: Server) -> None:
    """The hit names what hides it, the page what was changed; one click changes it back."""
    visit.open(server.url)
    page = visit.page
    page.get_by_label("Find a region").press_sequentially("lead", delay=40)
    hit = page.locator(".found li", has_text="unverified leads are excluded").first
    hit.get_by_role("link").click()
    page.wait_for_url("**event=**")
    notice = page.get_by_text("unverified leads are included")
    expect(notice).to_be_visible(timeout=30_000)
    assert "scope=" in page.url
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => !location.search.includes('scope=')")
    expect(notice).to_have_count(0)
    assert "event=" not in page.url


def test_a_former_code_is_followed(visit: Visit, server: Server) -> None:
    """A link with the code of before 2013 opens the region of today, and says so."""
    visit.open(f"{server.url}/?region=632100")
    expect(visit.page.locator("article[data-region='630200']")).to_be_visible()
    expect(visit.page.get_by_text("632100 is a former code")).to_be_visible()
