"""Tables hold what stands on the screen: the same numbers, the same words, the same order."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.atlas import Atlas
from dashboard.map.model import map_tables
from geodata.facts import Facts, load_facts
from geodata.model import CellStatus, Level, PartialDate, Scope
from layers.catalogue import layer
from layers.estimate.bounds import bounds_of
from layers.export import claim_table, event_table, region_table, source_table
from layers.export.columns import TABLES
from layers.picture.resolve import resolve, shown_and_listed
from layers.spec import table_of
from layers.view import Measure, View
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.views import LAYER_IDS, view_with

NUMBERS = ["value", "low", "high"]


def view_of(layer_id: str, **choices: object) -> View:
    return view_with(layer=layer_id, year=2020, **choices)  # type: ignore[arg-type]


@pytest.mark.parametrize("layer_id", LAYER_IDS)
@pytest.mark.parametrize(("area", "level"), [("CN", PREFECTURE), ("630000", COUNTY)])
def test_every_number_is_that_of_the_layer(
    facts: Facts, layer_id: str, area: str, level: Level
) -> None:
    """Value, low, high, status and note are those of the layer; only spread counts are whole."""
    view = view_of(layer_id, area=area, level=level)
    table = table_of(layer(layer_id, facts), facts, view).within(facts.regions.codes(level, area))
    rows = region_table(view, facts).set_index("code")
    assert list(rows.index) == list(table.codes)
    np.testing.assert_allclose(
        rows[NUMBERS].to_numpy(float),
        table.frame[NUMBERS].to_numpy(float),
        rtol=0,
        atol=1 if layer_id == "even_spread" else 0,
    )
    assert list(rows["status"]) == [CellStatus(each).value for each in table.frame["status"]]
    assert list(rows["note"].fillna("")) == list(table.frame["note"])
    assert set(rows["label"]) == {table.label.value}
    counted = table.frame["n_events"].where(table.frame["n_events"] > 0)
    assert list(rows["n_events"].astype(float).fillna(-1)) == list(counted.fillna(-1))


@pytest.mark.parametrize("layer_id", LAYER_IDS)
def test_words_are_those_of_the_picture(facts: Facts, layer_id: str) -> None:
    """Shown words and classes are those that the map and its legend carry."""
    view = view_of(layer_id)
    spec = resolve(view, facts, lambda name: name)
    rows = region_table(view, facts)
    texts = [spec.values.data["texts"][index] for index in spec.values.data["of"]]
    assert list(rows["shown"]) == [words for words, _ in texts]
    assert list(rows["code"]) == [each["code"] for each in spec.regions.data["regions"]]
    assert list(rows["name"]) == [each["name"]["text"] for each in spec.regions.data["regions"]]
    labels = [each["label"] for each in spec.symbology.data["classes"]]
    found = [labels[int(digit, 36)] for digit in spec.symbology.data["class_of"]]
    assert list(rows["class"]) == found


@pytest.mark.parametrize("layer_id", ["non_han_share", "collected_bounds", "published_range"])
def test_the_table_on_the_screen_says_the_same(atlas: Atlas, layer_id: str) -> None:
    """Rows, order, words and counts of events are those of the table under the map."""
    view = view_of(layer_id)
    shown = map_tables(atlas.picture(view), view, atlas.facts).rows
    rows = region_table(view, atlas.facts).fillna({"note": "", "shown": ""})
    assert [row.code for row in shown] == list(rows["code"])
    assert [(row.value, row.note, row.status) for row in shown] == list(
        zip(rows["shown"], rows["note"], rows["status_words"], strict=True)
    )
    assert [row.events or None for row in shown] == [
        None if pd.isna(each) else each for each in rows["documented_events"]
    ]
    assert [row.roots or None for row in shown] == [
        None if pd.isna(each) else each for each in rows["documented_roots"]
    ]
    assert any(row.events for row in shown)


@pytest.mark.parametrize("layer_id", LAYER_IDS)
def test_a_status_is_never_a_number(facts: Facts, layer_id: str) -> None:
    """Where there is no record every number is missing: none of them is zero."""
    rows = region_table(view_of(layer_id, area="CN", level=COUNTY), facts)
    silent = rows[~rows["status"].isin(["reported", "reported_zero"])]
    assert silent[NUMBERS].isna().all(axis=None)
    assert not (rows["n_events"] == 0).any()
    assert not (rows["n_roots"] == 0).any()
    assert (silent["shown"] == silent["status_words"]).all()


@pytest.mark.parametrize("layer_id", LAYER_IDS[12:17])
def test_events_behind_a_number_are_named(facts: Facts, layer_id: str) -> None:
    """As many events are named as the layer counts, and each of them is in the table of events."""
    view = view_of(layer_id, area="CN", level=COUNTY)
    rows = region_table(view, facts)
    named = [cell.split("; ") if isinstance(cell, str) else [] for cell in rows["event_ids"]]
    assert [len(each) for each in named] == list(rows["n_events"].fillna(0))
    known = set(event_table(view, facts)["event_id"])
    assert {event for each in named for event in each} <= known


def test_estimates_carry_base_method_and_assumption(facts: Facts) -> None:
    """The county bounds of Haidong name residents, method, assumption and claims."""
    view = view_with(layer="collected_bounds", per_person=1, measure=Measure.IRIS_SCANS)
    row = region_table(view, facts).set_index("code").loc["630200"]
    estimate = bounds_of(view.assume, view.events, facts)["630200"]
    assert row["base_persons"] == 1_358_471
    assert row["base_year"] == 2020
    assert row["count_high"] == float(estimate.high or 0) == 1_358_471
    assert row["method"] == estimate.method
    assert "at most one scan" in row["assumption"]
    assert row["claim_ids"] == "; ".join(estimate.inputs)
    assert row["high"] == 100.0
    assert pd.isna(row["value"])


def test_a_printed_range_has_the_unit_of_its_claim(facts: Facts) -> None:
    """Scans and samples are told apart in the column itself, and the printed base is named."""
    view = view_with(layer="published_range", area="CN", level=PROVINCE)
    rows = region_table(view, facts).set_index("code")
    assert rows.loc["630000", "unit"] == "iris scans"
    assert rows.loc["630000", "claim_ids"] == "QH-IRIS-000-1"
    assert rows.loc["630000", "base_persons"] == facts.dataset.claim["QH-IRIS-000-1"].base
    assert rows.loc["630000", "base_kind"].startswith("printed by the source")
    assert rows.loc["540000", "unit"] == "DNA samples"
    assert rows.loc["110000", "unit"] == "as printed"


@pytest.mark.parametrize("level", [PREFECTURE, COUNTY])
def test_an_illustration_is_whole_and_adds_up_to_the_printed_total(
    facts: Facts, level: Level
) -> None:
    """The screen rounds outward to two figures; the file holds whole counts; both say so."""
    rows = region_table(view_with(layer="even_spread", level=level), facts)
    claim = facts.dataset.claim["QH-IRIS-000-1"]
    for low, high in (("low", "high"), ("count_low", "count_high")):
        assert rows[low].sum() == claim.low
        assert rows[high].sum() == claim.high
        assert (rows[[low, high]] % 1 == 0).all(axis=None)
    for row in rows.itertuples():
        least, most = map(number_in, re.findall(r"\d[\d,]*", row.shown))
        assert least <= row.low <= row.high <= most
        assert "scenario" in row.shown
        assert row.label == "illustration"


def number_in(text: str) -> int:
    return int(text.replace(",", ""))


def test_spanning_classes_name_their_columns(facts: Facts) -> None:
    """A class of the grid that spans all columns names its row alone, and each has its words."""
    rows = region_table(view_with(layer="collected_bounds"), facts)
    heading = "Bounds apart by, per 100 residents"
    middle = "Middle of the bounds, per 100 residents"
    assert set(rows["class"]) == {f"{heading}: 100 or more", f"{heading}: 50–100"}
    grid = layer("collected_bounds", facts).grid
    assert grid is not None
    assert len(grid.labels()) == len(grid.fills)
    assert grid.labels()[3] == f"{heading}: up to 10 · {middle}: above 50"
    assert grid.labels()[4] == grid.labels()[5] == f"{heading}: 10–50 · {middle}: up to 10 or 10–25"


def test_events_are_those_on_the_map_and_beside_it(facts: Facts) -> None:
    """Same events, same order; coordinates only where a source names the very site."""
    view = view_with(area="CN", scope=tuple(Scope), low_confidence=True)
    rows = event_table(view, facts)
    shown = shown_and_listed(view.events, view.map.area, facts)
    assert list(rows["event_id"]) == [event.event_id for event in shown]
    assert set(rows["drawn"]) == {"on the map", "beside the map"}
    located = rows[rows["latitude"].notna()]
    assert set(located["precision"]) <= {"village or site"}


def test_a_neighbour_under_a_number_is_told_apart(facts: Facts) -> None:
    """A claim that a bound rests on is in the files, its event marked as not drawn."""
    view = view_with(layer="collected_bounds", area="650100", level=COUNTY)
    regions, claims = region_table(view, facts), claim_table(view, facts)
    named = {each for cell in regions["claim_ids"].dropna() for each in cell.split("; ")}
    assert named <= set(claims["claim_id"])
    assert set(claims["event_id"]) <= set(event_table(view, facts)["event_id"])
    assert set(claims["source_id"]) <= set(source_table(view, facts)["source_id"])


def test_claims_keep_printed_digits(facts: Facts) -> None:
    """A range has no middle; a printed share keeps its digits and says what it is worth."""
    row = claim_table(view_with(), facts).set_index("claim_id").loc["QH-IRIS-000-1"]
    assert (row["low"], row["high"]) == (1_248_075, 1_452_035)
    assert pd.isna(row["best"])
    assert (row["share_low_printed"], row["share_high_printed"]) == ("21.1", "25.6")
    assert "25.6 %" in row["share_check"]


def test_a_month_counts_anew(facts: Facts) -> None:
    """At a month the classes follow the events of that month, as on the map; values stay."""
    view = view_with(layer="documented_events", area="CN", level=PROVINCE)
    whole = region_table(view, facts)
    then = region_table(
        view_with(layer=view.map.layer, area="CN", level=PROVINCE, time=PartialDate(2019, 3)),
        facts,
    )
    assert list(then["value"].fillna(-1)) == list(whole["value"].fillna(-1))
    assert set(then["moment"]) == {"2019-03"}
    fewer = then["events_at_moment"].fillna(0) < then["value"].fillna(0)
    assert fewer.any()
    assert (then[then["events_at_moment"].isna()]["class"] == "no record").all()
    told = event_table(view_with(time=PartialDate(2019, 3)), facts)["at_moment"]
    assert {"under way", "not known to have been under way"} <= set(told)


def test_census_tables_are_cited(facts: Facts) -> None:
    """Each source of a row is in the table of sources."""
    for layer_id in ("population", "population_density", "collected_bounds", "published_range"):
        view = view_of(layer_id, area="CN", level=PROVINCE)
        named = {
            each
            for cell in region_table(view, facts)["source_ids"].dropna()
            for each in cell.split("; ")
        }
        assert named
        assert named <= set(source_table(view, facts)["source_id"])


def test_columns_are_as_described(facts: Facts) -> None:
    """Every table has the columns of its description, in order, with their types."""
    view = view_with()
    made = {
        "regions": region_table(view, facts),
        "events": event_table(view, facts),
        "claims": claim_table(view, facts),
        "sources": source_table(view, facts),
    }
    for name, columns in TABLES.items():
        assert [(c.name, str(c.dtype)) for c in columns] == [
            (column, str(dtype)) for column, dtype in made[name].dtypes.items()
        ]


def test_names_of_hidden_rows_are_cut_off(tmp_path: Path) -> None:
    """A shown event names neither its draft campaign nor a disagreement with a hidden claim."""
    folder = write_dataset(
        tmp_path / "data",
        [event_row("E-1", parent_id="E-2"), event_row("E-2", status="draft", title="HIDDEN")],
        [source_row(), source_row("S-2", publisher="HIDDEN")],
        [claim_row(), claim_row("C-2", event_id="E-2", source_id="S-2")],
        [discrepancy_row()],
        [
            version_row(said="in March", claim_id="C-1"),
            version_row("V-2", said="x", claim_id="C-2"),
        ],
    )
    facts = load_facts(folder)
    rows = event_table(view_with(low_confidence=True), facts)
    assert list(rows["event_id"]) == ["E-1"]
    assert pd.isna(rows["parent_id"][0])
    assert pd.isna(rows["disagreements"][0])
