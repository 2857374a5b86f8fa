"""Mending, joining and cutting, on squares."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geodata.errors import RegionError
from geodata.geography import Detail
from geodata.geography.disputed import cut
from geodata.geography.repair import clean_coverage, polygonal, repair
from tests.geodata.squares import Squares, load, square, three_levels
from tests.levels import CHINA, COUNTY, PREFECTURE, PROVINCE


def test_a_bow_tie_is_mended_and_reported() -> None:
    """An outline that crosses itself becomes a valid area and is named."""
    bow = shapely.Polygon([(100, 35), (102, 37), (102, 35), (100, 37)])
    frame, repairs = repair(Squares({COUNTY: {"630102": bow}}).read(COUNTY), COUNTY)
    assert frame.geometry["630102"].is_valid
    assert frame.geometry["630102"].area == pytest.approx(2)
    assert [repair.code for repair in repairs] == ["630102"]


def test_polygonal_drops_lines_and_points() -> None:
    """What make_valid leaves besides areas is dropped."""
    mixed = shapely.GeometryCollection(
        [square(0, 0), shapely.LineString([(0, 0), (1, 1)]), shapely.MultiPolygon([square(3, 3)])]
    )
    assert polygonal(mixed).area == pytest.approx(2)


def test_lines_and_outsiders_are_left_out() -> None:
    """Line features, Taiwan, the two cities and Kinmen are never units; this is reported."""
    outlines = {
        "": shapely.LineString([(100, 35), (101, 36)]),
        "630102": square(0, 0),
        "710001": square(2, 0),
        "810101": square(3, 0),
        "820101": square(4, 0),
        "350527": square(5, 0),
    }
    frame, repairs = repair(Squares({COUNTY: outlines}).read(COUNTY), COUNTY, CHINA.exclusions)
    assert list(frame.index) == ["630102"]
    assert [repair.problem[0] for repair in repairs] == ["1", "4"]


def test_a_code_given_twice_is_refused() -> None:
    """Two outlines with one code are an error that names the code."""
    frame = Squares({COUNTY: {"630102": square(0, 0), "630103": square(1, 0)}}).read(COUNTY)
    frame["code"] = "630102"
    with pytest.raises(RegionError, match="630102"):
        repair(frame, COUNTY)


def test_an_overlap_is_given_to_one_side() -> None:
    """Overlapping neighbours become a clean coverage with the same union; both are reported."""
    outlines = np.array([square(0, 0), shapely.box(100.9, 35, 102, 36), square(2, 0)], dtype=object)
    mended, repairs = clean_coverage(outlines, ["630102", "630103", "630104"], COUNTY)
    assert shapely.coverage_is_valid(mended)
    assert shapely.area(mended).sum() == pytest.approx(3)
    assert {"630102", "630103"} >= {repair.code for repair in repairs} >= {"630103"}
    assert shapely.equals(mended[2], outlines[2])


def test_a_clean_coverage_is_left_alone() -> None:
    """Outlines that already share their borders are returned as they are."""
    outlines = np.array([square(0, 0), square(1, 0)], dtype=object)
    mended, repairs = clean_coverage(outlines, ["630102", "630103"], COUNTY)
    assert mended is outlines
    assert repairs == []


def test_wider_levels_are_made_from_counties() -> None:
    """With counties alone, prefectures and provinces are put together by code."""
    only = Squares({COUNTY: three_levels().levels[COUNTY]})
    regions = load(only)
    assert regions.codes(PREFECTURE) == ("419001", "630100", "630200")
    assert regions.codes(PROVINCE) == ("410000", "630000")
    assert regions.bounds("630000") == (100, 35, 104, 36)
    assert regions.ancestors("630202") == ("630200", "630000", "CN")


def test_prefectures_without_counties_are_enough() -> None:
    """With prefectures alone there are provinces and no counties."""
    only = Squares({PREFECTURE: {"630100": square(0, 0), "630200": square(1, 0)}})
    regions = load(only)
    assert regions.codes(COUNTY) == ()
    assert regions.codes(PROVINCE) == ("630000",)
    assert regions.geometry(COUNTY).empty
    assert regions.outlines(PREFECTURE, Detail.DETAIL).index.tolist() == ["630100", "630200"]


def test_levels_that_do_not_belong_together_are_refused() -> None:
    """A province far larger than its counties is an error, not a silent choice."""
    levels = {**three_levels().levels, PROVINCE: {"630000": shapely.box(100, 35, 110, 36)}}
    with pytest.raises(RegionError, match="630000"):
        load(Squares(levels))


def test_small_differences_between_levels_are_reported() -> None:
    """A prefecture that differs a little is drawn as the union of its counties, and listed."""
    levels = dict(three_levels().levels)
    wide = shapely.box(100, 35, 102, 36.01)
    levels[PREFECTURE] = {**levels[PREFECTURE], "630100": wide}
    regions = load(Squares(levels))
    assert regions.bounds("630100") == (100, 35, 102, 36)
    assert [repair.code for repair in regions.repairs] == ["630100"]


def test_a_unit_on_two_levels_is_in_both_lists() -> None:
    """A county directly under its province is found on both levels with one outline."""
    regions = load(three_levels())
    for level in (PREFECTURE, COUNTY):
        assert regions.codes(level, "419001") == ("419001",)
        assert "419001" in regions.geometry(level).index
    assert regions.ancestors("419001") == ("410000", "CN")


def test_no_outline_at_all_is_refused() -> None:
    """Boundaries without a Chinese unit are an error with a remedy."""
    with pytest.raises(RegionError, match="six-digit"):
        load(Squares({}))


def test_order_of_rows_does_not_matter() -> None:
    """The same outlines in another order give the same regions."""
    first = three_levels()
    turned = Squares(
        {level: dict(reversed(outlines.items())) for level, outlines in first.levels.items()}
    )
    one, two = load(first), load(turned)
    for level in (PROVINCE, PREFECTURE, COUNTY):
        assert one.codes(level) == two.codes(level)
        same = one.geometry(level).geom_equals(two.geometry(level))
        assert same.all()
        assert [one.area_km2(c) for c in one.codes(level)] == pytest.approx(
            [two.area_km2(c) for c in two.codes(level)]
        )


def test_a_tiny_unit_survives_simplification() -> None:
    """A unit far smaller than the tolerance is still drawn."""
    tiny = square(0, 0, 0.004)
    around = shapely.difference(square(0, 0), tiny)
    regions = load(Squares({COUNTY: {"630102": tiny, "630103": around}}))
    assert not regions.outlines(COUNTY, Detail.OVERVIEW).geometry["630102"].is_empty


def himalaya(*outlines: tuple[str, shapely.Geometry]) -> Squares:
    return Squares({COUNTY: dict(outlines)})


def test_cutting_takes_what_lies_behind_the_line() -> None:
    """A unit across the de facto line keeps its near side; the parts add up to the whole."""
    whole = shapely.box(91.5, 27.3, 92.5, 29)
    frame, _ = repair(himalaya(("540530", whole)).read(COUNTY), COUNTY)
    units, claimed = cut(frame, CHINA)
    assert set(claimed["host"]) == {"540530"}
    assert list(claimed["name"]) == ["Arunachal Pradesh"]
    assert not shapely.intersects_xy(units.geometry["540530"], 91.859, 27.586)
    together = shapely.union_all([units.geometry["540530"], *claimed.geometry])
    assert shapely.symmetric_difference(together, whole).area < 1e-9


def test_neighbours_of_the_cut_still_share_their_borders() -> None:
    """Two hosts, an untouched neighbour and the pieces are one coverage after the cut."""
    frame, _ = repair(
        himalaya(
            ("540529", shapely.box(92.5, 27.3, 93.5, 29.2)),
            ("540530", shapely.box(91.5, 27.3, 92.5, 29.2)),
            ("540500", shapely.box(91.5, 29.2, 93.5, 30)),
        ).read(COUNTY),
        COUNTY,
    )
    units, claimed = cut(frame, CHINA)
    outlines = np.concatenate([units.geometry.to_numpy(), claimed.geometry.to_numpy()])
    assert list(claimed["host"]) == ["540529", "540530"]
    assert shapely.coverage_is_valid(outlines)
    assert shapely.equals(units.geometry["540500"], frame.geometry["540500"])


def test_drawing_noise_is_not_cut() -> None:
    """A strip beyond the line that holds no listed place stays with its unit."""
    frame, _ = repair(
        himalaya(("540231", shapely.box(88.0, 27.8, 88.3, 28.4))).read(COUNTY), COUNTY
    )
    units, claimed = cut(frame, CHINA)
    assert claimed.empty
    assert shapely.equals(units.geometry["540231"], frame.geometry["540231"])


def test_units_far_from_the_line_are_returned_as_they_are() -> None:
    """Where nothing is disputed nothing is touched."""
    frame, _ = repair(three_levels().read(COUNTY), COUNTY)
    units, claimed = cut(frame, CHINA)
    assert units is frame
    assert claimed.empty
    assert list(claimed.columns[:2]) == ["name", "host"]
