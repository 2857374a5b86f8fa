"""Census figures on outlines: sums, shares, reasons, and what may not be compared."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest

from geodata.census import (
    Census,
    complement_change,
    load_census,
    population_change,
)
from geodata.errors import CensusError, UnknownRegion
from geodata.geography import Regions, load_regions
from geodata.model import CellStatus, Level
from tests.geodata.squares import Squares, load, square, three_levels
from tests.levels import COUNTY, LEVELS, PREFECTURE, PROVINCE, ROOT, WHOLE, YEARS

MAINLAND_2020 = 1_409_778_724
MAINLAND_2010 = 1_332_810_869
REPORTED = {CellStatus.REPORTED, CellStatus.REPORTED_ZERO}
NOT_SHIPPED = {"tol", "mapchina_names", "unverified_name", "public_code"}


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


@pytest.fixture(scope="module")
def census(regions: Regions) -> Census:
    return load_census(regions)


@pytest.mark.parametrize(("year", "total"), [(2020, MAINLAND_2020), (2010, MAINLAND_2010)])
@pytest.mark.parametrize("level", [WHOLE, PROVINCE, PREFECTURE])
def test_wide_levels_add_up_to_the_country(
    census: Census, level: Level, year: int, total: int
) -> None:
    """Provinces and prefectures each sum to the printed total of the mainland."""
    assert census.population(level, year)["value"].sum() == total


def test_printed_totals(census: Census) -> None:
    """Qinghai and Haidong have the figures of the tabulation and the yearbook."""
    assert census.population(PROVINCE, 2020).loc["630000", "value"] == 5_923_957
    assert census.population(PREFECTURE, 2020).loc["630200", "value"] == 1_358_471
    qinghai = census.complement(PROVINCE, 2020).loc["630000"]
    assert qinghai["persons"] == 2_930_423
    assert qinghai["half_width"] == 0
    assert qinghai["low"] == qinghai["value"] == qinghai["high"]


@pytest.mark.parametrize("province", ["630000", "540000"])
def test_parts_add_up_where_nothing_is_counted_apart(
    census: Census, regions: Regions, province: str
) -> None:
    """In Qinghai counties sum to their prefecture and prefectures to the province, exactly."""
    counties = census.population(COUNTY, 2020)
    prefectures = census.population(PREFECTURE, 2020)
    codes = regions.codes(PREFECTURE, province)
    whole = census.population(PROVINCE, 2020).loc[province, "value"]
    assert prefectures.loc[list(codes), "value"].sum() == whole
    for code in codes:
        if "zones" in " ".join(counties.loc[list(regions.codes(COUNTY, code)), "note"]):
            continue
        parts = counties.loc[list(regions.codes(COUNTY, code)), "value"].sum()
        assert parts == prefectures.loc[code, "value"]


def test_non_han_of_counties_agrees_with_the_province(census: Census, regions: Regions) -> None:
    """Qinghai's counties sum to its printed non-Han total within their summed rounding."""
    parts = census.complement(COUNTY, 2020).loc[list(regions.codes(COUNTY, "630000"))]
    assert abs(parts["persons"].sum() - 2_930_423) <= parts["half_width"].sum()


def test_every_unit_has_a_figure_or_a_reason(census: Census, regions: Regions) -> None:
    """No cell is empty without a status that says so and a note that says why."""
    for level in (WHOLE, *LEVELS):
        for year in YEARS:
            for table in (census.population(level, year), census.complement(level, year)):
                assert tuple(table.index) == regions.codes(level)
                known = table["status"].isin(REPORTED)
                assert table.loc[known, "value"].notna().all()
                assert table.loc[~known, "value"].isna().all()
                assert (table.loc[~known, "note"] != "").all()
                assert (table.loc[known, "source"] != "").all()
                assert all(isinstance(status, CellStatus) for status in table["status"])


def test_shares_are_within_their_bounds(census: Census) -> None:
    """Shares are percentages, their bounds enclose them and agree with the persons."""
    for level in LEVELS:
        for year in (2010, 2020):
            table = census.complement(level, year).dropna(subset=["low"])
            assert (table["low"] >= 0).all()
            assert (table["high"] <= 100).all()
            assert (table["low"] <= table["value"] + 1e-9).all()
            assert (table["value"] <= table["high"] + 1e-9).all()
            reach = table["half_width"] + 1
            lowest = (table["persons"] - reach).clip(lower=0)
            assert (table["low"] * table["population"] / 100 >= lowest - 1e-6).all()
            highest = table["persons"] + reach
            assert (table["high"] * table["population"] / 100 <= highest + 1e-6).all()


def test_a_printed_share_keeps_its_rounding(census: Census) -> None:
    """A share printed as 24.59 stands for everything from 24.585 to 24.595."""
    row = census.complement(COUNTY, 2020).loc["632857"]
    assert (row["low"], row["value"], row["high"]) == pytest.approx((24.585, 24.59, 24.595))
    assert row["source"] == "nbs2020_share"


