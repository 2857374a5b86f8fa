"""A bundle opens in other people's tools, can be checked, and tells nothing about its maker."""

from __future__ import annotations

import getpass
import hashlib
import io
import json
import socket
import tempfile
import zipfile
from pathlib import Path

import frictionless
import geopandas as gpd
import pandas as pd
import pytest

from geodata.errors import AtlasError
from geodata.facts import Facts, load_facts
from geodata.model import Scope
from layers.assets.vendor import manifest
from layers.export import bundle_bytes
from layers.export.readme import readme
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.levels import COUNTY
from tests.views import read_view, view_with

HASH = "0" * 64
VIEW = view_with(layer="collected_bounds", area="630000", level=COUNTY)


@pytest.fixture(scope="module")
def folder(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unpacked bundle of bounds by county."""
    out = tmp_path_factory.mktemp("bundle")
    data = bundle_bytes(VIEW, facts, HASH, {"map.html": b"<!doctype html>"})
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        assert box.testzip() is None
        assert box.namelist() == sorted(box.namelist())
        assert {entry.date_time for entry in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        box.extractall(out)
    return out


def test_frictionless_finds_no_error(folder: Path) -> None:
    """The description and every table are valid, types, keys and references included."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert [task.name for task in report.tasks] == ["regions", "events", "claims", "sources"]


def test_pandas_and_geopandas_open_it(folder: Path) -> None:
    """All tables hold the same regions."""
    codes = list(pd.read_csv(folder / "data/regions.csv", dtype={"code": str})["code"])
    assert len(codes) == 45
    assert list(gpd.read_file(folder / "data/regions.gpkg", layer="regions")["code"]) == codes
    assert list(gpd.read_parquet(folder / "data/regions.parquet")["code"]) == codes
    assert list(gpd.read_file(folder / "data/regions.geojson")["code"]) == codes
    sheet = pd.read_excel(folder / "data/table.xlsx", engine="openpyxl", dtype={"code": str})
    assert list(sheet["code"]) == codes


def test_the_manifest_names_every_file_and_its_hash(folder: Path) -> None:
    """Each hash is that of the file; nothing else is in the bundle."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    held = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert held == {*manifest["files"], "manifest.json"}
    for name, told in manifest["files"].items():
        data = (folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == told["sha256"]
        assert len(data) == told["bytes"]
    assert manifest["hash"] == HASH
    assert manifest["software"]["pandas"] == pd.__version__


def test_the_readme_explains_labels_statuses_and_boundaries(folder: Path, facts: Facts) -> None:
    """Whoever opens it without the atlas knows what it is and how to make it again."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    for said in (
        "derived bounds",
        "no record",
        "never zero",
        facts.regions.boundaries.citation,
        facts.fingerprint,
        HASH,
        'deployment-atlas bundle "?layer=collected_bounds&level=county" --out bundle.zip',
        "`map.html`",
    ):
        assert said in text
    assert "figure.png" not in text
    held = {path.name for path in (folder / "licences").iterdir()}
    assert {"geography-sources.csv", "vendored.json"} <= held
    for package in {each.file.partition("/")[0] for each in manifest()}:
        assert len((folder / f"licences/{package}.txt").read_text(encoding="utf-8")) > 500, package
    assert "Apache License" in (folder / "licences/LICENSE.txt").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (folder / "licences/DATA-LICENCES.md").read_text(encoding="utf-8")


def test_the_readme_tells_whether_leads_are_inside(facts: Facts) -> None:
    """What is said about leads is true of the view."""
    without = readme(view_with(), facts, HASH, ())
    asked = readme(view_with(scope=(Scope.CORE, Scope.LEAD)), facts, HASH, ())
    assert "Leads that nobody has checked are not in these files" in without
    assert "because the view asks for them" in asked
    assert "Leads that nobody" not in asked


def test_the_view_comes_back(facts: Facts, folder: Path) -> None:
    """The file of choices restores the view."""
    said = json.loads((folder / "view.json").read_text(encoding="utf-8"))
    assert read_view(said["view"], facts) == (VIEW, ())


def test_two_bundles_are_the_same(facts: Facts) -> None:
    """Equal inputs give equal bytes."""
    first = bundle_bytes(view_with(), facts, HASH, {"b": b"2", "a": b"1"})
    assert bundle_bytes(view_with(), facts, HASH, {"a": b"1", "b": b"2"}) == first


def test_a_file_cannot_take_the_place_of_another(facts: Facts) -> None:
    """A given name that the bundle uses itself is refused."""
    with pytest.raises(AtlasError, match=r"view\.json of its own"):
        bundle_bytes(view_with(), facts, HASH, {"view.json": b""})


def test_nothing_tells_who_made_it(folder: Path) -> None:
    """No path, user or machine is in any file."""
    names = {str(Path.cwd()), str(Path.home()), tempfile.gettempdir()}
    names |= {name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 4}
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as box:
                data = b"".join(box.read(name) for name in box.namelist())
        for name in names:
            assert name.encode() not in data, (path, name)


def test_the_licence_of_another_data_set_is_its_own(tmp_path: Path) -> None:
    """A reader's own data set does not come under the licence of the bundled one."""
    folder = write_dataset(
        tmp_path / "data", [event_row()], [source_row()], [claim_row()], title="Mine"
    )
    with zipfile.ZipFile(io.BytesIO(bundle_bytes(view_with(), load_facts(folder), HASH))) as box:
        text = box.read("README.md").decode()
        described = json.loads(box.read("datapackage.json"))
    assert "Licence of the data set: none is named" in text
    assert "belongs to another data set" in text
    assert "--out bundle.zip --dataset FOLDER" in text
    assert "licenses" not in described
    assert "created" not in described
