"""What stands below the map of an exported page, in a real browser."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from geodata.facts import Facts, load_facts
from geodata.model import Scope
from layers.address import parse_link
from layers.events import collecting, count_by_region
from layers.naming import display_name
from layers.picture.mapspec import MapSpec
from layers.picture.picture import picture as picture_of
from layers.web import page as shown_page
from layers.web.document import page_html
from layers.web.page_form import PageForm, Tone
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.hostile.corpus import hostile
from tests.layers.pictures import Held, assets, picture
from tests.levels import COUNTY, PROVINCE
from tests.terms import Kind
from tests.views import view_with

COUNTIES = view_with(level=COUNTY)
BOUNDS = view_with(layer="collected_bounds")


@pytest.fixture(scope="module")
def spec(facts: Facts) -> MapSpec:
    """Qinghai by county."""
    return picture_of(COUNTIES, facts)[0]


@pytest.fixture(scope="module")
def county_page(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of Qinghai by county, as a file."""
    path = tmp_path_factory.mktemp("page") / "map.html"
    path.write_text(page_html(*picture_of(COUNTIES, facts)), encoding="utf-8")
    return path


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader without a network, whose requests and errors are kept."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.asked = []  # type: ignore[attr-defined]
    page.errors = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    page.on("console", lambda line: page.errors.append(line.text))  # type: ignore[attr-defined]
    yield page
    context.close()


