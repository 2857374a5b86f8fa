"""Pictures, tables and file names say what is true of the view that they show."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from typer.testing import CliRunner

from dashboard.atlas import Atlas, open_atlas
from dashboard.cli import app
from dashboard.exports.file_names import file_name, report_name
from dashboard.exports.files import page_text
from dashboard.exports.reports import report_of
from dashboard.map.model import map_tables
from dashboard.reports import REPORTS
from geodata.dataset import BUNDLED
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.model import CellStatus, PartialDate, Scope
from layers.address import parse_link
from layers.catalogue import catalogue
from layers.estimate.measure import with_measure
from layers.figure import FigureOptions
from layers.figure.draw.model import MapModel
from layers.figure.layout.sheet import MapSheet
from layers.picture.description import alt_text
from layers.picture.picture import assets_of
from layers.picture.reader import PictureReader
from layers.report import ReportPage
from layers.tables import EvidenceKind
from layers.view import Camera, View
from layers.web.page_form import PageForm
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.views import LAYER_IDS, view_with

MONTH = PartialDate.parse("2020-06")


def with_year(name: str, **choices: object) -> View:
    """Return a view of a layer in its first year."""
    return view_with(layer=name, year=2020, **choices)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["collected_bounds", "even_spread"])
def test_what_was_derived_is_not_called_reported(atlas: Atlas, name: str) -> None:
    """The kind of answer is that of the layer; a region without one keeps its reason."""
    view = with_year(name, area="630000")
    said = {row.status for row in map_tables(atlas.picture(view), view, atlas.facts).rows}
    assert CellStatus.REPORTED.label not in said
    assert catalogue(atlas.facts)[name].label.label in said


@pytest.mark.parametrize("name", ["collected_bounds", "even_spread"])
def test_estimates_say_up_to_when_they_count(atlas: Atlas, name: str) -> None:
    """The month stands with the caveat, so in legends, tables and descriptions."""
    view = with_year(name, area="630000")
    spec = catalogue(atlas.facts)[name]
    assert spec.estimates is not None
    named = with_measure(view, (view.map.area,), atlas.facts)
    found = spec.estimates(atlas.facts, named)
    months = {found[code].as_of for code in ("632700", "632800")}
    assert len(months) == 1
    caveat = atlas.picture(view).symbology.data["layer"]["caveat"]
    assert "As of" in caveat
    census = atlas.picture(view_with()).symbology.data["layer"]["caveat"]
    assert "As of" not in census


def test_no_share_does_not_look_like_no_event(atlas: Atlas) -> None:
    """Beside who lives there, hatching is kept for regions without events."""
    view = with_year("documentation_by_non_han", area="CN", level=COUNTY)
    classes = atlas.picture(view).symbology.data["classes"]
    silent = [each for each in classes if each["status"] != CellStatus.REPORTED.value]
    assert silent
    assert "hatch" not in {each["pattern"] for each in silent}


@pytest.mark.parametrize("name", LAYER_IDS)
def test_alternative_texts_end_in_one_full_stop(atlas: Atlas, name: str) -> None:
    """Also where no class and no event is left to be told."""
    for view in (with_year(name), with_year(name, time=PartialDate.parse("1990-01"))):
        picture = atlas.picture(view)
        for text in (alt_text(picture.payload), picture.header.data["sentence"]):
            assert text.endswith(".")
            assert not any(stray in text for stray in ("..", " .", ": .", "\u2069.."))


@pytest.mark.parametrize(
    ("page", "link"),
    [
        (ReportPage.REGION, "?region=630200"),
        (ReportPage.REGION, "?region=630000"),
        (ReportPage.COMPARE, "?compare=630200~650100"),
    ],
)
def test_reports_are_described_in_sentences(atlas: Atlas, page: ReportPage, link: str) -> None:
    """Each line ends in one full stop, and no empty one leaves its own."""
    report, _assets = report_of(atlas, REPORTS[page], parse_link(link, atlas.facts).strict())
    for text in (report.sentences(), report.sentences("")):
        assert text.endswith(".")
        assert ".." not in text
        assert not text.startswith(".")


@pytest.mark.parametrize(
    ("view", "extent"),
    [
        (view_with(), "630200"),
        (view_with(camera=Camera.parse("36.5,102.1,9")), ""),
        (view_with(level=COUNTY), "630100"),
    ],
)
def test_a_section_counts_what_it_shows(atlas: Atlas, view: View, extent: str) -> None:
    """The legend counts the regions and events in the frame, not those of the whole area."""
    shown = PictureReader(atlas.picture(view).payload)
    model = MapModel(shown, assets_of(view, atlas.facts, atlas.assets), extent)
    drawing = MapSheet(shown, model, FigureOptions(extent=extent)).drawing
    section = drawing.section
    assert section is not None
    drawn = Counter(shown.class_of[unit.index] for unit in drawing.units)
    assert section.classes == drawn
    assert sum(drawn.values()) < len(shown.units)
    assert sum(section.lines.values()) < sum(line.count for line in shown.lines)


def test_a_whole_area_is_no_section(atlas: Atlas) -> None:
    """Without an extent, or with that of the area, all is counted."""
    shown = PictureReader(atlas.picture(view_with()).payload)
    assets = assets_of(view_with(), atlas.facts, atlas.assets)
    for extent in ("", view_with().map.area):
        model = MapModel(shown, assets, extent)
        assert MapSheet(shown, model, FigureOptions(extent=extent)).drawing.section is None


def test_a_picture_says_which_events_are_left_out(atlas: Atlas) -> None:
    """The opening view leaves out three kinds; who asks for all of them is told of none."""
    opening = atlas.picture(view_with()).header.data["attribution"][0]
    for kind in ("leads", "related programmes", "low confidence"):
        assert kind in opening
    every = view_with(scope=tuple(Scope), low_confidence=True)
    assert "not shown" not in atlas.picture(every).header.data["attribution"][0]


def test_an_empty_data_set_outlines_nothing(tmp_path: Path) -> None:
    """Where no event has a place, no subtitle says that places are outlined."""
    folder = tmp_path / "empty"
    folder.mkdir()
    for file in BUNDLED.iterdir():
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.is_file() else []
        kept = lines[:1] if file.suffix == ".csv" else lines
        if file.is_file():
            (folder / file.name).write_text("".join(kept), encoding="utf-8")
    empty = open_atlas(folder)
    assert not empty.facts.dataset.events
    for level in (PROVINCE, PREFECTURE, COUNTY):
        view = view_with(area="CN", level=level)
        assert "Outlined" not in empty.picture(view).header.data["subtitle"]


def test_different_views_have_different_file_names(facts: Facts) -> None:
    """Layer, area, level, year, month and the rest tell files apart."""
    views = [
        view_with(),
        view_with(year=2010),
        view_with(area="650100"),
        view_with(level=COUNTY),
        view_with(layer="population"),
        view_with(time=MONTH),
        view_with(region="630200"),
        parse_link("?lang=bo", facts).strict(),
        parse_link("?vendor=Super Red", facts).strict(),
        parse_link("?lines=vendor", facts).strict(),
        parse_link("?layer=collected_bounds&base=2010", facts).strict(),
        parse_link("?layer=collected_bounds", facts).strict(),
    ]
    names = [file_name(view, facts, "png") for view in views]
    assert len(set(names)) == len(views)
    assert "2010" in names[1]
    assert "2020-06" in names[5]
    compared = [view_with(compared=("630200", "650100"), layer=each) for each in ("", "population")]
    reports = {report_name("compare", view, facts, "pdf") for view in (view_with(), *compared[1:])}
    assert len(reports) == 2


@pytest.mark.parametrize(
    "link", ["evidence?order=x", "http://127.0.0.1:8501/evidence", "/limits", "http://h/nowhere?x"]
)
def test_a_page_without_a_picture_is_refused(tmp_path: Path, link: str) -> None:
    """No other picture is drawn in its place; the message names the pages that have one."""
    out = tmp_path / "figure.png"
    refused = CliRunner().invoke(app, ["figure", link, "--out", str(out)])
    assert isinstance(refused.exception, ViewError)
    assert "Region or Compare" in refused.exception.remedy
    assert not out.exists()


def test_a_slash_is_the_opening_view(tmp_path: Path) -> None:
    """The address of the first page, as a browser has it, is that of the opening view."""
    tables = []
    for name, link in (("slash", "/"), ("opening", "")):
        out = tmp_path / f"{name}.csv"
        assert CliRunner().invoke(app, ["table", link, "--out", str(out)]).exit_code == 0
        tables.append(out.read_bytes())
    assert tables[0] == tables[1]


def test_the_live_legend_says_that_colours_are_of_all_dates(
    browser: Browser, atlas: Atlas, tmp_path: Path
) -> None:
    """At a month, in layers that rest on events and are not counted anew for it."""
    expected = {"documented_purchases": 1, "independent_roots": 1, "collected_bounds": 1}
    expected |= {"documented_events": 0, "non_han_share": 0}
    page = browser.new_page()
    for name, told in expected.items():
        assert (catalogue(atlas.facts)[name].label is EvidenceKind.CENSUS) <= (told == 0)
        file = tmp_path / f"{name}.html"
        form = PageForm(report=False)
        file.write_text(page_text(atlas, with_year(name, time=MONTH), form), encoding="utf-8")
        page.goto(file.as_uri())
        page.wait_for_selector("[data-ready]")
        expect(page.locator(".atlas-legend .is-of-all-dates")).to_have_count(told)
        page.get_by_role("button", name="All dates").click()
        expect(page.locator(".atlas-legend .is-of-all-dates")).to_have_count(0)
    page.close()
