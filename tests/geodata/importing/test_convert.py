"""Rows become events: all of them, in the right place, and the same ones every time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.dataset import read_dataset
from geodata.errors import ImportRefused
from geodata.geography import load_regions
from geodata.importing import (
    About,
    Imported,
    ImportField,
    Outcome,
    Places,
    convert,
    folder_files,
    propose_mapping,
    read_bytes,
    write_folder,
)
from geodata.names import load_gazetteer

_ABOUT = About("Cameras of the north", "2026-01-02")


@pytest.fixture(scope="module")
def places() -> Places:
    regions = load_regions()
    return Places(regions, load_gazetteer(regions))


def _imported(text: str, places: Places, **options: bool) -> Imported:
    (table,) = read_bytes(text.encode(), "list.csv")
    return convert(table, propose_mapping(table, is_code=places.is_code), places, **options)


_LIST = """title,adcode,city,state,lat,lon,date,url
By code,630200,,,,,2019-03,https://example.org/a
By point,,,,36.62,101.77,14/03/2019,https://example.org/a
By name,,Haidong,Qinghai,,,2019,
By wider place,,,Qinghai,,,,
Ambiguous,,Hainan,,,,,
Unknown name,,Nowhereville,,,,,
Outside,,,,48.85,2.35,,
Zero,,,,0,0,,
Nothing,,,,,,,
Impossible,,,,36.6,101.7,31/02/2019,
"""


def test_every_row_is_placed_by_what_it_says_or_named(places: Places) -> None:
    imported = _imported(_LIST, places)
    report, events = imported.report, imported.events.set_index("title")
    assert (report.read, report.kept, report.quarantined) == (10, 9, 1)
    assert events.loc["By code", "region"] == "630200"
    assert events.loc["By name", "region"] == "630200"
    assert events.loc["By wider place", "region"] == "630000"
    assert events.loc["By point", ["latitude", "start"]].tolist() == ["36.62", "2019-03-14"]
    assert dict(report.placed) == {
        "code": 1,
        "coordinates": 1,
        "name": 2,
        "outside": 1,
        "country": 1,
        "unplaced": 3,
    }
    unplaced = {note.line: note for note in report.rows if note.outcome is Outcome.UNPLACED}
    assert set(unplaced) == {6, 7, 8, 9}
    assert report.unplaced == 4
    assert "460000" in unplaced[6].remedy
    (kept_out,) = [note for note in report.rows if note.outcome is Outcome.QUARANTINED]
    assert (kept_out.line, kept_out.field, kept_out.before) == (11, "date", "31/02/2019")
    # No row is put at the middle of a region.
    assert (events["latitude"] != "").sum() == 2


def test_lost_zeros_of_codes_are_found_and_reported(places: Places) -> None:
    assert places.code("630200.0") == "630200"
    assert places.code("30200") == ""
    report = _imported("title,adcode\nA,630200.0\nB,630100\n", places).report
    assert [(note.before, note.after) for note in report.rows] == [("630200.0", "630200")]


def test_wider_places_narrow_a_name(places: Places) -> None:
    assert places.name("Chengguan").ambiguous
    assert places.name("Chengguan", ("Tibet", "Lhasa")).code == "540102"
    assert places.name("Hainan", ("Qinghai",)).code == "632500"


def test_a_folder_is_written_that_the_reader_accepts_and_twice_the_same(tmp_path, places) -> None:
    files = folder_files(_imported(_LIST, places), _ABOUT)
    assert files == folder_files(_imported(_LIST, places), _ABOUT)
    write_folder(files, tmp_path / "atlas")
    dataset = read_dataset(tmp_path / "atlas")
    assert not dataset.report.left_out
    assert len(dataset.events) == 9
    assert len({claim.event_id for claim in dataset.claims}) == 9
    with pytest.raises(ImportRefused):
        write_folder(files, tmp_path / "atlas")
    write_folder(files, tmp_path / "atlas", force=True)
    (tmp_path / "other").mkdir()
    with pytest.raises(ImportRefused):
        write_folder(files, tmp_path / "other", force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["atlas", "other"]


def test_ids_stay_when_rows_move_and_other_cells_are_mended(places: Places) -> None:
    lines = _LIST.strip().splitlines()
    before = _imported(_LIST, places).events.set_index("title")["event_id"]
    moved = "\n".join([lines[0], *reversed(lines[1:])]).replace("31/02", "28/02") + "\n"
    after = _imported(moved, places).events.set_index("title")["event_id"]
    assert after[before.index].tolist() == before.tolist()
    assert len(after) == len(before) + 1


def test_all_that_no_field_holds_stays_in_the_words_of_the_event(places: Places) -> None:
    text = "title,lat,lon,mount,date\nA,36.6,101.7,pole,early 2019\nB,36.5,101.6,,2020\n"
    claims = _imported(text, places).claims
    assert "mount: pole" in claims.loc[0, "value_as_printed"]
    assert "early 2019" in claims.loc[0, "value_as_printed"]


def test_personal_numbers_are_removed_unless_they_are_chosen(places: Places) -> None:
    words = "They called +33 6 12 34 56 78 to ask about the cameras at the northern gate"
    text = f"title,lat,lon,notes,witness\nA,36.6,101.7,{words},X Y\n"
    hidden = _imported(text, places)
    assert "+33" not in hidden.claims.to_csv() + hidden.report.to_csv()
    assert "X Y" not in hidden.claims.to_csv() + hidden.events.to_csv()
    assert any(note.outcome is Outcome.REPAIRED for note in hidden.report.rows)
    assert "+33" in _imported(text, places, keep_personal=True).claims.to_csv()


def test_a_column_that_is_gone_is_named(places: Places) -> None:
    (table,) = read_bytes(b"title,city\nA,Xining\n", "may.csv")
    mapping = propose_mapping(table)
    (later,) = read_bytes(b"title,town\nA,Xining\n", "june.csv")
    with pytest.raises(ImportRefused, match="city"):
        convert(later, mapping, places)


def test_projected_metres_need_a_named_system(places: Places) -> None:
    text = "title,x,y\nA,652000,6860000\nB,653000,6861000\n"
    (table,) = read_bytes(text.encode(), "list.csv")
    mapping = propose_mapping(table)
    assert mapping.crs == ""
    with pytest.raises(ImportRefused, match="system"):
        convert(table, mapping, places)
    events = convert(table, replace(mapping, crs="EPSG:2154"), places).events
    assert float(events.loc[0, "latitude"]) == pytest.approx(48.8, abs=0.2)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            *[st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)] * 2,
            st.sampled_from(["", "2019", "31/02/2019", "x", "0", "36.5", "630200"]),
            st.sampled_from(["", "101.5", "0", "900", "nan", "36° N"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_rows_kept_and_quarantined_are_the_rows_read(places, rows) -> None:
    held = io.StringIO(newline="")
    csv.writer(held).writerows(
        [["title", "city", "date", "lat", "lon"], *[(*row[:3], *row[2:]) for row in rows]]
    )
    try:
        (table,) = read_bytes(held.getvalue().encode(), "list.csv", separator=",")
    except ImportRefused:
        return
    mapping = propose_mapping(table, is_code=places.is_code)
    for name, field in (("lat", ImportField.LATITUDE), ("lon", ImportField.LONGITUDE)):
        if name in table.columns:
            mapping = mapping.with_use(name, field)
    imported = convert(table, replace(mapping, crs="EPSG:4326"), places)
    report = imported.report
    assert report.kept + report.quarantined == report.read == table.read
    assert len(imported.events) == report.kept == imported.events["event_id"].nunique()
    kept_out = {note.line for note in report.rows if note.outcome is Outcome.QUARANTINED}
    assert len(kept_out) == report.quarantined


def test_rows_that_say_the_same_are_proposed_as_duplicates_and_kept(places: Places) -> None:
    text = (
        "title,city,date\nGate,Xining,2019\nWall,Xining,2019\nGATE,Xining,2019\nGate,Xining,2020\n"
    )
    report = _imported(text, places).report
    assert report.kept == 4
    assert [note.line for note in report.rows if "earlier" in note.reason] == [4]


def test_technologies_become_the_words_of_the_subject_and_the_rest_is_kept(places: Places) -> None:
    text = "title,city,technology\nA,Xining,Iris scans\nB,Xining,weather balloon\n"
    imported = _imported(text, places)
    assert imported.events.loc[0, "modality"] == "iris"
    assert (
        "weather balloon"
        in imported.claims.loc[1, "value_as_printed"] + imported.events.loc[1, "modality"]
    )
    assert any("weather balloon" in note for note in imported.report.notes)
