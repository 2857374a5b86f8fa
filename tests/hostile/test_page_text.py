"""Hostile text in every field: shown as typed, run nowhere, and the page keeps its shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from layers.web.document import page_html
from tests.hostile.corpus import CORPUS
from tests.layers.pictures import Held, assets, picture


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_text_is_shown_and_not_run(name: str, browser: Browser, tmp_path: Path) -> None:
    """Every field holds the text at once; the page draws its map and makes no element of it."""
    text = CORPUS[name]
    html = page_html(Held(picture(text)), assets())
    assert "49 " not in html.split("<style>")[0]
    path = tmp_path / "map.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 800})
    asked: list[str] = []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto(path.as_uri())
    page.wait_for_selector("#atlas[data-ready]")
    page.mouse.move(500, 400)
    page.mouse.click(500, 400)
    page.locator(".atlas-strip-entry summary").first.click(position={"x": 4, "y": 4})
    shown = page.text_content(".atlas-title")
    state = page.evaluate(
        """() => ({ ran: window.pwned ?? null,
          made: document.querySelectorAll(
            '#atlas img, #atlas script, #atlas b, #atlas style').length,
          wide: document.documentElement.scrollWidth - innerWidth,
          map: document.querySelector('.atlas-map').getBoundingClientRect().width,
          visible: getComputedStyle(document.body).display })"""
    )
    assert state["ran"] is None
    assert state["made"] == 0
    assert state["wide"] <= 0
    assert state["map"] > 500
    assert state["visible"] == "block"
    assert shown == text
    assert asked == [path.as_uri()]
    assert errors == []
    context.close()


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["{{7*7}}", "{%", "${", "`", "</script", "<!--", "\u2028", "\\", '"', "'", "7"]
        )
    ).map("".join)
)
def test_embedded_data_never_leaves_its_element(text: str) -> None:
    """Whatever the text, the data elements hold no "<" and no line separator."""
    html = page_html(Held(picture(text)), assets())
    for element in ("atlas-spec", "atlas-assets", "atlas-form"):
        data = html.split(f'id="{element}">', 1)[1].split("</script>", 1)[0]
        assert "<" not in data
        assert "\u2028" not in data
        assert data.endswith("}")
    assert html.count("</script>") == 5


def test_a_text_given_to_the_picture_stands_in_every_text() -> None:
    """The hostile tests rely on it: no text field of the picture is left out."""
    probe = "probe-text"
    spec = picture(probe)
    plain = json.dumps(spec)
    for left in ("Place", "Haidong", "percent", "census.", "Citizen", "Zoom", "squares"):
        assert left not in plain
    assert plain.count(probe) > 60
