"""The layers of the catalogue: worked numbers, reasons for silence, classes, and what is kept."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.atlas import Atlas
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.model import CellStatus, Scope
from layers.builders.documentation import amounts
from layers.catalogue import Theme, catalogue
from layers.spec import table_of
from layers.view import View
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.terms import Kind, Modality
from tests.views import view_with

PREFECTURES = view_with(level=PREFECTURE)
PROVINCES = view_with(level=PROVINCE)


def frame(layer_id: str, facts: Facts, view: View) -> pd.DataFrame:
    return table_of(catalogue(facts)[layer_id], facts, view).frame


@pytest.mark.parametrize(
    ("layer_id", "year", "view", "code", "value"),
    [
        ("population", 2020, PROVINCES, "630000", 5_923_957),
        ("population", 2010, PROVINCES, "630000", 5_626_723),
        ("population", 2000, PREFECTURES, "630200", 1_391_565),
        ("population_change_2010_2020", 2020, PROVINCES, "630000", 5.2825),
        ("population_change_2000_2020", 2020, PREFECTURES, "630200", -2.3782),
        ("non_han_share", 2020, PREFECTURES, "630200", 100 * 640_081 / 1_358_471),
        ("tibetan_share_2000", 2020, PREFECTURES, "632300", 100 * 142_360 / 214_642),
        ("documented_events", 2020, PREFECTURES, "630200", 4),
    ],
)
def test_worked_numbers(
    facts: Facts, layer_id: str, year: int, view: View, code: str, value: float
) -> None:
    """Figures that can be looked up in their source."""
    chosen = view_with(level=view.map.level, year=year)
    assert frame(layer_id, facts, chosen).loc[code, "value"] == pytest.approx(value, rel=1e-4)


def test_2000_is_not_covered_elsewhere(facts: Facts) -> None:
    """A province without figures of 2000 is not covered; it is not empty and not zero."""
    row = frame("population", facts, view_with(level=PROVINCE, year=2000)).loc["110000"]
    assert row["status"] is CellStatus.NOT_COVERED
    assert pd.isna(row["value"])


def test_a_year_without_values_is_refused(facts: Facts) -> None:
    """The message names the years there are."""
    with pytest.raises(ViewError, match="2010, 2020") as refusal:
        table_of(catalogue(facts)["non_han_share"], facts, view_with(year=2000))
    assert refusal.value.where == "year"


def test_every_layer_says_what_it_is(facts: Facts) -> None:
    """A question in one sentence, a caveat, a unit; titles with years are unique."""
    titles = [f"{spec.title} {spec.period}" for spec in catalogue(facts).values()]
    assert len(set(titles)) == len(titles)
    for layer_id, spec in catalogue(facts).items():
        assert layer_id == spec.layer_id
        assert spec.question.endswith("?")
        assert spec.question.count("?") == 1
        assert spec.caveat.endswith(".")
        assert spec.unit
        assert not (spec.years and spec.period)
    assert {spec.theme for spec in catalogue(facts).values()} == set(Theme)


def test_classes_and_fills_agree(facts: Facts) -> None:
    """Each class has its words and its colour."""
    for spec in catalogue(facts).values():
        labels = spec.class_labels()
        assert len(labels) == len(spec.breaks.bounds) == len(set(labels))
        assert len(spec.ramp.fills(len(labels))) == len(labels)


def test_roots_count_each_origin_once(facts: Facts) -> None:
    """Haidong's events lead back to two documents, of which one builds on the other."""
    row = frame("independent_roots", facts, PREFECTURES).loc["630200"]
    events = ["QH-IRIS-010", "QH-IRIS-011", "QH-IRIS-012", "QH-IRIS-020"]
    independent = facts.dataset.independent_of(*events)
    building = facts.dataset.building_on(*events)
    assert row["value"] == row["n_roots"] == len(independent) == len(building) == 1
    counted, left_out = row["note"].split("Not counted")
    assert independent[0].publisher in counted
    assert building[0].publisher in left_out


def test_amounts_are_printed_and_never_added(facts: Facts) -> None:
    """A region with purchases counts them; each amount stands as printed, with its publisher."""
    view = view_with(level=PROVINCE, scope=tuple(Scope))
    row = frame("documented_purchases", facts, view).loc["540000"]
    bought = [
        event
        for event in facts.dataset.events
        if event.kind == Kind.PROCUREMENT and event.event_id.startswith("XZ-")
    ]
    assert row["value"] == len(bought)
    assert "more than $160,000" in row["note"]
    assert "$1,600,000" in row["note"]
    event = facts.dataset.event["XZ-PROC-002"]
    assert amounts(event, facts) == ()
    assert f"{event.title}: no amount is known" in row["note"]


def test_two_things_at_once(facts: Facts) -> None:
    """Rows are documentation, columns the share; no source is a row of its own."""
    spec = catalogue(facts)["documentation_by_non_han"]
    assert spec.grid is not None
    table = frame("documentation_by_non_han", facts, PREFECTURES)
    cells = {str(row.Index): spec.grid.classify(row) for row in table.dropna().itertuples()}
    share, roots = table.loc["630200", ["value", "n_roots"]]
    assert 20 < share < 60
    assert cells["630200"] == 3 * min(roots, 2) + 1
    assert roots == 1
    assert cells["632600"] in {5, 8}
    assert cells["632800"] < 3
    assert "No event that the filters show is placed here" in table.loc["632800", "note"]


def test_tables_are_kept_by_what_they_need(facts: Facts) -> None:
    """A filter of events rebuilds the tables of events and no other."""
    iris = view_with(level=PREFECTURE, modality=(Modality.IRIS,))
    census, events = catalogue(facts)["non_han_share"], catalogue(facts)["documented_events"]
    assert table_of(census, facts, PREFECTURES) is table_of(census, facts, iris)
    assert table_of(events, facts, PREFECTURES) is not table_of(events, facts, iris)
    assert table_of(events, facts, iris).frame["n_events"].sum() < 20
    older = view_with(level=PREFECTURE, year=2010)
    assert table_of(census, facts, older) is not table_of(census, facts, PREFECTURES)
    assert table_of(events, facts, older) is table_of(events, facts, PREFECTURES)


def test_a_grid_is_drawn_from_whole_numbers_of_regions(atlas: Atlas) -> None:
    """The legend's table holds each class once, and the counts add up to the regions."""
    spec = atlas.picture(view_with(layer="documentation_by_non_han", level=COUNTY))
    symbology = spec.symbology.data
    cells = [index for row in symbology["grid"]["cells"] for index in row]
    assert sorted(cells) == list(range(9))
    assert sum(each["count"] for each in symbology["classes"]) == 45


def test_only_layers_that_count_events_are_recounted(atlas: Atlas) -> None:
    """The time slider gets bounds and the class without a record, for counts alone."""
    for layer_id, spec in catalogue(atlas.facts).items():
        symbology = atlas.picture(
            view_with(layer=layer_id, area="CN", level=PROVINCE)
        ).symbology.data
        assert ("recount" in symbology) == spec.counts_events
        if spec.counts_events:
            silent = symbology["classes"][symbology["recount"]["none"]]
            assert silent["status"] == CellStatus.NO_RECORD
