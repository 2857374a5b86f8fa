"""On every page a fault in one panel says so in its place, and the rest of the page is drawn."""

from __future__ import annotations

import importlib

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas
from dashboard.server import SCRIPT
from tests.dashboard.stubs import without_browser

PANELS = {
    "map": [
        *("map.draw_map", "notices.draw_notices", "notices.draw_filter_notice"),
        *("notices.draw_time_notice", "region.draw_profile", "search.draw_search"),
        *("controls.controls", "share.draw_share", "pictures.draw_pictures"),
        *("embed.draw_embed", "twin.twin", "twin.event_rows", "estimates._line"),
    ],
    "compare": [
        *("notices.draw_notices", "compare_controls.compare_controls"),
        *("reports.draw_report_button", "compare.draw_compare", "compare_controls.assumptions"),
    ],
    "region": [
        *("notices.draw_notices", "region_page.around", "region_page.draw_search"),
        *("region_page.draw_report_button", "region_page.draw_documented"),
        *("region_page.name_lines", "region_page.locator_markup", "region_page.draw_known"),
    ],
    "evidence": [
        *("notices.draw_notices", "evidence.source_filters", "evidence.source_rows"),
        *("evidence.source_card", "evidence.differences", "evidence.unlisted_events"),
    ],
    "limits": ["prose.draw_contents", "prose._text", "methods.methods_markup"],
    "data": ["notices.draw_notices", "data.data_page", "data.offers", "data.counts_markup"],
}
"""Functions that draw a panel, or make what it says, by page; each is made to fail."""

CASES = [(page, name) for page, names in PANELS.items() for name in names]


@pytest.mark.parametrize(("page", "name"), CASES)
def test_a_fault_stays_in_its_panel(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, page: str, name: str
) -> None:
    """The page tells what could not be drawn and what to do; nothing of the fault is shown."""
    without_browser(monkeypatch)
    module, _dot, function = name.partition(".")

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret of the server")

    monkeypatch.setattr(importlib.import_module(f"dashboard.panels.{module}"), function, fails)
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    chosen = {"region": "630200", "compare": "630200~650100", "source": "CL-QINGHAI-2022"}
    for parameter, value in chosen.items():
        app.query_params[parameter] = value
    for table in ("regions-as-table", "events-as-table"):
        app.session_state[table] = page == "map"
    app.switch_page(f"views/{page}.py").run()
    assert not app.exception, [each.value for each in app.exception]
    told = [each.value for each in app.error]
    assert told
    for each in told:
        assert "could not be drawn" in each
        assert "Reload the page" in each
        assert "secret" not in each
    drawn = "".join(element.proto.body for element in app.get("html"))
    assert "atlas-bar" in drawn
    assert len(drawn) > 1500 or app.markdown