def test_unknown_rounding_has_no_bounds(census: Census) -> None:
    """Where the rounding of a figure is unknown its bounds are missing, not zero."""
    row = census.complement(PREFECTURE, 2000).loc["630200"]
    assert row["persons"] == 607_672
    assert math.isnan(row["low"])
    assert math.isnan(row["half_width"])
    assert "not known" in row["note"]


@pytest.mark.parametrize(
    ("code", "units"),
    [
        ("320613", ["320611", "320613"]),
        ("410308", ["410306", "410322"]),
        ("150723", ["150723", "232761", "232762"]),
    ],
)
def test_merged_units_are_summed(census: Census, code: str, units: list[str]) -> None:
    """A polygon made of several census units has their sum, and names them."""
    row = census.population(COUNTY, 2020).loc[code]
    parts = [census._tables.population(unit, 2020) for unit in units]
    assert row["value"] == sum(part.population for part in parts if part)
    assert all(unit in row["note"] for unit in units)
    share = census.complement(COUNTY, 2020).loc[code]
    groups = [census._tables.group(unit, 2020, "non_Han_total") for unit in units]
    assert share["persons"] == sum(group.population for group in groups if group)
    assert share["half_width"] == sum(group.half_width or 0 for group in groups if group)
    (count,) = (
        each for each in census.groups(code) if (each.year, each.group) == (2020, "non_Han_total")
    )
    assert count.population == share["persons"]


def test_a_recoded_unit_keeps_its_figure(census: Census) -> None:
    """Shaxian, renumbered after the census, has the figure of its old code."""
    row = census.population(COUNTY, 2020).loc["350405"]
    old = census._tables.population("350427", 2020)
    assert old is not None
    assert row["value"] == old.population
    assert "350427" in row["note"]


def test_nothing_is_estimated_for_redrawn_units(census: Census) -> None:
    """Outlines redrawn after the census have no figure and name the group they belong to."""
    table = census.population(COUNTY, 2020)
    for code in ("330102", "330109", "330110", "330113", "330114"):
        assert table.loc[code, "status"] is CellStatus.NOT_COMPARABLE
        assert "outlines concerned" in table.loc[code, "note"]
        assert census.comparability(code)
    for code in ("629700", "659011", "659012"):
        assert table.loc[code, "status"] is CellStatus.NO_RECORD
        assert "counted with" in table.loc[code, "note"]
    assert "659011" in table.loc["650502", "note"]


def test_zones_are_named_where_they_lie(census: Census) -> None:
    """A county says which zones are counted apart, and how many people they hold."""
    note = census.population(COUNTY, 2020).loc["120117", "note"]
    assert "130271" in note
    assert "people in 2020" in note


def test_people_drawn_in_a_neighbour_are_named(census: Census) -> None:
    """Jiagedaqi is counted in Heilongjiang and drawn in Inner Mongolia; both say so."""
    provinces = census.population(PROVINCE, 2020)["note"]
    assert "Does not include Jiagedaqi" in provinces["150000"]
    assert "Includes Jiagedaqi" in provinces["230000"]


def test_years_that_are_not_held(census: Census) -> None:
    """Outside the three regions 2000 is not covered; a year that is no census is refused."""
    table = census.population(PROVINCE, 2000)
    assert set(table.index[table["status"] == CellStatus.REPORTED]) == {
        "540000",
        "630000",
        "650000",
    }
    assert table.loc["110000", "status"] is CellStatus.NOT_COVERED
    with pytest.raises(CensusError, match="2015"):
        census.population(PROVINCE, 2015)


def test_new_units_have_no_older_figure(census: Census) -> None:
    """A unit founded after 2010 has no record of 2010 and says where its people were counted."""
    row = census.population(COUNTY, 2010).loc["540630"]
    assert row["status"] is CellStatus.NO_RECORD
    assert "542430" in row["note"]
    assert [item.reason for item in census.comparability("540630")] == ["new_unit"]


def test_all_figures_of_a_unit(census: Census) -> None:
    """Year-end estimates are told apart from censuses, and groups keep their source."""
    counts = census.populations("650100")
    assert [row.year for row in counts if row.is_census] == [1990, 2000, 2010, 2020]
    assert [row.year for row in counts if not row.is_census] == [2017, 2018, 2019]
    groups = {(row.year, row.group): row for row in census.groups("630200")}
    assert groups[2000, "Tibetan"].population == 128_025
    assert groups[2000, "Tibetan"].half_width is None
    assert groups[2020, "non_Han_total"].half_width == 0


def test_every_source_is_explained(census: Census, regions: Regions) -> None:
    """Each source id in any table leads to a citation; no id stands for unlicensed names."""
    for level in LEVELS:
        for year in YEARS:
            for source in {
                *census.population(level, year)["source"],
                *census.complement(level, year)["source"],
            } - {""}:
                assert census.source(source).citation
    assert not NOT_SHIPPED & set(census._tables.sources)
    with pytest.raises(CensusError, match="nowhere"):
        census.source("nowhere")


