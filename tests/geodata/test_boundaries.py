"""Boundary files of any country: forms, columns, levels, coordinates, and what is refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata.census import load_census
from geodata.errors import RegionError
from geodata.geography import (
    BoundaryFiles,
    Columns,
    Regions,
    geography_of_file,
    load_regions,
    minimal_geography,
)
from geodata.names import load_gazetteer
from tests.geodata.squares import square
from tests.levels import CHINA, COUNTY

ONE = minimal_geography()
REGION = ONE.finest


def frame(
    codes: list[Any], column: str = "code", crs: str | None = "EPSG:4326", **more: list[Any]
) -> gpd.GeoDataFrame:
    """One square for each code, side by side."""
    outlines = [square(position, 0) for position in range(len(codes))]
    names = [f"Place {code}" for code in codes]
    return gpd.GeoDataFrame({column: codes, "name": names, **more}, geometry=outlines, crs=crs)


def opened(path: Path, columns: Columns | None = None) -> Regions:
    """The regions of a boundary file alone."""
    geography = geography_of_file(path, columns)
    provider = BoundaryFiles(path, geography, columns=columns)
    return load_regions(provider, geography=geography, cache=path.parent / "cache")


def topology(names: Mapping[str, str]) -> str:
    """Squares side by side as TopoJSON, by code and name."""
    arcs, units = [], []
    for position, (code, name) in enumerate(names.items()):
        arcs.append([list(point) for point in square(position, 0).exterior.coords])
        properties = {"name": name}
        units.append(
            {"type": "Polygon", "arcs": [[position]], "id": code, "properties": properties}
        )
    collection = {"type": "GeometryCollection", "geometries": units}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": {"units": collection}})


@pytest.mark.parametrize("form", ["geojson", "gpkg", "shp", "zip", "topojson", "json", "parquet"])
def test_every_form_is_read_alike(tmp_path: Path, form: str) -> None:
    """The same two units come out of each form."""
    path, units = tmp_path / f"mine.{form}", frame(["A1", "B2"])
    match form:
        case "parquet":
            units.to_parquet(path)
        case "topojson" | "json":
            path.write_text(topology(dict(zip(units["code"], units["name"], strict=True))))
        case "zip":
            units.to_file(tmp_path / "mine.shp")
            with zipfile.ZipFile(path, "w") as archive:
                for part in tmp_path.glob("mine.*"):
                    if part.suffix != ".zip":
                        archive.write(part, part.name)
        case _:
            units.to_file(path)
    read = BoundaryFiles(path, ONE).read(REGION)
    assert list(read["code"]) == ["A1", "B2"]
    assert list(read["name"]) == ["Place A1", "Place B2"]
    assert read.crs == "EPSG:4326"
    assert read.total_bounds == pytest.approx((100, 35, 102, 36))


def test_a_square_in_kenya_is_nothing_else(tmp_path: Path) -> None:
    """A code that another country uses brings neither its name nor its residents nor its claims."""
    path = tmp_path / "turkana.geojson"
    outline = shapely.box(34, 3, 35, 4)
    gpd.GeoDataFrame(
        {"code": ["110101", "710000"], "name": ["Turkana West", "Loima"]},
        geometry=[outline, shapely.box(35, 3, 36, 4)],
        crs="EPSG:4326",
    ).to_file(path)
    regions = opened(path)
    census, names = load_census(regions), load_gazetteer(regions)
    assert regions.codes(regions.geography.finest) == ("110101", "710000")
    assert regions.geography.title == "turkana"
    assert {name.text for name in names.names("110101")} == {"Turkana West"}
    assert census.years == ()
    assert census.populations("110101") == census.groups("110101") == ()
    assert regions.claimed().empty


@pytest.mark.parametrize("codes", [[630102, 630103], [630102.0, 630103.0]])
@pytest.mark.parametrize("column", ["code", "GEOID", "ADM2_PCODE"])
def test_codes_that_a_sheet_made_numbers(tmp_path: Path, codes: list[object], column: str) -> None:
    """Numbers are codes too, and usual names of columns are known in any case."""
    path = tmp_path / "mine.gpkg"
    frame(codes, column).to_file(path)
    assert list(BoundaryFiles(path, ONE).read(REGION)["code"]) == ["630102", "630103"]


def test_a_geography_says_what_stands_before_its_codes(tmp_path: Path) -> None:
    """The number of the country before a code is no part of it."""
    path = tmp_path / "mine.gpkg"
    frame(["156630102", "630103"], "gb").to_file(path)
    assert list(BoundaryFiles(path, CHINA).read(COUNTY)["code"]) == ["630102", "630103"]


def test_names_alone_make_codes(tmp_path: Path) -> None:
    """Without codes names serve, each unit keeping a code of its own."""
    path = tmp_path / "mine.geojson"
    units = frame([1, 2, 3]).drop(columns="code")
    units["name"] = ["Nakuru West", "Küste", "Nakuru West"]
    units.to_file(path)
    regions = opened(path)
    assert regions.codes(regions.geography.finest) == ("kuste", "nakuru-west", "nakuru-west-2")
    assert regions.name("nakuru-west-2") == "Nakuru West"


def test_columns_are_chosen_by_name(tmp_path: Path) -> None:
    """What the columns hold can be said; a column that is not there is refused by name."""
    path = tmp_path / "mine.gpkg"
    frame(["x", "y"], "kod").assign(nazwa=["Łódź", "Opole"]).to_file(path)
    read = BoundaryFiles(path, ONE, columns=Columns(code="kod", name="NAZWA")).read(REGION)
    assert list(read["code"]) == ["x", "y"]
    assert list(read["name"]) == ["Łódź", "Opole"]
    with pytest.raises(RegionError, match=r"mine\.gpkg.*'teryt'.*kod"):
        BoundaryFiles(path, ONE, columns=Columns(code="teryt")).read(REGION)


def five_levels() -> dict[str, tuple[shapely.Polygon, str]]:
    """Nested strips: outline and parent by code, from the widest to the finest."""
    found: dict[str, tuple[shapely.Polygon, str]] = {}
    for depth in range(5):
        for number in range(2**depth):
            width = 16 / 2**depth
            west = 100 + number * width
            parent = f"L{depth}-{number // 2}" if depth else ""
            found[f"L{depth + 1}-{number}"] = (shapely.box(west, 35, west + width, 36), parent)
    return found


@pytest.mark.parametrize("said_by", ["parent", "level", "place"])
def test_five_levels_in_one_file(tmp_path: Path, said_by: str) -> None:
    """Levels come from parents or from a column; without parents from where a unit lies."""
    path, units = tmp_path / "deep.gpkg", five_levels()
    columns: dict[str, list[str]] = {"code": list(units)}
    if said_by in {"parent", "level"}:
        columns["parent"] = [parent for _outline, parent in units.values()]
    if said_by in {"level", "place"}:
        words = ["nation", "province", "county", "ward", "village"]
        columns["level"] = [words[int(code[1]) - 1] for code in units]
    outlines = [outline for outline, _parent in units.values()]
    gpd.GeoDataFrame(columns, geometry=outlines, crs="EPSG:4326").to_file(path)
    regions = opened(path)
    levels = regions.geography.levels
    assert [len(regions.codes(level)) for level in levels] == [1, 2, 4, 8, 16]
    assert regions.ancestors("L5-5")[:-1] == ("L4-2", "L3-1", "L2-0", "L1-0")
    if said_by != "parent":
        assert [level.plural for level in levels][-3:] == ["counties", "wards", "villages"]


def test_a_sixth_level_is_refused(tmp_path: Path) -> None:
    """More levels than can be shown are refused, not cut off in silence."""
    path = tmp_path / "deep.gpkg"
    frame(list("abcdef"), parent=["", *"abcde"]).to_file(path)
    with pytest.raises(RegionError, match="6 levels"):
        geography_of_file(path)


def test_wider_units_that_only_their_parts_name(tmp_path: Path) -> None:
    """Parents without outlines of their own are put together from their parts."""
    path = tmp_path / "parts.gpkg"
    frame(["a", "b", "c"], parent=["N", "N", "S"]).to_file(path)
    regions = opened(path)
    wide, fine = regions.geography.levels
    assert regions.codes(wide) == ("N", "S")
    assert regions.codes(fine, "N") == ("a", "b")
    assert regions.area_km2("N") == pytest.approx(
        regions.area_km2("a") + regions.area_km2("b"), rel=1e-6
    )


def test_a_layer_is_named_where_there_are_several(tmp_path: Path) -> None:
    """Of several layers none is guessed."""
    path = tmp_path / "both.gpkg"
    frame(["N"]).to_file(path, layer="states")
    frame(["a", "b"]).to_file(path, layer="counties")
    with pytest.raises(RegionError, match="states, counties"):
        BoundaryFiles(path, ONE).read(REGION)
    read = BoundaryFiles(tmp_path / "both.gpkg#counties", ONE).read(REGION)
    assert list(read["code"]) == ["a", "b"]


def test_other_coordinates_are_converted(tmp_path: Path) -> None:
    """A projected file comes out in degrees."""
    path = tmp_path / "mine.gpkg"
    frame(["x"]).to_crs("EPSG:3857").to_file(path)
    assert BoundaryFiles(path, ONE).read(REGION).total_bounds == pytest.approx((100, 35, 101, 36))


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_coordinate_system_is_asked_for(tmp_path: Path) -> None:
    """Guessing a coordinate system would move every border: it is asked for, and can be given."""
    path = tmp_path / "mine.shp"
    frame(["x"]).to_crs("EPSG:3857").set_crs(None, allow_override=True).to_file(path)
    with pytest.raises(RegionError, match="coordinate system"):
        BoundaryFiles(path, ONE).read(REGION)
    given = BoundaryFiles(path, ONE, columns=Columns(crs="EPSG:3857")).read(REGION)
    assert given.total_bounds == pytest.approx((100, 35, 101, 36))
    with pytest.raises(RegionError, match="'Mercator-ish' is not a coordinate system"):
        BoundaryFiles(path, ONE, columns=Columns(crs="Mercator-ish")).read(REGION)


def test_metres_that_are_called_degrees_are_refused(tmp_path: Path) -> None:
    """A projected file without a word about it, as some TopoJSON is, lies nowhere on the globe."""
    path = tmp_path / "albers.topojson"
    path.write_text(topology({"x": "X"}).replace("100.0", "487500.0"))
    with pytest.raises(RegionError, match="do not lie on the globe"):
        BoundaryFiles(path, ONE).read(REGION)


def test_a_file_without_codes_or_names_is_refused(tmp_path: Path) -> None:
    """Without codes and names nothing can be joined."""
    path = tmp_path / "mine.geojson"
    frame(["x"], "remark").drop(columns="name").to_file(path)
    with pytest.raises(RegionError, match="neither"):
        BoundaryFiles(path, ONE).read(REGION)


def test_a_wrong_code_is_named(tmp_path: Path) -> None:
    """Where a geography says the form of its codes, the error shows the cell that has another."""
    path = tmp_path / "mine.geojson"
    frame(["630102", "Haidong"]).to_file(path)
    with pytest.raises(RegionError, match="'Haidong'"):
        BoundaryFiles(path, CHINA).read(COUNTY)


def test_files_that_are_none(tmp_path: Path) -> None:
    """A missing file, another format and a broken file each say what is wrong."""
    with pytest.raises(RegionError, match="no such file"):
        BoundaryFiles(tmp_path / "missing.gpkg", ONE)
    with pytest.raises(RegionError, match="not a boundary file"):
        BoundaryFiles(tmp_path / "notes.txt", ONE)
    for form in ("gpkg", "geojson", "topojson", "parquet", "zip", "shp"):
        broken = tmp_path / f"broken.{form}"
        broken.write_bytes(b"nothing")
        with pytest.raises(RegionError, match="cannot be read"):
            BoundaryFiles(broken, ONE).read(REGION)


def test_points_are_no_boundaries(tmp_path: Path) -> None:
    """A file of features without areas is refused when it is used."""
    path = tmp_path / "mine.geojson"
    points = gpd.GeoDataFrame({"code": ["x"]}, geometry=[shapely.Point(0, 0)], crs="EPSG:4326")
    points.to_file(path)
    with pytest.raises(RegionError, match="no outline"):
        load_regions(BoundaryFiles(path, ONE), geography=ONE, cache=tmp_path / "cache")


def test_the_fingerprint_follows_content_and_columns(tmp_path: Path) -> None:
    """Equal content read alike has one fingerprint, anything else another."""
    path = tmp_path / "mine.geojson"
    frame(["x"]).to_file(path)
    first = BoundaryFiles(path, ONE).boundaries.fingerprint
    assert BoundaryFiles(path, ONE).boundaries.fingerprint == first
    assert BoundaryFiles(path, ONE, columns=Columns(code="name")).boundaries.fingerprint != first
    frame(["y"]).to_file(path)
    assert BoundaryFiles(path, ONE).boundaries.fingerprint != first


def test_a_bundled_geography_with_files_of_ones_own(tmp_path: Path) -> None:
    """In one file of a known geography its hierarchy says the levels, and the regions nest."""
    path = tmp_path / "mine.geojson"
    outlines = {"630000": square(0, 0), "630100": square(0, 0), "630102": square(0, 0)}
    gpd.GeoDataFrame(
        {"code": list(outlines)}, geometry=list(outlines.values()), crs="EPSG:4326"
    ).to_file(path)
    provider = BoundaryFiles(path, CHINA, said={"citation": "Our survey"})
    regions = load_regions(provider, geography=CHINA, cache=tmp_path / "cache")
    assert regions.ancestors("630102") == ("630100", "630000", "CN")
    assert regions.boundaries.citation == "Our survey"
