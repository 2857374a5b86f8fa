"""No file tells when it was made; the one date in any is that of the data."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.atlas import Atlas, open_atlas
from dashboard.exports.files import bundle_of, page_text, picture_of
from layers.export import TableFormat, table_bytes
from layers.figure import FigureFormat
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.views import view_with

CREATED = "2001-02-03"
VIEW = view_with(area="630200")
_METADATA = re.compile(rb"CreationDate|ModDate|tIME|<dc:date>|xmp:(?:Create|Modify)Date")


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atlas]:
    """An atlas of data that were made long ago."""
    folder = write_dataset(
        tmp_path_factory.mktemp("data"),
        [event_row()],
        [source_row()],
        [claim_row()],
        created=CREATED,
    )
    yield open_atlas(folder)
    open_atlas()


def made(atlas: Atlas, name: str) -> bytes:
    if name == "zip":
        return bundle_of(atlas, VIEW)
    if name == "html":
        return page_text(atlas, VIEW).encode()
    if name in {form.value for form in FigureFormat}:
        return picture_of(atlas, VIEW, FigureFormat(name))
    return table_bytes(VIEW, atlas.facts, TableFormat(name))


def inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file and all that is packed in it, and check the dates of the packing."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            for entry in box.infolist():
                assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry.filename
                yield from inside(f"{name}/{entry.filename}", box.read(entry))


@pytest.mark.parametrize("name", [*FigureFormat, *TableFormat, "html", "zip"])
def test_no_file_holds_the_time_of_its_making(dated: Atlas, name: str) -> None:
    """Neither today nor any field for a time of making stands in a file, or in a file in it."""
    now = datetime.now(UTC)
    today = {now.strftime(form).encode() for form in ("%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%B %Y")}
    for path, data in inside(name, made(dated, name)):
        assert not [day for day in today if day in data], path
        assert not _METADATA.search(data), path


def test_dates_that_a_format_asks_for_are_those_of_the_data(dated: Atlas, tmp_path: Path) -> None:
    """A workbook and a GeoPackage must hold a date: it is the day of the data."""
    with zipfile.ZipFile(io.BytesIO(made(dated, "xlsx"))) as box:
        dates = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", box.read("docProps/core.xml").decode())
    assert set(dates) == {f"{CREATED}T00:00:00Z"}
    file = tmp_path / "made.gpkg"
    file.write_bytes(made(dated, "gpkg"))
    with sqlite3.connect(file) as tables:
        changed = {row[0][:10] for row in tables.execute("select last_change from gpkg_contents")}
    assert changed == {CREATED}


def test_the_text_on_safety_says_so() -> None:
    """What readers are told is what these tests hold."""
    import dashboard

    told = (Path(dashboard.__file__).parent / "text/harm.md").read_text(encoding="utf-8")
    assert "no time of making: the one date in them is that of the data" in told
