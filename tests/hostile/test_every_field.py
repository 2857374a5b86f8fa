"""Each attack through every free field into every output that is made without a browser."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from dashboard.cli.check_report import check_lines
from dashboard.cli.estimate_table import estimate_rows, written
from dashboard.exports.files import page_text
from dashboard.region.hypothetical import what_if_markup
from dashboard.region.model import region_profile
from dashboard.region.panel import estimates_markup, profile_markup
from dashboard.shared.choices import match_words
from dashboard.shared.estimates import estimate_lines, group_lines, share_lines
from geodata.dataset import read_dataset
from geodata.errors import DatasetError, ViewError
from geodata.facts import Facts, load_facts
from geodata.model import Scope
from layers.assets.store import AssetStore
from layers.catalogue import catalogue
from layers.estimate.bounds import HYPOTHETICAL, what_if
from layers.estimate.reports import ReportedCount
from layers.export import bundle_bytes, tables_of
from layers.export.formats import csv_bytes
from layers.export.sanitize import plain
from layers.picture.resolve import resolve
from layers.tables import EvidenceKind
from layers.view import EventFilter, Lines, Measure
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)
from tests.geodata.squares import Squares, three_levels
from tests.hostile.corpus import CORPUS
from tests.levels import COUNTY, PREFECTURE
from tests.views import assuming, read_view, view_with

TAGS = {
    *("article", "header", "section", "details", "summary", "div", "span", "p", "h2", "h3", "h4"),
    *("ul", "li", "bdi", "small", "strong", "blockquote", "br", "a", "table", "tr", "th", "td"),
    *("cite", "code"),
}
ATTRIBUTES = {
    *("class", "lang", "dir", "title", "href", "target", "rel", "scope", "colspan"),
    "data-atlas-go",
    *("data-region", "data-known", "data-event"),
}
FORMULA = set("=+-@\t\r")
EVENT = ("title", "place_as_written", "place_zh", "target_group", "remark", "doubt")
SOURCE = ("publisher", "title", "author", "language", "note")
CLAIM = ("value_as_printed", "quote", "quote_language", "locator", "note")


@dataclass
class Reader(HTMLParser):
    """Tags, attributes and text of a piece of HTML, as a browser would read it."""

    tags: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def unseen(letter: str) -> bool:
    """Whether a terminal could act on a letter, or lose it."""
    return not letter.isprintable() and unicodedata.category(letter) != "Zs"


def vendor(text: str) -> str:
    """The text as a vendor's name: one cell may hold several, joined by semicolons."""
    return re.sub(r"[;~\n\r]", " ", text).strip()[:80] or "V"


def facts_of(folder: Path, text: str) -> Facts:
    """A data set and boundaries with this text in every free field and name."""
    said = text.strip() or "x"
    first = "x " if said[0].isspace() else ""
    events = [
        event_row(f"E-{n}", region=region, **place, **dict.fromkeys(EVENT, first + said))
        for n, (region, place) in enumerate(
            (
                ("630200", {}),
                ("630202", {"precision": "county", "level_reported": "county"}),
                ("630000", {"precision": "province", "level_reported": "province"}),
            )
        )
    ]
    sources = [
        source_row("S-1", **dict.fromkeys(SOURCE, said)),
        source_row("S-2", parent_source_id="S-1"),
    ]
    quote = " ".join(said.split()[:20]) or "x"
    claims = [
        claim_row(
            f"C-{n}",
            event_id=f"E-{n}",
            source_id="S-2",
            vendor=vendor(said),
            **{**dict.fromkeys(CLAIM, said), "quote": quote},
        )
        for n in range(3)
    ]
    write_dataset(
        folder,
        events,
        sources,
        claims,
        [discrepancy_row(event_ids="E-0", topic=said, treatment=said)],
        [version_row("V-1", said=said), version_row("V-2", said=said, claim_id="C-0")],
        title=said,
        version=said,
    )
    squares = three_levels()
    names = {code: said for level in squares.levels.values() for code in level}
    return load_facts(folder, Squares(squares.levels, names))


VIEW = view_with(
    area="630000", level=COUNTY, scope=tuple(Scope), low_confidence=True, lines=Lines.VENDOR
)


