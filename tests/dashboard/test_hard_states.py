"""Every page in every hard state: it opens whole and says what a reader must know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas, open_atlas
from dashboard.evidence.model import Asked, source_rows
from dashboard.server.app import SCRIPT
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.dashboard.pages import go_to
from tests.dashboard.stubs import without_browser

PAGES = ("map", "compare", "region", "evidence", "limits", "data")
WITHOUT_A_VIEW = {"limits"}
"""Pages that show the same whatever the address asks for."""

NOTHING = {"vendor": "Super Red", "kind": "local_report", "during": "1999-01.1999-02"}
SILENT = {"area": "630000", "level": "county", "region": "632722", "compare": "632722~630200"}

OPENING: dict[str, dict[str, str]] = {
    "everything filtered out": {**NOTHING, "compare": "630200~650100"},
    "a region without a record": SILENT,
    "a comparison with one region": {"compare": "630200"},
    "only leads and context": {"scope": "lead.context", "compare": "630200~650100"},
    "a source": {"source": "CL-QINGHAI-2022"},
}
"""Addresses that can be followed in full."""

BROKEN: dict[str, dict[str, str]] = {
    "an unknown code": {"region": "999999"},
    "an unknown area": {"area": "999999"},
    "an unknown code in a comparison": {"compare": "630200~999999"},
    "nobody to compare with": {"compare": "630200~650100", "against": "540000"},
    "a malformed choice": {"level": "galaxy"},
    "a malformed window": {"during": "2020-01.2019-01"},
    "a code that is none": {"region": "../..", "compare": "<script>"},
    "a slip of a choice": {"levl": "county"},
}
"""Addresses of which a part makes no sense."""


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's parts of a page stand: they draw nothing here."""
    without_browser(monkeypatch)


def run(page: str, **params: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    go_to(app, page)
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [each.value for each in app.error]
    return app


def words(app: AppTest) -> str:
    drawn = "".join(each.proto.body for each in app.get("html"))
    return drawn + "".join(each.value for each in app.markdown)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", OPENING)
def test_a_page_opens_without_a_warning(atlas: Atlas, page: str, state: str) -> None:
    """What can be followed is followed; a page with little to show is still whole."""
    app = run(page, **OPENING[state])
    assert not app.warning
    assert len(words(app)) > 1000


@pytest.mark.parametrize("page", [each for each in PAGES if each not in WITHOUT_A_VIEW])
@pytest.mark.parametrize("state", BROKEN)
def test_a_broken_link_is_said_and_the_rest_holds(atlas: Atlas, page: str, state: str) -> None:
    """One message names what could not be followed; the page is drawn all the same."""
    app = run(page, **BROKEN[state])
    assert len(app.warning) == 1
    assert "could not be followed" in app.warning[0].value
    assert "<script>" not in words(app)


@pytest.mark.parametrize("page", [each for each in PAGES if each not in WITHOUT_A_VIEW])
def test_an_outdated_link_is_said(atlas: Atlas, page: str) -> None:
    """A link that was made on other data opens and says so, on every page."""
    app = run(page, data="00000000", compare="630200~650100")
    assert any("have moved on" in each.value.replace("\\", "") for each in app.info)
    assert not app.warning


def test_a_region_without_a_record_is_no_region_without_people(atlas: Atlas) -> None:
    """Nothing is documented there, which is said and is not zero; its residents are known."""
    for page in ("map", "region"):
        told = words(run(page, **SILENT))
        assert "No event is documented here." in told
        assert "does not mean that nothing happened" in told
        assert "Residents" in told


def test_an_unknown_source_opens_the_list(atlas: Atlas) -> None:
    """The message names it, and every source is listed."""
    app = run("evidence", source="NOBODY-1999")
    assert "**Source:**" in app.warning[0].value
    assert "is no source here" in app.warning[0].value.replace("\\", "")
    assert "CL-QINGHAI-2022" in words(app)


def test_a_source_without_statements_says_why_it_is_listed(atlas: Atlas) -> None:
    """Sources that others only name have a page too."""
    rows = source_rows(Asked(), atlas.facts)
    bare = [each for each in rows if not each.claims + each.context + each.leads]
    assert bare
    for row in bare:
        app = run("evidence", source=row.source.source_id)
        assert "No statement here was taken from it." in words(app)
        assert not app.warning


def empty(folder: Path) -> Path:
    return write_dataset(folder)


def one_event(folder: Path) -> Path:
    return write_dataset(folder, [event_row()], [source_row()], [claim_row()])


def source_alone(folder: Path) -> Path:
    return write_dataset(folder, [], [source_row()])


@pytest.mark.parametrize("make", [empty, one_event, source_alone])
def test_small_data_sets_open_on_every_page(
    tmp_path: Path, atlas: Atlas, make: Callable[[Path], Path]
) -> None:
    """Without a row, with one event, with a source that says nothing."""
    try:
        open_atlas(make(tmp_path / "data"))
        for page in PAGES:
            for params in ({}, {"region": "630200", "compare": "630200~650100", "source": "S-1"}):
                told = words(run(page, **params))
                assert told
                if make is one_event and page in {"map", "region", "evidence"} and params:
                    assert "A publisher" in told
    finally:
        open_atlas()
