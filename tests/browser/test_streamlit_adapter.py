"""What the scripts know of Streamlit's page holds on the page itself."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.streamlit_adapter import CHOICES_HEAD, CONTENT, OPEN_CHOICES
from tests.conftest import Server, Visit

ADAPTER = Path(__file__).parents[2] / "dashboard/component/assets/streamlit.js"


def with_adapter(page: Page) -> Page:
    """Let what a test evaluates call the adapter by the name ``adapter``."""
    text = ADAPTER.read_text(encoding="utf-8")
    names = re.findall(r"^export (?:const|function) (\w+)", text, re.MULTILINE)
    body = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    page.evaluate(f"() => {{ {body}\nglobalThis.adapter = {{ {', '.join(names)} }}; }}")
    return page


def test_the_parts_of_the_page_are_found(visit: Visit, server: Server) -> None:
    """Its content, the HTML and the container of the panel, and the colours of the theme."""
    visit.open(server.url)
    page = with_adapter(visit.page)
    for selector in (CONTENT, CHOICES_HEAD):
        expect(page.locator(selector)).to_have_count(1)
    panel = "document.querySelector('article[data-region]')"
    assert page.evaluate(f"adapter.htmlAround({panel}).contains({panel})")
    assert page.evaluate(f"adapter.keyedAround('panel', {panel}).contains({panel})")
    host = "document.querySelector('.atlas-host')"
    assert re.fullmatch("#[0-9a-f]{6}", page.evaluate(f"adapter.colourOf({host}, 'background')"))
    assert page.evaluate("document.querySelector(adapter.CONTENT.to) !== null")


def test_a_new_address_makes_the_page_run(visit: Visit, server: Server) -> None:
    """It says when it begins and when it is done, and shows what the address asks for."""
    visit.open(server.url)
    page = with_adapter(visit.page)
    assert not page.evaluate("adapter.isRunning(adapter.app())")
    page.evaluate(
        """() => {
          globalThis.seen = [];
          const app = adapter.app();
          adapter.watchRuns(app, () => seen.push(adapter.isRunning(app)));
          adapter.runAt("?region=630200", {});
        }"""
    )
    page.wait_for_function("() => seen.includes(true) && seen.at(-1) === false")
    expect(page.locator("article[data-region='630200']:visible")).to_be_visible()


def test_dialogs_and_their_files_are_found(visit: Visit, server: Server) -> None:
    """The button that saves a file, whether that has failed, and the way to close the dialog."""
    visit.open(server.url)
    page = with_adapter(visit.page)
    assert page.evaluate("adapter.openDialog() === null")
    page.get_by_role("button", name="Download image").click()
    button = page.get_by_role("dialog").get_by_role("button", name="Save picture")
    expect(button).to_be_visible()
    found = button.evaluate(
        """(each) => [
          adapter.savingButton(each.firstElementChild) === each,
          adapter.hasFailed(each),
          adapter.dialogAround(each) === adapter.openDialog(),
        ]"""
    )
    assert found == [True, False, True]
    page.evaluate("adapter.closeDialog(adapter.openDialog())")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_folded_choices_are_remembered_until_forgotten(visit: Visit, server: Server) -> None:
    """The page keeps in the browser whether they are folded; the adapter knows where."""
    visit.open(server.url)
    page = with_adapter(visit.page)
    page.locator(CHOICES_HEAD).get_by_role("button").click()
    expect(page.locator(OPEN_CHOICES)).to_be_visible()
    kept = "Object.keys(localStorage).filter((each) => each.startsWith('stSidebar')).length"
    page.wait_for_function(f"() => {kept} > 0")
    page.evaluate("adapter.forgetChoices()")
    assert page.evaluate(kept) == 0
