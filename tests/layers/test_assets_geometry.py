"""Outlines survive packing, in Python and in the browser."""

from __future__ import annotations

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from shapely import MultiPolygon, Polygon, box

from geodata.errors import RegionError
from layers.assets.geometry import SCALE, encode_geometry, flatten
from layers.assets.vendor import Asset
from layers.canonical import canonical
from layers.web.bundle import flattened
from tests.layers.pictures import squares

COORDINATE = st.floats(min_value=60, max_value=140, allow_nan=False)


def unpack(flat: list[int], scale: int) -> list[tuple[float, float]]:
    """Undo :func:`flatten`, the obvious way."""
    points, x, y = [], 0, 0
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return points


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=40))
def test_each_point_comes_back_within_half_a_unit(points: list[tuple[float, float]]) -> None:
    """Packing moves no point by more than half a unit and adds none."""
    back = unpack(flatten(points, SCALE), SCALE)
    rounded = [(round(x * SCALE), round(y * SCALE)) for x, y in points]
    kept = [here for i, here in enumerate(rounded) if i == 0 or here != rounded[i - 1]]
    assert [(round(x * SCALE), round(y * SCALE)) for x, y in back] == kept


def test_squares_come_back_as_they_were() -> None:
    """Every square of every level has its four corners, in its level."""
    value = encode_geometry("squares", squares()).value()
    for level, frame in squares().items():
        assert sorted(value["levels"][level]) == sorted(frame.index)
        for code, shape in frame.geometry.items():
            [[ring]] = value["levels"][level][code]
            assert Polygon(unpack(ring, value["scale"])).equals(shape)


def test_holes_and_parts_are_kept() -> None:
    """A ring inside a part stays in that part."""
    holed = box(0, 0, 4, 4).difference(box(1, 1, 2, 2))
    frame = gpd.GeoDataFrame(
        index=["1"], geometry=[MultiPolygon([holed, box(8, 8, 9, 9)])], crs=4326
    )
    polys = encode_geometry("x", {"county": frame}).value()["levels"]["county"]["1"]
    assert [len(poly) for poly in polys] == [2, 1]


def test_a_part_too_small_to_draw_is_dropped_but_not_a_whole_region() -> None:
    """Specks vanish; a region of specks only is refused by its code."""
    speck = box(5, 5, 5 + 1e-6, 5 + 1e-6)
    frame = gpd.GeoDataFrame(index=["1"], geometry=[MultiPolygon([box(0, 0, 1, 1), speck])])
    assert len(encode_geometry("x", {"county": frame}).value()["levels"]["county"]["1"]) == 1
    alone = gpd.GeoDataFrame(index=["630121"], geometry=[speck])
    with pytest.raises(RegionError, match="630121"):
        encode_geometry("x", {"county": alone})


def test_claimed_land_keeps_its_host_and_its_name() -> None:
    """The painter can name what it dashes."""
    claimed = gpd.GeoDataFrame(
        {"name": ["Somewhere"], "host": ["540422"], "administered_by": ["India"]},
        geometry=[box(0, 0, 1, 1)],
        crs=4326,
    )
    [land] = encode_geometry("x", squares(), claimed).value()["claimed"]
    assert (land["name"], land["host"], land["administered_by"]) == ("Somewhere", "540422", "India")


def test_equal_outlines_give_equal_bytes_and_other_outlines_another_id() -> None:
    """The id names the content."""
    one, two = encode_geometry("a", squares()), encode_geometry("b", squares())
    assert one.data == two.data
    assert one.id == two.id
    other = {level: frame.iloc[:-1] for level, frame in squares().items() if level == "county"}
    assert encode_geometry("a", other).id != one.id
    assert Asset.of("x", canonical({"a": 1}).encode()).value() == {"a": 1}


def test_the_browser_decodes_what_python_encodes(browser: Browser) -> None:
    """Decoded corners, projected back, lie within one unit of the original."""
    asset = encode_geometry("squares", squares())
    script = flattened("geometry") + (
        "\n;(asset) => { const shapes = new Shapes([asset]); const back = {};"
        "for (const level of Object.keys(asset.levels))"
        "for (const code of Object.keys(asset.levels[level]))"
        "{ const ring = shapes.get(level, code).parts[0][0]; back[code] = [];"
        "for (let i = 0; i < ring.length; i += 2) {"
        "const n = Math.PI * (1 - 2 * ring[i + 1] / 256);"
        "back[code].push([ring[i] * 360 / 256 - 180, Math.atan(Math.sinh(n)) * 180 / Math.PI]); } }"
        "return { back, inside: contains(shapes.get('province','630000'), ...project(97.5, 34)),"
        "outside: contains(shapes.get('province','630000'), ...project(95, 34)),"
        "none: shapes.get('county', '999999') }; }"
    )
    page = browser.new_page()
    page.goto("about:blank")
    head, call = script.split("\n;")
    answer = page.evaluate(f"(asset) => {{ {head}\n return ({call})(asset); }}", asset.value())
    page.close()
    for frame in squares().values():
        for code, shape in frame.geometry.items():
            expected = list(shape.exterior.coords)[:-1]
            for (x, y), (ex, ey) in zip(answer["back"][code], expected, strict=True):
                assert abs(x - ex) < 1 / SCALE
                assert abs(y - ey) < 1 / SCALE
    assert answer["inside"]
    assert not answer["outside"]
    assert answer["none"] is None
