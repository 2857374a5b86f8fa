"""A letter that no font holds: named by check, command, app and bundle, and never in the way."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.atlas import Atlas, _Process, open_atlas
from dashboard.cli import app
from dashboard.cli.lettering import letter_findings
from dashboard.exports.files import (
    bundle_of,
    bundle_with_notes,
    drawing_of,
    stand_ins_of_map,
)
from dashboard.exports.reports import report_drawing, stand_ins_of_report
from dashboard.region.report import PROFILE
from dashboard.server.app import SCRIPT
from geodata.dataset import read_dataset
from geodata.errors import AtlasError
from layers.figure import Drawing, FigureFormat, FigureOptions, report_size
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.dashboard.pages import go_to
from tests.dashboard.stubs import without_browser
from tests.views import view_with

RUN = CliRunner()
TITLE = "Полиция हिन्दी 한국어"
REGION = view_with(region="630200")


@pytest.fixture(autouse=True)
def _other_tests_keep_their_atlas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Process, "atlas", _Process.atlas)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_dataset(
        tmp_path / "data",
        events=[event_row(), event_row("E-2", title=TITLE, remark="plain")],
        sources=[source_row(title="Отчёт")],
        claims=[claim_row(), claim_row("C-2", event_id="E-2", note="ไทย")],
    )


@pytest.fixture
def foreign(folder: Path) -> Atlas:
    return open_atlas(folder)


def test_findings_name_file_line_field_and_letters(folder: Path) -> None:
    found = list(letter_findings(read_dataset(folder)))
    places = [(each.file, each.line, each.field, each.record) for each in found]
    assert ("events.csv", 3, "title", "E-2") in places
    assert ("claims.csv", 3, "note", "C-2") in places
    assert len(found) == 2, "Cyrillic is in the fonts"
    title = next(each for each in found if each.field == "title")
    assert "U+0939" in title.message
    assert "U+D55C" in title.message


def test_the_bundled_data_set_has_none() -> None:
    assert list(letter_findings(read_dataset())) == []


def test_check_reports_them_and_passes(folder: Path) -> None:
    done = RUN.invoke(app, ["check", str(folder)])
    assert done.exit_code == 0
    assert "events.csv line 3, title [E-2]" in done.stdout
    assert "U+0939" in done.stdout


@pytest.mark.parametrize("form", FigureFormat)
def test_the_command_writes_the_profile_and_names_the_letters(
    folder: Path, tmp_path: Path, form: FigureFormat
) -> None:
    out = tmp_path / f"p.{form.value}"
    link = "http://localhost/region?region=630200"
    options = ["--dataset", str(folder), "--out", str(out), "--dpi", "60"]
    done = RUN.invoke(app, ["figure", link, *options], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 5_000
    assert "U+0939" in done.stderr
    assert TITLE in done.stderr
    assert "U+0939" not in done.stdout


def test_a_report_tells_which_letters_it_lacks(foreign: Atlas, atlas: Atlas) -> None:
    options = FigureOptions(size=report_size(FigureFormat.PDF))
    drawing = report_drawing(foreign, PROFILE, REGION, FigureFormat.PDF, options)
    assert {"ह", "한"} <= {each.letter for each in drawing.missing}
    assert "U+0939" in stand_ins_of_report(foreign, PROFILE, REGION)
    assert stand_ins_of_report(atlas, PROFILE, REGION) == ""


def test_a_map_tells_only_of_letters_that_stand_on_it(foreign: Atlas) -> None:
    """Titles of events are not on the map."""
    assert drawing_of(foreign, view_with(), FigureFormat.SVG, FigureOptions()).missing == ()
    assert stand_ins_of_map(foreign, view_with()) == ""


def test_the_page_says_so_before_anything_is_saved(
    foreign: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Process, "atlas", foreign)
    without_browser(monkeypatch)
    run = AppTest.from_file(str(SCRIPT), default_timeout=60)
    run.query_params["region"] = "630200"
    go_to(run, "region")
    run.button(key="open-report-region").click().run()
    assert not run.exception
    assert any("0939" in each.value for each in run.warning)


def named(folder: Path) -> Atlas:
    """An atlas whose data set has a title with letters that no font holds."""
    path = folder / "datapackage.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "title": "Surveillance 監視 हिन्दी"}), encoding="utf-8")
    return open_atlas(folder)


def test_a_bundle_says_which_pictures_have_stand_ins(folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle_of(named(folder), view_with()))) as box:
        readme = box.read("README.md").decode()
        notes = json.loads(box.read("manifest.json"))["notes"]
        held = box.namelist()
    assert {"figure.png", "figure.svg", "figure.pdf", "data/events.csv"} <= set(held)
    assert set(notes) == {"figure.png", "figure.svg", "figure.pdf"}
    assert all("U+0939" in note for note in notes.values())
    assert readme.count("U+0939") >= 3


@pytest.mark.parametrize("failure", [AtlasError("No ink."), ValueError("broken")])
def test_a_bundle_holds_its_data_whatever_happens_to_its_pictures(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fails(*given: object) -> Drawing:
        raise failure

    monkeypatch.setattr("dashboard.exports.files.drawing_of", fails)
    data, notes = bundle_with_notes(atlas, view_with())
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        held = set(box.namelist())
        readme = box.read("README.md").decode()
    assert {"data/regions.csv", "data/table.xlsx", "map.html", "manifest.json"} <= held
    assert not {"figure.png", "figure.svg", "figure.pdf"} & held
    assert set(notes) == {"figure.png", "figure.svg", "figure.pdf"}
    assert str(failure) in readme
