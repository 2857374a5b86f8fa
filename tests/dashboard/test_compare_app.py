"""The page of a comparison without a browser: every hard state opens and says what it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas, open_atlas
from dashboard.server.app import SCRIPT
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.dashboard.pages import go_to
from tests.dashboard.stubs import without_browser
from tests.hostile.corpus import hostile


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's parts of a page stand: they draw nothing here."""
    without_browser(monkeypatch)


def run(**params: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    go_to(app, "compare")
    assert not app.exception, [each.value for each in app.exception]
    return app


def panel(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def other_data(tmp_path: Path, atlas: Atlas) -> Iterator[Path]:
    """A folder for a data set of the test's own; the bundled one comes back after it."""
    yield tmp_path
    open_atlas()


def test_no_region(atlas: Atlas) -> None:
    """Without a region the page says how to begin, and offers three comparisons."""
    app = run()
    assert "Choose one of the ready comparisons" in panel(app)
    app.button(key="ready-offered-2").click().run()
    assert app.query_params["compare"] == "630200~650100"
    assert app.query_params["level"] == "county"
    assert "1,358,471" in panel(app)


def test_one_region(atlas: Atlas) -> None:
    """One region is shown, and a second is asked for."""
    text = panel(run(compare="630200"))
    assert "Add a second" in text
    assert "1,358,471" in text


@pytest.mark.parametrize(
    "codes",
    [
        "110101~630202",
        "630000~630202~CN",
        "659001~810000",
        "630100~630200~632200~632300~632500~632600~632700~632800",
    ],
)
def test_hard_choices_open(atlas: Atlas, codes: str) -> None:
    """Regions without a record, of several levels, without a census figure, and eight of them."""
    app = run(compare=codes, lang="bo", measure="dna_samples", layer="documented_events")
    assert "compare-residents" in panel(app)
    if "810000" not in codes:
        assert not app.warning


@pytest.mark.parametrize(
    ("codes", "told", "kept"),
    [
        ("630200~999999", "999999", "1,358,471"),
        ("<script>~630200", "Compared regions", "Choose one of the ready comparisons"),
        ("630200~630200~650100", "", "4,054,369"),
        ("~".join(map(str, range(630100, 630110))), "10 regions are too many", "Choose one"),
    ],
)
def test_broken_links_say_what_was_wrong(atlas: Atlas, codes: str, told: str, kept: str) -> None:
    """Unknown codes are left out and named; what can be kept is; a repeated one counts once."""
    app = run(compare=codes)
    assert bool(app.warning) is bool(told)
    if told:
        assert told in app.warning[0].value
    assert kept in panel(app)


def test_regions_are_added_moved_and_removed(atlas: Atlas) -> None:
    """Every change goes to the address."""
    app = run(compare="630200~650100")
    app.text_input(key="compare-search").set_value("མཚོ་ཤར").run()
    assert app.button(key="add-630200").disabled
    app.text_input(key="compare-search").set_value("拉萨").run()
    app.button(key="add-540100").click().run()
    assert app.query_params["compare"] == "630200~650100~540100"
    app.button(key="compare-first-540100").click().run()
    assert app.query_params["compare"] == "540100~630200~650100"
    app.button(key="compare-later-540100").click().run()
    assert app.query_params["compare"] == "630200~540100~650100"
    app.button(key="compare-remove-540100").click().run()
    assert app.query_params["compare"] == "630200~650100"


def test_the_region_to_compare_with_is_chosen(atlas: Atlas) -> None:
    """The choice goes to the address; it falls away with the region."""
    app = run(compare="630200~650100~540100", measure="iris_people")
    app.selectbox(key="choose-against").set_value("650100").run()
    assert app.query_params["against"] == "650100"
    assert "Against \u2068Ürümqi\u2069" in panel(app)
    app.button(key="compare-remove-650100").click().run()
    assert "against" not in app.query_params
    told = run(compare="630200~650100", against="540100")
    assert "is not one of the compared regions" in told.warning[0].value
    assert "Against \u2068Tsoshar" in panel(told)


def test_assumptions_are_changed_on_the_page(atlas: Atlas) -> None:
    """The cap moves the bounds and the sentence above them."""
    app = run(compare="630200~632600")
    assert "0–1,452,035 iris scans" in panel(app)
    app.selectbox(key="choose-per-person").set_value(1).run()
    assert "0–1,358,471 iris scans" in panel(app)
    app.button_group(key="choose-base_year").set_value(2010).run()
    assert "0–1,396,845 iris scans" in panel(app)
    assert "2010 census" in panel(app)


def test_an_empty_data_set(other_data: Path) -> None:
    """Without an event there are people, and the rest has no record."""
    open_atlas(write_dataset(other_data))
    text = panel(run(compare="630200~650100"))
    assert "No event is documented here." in text
    assert "1,358,471" in text


def test_hostile_words_stay_words(other_data: Path) -> None:
    """A data set of attacks is shown as text."""
    text = hostile("title")
    open_atlas(
        write_dataset(
            other_data,
            [event_row(title=text)],
            [source_row(publisher=text)],
            [claim_row(value_as_printed=text)],
        )
    )
    shown = panel(run(compare="630200~650100"))
    assert "onerror" in shown
    assert "<img" not in shown
    assert "<svg" not in shown
