"""Reports of the pages Region and Compare: their numbers, their files, the command, the button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.atlas import Atlas
from dashboard.cli import app
from dashboard.compare.model import compare_page
from dashboard.compare.report import COMPARISON
from dashboard.exports.reports import report_file, report_of, report_of_page
from dashboard.region.model import region_profile
from dashboard.region.report import PROFILE
from dashboard.reports import REPORTS
from dashboard.server.app import SCRIPT
from dashboard.shared.estimates import estimate_lines, group_lines, share_lines
from geodata.errors import AtlasError, ViewError
from geodata.model import PartialDate
from layers.address import parse_link
from layers.figure import FigureFormat, FigureOptions, FigureSize, report_bytes
from layers.figure.layout.report import ReportSheets
from layers.figure.projection import Viewport
from layers.picture.description import alt_text
from layers.report import Document, ReportPage
from layers.view import View
from tests.dashboard.pages import go_to
from tests.dashboard.stubs import without_browser
from tests.views import view_with

RUN = CliRunner()
REGIONS = ("630000", "630200", "540000", "630222", "632723", "CN")
TALL = FigureOptions(size=FigureSize.parse("210mm"))

JANUARY = PartialDate(2012, 1)


def profile(atlas: Atlas, code: str) -> Document:
    return report_of(atlas, PROFILE, view_with(region=code))[0]


def comparison(atlas: Atlas, *codes: str) -> Document:
    return report_of(atlas, COMPARISON, view_with(compared=codes))[0]


def numbers(report: Document) -> Iterator[str]:
    """Everything that stands at the right of a row, or as the number of an entry."""
    for chapter in report.chapters:
        for entry in chapter.entries:
            yield from (said for _, said in entry.rows)
            yield re.sub(r" \[[\d, ]+\]$", "", entry.said)


@pytest.mark.parametrize("code", REGIONS)
def test_a_profile_holds_the_numbers_of_its_page_and_no_others(atlas: Atlas, code: str) -> None:
    facts, view = atlas.facts, view_with(region=code)
    page = region_profile(code, view, facts)
    told = {each.value for each in (*page.population, *page.groups, *page.published)}
    told |= {each.said for each in estimate_lines(code, view, facts)}
    told |= {each.share for _, lines in share_lines(code, view, facts) for each in lines}
    told |= {each.said for each in group_lines(code, view, facts)}
    report = profile(atlas, code)
    found = {each for each in numbers(report) if any(map(str.isdigit, each))}
    assert found == {each for each in told if any(map(str.isdigit, each))}
    kinds = [(each.kind, each.said) for chapter in report.chapters for each in chapter.entries]
    for line in estimate_lines(code, view, facts):
        assert (line.label.value, line.said) in kinds, "told with its kind of knowledge"


@pytest.mark.parametrize("codes", [("630200", "650100"), ("630000", "540000", "650000")])
def test_a_comparison_holds_the_numbers_of_its_page(atlas: Atlas, codes: tuple[str, ...]) -> None:
    page = compare_page(view_with(compared=codes), atlas.facts)
    found = list(numbers(comparison(atlas, *codes)))
    for section in page.sections:
        for line in (line for row in section.rows for line in row.lines):
            for figure in line.figures:
                assert any(said.startswith(figure.said) for said in found), figure
    told = [cell.said for cells in page.groups.cells for cell in cells]
    assert told
    assert not [said for said in told if said not in found]


@pytest.mark.parametrize("code", REGIONS)
def test_every_number_in_brackets_is_a_source_told_once(atlas: Atlas, code: str) -> None:
    report = profile(atlas, code)
    *told, sources = report.chapters
    listed = [entry.notes[0] for entry in sources.entries]
    assert [line.split("]")[0] for line in listed] == [f"[{n}" for n in range(1, len(listed) + 1)]
    words = "\n".join(replace(report, chapters=tuple(told)).lines())
    marks = re.findall(r"\[(\d+(?:, \d+)*)\]", words)
    cited = {int(number) for mark in marks for number in mark.split(", ")}
    assert cited == set(range(1, len(listed) + 1))
    assert len(set(listed)) == len(listed)


def test_a_region_without_a_record_says_so_and_never_zero(atlas: Atlas) -> None:
    words = "\n".join(profile(atlas, "632723").lines())
    assert "No event is documented here. That does not mean that nothing happened" in words
    assert "no record" in "\n".join(comparison(atlas, "630200", "632800").lines())


@pytest.mark.parametrize(
    ("page", "view"),
    [
        (ReportPage.REGION, view_with(region="630200")),
        (ReportPage.COMPARE, view_with(compared=("630200", "650100"))),
    ],
)
def test_the_words_and_the_bytes_of_a_file(atlas: Atlas, page: ReportPage, view: View) -> None:
    """A drawing holds every word of the report; asked for twice it is the same."""
    report, _ = report_of(atlas, REPORTS[page], view)
    drawing = report_file(atlas, REPORTS[page], view, FigureFormat.SVG, TALL)
    held = re.sub(r"\s", "", unescape(drawing.decode()))
    assert not [line for line in report.lines() if re.sub(r"\s", "", line) not in held]
    assert drawing == report_file(atlas, REPORTS[page], view, FigureFormat.SVG, TALL)
    pages = report_of_page(atlas, REPORTS[page], view, FigureFormat.PDF)
    assert pages.startswith(b"%PDF-")
    assert pages == report_of_page(atlas, REPORTS[page], view, FigureFormat.PDF)


def test_a_comparison_says_that_filters_hide_events_as_its_page_does(atlas: Atlas) -> None:
    view = parse_link("compare=630200~650100&modality=dna", atlas.facts).strict()
    told = "\n".join(report_of(atlas, COMPARISON, view)[0].lines())
    assert compare_page(view, atlas.facts).timeline.rows[0].silence in told
    assert "others are hidden" in told


def test_those_who_do_not_see_a_report_are_told_of_its_maps_and_sources(atlas: Atlas) -> None:
    view = view_with(region="630200")
    report, assets = report_of(atlas, PROFILE, view)
    drawing = report_bytes(report, assets, FigureFormat.SVG, TALL).decode()
    described = unescape(drawing.split('<desc id="desc">')[1].split("</desc>")[0])
    assert alt_text(report.maps[0].payload) in described
    assert all(each in described for each in report.attribution)


@pytest.mark.parametrize(
    ("page", "view"),
    [
        (ReportPage.REGION, view_with(region="630200", time=JANUARY)),
        (ReportPage.COMPARE, view_with(compared=("630200", "650100"), time=JANUARY)),
    ],
)
def test_a_report_names_the_month_of_its_maps(atlas: Atlas, page: ReportPage, view: View) -> None:
    sheets = ReportSheets(*report_of(atlas, REPORTS[page], view), TALL)
    said = re.sub(
        r"[\s\u200e]", "", "".join(line for sheet in sheets.draw() for line in sheet.said)
    )
    assert "Time:January2012." in said


@pytest.mark.parametrize(
    ("link", "alt"),
    [
        ("region?region=630200", "Tsoshar (Haidong). Prefecture in"),
        ("http://127.0.0.1:8501/compare?compare=630200~650100", "Ürümqi"),
    ],
)
def test_the_command_writes_the_report_of_an_address(tmp_path: Path, link: str, alt: str) -> None:
    out = tmp_path / "p.pdf"
    done = RUN.invoke(app, ["figure", link, "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert alt in done.output
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("region?region=999999",), "not a region"),
        (("compare?level=county",), "No region is compared"),
        (("compare?compare=630200~~999999",), "not a region"),
        (("region?region=540000", "--size", "A4"), r"needs \d pages of this size"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    link, *options = words
    with pytest.raises(AtlasError, match=said):
        RUN.invoke(
            app,
            ["figure", link, "--out", str(tmp_path / "p.png"), "--dpi", "60", *options],
            catch_exceptions=False,
        )
    assert not list(tmp_path.iterdir())


def test_a_comparison_of_nothing_is_refused(atlas: Atlas) -> None:
    with pytest.raises(ViewError, match="No region is compared"):
        report_of(atlas, COMPARISON, view_with())


@pytest.mark.parametrize(
    ("page", "params"),
    [("region", {"region": "630200"}), ("compare", {"compare": "630200~650100"})],
)
def test_the_page_offers_its_report(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str]
) -> None:
    """A button opens the choices; no file is made before one is asked for."""
    without_browser(monkeypatch)
    made: list[object] = []
    monkeypatch.setattr(
        "dashboard.exports.reports.report_file", lambda *given: made.append(given) or b""
    )
    run = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in params.items():
        run.query_params[name] = value
    go_to(run, page)
    run.button(key=f"open-report-{page}").click().run()
    assert not run.exception
    (offered,) = run.get("download_button")
    assert offered.proto.label.startswith("Save this")
    assert not made


@pytest.mark.parametrize("fit", [False, True])
def test_the_maps_of_a_file_have_the_scales_that_its_page_names(atlas: Atlas, fit: bool) -> None:
    """The sentence about scales is that of the page, and it is true of the maps drawn."""
    view = view_with(compared=("630000", "650100"), fit=fit)
    report, assets = report_of(atlas, COMPARISON, view)
    assert compare_page(view, atlas.facts).maps.scale_words in report.kicker
    sheets = ReportSheets(report, assets, TALL)
    boxes = [each.extent for each in sheets._maps(sheets.style)]
    scales = {Viewport.fitting((0, 0, 100, 68), box, 1.0).scale for box in boxes}
    assert (len({round(scale, 12) for scale in scales}) == 1) is not fit


@pytest.mark.parametrize("codes", [("630200", "650100"), ("630200", "650100", "540000")])
def test_a_file_tells_of_no_control_of_its_page(atlas: Atlas, codes: tuple[str, ...]) -> None:
    """What can be chosen is said on the page alone, and only where there is a choice."""
    pairs = compare_page(view_with(compared=codes), atlas.facts).pairs
    assert bool(pairs.hint) is (len(codes) > 2)
    words = "\n".join(comparison(atlas, *codes).lines())
    assert "Choose above" not in words
    assert pairs.lead in words


def test_a_file_of_a_comparison_has_the_legend_of_two_things(atlas: Atlas) -> None:
    """The bounds stand in a table with both headings, as on the page."""
    view = view_with(compared=("630000", "540000"), layer="collected_bounds")
    grid = compare_page(view, atlas.facts).maps.grid
    assert grid is not None
    sheets = ReportSheets(*report_of(atlas, COMPARISON, view), TALL)
    ((block,), labels) = sheets._grid(sheets.style)
    (drawn,) = block.blocks
    assert (drawn.grid["x_title"], drawn.grid["y_title"]) == (grid.x_title, grid.y_title)
    units = sum(
        len(atlas.facts.regions.codes(view.map.level, code)) for code in view.comparison.compared
    )
    assert sum(each["count"] for each in drawn.classes) == units
    assert {each["label"] for each in drawn.classes} == labels


def test_all_maps_of_a_comparison_count_the_same_measure(atlas: Atlas) -> None:
    """The maps of a file have the unit that the maps of the page have."""
    view = view_with(compared=("630000", "540000", "650000"), layer="collected_bounds")
    unit = compare_page(view, atlas.facts).maps.unit
    report, _ = report_of(atlas, COMPARISON, view)
    assert {each.payload["symbology"]["data"]["layer"]["unit"] for each in report.maps} == {unit}


def test_a_selected_region_makes_a_file_of_a_comparison(atlas: Atlas) -> None:
    """The address of Compare with a region selected gives the same as with it compared."""
    selected = report_of(atlas, COMPARISON, view_with(region="650100"))[0]
    assert selected.title == comparison(atlas, "650100").title
