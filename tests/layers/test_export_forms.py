"""Each form of table opens in other people's tools, holds the same, and never changes."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import read_dataset
from geodata.facts import Facts, load_facts
from geodata.model import Scope
from layers.export import TableFormat, region_table, table_bytes, tables_of, xlsx
from layers.export.formats import csv_bytes
from layers.export.sanitize import armed, defused, plain, shown_number, undefused
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.levels import COUNTY, PREFECTURE
from tests.views import view_with

VIEW = view_with(layer="collected_bounds")
SPATIAL = [TableFormat.GPKG, TableFormat.PARQUET, TableFormat.GEOJSON]


def opened(data: bytes, form: TableFormat, folder: Path) -> gpd.GeoDataFrame:
    path = folder / f"table.{form}"
    path.write_bytes(data)
    if form is TableFormat.PARQUET:
        return gpd.read_parquet(path)
    return gpd.read_file(path, layer="regions")


def test_csv_begins_with_one_byte_order_mark_and_reads_back(facts: Facts) -> None:
    """Excel takes a file without one for another set of letters; other readers skip it."""
    for name, frame in tables_of(VIEW, facts).items():
        data = csv_bytes(frame)
        assert data.startswith(b"\xef\xbb\xbf"), name
        assert b"\xef\xbb\xbf" not in data[3:], name
        read = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
        assert list(read.columns) == list(frame.columns)
        assert len(read) == len(frame)


def test_a_data_set_table_may_begin_with_the_mark(tmp_path: Path) -> None:
    """What a spreadsheet saves again with its mark is read as it was."""
    folder = write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()])
    plain = read_dataset(folder)
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_dataset(folder).fingerprint == plain.fingerprint


def test_csv_opens_in_pandas(facts: Facts) -> None:
    """pandas reads the same numbers back, exactly; what is missing is missing."""
    made = region_table(VIEW, facts)
    read = pd.read_csv(io.BytesIO(table_bytes(VIEW, facts, TableFormat.CSV)), dtype=str)
    assert list(read.columns) == list(made.columns)
    for name in made.columns:
        cells = [None if pd.isna(cell) else cell for cell in made[name]]
        kind = type(next((cell for cell in cells if cell is not None), ""))
        assert [None if pd.isna(cell) else kind(cell) for cell in read[name]] == cells, name


@pytest.mark.parametrize("form", SPATIAL)
def test_outlines_come_with_their_source(facts: Facts, form: TableFormat, tmp_path: Path) -> None:
    """Codes, numbers, CRS and outlines agree; each row and the file say whose outlines they are."""
    data = table_bytes(VIEW, facts, form)
    read, made = opened(data, form, tmp_path), region_table(VIEW, facts)
    assert read.crs is not None
    assert read.crs.to_epsg() == 4326
    assert list(read["code"]) == list(made["code"])
    assert list(read["high"]) == list(made["high"])
    assert read["value"].isna().all()
    assert set(read["boundary_source"]) == {facts.regions.boundaries.citation}
    assert b"no licence of Tianditu" in data
    own = facts.regions.geometry(PREFECTURE).geometry.loc[list(made["code"])]
    shared = shapely.intersection(read.geometry.array, own.array)
    assert (shapely.area(shared) / shapely.area(own.array) > 0.999_999).all()


def test_the_geopackage_holds_all_tables(facts: Facts, tmp_path: Path) -> None:
    """Regions are spatial, other tables plain, and land drawn apart is a layer of its own."""
    view = view_with(area="540000", level=COUNTY)
    path = tmp_path / "x.gpkg"
    path.write_bytes(table_bytes(view, facts, TableFormat.GPKG))
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert layers == {
        "regions": "MultiPolygon",
        "events": None,
        "claims": None,
        "sources": None,
        "claimed_land": layers["claimed_land"],
    }
    made = tables_of(view, facts)
    for name, frame in made.items():
        assert len(pyogrio.read_dataframe(path, layer=name)) == len(frame)
    told = pyogrio.read_info(path, layer="regions")["layer_metadata"]
    assert told["Boundaries"].startswith("Boundaries: Tianditu")
    assert "Status “no record”" in told


def test_parquet_explains_itself(facts: Facts) -> None:
    """What a reader must know is in the metadata beside what geopandas wrote."""
    told = pq.read_schema(io.BytesIO(table_bytes(VIEW, facts, TableFormat.PARQUET))).metadata
    assert json.loads(told[b"geo"])["primary_column"] == "geometry"
    assert b"add up to the total" in told[b"about: Must not be concluded"]


def test_the_workbook_is_plain(facts: Facts) -> None:
    """Five sheets, numbers as numbers, text as text, no formula, no link, no author."""
    data = table_bytes(VIEW, facts, TableFormat.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["regions", "events", "claims", "sources", "about"]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} == {"s", "n"}
    assert not any(cell.hyperlink for sheet in book for row in sheet for cell in row)
    assert book.properties.creator in {None, ""}
    assert book.properties.created is not None
    assert book.properties.created.date().isoformat() == facts.dataset.metadata.created
    rows = [[cell.value for cell in row] for row in book["regions"]]
    made = region_table(VIEW, facts)
    assert rows[0] == list(made.columns)
    high = rows[0].index("high")
    # Workbooks hold sixteen figures.
    assert [row[high] for row in rows[1:]] == pytest.approx(list(made["high"]), rel=1e-15)
    assert {row[rows[0].index("value")] for row in rows[1:]} == {None}


@pytest.mark.parametrize("form", TableFormat)
def test_same_view_same_bytes(facts: Facts, form: TableFormat) -> None:
    """A second run gives the same file, also from several threads at once."""
    view = view_with(area="630200", level=COUNTY)
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(table_bytes(view, facts, form)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "'=1", "''-x", "\uff1d1", "\n=1", "-")


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_defused_and_come_back(text: str) -> None:
    """The cell begins with an apostrophe; one apostrophe less is the text."""
    assert defused(text) == f"'{text}"
    assert undefused(defused(text)) == text


@given(st.text(max_size=20) | st.sampled_from(FORMULAS))
def test_defusing_loses_nothing(text: str) -> None:
    """Any text comes back, and no cell begins as a formula."""
    cell = defused(text)
    assert undefused(cell) == text
    assert not armed(cell) or cell.startswith("'")
    assert plain(plain(text)) == plain(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_all_their_digits(value: float) -> None:
    """What is written is the same number when read."""
    assert float(shown_number(value)) == value


@pytest.fixture(scope="module")
def armed_facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A data set with a formula in every free text."""
    events = [
        event_row(f"E-{n}", title=text, remark=text, target_group=text, place_as_written=text)
        for n, text in enumerate(("=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "x\x1b[2J\x07"))
    ]
    claims = [
        claim_row(f"C-{n}", event_id=f"E-{n}", quote="=1+1", locator="-3", note="@x", vendor="=v")
        for n in range(5)
    ]
    sources = [source_row(title="=1+1", author="+x", publisher="@p", note="-n")]
    return load_facts(
        write_dataset(tmp_path_factory.mktemp("armed") / "data", events, sources, claims)
    )


def test_no_cell_is_a_formula(armed_facts: Facts) -> None:
    """In the workbook such text is a marked string; no cell is a formula."""
    view = view_with(low_confidence=True)
    data = table_bytes(view, armed_facts, TableFormat.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    risky = [cell for cell in cells if isinstance(cell.value, str) and armed(cell.value)]
    assert {"=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)"} <= {cell.value for cell in risky}
    assert all(cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        inside = b"".join(box.read(name) for name in box.namelist())
    assert b"<f>" not in inside
    assert b"hyperlink" not in inside


def test_control_letters_are_written_as_codes(armed_facts: Facts) -> None:
    """No file holds a letter that moves a cursor or rings a bell."""
    view = view_with(low_confidence=True)
    titles = tables_of(view, armed_facts)["events"]["title"]
    assert "x<U+001B>[2J<U+0007>" in set(titles)


def test_long_text_is_cut_only_in_the_workbook_and_says_so(tmp_path: Path) -> None:
    """A cell of a workbook holds 32,767 letters; the CSV of the bundle holds all."""
    text = "𝒲" * 20_000
    folder = write_dataset(
        tmp_path / "data", [event_row(remark=text)], [source_row()], [claim_row()]
    )
    facts, view = load_facts(folder), view_with(scope=tuple(Scope), low_confidence=True)
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(view, facts, TableFormat.XLSX)))
    (cell,) = (
        cell.value
        for row in book["events"]
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("𝒲")
    )
    assert cell.endswith("(cut here: the CSV file holds the whole)")
    assert tables_of(view, facts)["events"]["remark"][0] == text


def test_rows_that_a_sheet_has_no_room_for_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet ends with its last row, and the first lines about the file say what is missing."""
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    rows = [event_row(event_id=f"E-{number}") for number in range(5)]
    folder = write_dataset(tmp_path / "data", rows, [source_row()], [claim_row(event_id="E-0")])
    facts, view = load_facts(folder), view_with(scope=tuple(Scope), low_confidence=True)
    book = openpyxl.load_workbook(io.BytesIO(table_bytes(view, facts, TableFormat.XLSX)))
    assert book["events"].max_row == 4
    told = [row[1].value for row in book["about"] if row[0].value == "Rows left out"]
    assert [text for text in told if "events" in text and "2 of its 5 rows" in text]
    assert not [text for text in told if "sources" in text]
    assert len(tables_of(view, facts)["events"]) == 5
