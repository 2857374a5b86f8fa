"""Every atlas comes through one door: a boundary file alone, a folder, or what a data set names."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from dashboard.cli.check_report import check_lines
from geodata.errors import GeographyError
from geodata.facts import Facts, load_facts
from layers.address import opening_view
from layers.assets.store import AssetStore
from layers.catalogue import catalogue
from layers.export.regions import region_table
from layers.picture.resolve import resolve
from layers.tables import EvidenceKind
from tests.builders import event_row, write_dataset
from tests.geodata.lakeland import write_lakeland

CLAIMED_ELSEWHERE = ("Beijing", "Dongcheng", "Mainland China", "708,829")


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """Two squares in Kenya with codes that China and Taiwan have too."""
    path = tmp_path / "turkana.geojson"
    outlines = [shapely.box(34, 3, 35, 4), shapely.box(35, 3, 36, 4)]
    names = ["Turkana West", "Loima"]
    gpd.GeoDataFrame(
        {"code": ["110101", "710000"], "name": names}, geometry=outlines, crs="EPSG:4326"
    ).to_file(path)
    return path


def pointed(name: str, latitude: str, longitude: str) -> dict[str, str]:
    place = {"latitude": latitude, "longitude": longitude, "region": ""}
    return event_row(name, precision="site", level_reported="site", **place)


def drawn(facts: Facts) -> str:
    """Everything that the opening picture says, as text."""
    spec = resolve(opening_view(facts), facts, AssetStore(facts.regions).id_of)
    parts = [spec.header.text, *(part.text for part in spec.parts.values())]
    return "\n".join(parts)


def test_a_square_in_kenya(tmp_path: Path, square: Path) -> None:
    """It has its own name, no residents, no census layers, and nothing of another country."""
    data = write_dataset(tmp_path / "data", [pointed("E-1", "3.5", "34.5")])
    facts = load_facts(data, boundaries=square)
    assert facts.placements["E-1"].region == "110101"
    assert facts.census.years == ()
    assert not any(spec.label is EvidenceKind.CENSUS for spec in catalogue(facts).values())
    said = drawn(facts)
    assert "Turkana West" in said
    assert "Loima" in said
    assert not [words for words in CLAIMED_ELSEWHERE if words in said]
    table = region_table(opening_view(facts), facts)
    assert list(table["name"]) == ["Turkana West", "Loima"]
    assert not table["base_persons"].any()
    lines, _failed = check_lines(facts)
    assert any("No census" in line for line in lines)


def test_the_same_events_under_two_geographies(tmp_path: Path, square: Path) -> None:
    """Points go where each geography has a region, and nowhere else."""
    events = [pointed("E-1", "3.5", "34.5"), pointed("E-2", "1.5", "35.5")]
    data = write_dataset(tmp_path / "data", events)
    lakeland = write_lakeland(tmp_path / "lakeland")
    kenya = load_facts(data, boundaries=square)
    lakes = load_facts(data, geography=str(lakeland))
    places = [{key: each.region for key, each in one.placements.items()} for one in (kenya, lakes)]
    assert places == [{"E-1": "110101", "E-2": ""}, {"E-1": "", "E-2": "N2"}]
    assert lakes.census.years == (2009, 2019)


def test_a_data_set_names_its_geography(tmp_path: Path) -> None:
    """A folder beside the data set is found from its description; one that is not is refused."""
    data = write_dataset(tmp_path / "data", [pointed("E-1", "1.5", "34.5")])
    write_lakeland(tmp_path / "lakeland")
    path = data / "datapackage.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "geography": "../lakeland"}), encoding="utf-8")
    facts = load_facts(data)
    assert facts.geography.title == "Lakeland"
    assert facts.placements["E-1"].region == "N1"
    assert "Kisumu" in drawn(facts)
    path.write_text(json.dumps({**said, "geography": "atlantis"}), encoding="utf-8")
    with pytest.raises(GeographyError, match="china"):
        load_facts(data)


def test_the_bundled_atlas_by_its_names(facts: Facts) -> None:
    """What the bundled data set names, said aloud, gives the same atlas."""
    assert load_facts(geography="china").fingerprint == facts.fingerprint