def test_a_unit_on_two_levels_has_one_figure(census: Census) -> None:
    """Beijing, Jiyuan and Dongguan have the same figure on every level they stand on."""
    tables = {level: census.population(level, 2020)["value"] for level in LEVELS}
    assert tables[PROVINCE]["110000"] == tables[PREFECTURE]["110000"] == 21_893_095
    for code in ("419001", "441900", "460400", "620200", "659001"):
        assert tables[PREFECTURE][code] == tables[COUNTY][code]


def test_tables_are_not_shared(census: Census) -> None:
    """Changing an answer does not change the next one."""
    table = census.population(PROVINCE, 2020)
    table["value"] = 0.0
    assert census.population(PROVINCE, 2020)["value"].sum() == MAINLAND_2020


def test_other_boundaries() -> None:
    """Boundaries with fewer units get rows for those alone; unknown codes have no figure."""
    levels = {**three_levels().levels[COUNTY], "639999": square(12, 0)}
    census = load_census(load(Squares({COUNTY: levels})))
    table = census.population(COUNTY, 2020)
    assert list(table.index) == sorted(levels)
    assert pd.isna(table.loc["639999", "value"])
    assert table.loc["639999", "status"] is CellStatus.NOT_COVERED
    with pytest.raises(UnknownRegion):
        census.groups("650100")


def test_the_country_has_its_own_row(census: Census) -> None:
    """The mainland's groups are found under the code of the country."""
    years = {row.year for row in census.groups(ROOT)}
    assert years == {2010, 2020}


@pytest.mark.parametrize(
    ("level", "code", "years", "change"),
    [
        (PROVINCE, "630000", (2010, 2020), 100 * (5_923_957 / 5_626_723 - 1)),
        (PREFECTURE, "630200", (2000, 2020), 100 * (1_358_471 / 1_391_565 - 1)),
    ],
)
def test_changes_of_population(
    census: Census, level: Level, code: str, years: tuple[int, int], change: float
) -> None:
    """A change is the difference over the earlier census, and names both figures and sources."""
    row = population_change(census, level, *years).loc[code]
    assert row["value"] == pytest.approx(change)
    assert row["low"] == row["value"] == row["high"]
    assert len(row["source"].split("; ")) == 2
    assert all(str(year) in row["note"] for year in years)


@pytest.mark.parametrize("years", [(2000, 2010), (2010, 2020), (2000, 2020)])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", [population_change, complement_change])
def test_nothing_is_compared_against_a_known_reason(
    census: Census, kind: Callable[..., pd.DataFrame], level: Level, years: tuple[int, int]
) -> None:
    """A unit has a change only if both years report it and no reason speaks against it."""
    frame = kind(census, level, *years)
    for code, row in frame.iterrows():
        if row["status"] in REPORTED:
            assert not census.comparability(str(code))
            assert not math.isnan(row["value"])
        else:
            assert math.isnan(row["value"])
            assert row["note"]
            if row["status"] is CellStatus.NOT_COMPARABLE:
                assert row["source"] == ""


def test_haixi_in_2000_is_not_compared(census: Census) -> None:
    """Its counties of 2000 hold other units too; the prefecture as a whole is compared."""
    counties = population_change(census, COUNTY, 2000, 2020)
    held = counties.loc[["632801", "632802", "632821", "632822"]]
    assert set(held["status"]) == {CellStatus.NOT_COMPARABLE}
    whole = population_change(census, PREFECTURE, 2000, 2020)
    assert whole.loc["632800", "status"] is CellStatus.REPORTED


def test_a_change_of_share_keeps_what_rounding_leaves_open(census: Census) -> None:
    """Bounds combine both years; where they hold zero the note says that the sign is open."""
    frame = complement_change(census, COUNTY, 2010, 2020)
    known = frame[frame["low"].notna()]
    assert (known["low"] <= known["value"]).all()
    assert (known["value"] <= known["high"]).all()
    open_sign = (known["low"] <= 0) & (known["high"] >= 0)
    assert open_sign.any()
    assert known["note"].str.contains("leaves open").equals(open_sign)


def test_years_of_a_change_are_in_order(census: Census) -> None:
    """A change back in time is refused."""
    with pytest.raises(CensusError, match="not before"):
        population_change(census, PROVINCE, 2020, 2010)


def test_named_groups_of_2000(census: Census) -> None:
    """Tibetans of Malho and Haidong are counted; elsewhere there is no figure, and no zero."""
    tibetan = census.group(PREFECTURE, 2000, "Tibetan")
    assert tibetan.loc["632300", "value"] == pytest.approx(100 * 142_360 / 214_642)
    assert tibetan.loc["630200", "persons"] == 128_025
    assert tibetan.loc["630100", "status"] is CellStatus.NOT_COVERED
    silent = tibetan[tibetan["value"].isna()]
    assert (silent["note"] != "").all()
    with pytest.raises(CensusError, match="Martian"):
        census.group(COUNTY, 2000, "Martian")
