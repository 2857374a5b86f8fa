"""On every page a fault in one panel says so in its place, and the rest of the page is drawn."""

from __future__ import annotations

import importlib

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas
from dashboard.server.app import SCRIPT
from tests.dashboard.pages import go_to
from tests.dashboard.stubs import without_browser

PANELS = {
    "map": [
        *(
            "map.controls.draw_map",
            "shared.notices.draw_notices",
            "shared.notices.draw_filter_notice",
        ),
        *(
            "shared.notices.draw_time_notice",
            "region.panel.draw_profile",
            "shared.search.draw_search",
        ),
        *("map.controls.controls", "map.controls.draw_share", "exports.downloads.draw_pictures"),
        *(
            "map.embed.draw_embed",
            "map.tables.map_tables",
            "map.tables.event_rows",
            "region.panel._line",
        ),
    ],
    "compare": [
        *("shared.notices.draw_notices", "compare.controls.compare_controls"),
        *(
            "exports.downloads.draw_report_button",
            "compare.comparison.draw_compare",
            "compare.controls.assumptions",
        ),
    ],
    "region": [
        *(
            "shared.notices.draw_notices",
            "region.profile.related_regions",
            "region.profile.draw_search",
        ),
        *("region.profile.draw_report_button", "region.profile.draw_documented"),
        *(
            "region.profile.name_lines",
            "region.profile.locator_markup",
            "region.profile.draw_known",
        ),
    ],
    "evidence": [
        *(
            "shared.notices.draw_notices",
            "evidence.listing.source_filters",
            "evidence.listing.source_rows",
        ),
        *(
            "evidence.listing.source_card",
            "evidence.listing.differences",
            "evidence.listing.unlisted_events",
        ),
    ],
    "limits": [
        "methods.prose.draw_contents",
        "methods.prose._text",
        "methods.methods.methods_markup",
    ],
    "data": [
        "shared.notices.draw_notices",
        "data.files.data_page",
        "data.files.offers",
        "data.files.counts_markup",
    ],
}
"""Functions that draw a panel, or make what it says, by page; each is made to fail."""

CASES = [(page, name) for page, names in PANELS.items() for name in names]


@pytest.mark.parametrize(("page", "name"), CASES)
def test_a_fault_stays_in_its_panel(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, page: str, name: str
) -> None:
    """The page tells what could not be drawn and what to do; nothing of the fault is shown."""
    without_browser(monkeypatch)
    module, _dot, function = name.rpartition(".")

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret of the server")

    monkeypatch.setattr(importlib.import_module(f"dashboard.{module}"), function, fails)
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    chosen = {"region": "630200", "compare": "630200~650100", "source": "CL-QINGHAI-2022"}
    for parameter, value in chosen.items():
        app.query_params[parameter] = value
    for table in ("regions-as-table", "events-as-table"):
        app.session_state[table] = page == "map"
    go_to(app, page)
    assert not app.exception, [each.value for each in app.exception]
    told = [each.value for each in app.error]
    assert told
    for each in told:
        assert "could not be drawn" in each
        assert "Reload the page" in each
        assert "secret" not in each
    drawn = "".join(element.proto.body for element in app.get("html"))
    assert "atlas-bar" in drawn
