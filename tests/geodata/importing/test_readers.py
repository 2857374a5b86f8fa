"""Files as people have them, and bytes that nobody would send."""

from __future__ import annotations

import io
import json
import time
import zipfile

import geopandas as gpd
import openpyxl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import ImportRefused
from geodata.importing import RawTable, read_bytes

_CHINESE = (
    "名称,地点,日期\n"
    + "虹膜采集点,青海省海东市,2019年3月\n人脸识别摄像头,西宁市城东区,2020年1月\n" * 20
)
_KOREAN = "분류명,현재주소,설치일\n" + "방범용 카메라,대전광역시 중구 중교로,2015-05-19\n" * 20
_FRENCH = (
    "lieu;équipé;année\n"
    + "Besançon;caméra à l’entrée de l’hôtel;2019\nNîmes;non précisé;2020\n" * 20
)


def _one(raw: bytes, name: str = "file.csv", **options: str) -> RawTable:
    (table,) = read_bytes(raw, name, **options)
    return table


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_CHINESE, "utf-8"),
        (_CHINESE, "utf-8-sig"),
        (_CHINESE, "utf-16"),
        (_CHINESE, "utf-16-le"),
        (_CHINESE, "gb18030"),
        (_KOREAN, "cp949"),
        (_FRENCH, "cp1252"),
    ],
)
def test_text_of_any_encoding_is_read_as_it_was_written(text: str, encoding: str) -> None:
    table = _one(text.encode(encoding))
    lines = text.splitlines()
    mark = ";" if ";" in text else ","
    assert table.columns == tuple(lines[0].split(mark))
    assert table.cells.to_numpy().tolist() == [line.split(mark) for line in lines[1:]]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_and_lines_count_breaks_inside_quotes(mark: str) -> None:
    rows = [["title", "place", "share"], ["two\nlines", "A", "3,5"], ["x", "B", "1"]]
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    table = _one(text.encode())
    assert table.columns == ("title", "place", "share")
    assert table.lines.tolist() == [2, 4]
    assert table.cells["share"].tolist() == ["3,5", "1"]


def test_decimal_commas_do_not_separate_cells() -> None:
    text = "nom;latitude;longitude\n" + "".join(f"A{n};48,{n};2,{n}\n" for n in range(10, 30))
    assert _one(text.encode()).columns == ("nom", "latitude", "longitude")


def test_titles_above_and_sums_and_notes_below_are_no_rows() -> None:
    text = (
        "Cameras of the city\nAs of May 2020\n\nname,ward,count\nA,North,3\nB,South,4\n"
        "Total,,7\n\nSource: the city council’s own survey of public places.\n"
    )
    table = _one(text.encode())
    assert table.columns == ("name", "ward", "count")
    assert table.cells["name"].tolist() == ["A", "B"]
    assert [problem.line for problem in table.broken] == [7, 9]
    assert table.read == 4


def test_a_table_without_headings_keeps_its_first_row() -> None:
    table = _one(b"Gate 4,29.65,91.1,2019-03-01\nGate 5,29.66,91.2,2019-04-01\n")
    assert len(table.cells) == 2
    assert table.columns[0] == "column 1"


