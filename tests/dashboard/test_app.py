"""The pages without a browser: every hard state opens and says what it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas, open_atlas
from dashboard.component import NAME
from dashboard.component.shell import SHARE, SHELL
from dashboard.server.app import SCRIPT
from dashboard.shared.search_model import view_of_event
from dashboard.shared.titles import window_title
from geodata.model import Status
from layers.address import check_view
from layers.events import likely_months, shown_events
from layers.interval import month_number
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.dashboard.pages import go_to
from tests.levels import COUNTY
from tests.terms import Modality
from tests.views import view_with


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's part of the map stands: it draws nothing here."""

    def declared(name: str, **_options: object) -> object:
        def drawn(**given: Any) -> None:
            if name == NAME:
                pictures.append(given["data"]["picture"])

        assert name in {NAME, SHELL, SHARE}
        return drawn

    pictures.clear()
    monkeypatch.setattr(st.components.v2, "component", declared)


pictures: list[dict[str, object]] = []


def run(**params: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.session_state["regions-as-table"] = app.session_state["events-as-table"] = True
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


def test_a_month_that_nobody_meant_is_the_nearest_with_a_notice(atlas: Atlas) -> None:
    """The picture stands at a month of an event, and the notice names it."""
    app = run(time="2999-12")
    [notice] = app.warning
    assert "December 2999 lies in the future" in notice.value
    assert "nearest month" in notice.value
    first, last = likely_months(atlas.facts) or (None, None)
    assert first
    assert last
    assert pictures[-1]["header"]["moment"] == month_number(last.first)  # type: ignore[index]


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


def test_tables_keep_their_order_when_choices_change(atlas: Atlas) -> None:
    """Each has its own; one that makes no sense is the usual, and is kept no longer."""
    app = run(order="-value", order_events="-origins", order_sources="galaxy")
    for head in ("order-value", "order_events-origins"):
        assert f'data-head="{head}" aria-sort="descending"' in panel(app)
    app.button_group(key="choose-area").set_value("540000").run()
    found = {name: app.query_params[name] for name in app.query_params if name != "data"}
    assert found == {"area": "540000", "order": "-value", "order_events": "-origins"}
    for head in ("order-value", "order_events-origins"):
        assert f'data-head="{head}" aria-sort="descending"' in panel(app)
    app = run(order="-galaxy", order_events="<script>")
    assert 'data-head="order_events-when" aria-sort="ascending"' in panel(app)
    assert panel(app).count("aria-sort") == 1
    assert not app.warning


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


def found(app: AppTest, text: str) -> dict[str, dict[str, str]]:
    """Type into the search; return the address that each link leads to, by its words."""
    app.text_input(key="search").set_value(text).run()
    links = re.findall(r'<a href="\./([^"]*)" data-atlas-go="there">(.*?)</a>', panel(app))
    return {
        words: {"page": address.split("?")[0], **dict(parse_qsl(unescape(address.split("?")[1])))}
        for address, words in links
        if "data-row" not in words
    }


def test_search_leads_to_a_region(atlas: Atlas) -> None:
    """A name in any script leads to its region; an unknown one is said."""
    app = run()
    assert "630200" in {each.get("region") for each in found(app, "མཚོ་ཤར").values()}
    assert not found(app, "Atlantis")
    assert 'role="status"' in panel(app).split("region found")[1]


def test_the_country_is_found_too(atlas: Atlas) -> None:
    """A search for China leads to the whole country and breaks nothing."""
    leads = found(run(), "中国")
    country = [each for each in leads.values() if each.get("area") == "CN" and not each["page"]]
    assert country
    assert not run(**{name: text for name, text in country[0].items() if name != "page"}).warning


def test_an_ambiguous_name_offers_all(atlas: Atlas) -> None:
    """Hainan is a province, a prefecture and a district: all are offered, none is guessed."""
    codes = {each.get("region") for each in found(run(), "Hainan").values()}
    assert {"460000", "632500", "150303"} <= codes


def test_search_finds_events_vendors_and_sources(atlas: Atlas) -> None:
    """An event opens in its region, a vendor becomes a filter, a source its page."""
    app = run()
    (event,) = [each for each in found(app, "QH-IRIS-011").values() if "event" in each]
    assert event["region"]
    event.pop("page")
    assert 'data-event="QH-IRIS-011" open' in panel(run(**event))
    vendors = [each for each in found(app, "super red").values() if "vendor" in each]
    assert vendors[0]["vendor"] == "Super Red"
    sources = [each for each in found(app, "Mass Iris Scan").values() if "source" in each]
    assert sources
    assert {each["page"] for each in sources} == {"evidence"}
    assert sources[0]["source"] in atlas.facts.dataset.source


def test_what_was_found_goes_once_it_is_followed(atlas: Atlas) -> None:
    """Another address closes the list of what was found."""
    app = run()
    assert found(app, "tsoshar")
    app.query_params["region"] = "630200"
    app.run()
    assert 'class="region found"' not in panel(app)


def test_an_event_that_filters_hide_is_shown_by_its_link(atlas: Atlas) -> None:
    """A link to an event widens just the filters that hide it."""
    facts = atlas.facts
    for event in facts.dataset.events:
        if event.status is Status.PUBLISHED:
            view = view_of_event(event, view_with(modality=(Modality.FACE,)), facts)
            assert event in shown_events(view, facts)
            check_view(view, facts)


@pytest.fixture
def other_data(tmp_path: Path, atlas: Atlas) -> Iterator[Path]:
    """A folder for a data set of the test's own; the bundled one comes back after it."""
    yield tmp_path
    open_atlas()


def test_a_name_is_offered_as_it_is_written(other_data: Path) -> None:
    """What is chosen from is no Markdown, so that no stroke stands before its signs."""
    name = "R&D Group *x* (a_b) #1!"
    open_atlas(write_dataset(other_data, [event_row()], [source_row()], [claim_row(vendor=name)]))
    assert run().multiselect(key="choose-vendor").options == [f"{name} (1)"]


def test_an_empty_data_set_opens(other_data: Path) -> None:
    """Without a single event there is a map, and the panel says so."""
    open_atlas(write_dataset(other_data))
    assert "No event is documented here." in panel(run())


def test_one_event_opens(other_data: Path) -> None:
    """One event is drawn and told with its source."""
    open_atlas(write_dataset(other_data, [event_row()], [source_row()], [claim_row()]))
    text = panel(run(region="630200"))
    assert "Documented events, including sub-regions (1)" in text
    assert "A publisher" in text


def test_an_event_in_an_unknown_region_does_not_break_the_page(other_data: Path) -> None:
    """A code that no boundary has is an error of check and leaves the page whole."""
    from dashboard.cli.check_report import check_lines

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


def test_everything_filtered_out_opens(atlas: Atlas) -> None:
    """Filters that leave no event leave a map, its table, and a plain sentence."""
    app = run(area="540000", vendor="Super Red", kind="local_report", during="1999-01.1999-02")
    assert not app.warning
    text = panel(app)
    assert "No event that the filters show is documented here; others are hidden." in text
    assert "No event matches these filters." in text
    assert 'data-row="540100"' in text


def test_a_region_without_a_record_opens(atlas: Atlas) -> None:
    """A region of which nothing is documented says so and is a row of the table."""
    app = run(area="630000", level="county", region="632722", layer="documented_events")
    assert not app.warning
    assert "No event is documented here." in panel(app)
    assert "no record" in panel(app)


@pytest.mark.parametrize(
    ("data", "said"),
    [("00000000", "have moved on since this link was made"), ("<b>", "does not tell what data")],
)
def test_a_link_on_other_data_is_said(atlas: Atlas, data: str, said: str) -> None:
    """A link carries what it was made on; another one opens, with a plain message."""
    app = run(data=data)
    assert said in app.info[0].value.replace("\\", "")
    assert not app.warning


def test_a_choice_is_written_with_what_it_was_made_on(atlas: Atlas) -> None:
    """The address of a choice carries the data's fingerprint, and opens without a message."""
    app = run()
    app.button_group(key="choose-level").set_value(COUNTY).run()
    assert app.query_params["data"] == atlas.facts.fingerprint[:8]
    assert not app.info


def test_a_window_of_time_filters_and_counts_what_it_leaves_out(other_data: Path) -> None:
    """Events without a date are left out and counted; the panel says which window it shows."""
    undated = event_row("E-2", start="", date_precision="unknown")
    rows = [event_row(), undated, event_row("E-3", start="2021-01", end="2021-02")]
    open_atlas(write_dataset(other_data, rows, [source_row()], [claim_row()]))
    assert "Documented events, including sub-regions (3)" in panel(run(low="1"))
    app = run(low="1", during="2019-01.2019-06")
    assert "Documented events, including sub-regions (1)" in panel(app)
    told = " ".join(caption.value for caption in app.caption)
    assert "from January 2019 to June 2019" in told
    assert "Left out, for want of any date: 1 event." in told


def test_a_fault_in_one_panel_leaves_the_page(atlas: Atlas) -> None:
    """What fails says so in its place; what comes after is drawn."""

    def page() -> None:
        import streamlit as st

        from dashboard.shared.guard import guarded
        from geodata.errors import ViewError

        with guarded("The first"):
            raise ZeroDivisionError("secret")
        with guarded("The second"):
            raise ViewError("Nothing is *here*.", where="x", remedy="Look elsewhere.")
        with guarded("The third"):
            st.write("drawn")

    app = AppTest.from_function(page).run()
    assert not app.exception
    first, second = (each.value for each in app.error)
    assert "The first could not be drawn" in first
    assert "secret" not in first
    assert "Look elsewhere" in second
    assert app.markdown[0].value == "drawn"


def test_words_of_a_choice_that_is_gone_change_nothing() -> None:
    """A list that is clicked while the page runs may send words instead of a choice."""

    def page() -> None:
        import streamlit as st

        from dashboard.shared.widgets import _chosen
        from geodata.facts import load_facts

        for name, value in (
            ("layer", "Non-Han population"),
            ("level", "Counties"),
            ("area", "Qinghai"),
            ("modality", ["DNA (2)"]),
            ("vendor", ["Super Red (2)"]),
        ):
            st.session_state["clicked"] = value
            _chosen(load_facts(), name, "clicked")
            st.text(str(st.query_params.to_dict()))
        st.session_state["clicked"] = "population"
        _chosen(load_facts(), "layer", "clicked")
        st.text(st.query_params["layer"])

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception, [each.value for each in app.exception]
    assert [each.value for each in app.text] == ["{}"] * 5 + ["population"]


def test_a_theme_is_chosen_against_the_address() -> None:
    """The page of the choice before may never have been drawn: the address knows it."""

    def page() -> None:
        import streamlit as st

        from dashboard.shared.widgets import _theme_chosen
        from geodata.facts import load_facts
        from layers.catalogue import layer

        st.query_params["layer"] = "collected_bounds"
        facts = load_facts()
        for layer_id in ("even_spread", "non_han_share"):
            st.session_state["choose-theme"] = layer(layer_id, facts).theme
            _theme_chosen(facts)
            st.text(st.query_params.get("layer", ""))

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception, [each.value for each in app.exception]
    assert [each.value for each in app.text] == ["collected_bounds", ""]


def test_two_hidden_kinds_of_events_clicked_at_once_are_both_shown() -> None:
    """The second adds to the first, also where no page was drawn between them."""
    app = run()
    for scope in ("lead", "context"):
        app.checkbox(key=f"choose-scope-{scope}").check()
    app.run()
    assert app.query_params["scope"] == "core.lead.context"


def test_limits_page() -> None:
    """The page on methods and limits opens."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.run()
    go_to(app, "limits")
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
    """It stands open with its layer alone, labelled, in two figures; else in a closed fold."""
    closed = re.compile(r'<details class="fold scenarios">.*?</details>', re.DOTALL)
    text = panel(run(region="630200"))
    assert "280,000" in text
    assert "280,000" not in closed.sub("", text)
    text = panel(run(region="630200", layer="even_spread"))
    assert "about 280,000–340,000 iris scans" in text
    assert "scenario, not evidence" in text
    assert "Nothing supports that" in text


def test_methods_explain_themselves_on_their_page(atlas: Atlas) -> None:
    """Formula, assumption, source, example and the simulation's table."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    go_to(app, "limits")
    assert not app.exception
    text = panel(app)
    assert "Duncan" in text
    assert "280,000–340,000 iris scans" in text
    assert "Same rate everywhere holds the truth" in text


def test_titles_of_windows_tell_pages_and_places_apart(atlas: Atlas) -> None:
    """No two pages share one, each names what it shows first and the atlas last."""
    facts = atlas.facts
    view = view_with(region="630200", compared=("630200", "650100"))
    source = facts.dataset.sources[0]
    pages = {
        "": "Map",
        "region": "Region",
        "compare": "Compare",
        "limits": "Methods",
        "data": "Data",
    }
    titles = [window_title(path, page, view, facts) for path, page in pages.items()]
    titles += [
        window_title("", "Map", view_with(), facts),
        window_title("evidence", "Evidence", view, facts),
        window_title("evidence", "Evidence", view, facts, source.source_id),
    ]
    assert len(set(titles)) == len(titles)
    assert all(title.endswith("Deployment Atlas") for title in titles)
    name = facts.gazetteer.display("630200", view.map.language).text
    assert all(title.startswith(name) for title in titles[:3])
    assert titles[-1].startswith(source.title)
