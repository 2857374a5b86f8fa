"""A user's own boundary file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.errors import RegionError
from geodata.geography import BoundaryFile, load_regions
from tests.geodata.squares import square
from tests.levels import COUNTY


def frame(
    codes: list[object], column: str = "adcode", crs: str | None = "EPSG:4326"
) -> gpd.GeoDataFrame:
    outlines = [square(position, 0) for position in range(len(codes))]
    return gpd.GeoDataFrame(
        {column: codes, "name": ["区"] * len(codes)}, geometry=outlines, crs=crs
    )


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp"])
def test_formats(tmp_path: Path, suffix: str) -> None:
    """GeoJSON, GeoPackage and Shapefile are read alike."""
    path = tmp_path / f"mine{suffix}"
    frame(["630102", "630103"]).to_file(path)
    read = BoundaryFile({COUNTY: path}).read(COUNTY)
    assert list(read["code"]) == ["630102", "630103"]
    assert list(read["name_zh"]) == ["区", "区"]
    assert read.crs == "EPSG:4326"


def test_a_zipped_shapefile(tmp_path: Path) -> None:
    """A Shapefile in a zip is read without unpacking it by hand."""
    frame(["630102"]).to_file(tmp_path / "mine.shp")
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as archive:
        for part in tmp_path.glob("mine.*"):
            if part.suffix != ".zip":
                archive.write(part, part.name)
    assert list(BoundaryFile(tmp_path / "mine.zip").read(COUNTY)["code"]) == ["630102"]


@pytest.mark.parametrize(
    "codes", [[630102, 630103], [630102.0, 630103.0], ["156630102", "156630103"]]
)
@pytest.mark.parametrize("column", ["adcode", "CODE", "gb"])
def test_codes_in_any_dress(tmp_path: Path, codes: list[object], column: str) -> None:
    """Numbers, and codes with the country's 156 in front, are the same codes."""
    path = tmp_path / "mine.gpkg"
    frame(codes, column).to_file(path)
    assert list(BoundaryFile(path).read(COUNTY)["code"]) == ["630102", "630103"]


def test_one_file_for_all_levels(tmp_path: Path) -> None:
    """In one file the code says the level, and the regions nest."""
    path = tmp_path / "mine.geojson"
    outlines = {"630000": square(0, 0), "630100": square(0, 0), "630102": square(0, 0)}
    gpd.GeoDataFrame(
        {"code": list(outlines)}, geometry=list(outlines.values()), crs="EPSG:4326"
    ).to_file(path)
    regions = load_regions(BoundaryFile(path, citation="Our survey"), cache=tmp_path / "cache")
    assert regions.ancestors("630102") == ("630100", "630000", "CN")
    assert regions.boundaries.citation == "Our survey"


def test_other_coordinates_are_converted(tmp_path: Path) -> None:
    """A projected file comes out in degrees."""
    path = tmp_path / "mine.gpkg"
    frame(["630102"]).to_crs("EPSG:3857").to_file(path)
    read = BoundaryFile(path).read(COUNTY)
    assert read.total_bounds == pytest.approx((100, 35, 101, 36))


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_file_without_coordinate_system_is_refused(tmp_path: Path) -> None:
    """Guessing a coordinate system would move every border: it is asked for."""
    path = tmp_path / "mine.shp"
    frame(["630102"], crs=None).to_file(path)
    with pytest.raises(RegionError, match="coordinate system"):
        BoundaryFile(path).read(COUNTY)


def test_a_file_without_codes_is_refused(tmp_path: Path) -> None:
    """Without a column of codes nothing can be joined."""
    path = tmp_path / "mine.geojson"
    frame(["x"], "label").to_file(path)
    with pytest.raises(RegionError, match="no column of administrative codes"):
        BoundaryFile(path).read(COUNTY)


def test_a_wrong_code_is_named(tmp_path: Path) -> None:
    """The error shows the cell that is no code."""
    path = tmp_path / "mine.geojson"
    frame(["630102", "Haidong"]).to_file(path)
    with pytest.raises(RegionError, match="'Haidong'"):
        BoundaryFile(path).read(COUNTY)


def test_files_that_are_none(tmp_path: Path) -> None:
    """A missing file, another format and a broken file each say what is wrong."""
    with pytest.raises(RegionError, match="no such file"):
        BoundaryFile(tmp_path / "missing.gpkg")
    with pytest.raises(RegionError, match="not a boundary file"):
        BoundaryFile(tmp_path / "notes.txt")
    broken = tmp_path / "broken.gpkg"
    broken.write_bytes(b"nothing")
    with pytest.raises(RegionError, match="cannot be read"):
        BoundaryFile(broken).read(COUNTY)


def test_a_table_is_no_boundary(tmp_path: Path) -> None:
    """A file of features without outlines is refused when it is used."""
    path = tmp_path / "mine.geojson"
    points = gpd.GeoDataFrame({"code": ["630102"]}, geometry=[shapely.Point(0, 0)], crs="EPSG:4326")
    points.to_file(path)
    with pytest.raises(RegionError, match="no outline"):
        load_regions(BoundaryFile(path), cache=tmp_path / "cache")


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    """Equal content has one fingerprint, changed content another."""
    path = tmp_path / "mine.geojson"
    frame(["630102"]).to_file(path)
    first = BoundaryFile(path).boundaries.fingerprint
    assert BoundaryFile(path).boundaries.fingerprint == first
    frame(["630103"]).to_file(path)
    assert BoundaryFile(path).boundaries.fingerprint != first
