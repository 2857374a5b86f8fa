"""The exported page: one file, equal for equal pictures, that needs and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import folium
import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from geodata.errors import ViewError
from layers.assets.fonts import embedded_font_css, faces_for, subset_face
from layers.web.document import PARTS, PagePainter, page, page_html
from tests.layers.pictures import Held, assets, picture


@pytest.fixture(scope="module")
def html() -> str:
    """One exported page."""
    return page_html(Held(picture()), assets())


def test_it_is_a_folium_map_with_the_painter_as_its_only_child() -> None:
    """The page is built on folium and can be saved by it."""
    chart = page(Held(picture()), assets())
    assert isinstance(chart, folium.Map)
    [child] = chart._children.values()
    assert isinstance(child, PagePainter)


def test_equal_pictures_give_equal_pages(html: str) -> None:
    """No random id, no date: the bytes can be compared."""
    assert page_html(Held(picture()), assets()) == html


def test_saving_twice_gives_the_same_page(html: str, tmp_path: Path) -> None:
    """A map that was rendered once renders the same again."""
    chart = page(Held(picture()), assets())
    chart.save(str(tmp_path / "one.html"))
    chart.save(str(tmp_path / "two.html"))
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == html
    assert (tmp_path / "two.html").read_text(encoding="utf-8") == html


def test_the_page_names_no_address_and_loads_no_file(html: str) -> None:
    """No element of the page has a source elsewhere."""
    assert not re.search(r"<(?:link|img|iframe|object|base)\b", html)
    assert not re.search(r"<script[^>]*\ssrc=", html)
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert not re.search(r"url\((?!\"data:font/woff2;base64,)", style)


def test_the_policy_forbids_every_request_and_allows_only_this_script(html: str) -> None:
    """Script and style are named by hash; nothing is allowed inline as such."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    rules = policy[1]
    assert "default-src 'none'" in rules
    assert "connect-src 'none'" in rules
    assert "unsafe" not in rules
    script = re.search(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert script is not None
    assert style is not None
    for text in (script[1], style[1]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules


@pytest.mark.parametrize("part", PARTS)
def test_a_part_without_its_data_is_refused(part: str) -> None:
    """A page that would have to ask for a part is not made."""
    spec = picture()
    del spec[part]["data"]
    with pytest.raises(ViewError, match=part):
        page(Held(spec), assets())


def test_a_missing_asset_is_refused() -> None:
    """A page without its outlines is not made."""
    with pytest.raises(ViewError, match="asset"):
        page(Held(picture()), {})


def test_only_the_assets_that_the_picture_names_are_in_the_page(html: str) -> None:
    """What a view does not show, its file does not hold."""
    store = assets() | {"other": {"secret": "not-for-this-page"}}
    assert page_html(Held(picture()), store) == html


def test_fonts_are_cut_to_the_letters_that_are_shown() -> None:
    """Few letters give few bytes, and every letter is there."""
    [tibetan] = [face for face in faces_for("རྨ") if "tibetan" in face.file]
    wanted = frozenset(map(ord, "རྨ་ལྷོ"))
    cut = subset_face(tibetan, wanted)
    from io import BytesIO

    assert wanted <= TTFont(BytesIO(cut)).getBestCmap().keys()
    assert len(cut) < 12_000
    assert subset_face.__wrapped__(tibetan, wanted) == cut


def test_no_font_comes_along_for_a_script_that_is_not_shown() -> None:
    """A page in Latin letters carries no Tibetan, Uyghur or Chinese font."""
    assert re.findall(r'font-family:"([^"]*)"', embedded_font_css("Golog")) == ["Source Sans 3"]
    families = re.findall(r'font-family:"([^"]*)"', embedded_font_css("རྨ ئۈرۈمچى 青海"))
    assert set(families) == {
        "Source Sans 3",
        "Noto Serif Tibetan",
        "Noto Sans Arabic",
        "Noto Sans SC",
    }


def test_it_opens_from_a_file_without_a_network(
    browser: Browser, html: str, tmp_path: Path
) -> None:
    """The whole map is drawn, no request is made, nothing is logged as an error."""
    path = tmp_path / "map.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda line: errors.append(line.text))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(path.as_uri())
    opened.wait_for_selector('#atlas[data-ready="abc123"]')
    assert "A map of squares" in opened.inner_text("#atlas")
    assert asked == [path.as_uri()]
    assert errors == []
    context.close()


def test_a_page_of_a_chosen_region_opens_with_its_events(browser: Browser, tmp_path: Path) -> None:
    """The card is there at once, with nothing wrong, and the map counts as drawn."""
    path = tmp_path / "map.html"
    path.write_text(page_html(Held(picture(selection="630200")), assets()), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1200, "height": 800})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(path.as_uri())
    opened.wait_for_selector("#atlas[data-ready]", timeout=10_000)
    opened.wait_for_selector(".atlas-card >> text=Event E1", timeout=10_000)
    assert errors == []
    opened.close()


def test_a_click_opens_the_events_of_a_unit(browser: Browser, html: str, tmp_path: Path) -> None:
    """Without a panel beside it, the page lists the events in a card of its own."""
    path = tmp_path / "map.html"
    path.write_text(html, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1200, "height": 800})
    opened.goto(path.as_uri())
    opened.wait_for_selector("#atlas[data-ready]")
    opened.click('.atlas-label[data-code="630200"] .atlas-chip')
    card = opened.locator(".atlas-card")
    card.wait_for(state="visible")
    text = card.inner_text()
    for words in (
        "Place 1",
        "Documented events, including sub-regions: 3",
        "Event E1",
        "Event E2",
        "Haidong",
    ):
        assert words in text, words
    assert "Event E3" in text
    assert "Event E4" not in text
    opened.click(".atlas-card-close")
    card.wait_for(state="hidden")
    opened.close()
