"""An atlas of another country: its own levels, censuses, words and opening view."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from dashboard.atlas import Atlas, _Process
from dashboard.cli.check_report import check_lines
from dashboard.compare.model import compare_page, ready_sets
from dashboard.shared.choices import main_areas
from geodata.facts import Facts, load_facts
from geodata.geography import read_geography
from layers.address import ParsedView, opening_view, parse_view
from layers.assets.store import AssetStore
from layers.catalogue import Theme, catalogue
from layers.picture.picture import picture
from tests.builders import event_row, write_dataset
from tests.dashboard.stubs import without_browser
from tests.dashboard.test_app import run
from tests.geodata.squares import Squares, square

GEOGRAPHY = """
id = "elsewhere"
title = "Elsewhere"
[whole]
code = "EW"
label = "country"
plural = "countries"
names = {{ en = "Elsewhere" }}
[[levels]]
id = "state"
label = "state"
plural = "states"
[[levels]]
id = "district"
label = "district"
plural = "districts"
[census]
years = [{years}]
{groups}
"""
DISTRICTS = [f"{state}{n}" for state in "AB" for n in (1, 2, 3, 4)]


def elsewhere(
    folder: Path, years: Iterable[int] = (), *, groups: bool = False, **opening: str
) -> Facts:
    """Two states of four districts each, with an event in A1 and one in A2."""
    place = folder / "geography"
    place.mkdir(parents=True)
    named = 'majority = "Most"\ncomplement = "rest"' if groups else ""
    listed = list(years)
    (place / "geography.toml").write_text(
        GEOGRAPHY.format(years=", ".join(map(str, listed)), groups=named), encoding="utf-8"
    )
    rows = [f"{code},{code[0]},district" for code in DISTRICTS]
    (place / "hierarchy.csv").write_text(
        "\n".join(["code,parent,level", *rows, "A,EW,state", "B,EW,state"]) + "\n", encoding="utf-8"
    )
    if listed:
        counts = [
            f"{code},{year},{(at + 1) * 1000 + year},S"
            for at, code in enumerate(["EW", "A", "B", *DISTRICTS])
            for year in listed
        ]
        units = [f"{code},,,,," for code in ("A", "B", *DISTRICTS)]
        _table(place / "census_units.csv", "code,name,name_zh,name_en,level,parent", units)
        _table(place / "population.csv", "code,year,population,source", counts)
        _table(place / "sources.csv", "id,citation,url,licence,note", ["S,An office,,,"])
    if groups:
        people = [
            f"{code},{year},{group},{n},,0,S"
            for code in ["A", "B", *DISTRICTS]
            for year in listed
            for group, n in (("Most", 700), ("rest", 300), ("Dwellers by the river", 200))
        ]
        people.append(f"A1,{listed[-1]},Seldom counted,5,,0,S")
        _table(
            place / "groups.csv",
            "code,year,group,population,share_as_printed,half_width,source",
            people,
        )
    geography = read_geography(place)
    states, districts = geography.levels
    squares = Squares(
        {
            districts: {code: square(at, 0) for at, code in enumerate(DISTRICTS)},
            states: {
                "A": square(0, 0).union(square(1, 0)).union(square(2, 0)).union(square(3, 0)),
                "B": square(4, 0).union(square(5, 0)).union(square(6, 0)).union(square(7, 0)),
            },
        }
    )
    events = [
        event_row(
            each,
            region=code,
            precision="district",
            level_reported="district",
            place_as_written="there",
        )
        for each, code in (("E-1", "A1"), ("E-2", "A2"))
    ]
    described = {"opening": opening} if opening else {}
    data = write_dataset(folder / "data", events, **described)  # type: ignore[arg-type]
    return load_facts(data, squares, geography)


def _table(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def census_ids(facts: Facts) -> list[str]:
    return [layer_id for layer_id, spec in catalogue(facts).items() if spec.years or spec.period]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((), []),
        ((2021,), ["population", "population_density"]),
        (
            (2001, 2011, 2021),
            [
                *("population", "population_density", "population_change_2011_2021"),
                *("population_change_2001_2011", "population_change_2001_2021"),
            ],
        ),
    ],
)
def test_censuses_give_the_layers(
    tmp_path: Path, years: tuple[int, ...], expected: list[str]
) -> None:
    """None, one or three; every layer is drawn, and none speaks of another country."""
    facts = elsewhere(tmp_path, years)
    assert census_ids(facts) == expected
    for layer_id, spec in catalogue(facts).items():
        view = opening_view(facts).choose(layer=layer_id, year=(spec.years or (0,))[0])
        said = str(picture(view, facts)[0].symbology.data)
        assert not [word for word in ("Han", "Tibet", "Qinghai") if word in said], layer_id


def test_groups_give_layers_in_the_words_of_the_geography(tmp_path: Path) -> None:
    """The majority by its name, and each group that enough regions count."""
    facts = elsewhere(tmp_path, (2011, 2021), groups=True)
    titles = {name: catalogue(facts)[name].title for name in census_ids(facts)}
    assert titles["non_most_share"] == "Non-Most population"
    assert titles["non_most_change_2011_2021"] == "Change in non-Most share"
    assert titles["dwellers_by_the_river_share_2021"] == "Dwellers by the river residents"
    assert "documentation_by_non_most" in titles
    assert not [name for name in titles if "seldom" in name]


def test_an_atlas_opens_where_its_events_are(tmp_path: Path) -> None:
    """In the smallest area that holds all of them, at the finest level that fits."""
    facts = elsewhere(tmp_path, (2021,))
    opened = opening_view(facts).map
    assert (opened.area, opened.level, opened.layer) == ("A", "district", "documented_events")
    assert (opened.year, opening_view(facts).assume.base_year) == (2021, 2021)
    assert main_areas(facts) == ("A", "EW")
    assert parse_view({}, facts) == ParsedView(opening_view(facts))
    for ready in ready_sets(facts):
        view = opening_view(facts).choose(compared=ready.codes, level=ready.level)
        assert len(compare_page(view, facts).regions) == len(ready.codes) > 1


def test_a_data_set_says_how_it_opens(tmp_path: Path) -> None:
    """In the words of an address; what cannot be shown is a finding, and costs itself alone."""
    facts = elsewhere(tmp_path, (2021,), area="EW", level="state", layer="nothing")
    opened = opening_view(facts).map
    assert (opened.area, opened.level, opened.layer) == ("EW", "state", "documented_events")
    lines, failed = check_lines(facts)
    assert not failed
    assert any("opening.layer" in line and "nothing" in line for line in lines)


def test_two_atlases_keep_to_themselves(tmp_path: Path, facts: Facts) -> None:
    """In one process, one after the other and back again."""
    other = elsewhere(tmp_path, (2021,))
    before, there = opening_view(facts), opening_view(other)
    assert "non_han_share" in catalogue(facts)
    assert "non_han_share" not in catalogue(other)
    assert opening_view(facts) is before
    assert opening_view(other) is there
    assert parse_view({"area": "A"}, other).view.map.area == "A"
    assert parse_view({"area": "A"}, facts).problems


def test_a_page_without_a_census_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It offers no theme without a layer, and tells how to add a census."""
    without_browser(monkeypatch)
    facts = elsewhere(tmp_path)
    monkeypatch.setattr(_Process, "atlas", Atlas(facts, AssetStore(facts.regions)))
    app = run()
    assert not app.exception
    assert not app.error
    offered = app.button_group(key="choose-theme").options
    assert list(offered) == [
        each.label for each in Theme if each in {spec.theme for spec in catalogue(facts).values()}
    ]
    assert any("population.csv" in each.value for each in app.info)
