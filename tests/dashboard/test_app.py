"""The pages without a browser: every hard state opens and says what it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas, open_atlas
from dashboard.component import NAME
from dashboard.server import SCRIPT
from tests.builders import claim_row, event_row, source_row, write_dataset


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's part of the map stands: it draws nothing here."""

    def declared(name: str, **_options: object) -> object:
        assert name == NAME
        return lambda **given: pictures.append(given["data"]["picture"])

    pictures.clear()
    monkeypatch.setattr(st.components.v2, "component", declared)


pictures: list[dict[str, object]] = []


def run(**params: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def panel(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_opening_page(atlas: Atlas) -> None:
    """The first page draws one picture and Qinghai's panel with printed and recomputed share."""
    app = run()
    assert len(pictures) == 1
    text = panel(app)
    assert "25.6" in text
    assert "24.61" in text
    assert not app.warning


@pytest.mark.parametrize(
    "params",
    [
        {"area": "CN"},
        {"area": "CN", "level": "province", "layer": "published_range"},
        {"area": "650100", "level": "county", "lang": "ug"},
        {"area": "540000", "lang": "bo", "layer": "documented_events"},
        {"region": "632600", "modality": "dna"},
        {"region": "110101", "area": "110000", "level": "county"},
        {"scope": "", "region": "630200"},
        {"scope": "core.lead.context", "low": "1", "region": "630000"},
    ],
)
def test_views_open(atlas: Atlas, params: dict[str, str]) -> None:
    """Every kind of view opens without a warning."""
    app = run(**params)
    assert not app.warning
    assert pictures


@pytest.mark.parametrize(
    "params",
    [
        {"level": "galaxy"},
        {"area": "999999"},
        {"area": "630202", "level": "province"},
        {"region": "000000"},
        {"layer": "nothing"},
        {"lang": "tlh", "at": "here"},
        {"area": "<script>", "region": "../..", "level": ""},
    ],
)
def test_broken_links_open_with_a_message(atlas: Atlas, params: dict[str, str]) -> None:
    """A malformed or outdated address opens the usual choice and names what was wrong."""
    app = run(**params)
    assert len(app.warning) == 1
    assert "could not be followed" in app.warning[0].value
    assert pictures


def test_an_address_sets_the_choices(atlas: Atlas) -> None:
    """Widgets show what the address says, and write what the reader chooses."""
    app = run(area="540000", level="county", lang="bo")
    assert app.button_group(key="choose-area").value == "540000"
    app.button_group(key="choose-theme").set_value("documentation").run()
    app.selectbox(key="choose-layer").set_value("documented_events").run()
    assert app.query_params["layer"] == "documented_events"
    assert app.query_params["area"] == "540000"
    app.selectbox(key="choose-other-area").set_value("110000").run()
    assert app.query_params["area"] == "110000"
    app.button_group(key="choose-area").set_value("630000").run()
    assert "area" not in app.query_params


def test_a_layer_brings_its_years(atlas: Atlas) -> None:
    """A year is offered where a layer has several; another layer keeps it or takes the nearest."""
    app = run(layer="population", year="2000")
    assert app.button_group(key="choose-year").options == ["2000", "2010", "2020"]
    app.button_group(key="choose-theme").set_value("people").run()
    app.selectbox(key="choose-layer").set_value("non_han_share").run()
    assert app.query_params["year"] == "2010"
    app.button_group(key="choose-theme").set_value("change").run()
    assert "year" not in app.query_params
    assert app.query_params["layer"] == "population_change_2010_2020"


def test_filters_name_what_they_leave(atlas: Atlas) -> None:
    """Kinds and vendors are filters with counts, and go to the address."""
    app = run(area="CN")
    vendors = app.multiselect(key="choose-vendor")
    assert any(option.startswith("Super Red (") for option in vendors.options)
    vendors.set_value(["Super Red"]).run()
    assert app.query_params["vendor"] == "Super Red"
    app.multiselect(key="choose-kind").set_value(["procurement"]).run()
    assert app.query_params["kind"] == "procurement"
    app.selectbox(key="choose-lines").set_value("vendor").run()
    assert app.query_params["lines"] == "vendor"


def test_a_month_is_said_beside_the_list(atlas: Atlas) -> None:
    """The list does not follow the slider, and says so."""
    assert any("March 2019" in caption.value for caption in run(time="2019-03").caption)


def test_search_leads_to_a_region(atlas: Atlas) -> None:
    """A name in any script leads to its region; an unknown one is said."""
    app = run()
    app.text_input(key="search").set_value("མཚོ་ཤར").run()
    app.button(key="found-630200").click().run()
    assert app.query_params["region"] == "630200"
    app.text_input(key="search").set_value("Atlantis").run()
    assert any("No region has this name" in caption.value for caption in app.caption)


def test_the_country_is_found_too(atlas: Atlas) -> None:
    """A search for China leads to the whole country and breaks nothing."""
    app = run()
    app.text_input(key="search").set_value("中国").run()
    app.button(key="found-CN").click().run()
    assert not app.exception
    assert app.query_params["area"] == "CN"


def test_an_ambiguous_name_offers_all(atlas: Atlas) -> None:
    """Hainan is a province, a prefecture and a district: all are offered, none is guessed."""
    app = run()
    app.text_input(key="search").set_value("Hainan").run()
    keys = {button.key for button in app.button}
    assert {"found-460000", "found-632500", "found-150303"} <= keys


@pytest.fixture
def other_data(tmp_path: Path, atlas: Atlas) -> Iterator[Path]:
    """A folder for a data set of the test's own; the bundled one comes back after it."""
    yield tmp_path
    open_atlas()


def test_an_empty_data_set_opens(other_data: Path) -> None:
    """Without a single event there is a map, and the panel says so."""
    open_atlas(write_dataset(other_data))
    assert "No event is documented here." in panel(run())


def test_one_event_opens(other_data: Path) -> None:
    """One event is drawn and told with its source."""
    open_atlas(write_dataset(other_data, [event_row()], [source_row()], [claim_row()]))
    text = panel(run(region="630200"))
    assert "Documented here and in its parts (1)" in text
    assert "A publisher" in text


def test_an_event_in_an_unknown_region_does_not_break_the_page(other_data: Path) -> None:
    """A code that no boundary has is an error of check and leaves the page whole."""
    from dashboard.viewmodel.report import check_lines

    folder = write_dataset(other_data, [event_row(region="639999")], [source_row()], [claim_row()])
    atlas = open_atlas(folder)
    assert "No event is documented here." in panel(run())
    lines, failed = check_lines(atlas.facts)
    assert failed
    assert any("E-1" in line and "639999" in line for line in lines)


def test_left_out_rows_are_said(other_data: Path) -> None:
    """A data set with bad rows opens and says how many are left out."""
    open_atlas(write_dataset(other_data, [event_row(), event_row("E-2", scope="x")]))
    assert "1 row of this data set holds errors" in run().warning[0].value


def test_limits_page() -> None:
    """The page on methods and limits opens."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.run()
    app.switch_page("views/limits.py").run()
    assert not app.exception
    assert any("What this atlas says" in each.value for each in app.markdown)


def test_an_assumption_changes_the_sentence_beside_every_number(atlas: Atlas) -> None:
    """The cap moves numbers and words of panel and legend together, and stands in the address."""
    app = run(region="630200", layer="collected_bounds")
    assert "0–1,452,035 iris scans" in panel(app)
    assert "No limit is assumed" in panel(app)
    app.selectbox(key="choose-per-person").set_value(1).run()
    assert app.query_params["per_person"] == "1"
    assert "0–1,358,471 iris scans" in panel(app)
    assert "at most one scan for each resident of the 2020 census" in panel(app)
    assert "No limit is assumed" not in panel(app)
    app.selectbox(key="choose-per-person").set_value(0).run()
    assert "per_person" not in app.query_params
    app.selectbox(key="choose-measure").set_value("iris_people").run()
    assert "people whose irises were scanned" in panel(app)


def test_one_count_stands_on_every_base(atlas: Atlas) -> None:
    """Urumqi's 300,000 beside the printed base and each census."""
    text = panel(run(area="650100", level="county", measure="iris_people"))
    for share in ("13.3", "13.6", "9.6", "8.5", "7.4"):
        assert share in text
    assert "printed by the source" in text


def test_a_hypothetical_report_is_shown_and_not_kept(atlas: Atlas) -> None:
    """It tightens bounds in its own table; the panel and the picture stay as they are."""
    app = run(area="630200", level="county")
    assert "Hypothetical" not in panel(app)
    assert not [each for each in app.selectbox if each.key == "hypothetical-region"]
    app.toggle(key="hypothetical").set_value(True).run()
    before, sent = panel(app).split("Hypothetical")[0], len(pictures)
    app.selectbox(key="hypothetical-region").set_value("630202").run()
    app.number_input(key="hypothetical-least").set_value(50_000).run()
    text = panel(app)
    assert "Hypothetical" in text
    assert "50,000–1,452,035" in text
    assert text.split("Hypothetical")[0] == before
    app.number_input(key="hypothetical-least").set_value(2_000_000).run()
    assert "would contradict" in panel(app)
    assert sent
    assert len({picture["hash"] for picture in pictures}) == 1


def test_an_illustration_is_given_only_when_asked_for(atlas: Atlas) -> None:
    """It stands in the panel with its layer alone, labelled, in two figures."""
    assert "290,000" not in panel(run(region="630200"))
    text = panel(run(region="630200", layer="even_spread"))
    assert "about 290,000–330,000 iris scans" in text
    assert "illustration, not evidence" in text
    assert "Nothing supports that" in text


def test_methods_explain_themselves_on_their_page(atlas: Atlas) -> None:
    """Formula, assumption, source, example and the simulation's table."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.switch_page("views/limits.py").run()
    assert not app.exception
    text = panel(app)
    assert "Duncan" in text
    assert "286,206.28" in text
    assert "Even spread holds the truth" in text
