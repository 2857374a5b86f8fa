"""What a view hides is in no file: ids, titles, quotes, sources and vendors of hidden rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from dashboard.atlas import Atlas
from dashboard.exports import bundle_of
from geodata.facts import Facts, load_facts
from layers.assets import AssetStore
from layers.export import bundle_bytes
from layers.figure import FigureForm
from layers.view import View
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)

HIDDEN = "Hidd3nWord"
NUMBER = "777777"
ROWS = {
    "draft": {"status": "draft"},
    "lead": {"scope": "lead"},
    "context": {"scope": "context"},
    "withdrawn": {"status": "withdrawn", "status_reason": HIDDEN},
    "doubtful": {"doubt": HIDDEN},
    "elsewhere": {"region": "650100"},
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """One event that is shown, and one of each sort that is not, marked by a word."""
    events = [event_row("E-1", title="Seen", parent_id=f"{HIDDEN}-draft")] + [
        event_row(f"{HIDDEN}-{name}", title=f"{HIDDEN} title", remark=HIDDEN, **given)
        for name, given in ROWS.items()
    ]
    sources = [source_row(), source_row(f"{HIDDEN}-S", title=HIDDEN, publisher=HIDDEN)]
    claims = [claim_row(cites_official="yes")] + [
        claim_row(
            f"{HIDDEN}-C-{name}",
            event_id=f"{HIDDEN}-{name}",
            source_id=f"{HIDDEN}-S",
            quote=HIDDEN,
            vendor=HIDDEN,
            field="quantity",
            quantity_kind="reported_count",
            unit="iris_scans",
            best=NUMBER,
        )
        for name in ROWS
    ]
    folder = tmp_path_factory.mktemp("hidden") / HIDDEN
    versions = [version_row(claim_id="C-1"), version_row("V-2", claim_id=f"{HIDDEN}-C-lead")]
    return load_facts(write_dataset(folder, events, sources, claims, [discrepancy_row()], versions))


def opened(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a ZIP file, a workbook unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        for name in box.namelist():
            inside = box.read(name)
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{part}", text) for part, text in opened(inside))
            else:
                yield name, inside


def holds(data: bytes, word: str) -> bool:
    """Whether a file holds a word, as it stands or as PDF writes it."""
    return word.encode() in data or word.encode("utf-16-be") in data


@pytest.mark.parametrize(
    "layer", ["documented_events", "collected_bounds", "even_spread", "published_range"]
)
def test_no_table_holds_it(facts: Facts, layer: str) -> None:
    """Tables, citations, descriptions and explanations of every sort of layer."""
    for name, data in opened(bundle_bytes(View(layer=layer), facts, "0" * 64)):
        assert not holds(data, HIDDEN), name
        assert not holds(data, NUMBER), name


def test_no_picture_and_no_page_holds_it(facts: Facts) -> None:
    """Pictures with their metadata, alternative text and the page; the shown event is there."""
    atlas = Atlas(facts, AssetStore(facts.regions))
    files = dict(opened(bundle_of(atlas, View(layer="documented_events"))))
    for name, data in files.items():
        assert not holds(data, HIDDEN), name
    pictures = {f"figure.{form}" for form in FigureForm}
    for name in {"map.html", "figure.txt", "data/events.csv", *pictures}:
        assert holds(files[name], "Seen"), name


def test_the_words_are_found_where_they_are_asked_for(facts: Facts) -> None:
    """The search itself works: a view that shows leads has them in its tables."""
    view = View.from_link("?scope=core.lead")
    held = dict(opened(bundle_bytes(view, facts, "0" * 64)))
    assert f"{HIDDEN}-lead".encode() in held["data/events.csv"]
    assert any(HIDDEN.encode() in data for name, data in held.items() if ".xlsx/" in name)
    assert f"{HIDDEN}-draft".encode() not in held["data/events.csv"]