def check_panel(facts: Facts, text: str) -> None:
    for code in ("630200", "630202", "630000"):
        markup = str(profile_markup(region_profile(code, VIEW, facts)))
        markup += str(
            estimates_markup(
                estimate_lines(code, VIEW, facts),
                share_lines(code, VIEW, facts),
                group_lines(code, VIEW, facts),
            )
        )
        reader = Reader()
        reader.feed(markup)
        assert reader.tags <= TAGS
        assert {name for name, _ in reader.attributes} <= ATTRIBUTES
        links = [value for name, value in reader.attributes if name == "href"]
        assert all(value.startswith(("https://", "http://", "./")) for value in links)
        assert text.strip().split("\x00")[0] in "".join(reader.text)


def check_files(facts: Facts, text: str) -> None:
    """Every file holds the text as a cell: no formula, no letter that acts, nothing lost."""
    tables = tables_of(VIEW, facts)
    held = plain(text.strip())
    assert held in str(tables["events"]["title"][0]).strip()
    for name, frame in tables.items():
        rows = list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline="")))
        assert len(rows) == len(frame) + 1, name
        assert {len(row) for row in rows} == {len(frame.columns)}
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in FORMULA and not number(cell)]
        assert not [sign for cell in cells for sign in cell if acts(sign)]
    with zipfile.ZipFile(io.BytesIO(bundle_bytes(VIEW, facts, "0" * 64))) as box:
        assert box.testzip() is None
        described = json.loads(box.read("datapackage.json"))
        cited = json.loads(box.read("citations/citations.json"))
        drawn = json.loads(box.read("data/regions.geojson"))
        book = openpyxl.load_workbook(io.BytesIO(box.read("data/table.xlsx")))
        ris = box.read("citations/citations.ris").decode()
    assert [each["name"] for each in described["resources"]] == list(tables)
    assert ris.count("\r\nER  - ") == len(cited)
    assert len(drawn["features"]) == len(tables["regions"])
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n"}


def number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.e+-]+", cell) is not None


def acts(letter: str) -> bool:
    """Whether a letter moves a cursor, rings a bell or turns the rest of a cell round."""
    return letter not in "\n\t" and (
        unicodedata.category(letter) == "Cc" or letter in "\u202d\u202e"
    )


@pytest.fixture(scope="module")
def folder() -> Path:
    """A folder that each data set is written to anew."""
    return Path(mkdtemp())


@pytest.mark.parametrize("name", CORPUS)
def test_every_row_is_kept_and_every_output_is_text(
    name: str, folder: Path, tmp_path: Path
) -> None:
    """Panel, report, picture and page hold the text as text: no tag, no template, no crash."""
    text = CORPUS[name]
    facts = facts_of(folder, text)
    assert not facts.dataset.report.has_errors, facts.dataset.report.problems
    check_panel(facts, text)
    check_files(facts, text)
    lines, failed = check_lines(facts)
    assert not failed
    assert not [letter for line in lines for letter in line if unseen(letter)]
    for match in facts.gazetteer.search(text):
        assert match_words(match, facts)
    atlas = Atlas(facts, AssetStore(facts.regions))
    page = page_text(atlas, VIEW)
    assert page.count("</script>") == 5
    assert "49 " not in page.split("<style>")[0]
    held = re.search(r'id="atlas-spec">(.*?)</script>', page, re.DOTALL)
    assert held is not None
    spec = json.loads(held[1])
    assert spec["details"]["data"]["events"][0]["title"].endswith(text.strip())
    assert spec["regions"]["data"]["regions"][0]["name"]["text"]


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60),
        st.lists(st.sampled_from(list(CORPUS.values())), min_size=1, max_size=3).map("".join),
    ).filter(lambda text: text.strip())
)
def test_any_text_is_kept_and_shown_as_text(text: str) -> None:
    """Whatever is written, rows are kept, the panel is safe and the picture is JSON."""
    facts = facts_of(Path(mkdtemp()), text)
    report = facts.dataset.report
    assert all(count.kept + count.quarantined == count.read for count in report.rows)
    if report.has_errors:
        return
    markup = str(profile_markup(region_profile("630200", VIEW, facts)))
    reader = Reader()
    reader.feed(markup)
    assert reader.tags <= TAGS
    assert {name for name, _ in reader.attributes} <= ATTRIBUTES
    lines, _ = check_lines(facts)
    assert not [letter for line in lines for letter in line if unseen(letter)]
    store = AssetStore(facts.regions)
    spec = resolve(VIEW, facts, store.id_of)
    json.loads(json.dumps(spec.payload))