def test_rows_that_are_too_long_are_named_and_short_ones_padded() -> None:
    table = _one(b"a,b,c\n1,2,3\n1,2,3,4\n1,2\n1,2,3,\n")
    assert [problem.line for problem in table.broken] == [3]
    assert table.cells["c"].tolist() == ["3", "", "3"]


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Events"
    for row in (
        ["Survey of cameras", None, None, None],
        [None, None, None, None],
        ["Site", "Position", None, "Installed"],
        [None, "Latitude", "Longitude", "Date"],
        ["North gate", 29.65, 91.1, 43525],
        ["South gate", 29.66, 91.2, None],
        ["", 29.67, 91.3, "=1/0"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("A6:A7")
    other = book.create_sheet("Second")
    other.append(["x", "y"])
    other.append(["1", "007"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_workbook_with_merged_cells_is_read_sheet_by_sheet() -> None:
    events, second = read_bytes(_workbook(), "list.xlsx")
    assert events.columns[1:3] == ("Position – Latitude", "Position – Longitude")
    assert events.cells.iloc[:, 0].tolist() == ["North gate", "South gate", "South gate"]
    assert events.lines.tolist() == [5, 6, 7]
    assert second.cells.to_numpy().tolist() == [["1", "007"]]
    assert _one(_workbook(), "list.xlsx", part="Second").part == "Second"


@pytest.mark.parametrize("crs", [4326, 3857])
def test_map_formats_give_the_same_rows_and_shapes(tmp_path, crs: int) -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["A", "B"], "code": ["007", "010"]},
        geometry=[shapely.Point(91, 29), shapely.Point(92, 30)],
        crs=4326,
    ).to_crs(crs)
    frame.to_file(tmp_path / "x.gpkg")
    frame.to_file(tmp_path / "x.shp")
    frame.to_parquet(tmp_path / "x.parquet")
    shapefile = _zip({f"in/{p.name}": p.read_bytes() for p in tmp_path.glob("x.[sdp][hbr]*")})
    for raw in (
        (tmp_path / "x.gpkg").read_bytes(),
        (tmp_path / "x.parquet").read_bytes(),
        shapefile,
    ):
        table = _one(raw, "upload")
        assert table.cells[["name", "code"]].to_numpy().tolist() == [["A", "007"], ["B", "010"]]
        shapes = gpd.GeoSeries(table.geometry, crs=table.crs).to_crs(4326)
        assert [(round(p.x, 6), round(p.y, 6)) for p in shapes] == [(91, 29), (92, 30)]


def test_geojson_without_properties_and_json_lists_are_tables() -> None:
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}
    table = _one(json.dumps({"type": "FeatureCollection", "features": [feature] * 3}).encode())
    assert (len(table.cells), table.columns) == (3, ())
    rows = {"meta": 1, "items": [{"title": "A", "place": {"name": "B"}, "tags": ["x", "y"]}]}
    table = _one(json.dumps(rows).encode())
    assert table.cells.iloc[0].to_dict() == {"title": "A", "place.name": "B", "tags": "x; y"}


_KML = """<KML xmlns="http://www.opengis.net/kml/2.2"><Document><name>All</name>
<Folder><name>North</name><folder><NAME>Old</NAME><Placemark><name>A</name><TimeStamp><when>2019-03
</when></TimeStamp><ExtendedData><Data name="owner"><value>city</value></Data></ExtendedData>
<POINT><coordinates>91.1,29.6,0</coordinates></POINT></Placemark></folder></Folder>
<Placemark><name>B</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0
</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>C</name><Point><coordinates>north</coordinates></Point></Placemark>
</Document></KML>"""


def test_kml_keeps_folders_fields_times_and_shapes() -> None:
    for raw in (_KML.encode(), _zip({"files/x.png": b"", "doc.kml": _KML.encode()})):
        table = _one(raw, "places.kmz", part="*")
        assert table.cells["folder"].tolist() == ["All / North / Old", "All"]
        assert table.cells.loc[0, ["name", "owner", "when"]].tolist() == ["A", "city", "2019-03"]
        assert [shape.geom_type for shape in table.geometry] == ["Point", "Polygon"]
        assert [problem.line for problem in table.broken] == [3]
        parts = read_bytes(raw, "places.kmz")
        assert [each.part for each in parts] == ["All / North / Old", "All"]
        assert sum(each.read for each in parts) == table.read


def test_gpx_waypoints_and_tracks_are_rows() -> None:
    raw = b"""<gpx><wpt lat="29.6" lon="91.1"><name>Gate</name></wpt><trk><name>Way</name>
    <trkseg><trkpt lat="1" lon="2"/><trkpt lat="1" lon="3"/></trkseg></trk></gpx>"""
    table = _one(raw, "walk.gpx")
    assert table.cells["name"].tolist() == ["Gate", "Way"]
    assert table.geometry[0].coords[0] == (91.1, 29.6)


def _far_cell() -> bytes:
    with zipfile.ZipFile(io.BytesIO(_workbook())) as book:
        members = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet2.xml"
    members[name] = members[name].replace(b'r="B2"', b'r="XFD1048576"')
    return _zip(members)


def _entities() -> bytes:
    grown = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 40))
    return (
        f'<!DOCTYPE kml [<!ENTITY l0 "ha">{grown}]><kml><Placemark>&l39;</Placemark></kml>'.encode()
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n \n",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n" + bytes(range(256)),
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"PK\x03\x04 broken",
        b"SQLite format 3\0 broken",
        b"PAR1 broken PAR1",
        b'{"a": 1}',
        b"[" * 100_000,
        b'a,b\n"never closed,' + b"x" * 1_100_000,
        bytes(range(256)) * 40,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        _zip({"a.csv": b"a,b\n1,2", "b.csv": b"a,b\n1,2"}),
        _zip({"bomb.csv": b"0" * 60_000_000}),
        _entities(),
        _far_cell(),
    ],
    ids=range(17),
)
def test_what_is_no_table_is_refused_at_once(raw: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(ImportRefused) as refused:
        read_bytes(raw, "upload.xlsx")
    assert time.perf_counter() - started < 5
    assert "upload.xlsx" in str(refused.value)
    assert refused.value.remedy


def _accounted(raw: bytes) -> None:
    try:
        tables = read_bytes(raw, "any")
    except ImportRefused:
        return
    for table in tables:
        assert len(table.cells) == len(table.lines)
        assert table.read == len(table.cells) + len(table.broken)
        assert table.geometry is None or len(table.geometry) == len(table.cells)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    _accounted(raw)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [_KML.encode(), _workbook(), _CHINESE.encode("gb18030"), _zip({"a.csv": b"a\n1"})]
    ),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.2, 1),
)
def test_damaged_files_are_read_or_refused(
    raw: bytes, changes: list[tuple[float, int]], kept: float
) -> None:
    damaged = bytearray(raw)
    for place, byte in changes:
        damaged[int(place * len(damaged))] = byte
    _accounted(bytes(damaged[: int(len(damaged) * kept)]))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_that_is_not_blank_is_kept_or_named(rows: list[list[str]]) -> None:
    import csv

    held = io.StringIO(newline="")
    csv.writer(held).writerows([["title", "place", "note"], *rows])
    raw = held.getvalue().encode()
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    try:
        table = _one(raw, separator=",")
    except ImportRefused:
        assert not filled
        return
    # Control signs that end a line for the reader of CSV may cut a cell, never lose one.
    assert table.read >= filled
