"""The page of data in a real browser: files arrive, and nobody else is asked for anything."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import urlsplit

from dashboard.atlas import Atlas
from layers.export import TableFormat, table_bytes
from tests.conftest import Server, Visit
from tests.levels import COUNTY
from tests.views import view_with

VIEW = view_with(area="630200", level=COUNTY)


def taken(visit: Visit, name: str) -> tuple[str, bytes]:
    with visit.page.expect_download(timeout=60_000) as download:
        visit.page.get_by_role("button", name=name, exact=True).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_files_of_the_view_arrive(visit: Visit, server: Server, atlas: Atlas) -> None:
    """A table is that of the command line, a bundle is whole; the page asks only its server."""
    visit.page.goto(f"{server.url}/data?area=630200&level=county")
    name, table = taken(visit, "CSV")
    assert name == "atlas-630200-county-non_han_share-2020.csv"
    assert table == table_bytes(VIEW, atlas.facts, TableFormat.CSV)
    name, bundle = taken(visit, "Bundle")
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(bundle)) as box:
        assert box.testzip() is None
        assert box.read("data/regions.csv") == table
        assert b"Apache License" in box.read("licences/LICENSE.txt")
    assert {urlsplit(url).netloc for url in visit.requests} == {urlsplit(server.url).netloc}
    assert visit.errors == []