@settings(max_examples=200)
@given(st.text(max_size=40), st.sampled_from(["area", "layer", "vendor", "time", "lang", "x"]))
def test_any_address_gives_a_plain_message(facts: Facts, text: str, name: str) -> None:
    """What an address holds comes back in a message as one line, short, or is accepted."""
    _, problems = read_view({name: text}, facts)
    for problem in problems:
        assert isinstance(problem, ViewError)
        assert len(str(problem)) < 600


def test_half_letters_are_refused(tmp_path: Path) -> None:
    """A lone surrogate is no text: neither in a table nor in the description."""
    write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()])
    table = tmp_path / "events.csv"
    whole = table.read_bytes()
    table.write_bytes(whole.replace(b"Police", b"Pol\xed\xa0\x80ice"))
    with pytest.raises(DatasetError, match="not UTF-8") as refusal:
        read_dataset(tmp_path)
    assert "line 2" in str(refusal.value)
    table.write_bytes(whole)
    described = tmp_path / "datapackage.json"
    described.write_text(described.read_text().replace("Test data", "Test \\ud800"))
    with pytest.raises(DatasetError, match="half of a letter"):
        read_dataset(tmp_path)


@pytest.mark.parametrize("name", ["{{7*7}} <img src=x onerror=alert(1)>", "\u202egnp.x", "=1+1"])
def test_names_of_files_are_only_names(name: str, tmp_path: Path, atlas: Atlas) -> None:
    """A folder or file may be called anything; its name is in no output."""
    facts = load_facts(write_dataset(tmp_path / name, [event_row()], [source_row()], [claim_row()]))
    lines, failed = check_lines(facts)
    assert not failed
    assert not [line for line in lines if "7*7" in line or "onerror" in line]
    assert name not in page_text(atlas, view_with())


@pytest.mark.parametrize("name", CORPUS)
def test_estimates_are_text_in_every_form(name: str, tmp_path: Path) -> None:
    """Names of regions in the terminal, in a spreadsheet, in JSON and in the panel."""
    squares = three_levels()
    names = {code: CORPUS[name] for level in squares.levels.values() for code in level}
    report = {"quantity_kind": "reported_count", "best": "7", "unit": "iris_scans"}
    told = write_dataset(tmp_path, [event_row()], [source_row()], [claim_row(**report)])
    facts = load_facts(told, Squares(squares.levels, names))
    codes = ("630000", "630200", "630202")
    rows = list(
        estimate_rows(facts, view_with(measure=Measure.IRIS_SCANS), codes, tuple(EvidenceKind))
    )
    text = written(rows, "text")
    assert not [letter for letter in text if unseen(letter) and letter != "\n"]
    for row in csv.DictReader(io.StringIO(written(rows, "csv"))):
        assert not [cell for cell in row.values() if cell.lstrip()[:1] in {"=", "+", "-", "@"}]
    assert [row["name"] for row in json.loads(written(rows, "json"))] == [r["name"] for r in rows]
    more = ReportedCount(
        HYPOTHETICAL, "630202", Fraction(3), None, 12 * 2019 + 2, EvidenceKind.DOCUMENTED
    )
    found = what_if(more, assuming(), EventFilter(), facts)
    assert found
    reader = Reader()
    reader.feed(str(what_if_markup(found, view_with(measure=Measure.IRIS_SCANS), facts)))
    assert reader.tags <= {*TAGS, "thead", "tbody"}
    assert {name for name, _ in reader.attributes} <= ATTRIBUTES


def test_every_layer_is_made_of_hostile_facts(folder: Path) -> None:
    """Notes and labels of all layers carry the text without a crash."""
    facts = facts_of(folder, CORPUS["template"])
    store = AssetStore(facts.regions)
    for layer_id in catalogue(facts):
        spec = resolve(view_with(layer=layer_id, level=PREFECTURE), facts, store.id_of)
        assert spec.symbology.data["class_of"]
