"""A geography as a folder: what it says, what is refused, and what ``check`` finds in it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.census import Census, complement_change, load_census, population_change
from geodata.checks import geography_problems
from geodata.errors import CensusError, GeographyError
from geodata.geography import Regions, load_regions, read_geography
from geodata.model import CellStatus
from geodata.names import load_gazetteer
from tests.geodata.lakeland import write_lakeland
from tests.hostile.corpus import CORPUS


def opened(folder: Path) -> tuple[Regions, Census]:
    """Open a folder as the product does."""
    regions = load_regions(geography=read_geography(folder), cache=folder / "cache")
    return regions, load_census(regions)


def found(folder: Path) -> list[str]:
    return [str(problem) for problem in geography_problems(*opened(folder))]


def changed(folder: Path, name: str, change: Callable[[str], str]) -> None:
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_made_up_country_opens_like_the_bundled_one(tmp_path: Path) -> None:
    """Levels, hierarchy, figures and names all come from the folder."""
    regions, census = opened(write_lakeland(tmp_path))
    geography = regions.geography
    state, county = geography.levels
    assert (geography.whole.label, county.plural) == ("republic", "counties")
    assert regions.codes(county, "N") == ("N1", "N2")
    assert regions.ancestors("S2") == ("S", "LK")
    assert census.years == (2009, 2019)
    assert census.population(state, 2019).loc["N", "value"] == 300
    share = census.complement(county, 2009).loc["N1"]
    assert (share["persons"], share["value"]) == (10, pytest.approx(10))
    change = population_change(census, county, 2009, 2019)
    assert change.loc["N1", "value"] == pytest.approx(10)
    points = complement_change(census, county, 2009, 2019)
    assert points.loc["N1", "value"] == pytest.approx(100 * 15 / 110 - 10)
    names = load_gazetteer(regions)
    english, swahili = geography.languages
    assert names.display("N1", swahili).text == "Kisumu Mjini"
    assert names.display("N2", swahili).text == names.display("N2", english).text == "Homa Bay"
    assert names.lookup("Kisumu Mjini").region == "N1"
    assert found(tmp_path) == []


def test_without_a_census_nothing_is_counted(tmp_path: Path) -> None:
    """No census is not a census of nobody."""
    folder = write_lakeland(tmp_path)
    changed(folder, "geography.toml", lambda text: text.partition("[census]")[0])
    for name in ("population.csv", "groups.csv", "sources.csv"):
        (folder / name).unlink()
    regions, census = opened(folder)
    assert census.years == ()
    assert census.populations("N1") == ()
    with pytest.raises(CensusError):
        census.population(regions.geography.finest, 2019)
    assert found(folder) == []


def test_a_figure_that_is_missing_is_not_zero(tmp_path: Path) -> None:
    """A unit without a row has no record, and check says so."""
    folder = write_lakeland(tmp_path)
    changed(folder, "population.csv", lambda text: re.sub(r"N2,2019.*\n", "", text))
    regions, census = opened(folder)
    row = census.population(regions.geography.finest, 2019).loc["N2"]
    assert math.isnan(row["value"])
    assert row["status"] is CellStatus.NO_RECORD
    (said,) = found(folder)
    assert "N2" in said
    assert "2019" in said


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("population.csv", lambda text: text + "X9,2019,5,census2019\n", "X9"),
        ("groups.csv", lambda text: text + "N1,2019,Hill,999,census2019\n", "N1"),
        ("sources.csv", lambda text: text.replace("facts", ""), "licence"),
        ("sources.csv", lambda text: re.sub(r"census2009.*\n", "", text), "census2009"),
    ],
)
def test_check_names_what_does_not_fit(
    tmp_path: Path, file: str, change: Callable[[str], str], words: str
) -> None:
    """Codes without outline, groups above the population, licences and sources missing."""
    folder = write_lakeland(tmp_path)
    changed(folder, file, change)
    assert any(said.startswith(file) and words in said for said in found(folder))


def test_check_names_units_that_do_not_nest_and_names_given_twice(tmp_path: Path) -> None:
    """A finer unit cannot lie in two wider ones, and two neighbours of one name are told."""
    folder = write_lakeland(tmp_path)
    outlines = gpd.read_file(folder / "outlines.gpkg")
    outlines.loc[outlines["code"] == "N2", "name"] = "Kisumu"
    outlines.to_file(folder / "outlines.gpkg")
    assert any("'Kisumu'" in said and "N1, N2" in said for said in found(folder))
    city = '[[levels]]\nid = "city"\nlabel = "city"\nplural = "cities"\n\n[[levels]]\nid = "county"'
    changed(folder, "geography.toml", lambda text: text.replace('[[levels]]\nid = "county"', city))
    outlines["parent"] = ""
    outlines.loc[len(outlines)] = {
        "code": "C1",
        "name": "Lakeside",
        "level": "city",
        "parent": "",
        "geometry": shapely.box(34, 0, 35, 2),
    }
    outlines.to_file(folder / "outlines.gpkg")
    assert any("C1" in said and "lie in N, S" in said for said in found(folder))


MEMBERS = {
    "title": 'title = "Lakeland"',
    "label": 'label = "county"',
    "plural": 'plural = "counties"',
    "language": 'label = "Swahili"',
    "name": 'en = "Lakeland"',
    "citation": 'citation = "Drawn for tests"',
    "licence": 'licence_note = "CC0"',
    "hint": 'hint = "Use a code such as N1."',
}


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in safe) + '"'


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS)
def test_hostile_words_are_text_or_refused(tmp_path: Path, text: str) -> None:
    """Whatever stands in a member comes out letter by letter, or is refused by its name."""
    folder = write_lakeland(tmp_path)
    original = (folder / "geography.toml").read_text(encoding="utf-8")
    after = {before: f"{before.partition('=')[0]}= {quoted(text)}" for before in MEMBERS.values()}
    if len(text) > 400 or any(unicodedata.category(each) in {"Cc", "Cn", "Cs"} for each in text):
        for before, line in after.items():
            said = original.replace(before, line)
            (folder / "geography.toml").write_text(said, encoding="utf-8")
            with pytest.raises(GeographyError, match=r"geography\.toml"):
                read_geography(folder)
        return
    for before, line in after.items():
        changed(folder, "geography.toml", lambda said, b=before, a=line: said.replace(b, a))
    regions, _census = opened(folder)
    geography = regions.geography
    assert {
        "title": geography.title,
        "label": geography.levels[1].label,
        "plural": geography.levels[1].plural,
        "language": geography.languages[1].label,
        "name": geography.names["en"],
        "citation": regions.boundaries.citation,
        "licence": regions.boundaries.licence_note,
        "hint": geography.code_hint,
    } == dict.fromkeys(MEMBERS, text)


@pytest.mark.parametrize(
    ("before", "after", "member"),
    [
        ('title = "Lakeland"', "", "title"),
        ('title = "Lakeland"', "title = 7", "title"),
        ('id = "lakeland"', 'id = "../up"', "id"),
        ('id = "state"', 'id = "county"', "levels"),
        ('id = "state"', 'id = "a/b"', "levels[0].id"),
        ('id = "sw"', 'id = "en"', "languages"),
        ("pattern = '[A-Z][0-9]*'", "pattern = '('", "codes.pattern"),
        ("years = [2009, 2019]", 'years = "2009"', "census.years"),
        ('file = "outlines.gpkg"', 'file = "../outlines.gpkg"', "boundaries"),
        ('file = "outlines.gpkg"', "", "boundaries"),
        ("[[levels]]", "[[steps]]", "levels"),
        ("[boundaries]", "[boundaries", "geography.toml"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    tmp_path: Path, before: str, after: str, member: str
) -> None:
    """The error names the member that is missing, doubled, of another type or out of bounds."""
    folder = write_lakeland(tmp_path)
    changed(folder, "geography.toml", lambda text: text.replace(before, after))
    with pytest.raises(GeographyError) as refused:
        opened(folder)
    assert member in refused.value.where


def test_nobody_has_no_share(tmp_path: Path) -> None:
    """Where nobody lives there is no share, and no division by nothing."""
    folder = write_lakeland(tmp_path)
    changed(folder, "population.csv", lambda text: text.replace("N1,2019,110", "N1,2019,0"))
    regions, census = opened(folder)
    finest = regions.geography.finest
    assert census.population(finest, 2019).loc["N1", "status"] is CellStatus.REPORTED_ZERO
    assert math.isnan(census.complement(finest, 2019).loc["N1", "value"])


def test_a_folder_without_geography_is_refused(tmp_path: Path) -> None:
    """The error says which file is missing."""
    with pytest.raises(GeographyError, match=r"geography\.toml"):
        read_geography(tmp_path)