def opened(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
    page.wait_for_selector("#atlas[data-report=ready]")


def written(folder: Path, text: str) -> Path:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return path


def rows(page: Page, table: str) -> list[list[str]]:
    """The cells of a table as a reader sees them."""
    found: list[list[str]] = page.evaluate(
        """(name) => [...document.querySelectorAll(`.atlas-table.is-${name} tbody tr`)]
          .map((row) => [...row.cells].map((cell) => cell.innerText.trim()))""",
        table,
    )
    return found


def test_qinghai_by_county_weighs_less_than_a_megabyte(county_page: Path) -> None:
    """With map, tables, sources and the letters of four scripts."""
    assert county_page.stat().st_size < 1_000_000


def test_it_asks_for_nothing(reader: Page, county_page: Path) -> None:
    """The only address that is ever opened is that of the file itself."""
    opened(reader, county_page)
    reader.mouse.move(600, 400)
    reader.mouse.click(600, 400)
    reader.mouse.wheel(0, 6000)
    reader.locator(".atlas-whole summary").click()
    reader.wait_for_timeout(300)
    assert reader.asked == [county_page.as_uri()]  # type: ignore[attr-defined]
    assert reader.errors == []  # type: ignore[attr-defined]


def test_the_table_says_what_the_picture_says(
    reader: Page, county_page: Path, spec: MapSpec, facts: Facts
) -> None:
    """Each region once, in the order of the map, with the picture's own words and its source."""
    opened(reader, county_page)
    values, event_index = spec.values.data, spec.payload["event_index"]["data"]
    units = spec.regions.data["regions"]
    table = rows(reader, "regions")
    assert [row[0].splitlines()[0] for row in table] == [unit["name"]["text"] for unit in units]
    places = [event_index["places"][number] for number in event_index["place"]]
    for index, (unit, cells) in enumerate(zip(units, table, strict=True)):
        value, note = values["texts"][values["of"][index]]
        low, high, status, source = values["rows"][values["row_of"][index]]
        events = sum(unit["code"] in {place["code"], *place["within"]} for place in places)
        assert cells[1].split("\n") == [text for text in (value, note) if text]
        assert cells[2:5] == [low, high, status]
        assert cells[5] == (str(events) if events else "none recorded")
        assert cells[6] == source
        assert source
        assert events == len(
            [
                event
                for event in facts.dataset.events
                if facts.placements[event.event_id].region == unit["code"]
                and event.event_id
                in {each["id"] for each in spec.payload["details"]["data"]["events"]}
            ]
        )


def test_bounds_stand_in_columns_of_their_own(reader: Page, facts: Facts, tmp_path: Path) -> None:
    """Both ends of an estimate, never a middle; no column of them where no value has any."""
    opened(reader, written(tmp_path, page_html(*picture_of(BOUNDS, facts))))
    heads = reader.locator(".atlas-table.is-regions thead th").all_inner_texts()
    assert heads[2:4] == ["At least", "At most"]
    assert all(row[2] and row[3] for row in rows(reader, "regions"))
    opened(reader, written(tmp_path, page_html(*picture_of(view_with(layer="population"), facts))))
    heads = reader.locator(".atlas-table.is-regions thead th").all_inner_texts()
    assert "At least" not in heads


def test_a_region_without_a_number_has_no_source_of_one(
    reader: Page, facts: Facts, tmp_path: Path
) -> None:
    """A printed range names who tells of it; elsewhere nobody is named for “no record”."""
    view = view_with(area="CN", level=PROVINCE, layer="published_range")
    opened(reader, written(tmp_path, page_html(*picture_of(view, facts))))
    sources = {row[0].splitlines()[0]: row[-1] for row in rows(reader, "regions")}
    assert "Citizen Lab" in sources["Qinghai"]
    assert "Bitter Winter" not in sources["Qinghai"]
    assert not sources["Xinjiang"]


@pytest.mark.parametrize("layer_id", ["documented_events", "documented_purchases"])
def test_a_number_of_events_names_the_sources_of_those_it_counts(
    reader: Page, facts: Facts, tmp_path: Path, layer_id: str
) -> None:
    """And of no other event of the region: not of context, not of another kind."""
    view = view_with(area="CN", level=PROVINCE, layer=layer_id, scope=tuple(Scope))
    opened(reader, written(tmp_path, page_html(*picture_of(view, facts))))
    named = {row[0].splitlines()[0]: row[-1] for row in rows(reader, "regions")}
    data = facts.dataset
    for code, events in count_by_region(collecting(view, facts), facts, view.map.level).items():
        publishers = {
            data.source[claim.source_id].publisher
            for event in events
            if layer_id == "documented_events" or event.kind == Kind.PROCUREMENT
            for claim in data.claims_of.get(event.event_id, ())
        }
        name = display_name(facts, code, view.map.language)["text"]
        assert set(filter(None, named[name].split("; "))) == publishers, code
    assert sum(map(bool, named.values())) > 1


def test_each_event_names_what_each_source_says(
    reader: Page, county_page: Path, spec: MapSpec, facts: Facts
) -> None:
    """Number and words as printed, grade, and a link that tells the source nothing."""
    opened(reader, county_page)
    shown = [each["id"] for each in spec.payload["details"]["data"]["events"]]
    table = rows(reader, "events")
    assert len(table) == len(shown) > 5
    for event_id, cells in zip(shown, table, strict=True):
        assert event_id in cells[0]
        for claim in facts.dataset.claims_of[event_id]:
            source = facts.dataset.source[claim.source_id]
            for words in (source.publisher, source.title, claim.credibility.label, claim.quote):
                assert words in cells[3], (event_id, words)
    assert "1,248,075–1,452,035 iris scans" in "".join(cells[3] for cells in table)
    links = reader.evaluate(
        "[...document.querySelectorAll('.atlas-report a')].map((a) => [a.href, a.rel, a.target])"
    )
    known = {address for each in facts.dataset.sources for address in (each.url, each.url_read)}
    assert len(links) > 5
    for href, rel, target in links:
        assert href in known
        assert {"noopener", "noreferrer"} <= set(rel.split())
        assert target == "_blank"


def test_it_says_how_to_restore_and_what_it_is(reader: Page, facts: Facts, tmp_path: Path) -> None:
    """Query, data version, whole hash and licence stand on the page."""
    view = view_with(area="650100", level=COUNTY, layer="documented_events")
    spec, held = picture_of(view, facts)
    opened(reader, written(tmp_path, page_html(spec, held)))
    about = reader.locator(".is-about").inner_text()
    for words in ("?layer=documented_events&level=county&area=650100", spec.hash, "CC-BY-4.0"):
        assert words in about
    assert facts.dataset.metadata.version in about
    reading = reader.locator(".is-reading").inner_text()
    assert spec.symbology.data["layer"]["caveat"] in reading
    assert "That is not zero." in reading
    assert reader.locator(".is-words > p").inner_text().startswith("Map of")


def test_the_keyboard_leads_past_the_map(reader: Page, county_page: Path) -> None:
    """The first stop is the way to the table, which can then be scrolled."""
    opened(reader, county_page)
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "atlas-skip"
    reader.keyboard.press("Enter")
    assert "is-regions" in reader.evaluate("document.activeElement.className")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.getAttribute('role')") == "region"


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_it_fits_any_width(browser: Browser, county_page: Path, width: int) -> None:
    """Nothing is wider than the window; on a narrow one, cells name what they hold."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    opened(page, county_page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    table = page.get_by_role("table", name=re.compile("46|45|44"))
    expect(table).to_be_visible()
    row = page.locator(".atlas-table.is-regions tbody tr").first
    shown = row.evaluate("(row) => getComputedStyle(row).display")
    assert shown == ("block" if width < 640 else "table-row")
    assert row.get_attribute("role") == "row"
    page.close()


def test_paper_has_no_buttons_and_a_map_drawn_anew(reader: Page, county_page: Path) -> None:
    """For print the map is laid out for A4 in light colours; afterwards all is as before."""
    reader.emulate_media(color_scheme="dark")
    opened(reader, county_page)
    before = reader.locator(".atlas-stage").bounding_box()
    reader.emulate_media(media="print", color_scheme="dark")
    reader.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    state = """() => ({
      buttons: [...document.querySelectorAll('button, input, .atlas-skip')]
        .filter((each) => each.checkVisibility()).map((each) => each.className),
      wide: document.querySelector('.atlas-stage').getBoundingClientRect().width,
      tone: document.querySelector('.atlas').dataset.tone,
      inked: [...document.querySelectorAll('.leaflet-atlas-ground-pane canvas')]
        .filter((each) => each.checkVisibility())
        .map((each) => [each.width / each.clientWidth,
          each.getContext('2d').getImageData(each.width / 2, each.height / 2, 1, 1).data[3]]),
    })"""
    printed = reader.evaluate(state)
    assert printed["buttons"] == []
    assert 600 < printed["wide"] < 700
    assert printed["tone"] == "light"
    assert printed["inked"] == [[pytest.approx(3, abs=0.01), 255]]
    reader.emulate_media(media="screen", color_scheme="dark")
    reader.evaluate("window.dispatchEvent(new Event('afterprint'))")
    shown = reader.evaluate(state)
    assert shown["tone"] == "dark"
    assert len(shown["inked"]) == 1
    assert reader.locator(".atlas-stage").bounding_box() == before
    assert reader.errors == []  # type: ignore[attr-defined]


def test_it_prints_on_a4(reader: Page, county_page: Path) -> None:
    """A PDF of the page has several upright A4 pages with the picture inside."""
    opened(reader, county_page)
    pdf = reader.pdf(prefer_css_page_size=True, print_background=True)
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}
    widest = max(int(width) for width in re.findall(rb"/Width (\d+)", pdf))
    assert widest > 2000


def test_colours_and_names_are_printed_where_backgrounds_are_left_out(
    reader: Page, county_page: Path
) -> None:
    """The first page looks the same whether or not a browser prints backgrounds."""
    opened(reader, county_page)
    pages = [
        pypdfium2.PdfDocument(reader.pdf(format="A4", print_background=on))[0]
        for on in (True, False)
    ]
    one, other = (np.asarray(page.render(scale=1).to_pil().convert("L"), float) for page in pages)
    assert one.min() < 80
    assert np.abs(one - other).mean() < 0.5


def test_a_long_table_is_printed_in_part_and_says_so(
    reader: Page, tmp_path: Path, facts: Facts
) -> None:
    """All regions with events are among the printed ones; the screen keeps every row."""
    view = parse_link("?area=CN&level=county", facts).strict()
    spec, held = picture_of(view, facts)
    opened(reader, written(tmp_path, page_html(spec, held)))
    state = """() => {
      const rows = [...document.querySelectorAll('.atlas-table.is-regions tbody tr')];
      const note = document.querySelector('.is-regions .atlas-print-note');
      const seen = rows.filter((row) => row.checkVisibility());
      const counted = (row) => /^\\d+$/.test(row.querySelectorAll('.is-number')[2].textContent);
      return { rows: rows.length, seen: seen.length,
        note: note.checkVisibility() && note.textContent,
        events: rows.filter(counted).length, kept: seen.filter(counted).length };
    }"""
    shown = reader.evaluate(state)
    assert shown["seen"] == shown["rows"] > 2000
    assert not shown["note"]
    reader.emulate_media(media="print")
    printed = reader.evaluate(state)
    assert printed["seen"] < 100
    assert f"{printed['seen']} of {printed['rows']}" in printed["note"]
    assert printed["kept"] == printed["events"] > 5
    boxes = re.findall(rb"/MediaBox", reader.pdf(format="A4"))
    assert len(boxes) < 40


def test_a_short_table_is_printed_whole(reader: Page, county_page: Path) -> None:
    opened(reader, county_page)
    assert reader.locator(".atlas-print-note").count() == 0
    assert reader.locator(".is-unprinted").count() == 0


def test_hostile_text_stays_text_below_the_map(reader: Page, tmp_path: Path) -> None:
    """Claims, sources and addresses that attack are shown as they are and lead nowhere."""
    text = hostile("javascript:alert(1)")
    opened(reader, written(tmp_path, page_html(Held(picture(text)), assets())))
    state = reader.evaluate(
        """() => ({ ran: window.pwned ?? null,
          made: document.querySelectorAll('.atlas-report :is(img, script, svg, style, b)').length,
          links: document.querySelectorAll('.atlas-report a').length,
          told: document.querySelector('.atlas-claim strong').textContent })"""
    )
    assert state == {"ran": None, "made": 0, "links": 0, "told": text}
    assert len(reader.asked) == 1  # type: ignore[attr-defined]


def test_an_embedded_page_shows_the_map_alone(reader: Page, tmp_path: Path) -> None:
    """Title, legend, sources and nothing else; from 320 pixels; in the tone that was asked for."""
    form = PageForm(report=False, time=False, legend=False, tone=Tone.DARK)
    path = written(tmp_path, page_html(Held(picture()), assets(), form))
    reader.set_viewport_size({"width": 320, "height": 480})
    reader.goto(path.as_uri())
    reader.wait_for_selector("#atlas[data-ready]")
    reader.wait_for_timeout(200)
    assert reader.locator(".atlas").get_attribute("data-tone") == "dark"
    for shown, names in (
        (True, (".atlas-title", ".atlas-stage", ".atlas-legend summary", ".atlas-foot")),
        (False, (".atlas-time", ".atlas-report", ".atlas-keys >> nth=0", ".atlas-skip")),
    ):
        for name in names:
            assert reader.locator(name).is_visible() is shown, name
    assert reader.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_notebook_shows_it_in_a_frame_that_reaches_nothing(reader: Page, tmp_path: Path) -> None:
    """The map is drawn; its script can read neither the notebook nor anything beside it."""
    text = hostile('" onload="window.pwned=1" x="')
    cell = shown_page(Held(picture(text)), assets())._repr_html_()
    assert cell.count("<") == 2
    notebook = f"<!DOCTYPE html><title>Notebook</title><p id=before></p>{cell}<p id=after></p>"
    path = written(tmp_path, notebook)
    reader.goto(path.as_uri())
    frame = reader.frames[1]
    frame.wait_for_selector("#atlas[data-report=ready]")
    assert frame.locator(".atlas-title").text_content() == text
    sandbox = reader.locator("iframe").get_attribute("sandbox")
    assert "allow-same-origin" not in sandbox
    assert "allow-top-navigation" not in sandbox
    assert frame.evaluate("window.origin") == "null"
    assert (
        frame.evaluate("(() => { try { return parent.document.title; } catch { return ''; } })()")
        == ""
    )
    assert reader.evaluate("window.pwned ?? null") is None
    assert reader.evaluate("document.body.children.length") == 3
    assert [url for url in reader.asked if not url.startswith("about:")] == [  # type: ignore[attr-defined]
        path.as_uri()
    ]
    frame.locator(".atlas-skip").focus()
    frame.locator(".atlas-skip").press("Enter")
    assert reader.frames[1].url == "about:srcdoc"
    held = re.search(r'srcdoc="([^"]*)"', cell)
    assert held is not None
    assert markup.unescape(held[1]) == page_html(Held(picture(text)), assets())


def test_only_printed_words_stand_in_quotation_marks(reader: Page, tmp_path: Path) -> None:
    """A summary is told as one, a hedge beside its number, and a speaker by name."""
    claims = [
        claim_row(
            field="quantity",
            quantity_kind="reported_count",
            unit="people",
            best="300",
            hedge="reportedly",
            value_as_printed="300 people",
            quote="reportedly 300 people",
        ),
        claim_row("C-2", value_as_printed="police came to all villages"),
        claim_row("C-3", field="judgement", speaker="A researcher", value_as_printed="may spread"),
    ]
    facts = load_facts(write_dataset(tmp_path / "data", [event_row()], [source_row()], claims))
    path = written(tmp_path, page_html(*picture_of(view_with(), facts)))
    opened(reader, path)
    [cells] = rows(reader, "events")
    assert "300 people (“reportedly”)" in cells[3]
    assert "printed: “300 people”" in cells[3]
    assert "in short: police came to all villages" in cells[3]
    assert "judgement, not a count, A researcher: in short: may spread" in cells[3]
    assert cells[3].count("“") == 2
    assert "day of reading" in cells[3]
