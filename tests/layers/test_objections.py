"""What speaks against a scenario is shown with it, and what is no count is never one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.shared.estimates import estimate_lines
from geodata.facts import Facts, load_facts
from geodata.model import QuantityKind, Scenario, Scope
from layers.catalogue import layer
from layers.estimate.bounds import bounds_of
from layers.estimate.methods import METHODS
from layers.estimate.objections import objections
from layers.estimate.reports import reports_of
from layers.estimate.scenarios import illustrated
from layers.events import EVERY_EVENT
from layers.picture.description import long_description
from layers.picture.picture import picture
from layers.picture.symbology import build_symbology
from layers.view import View
from layers.view.assumptions import Measure
from tests.builders import Row, claim_row, event_row, source_row, write_dataset
from tests.levels import COUNTY
from tests.views import view_with

QINGHAI, HAIDONG, LHASA = "630000", "630200", "540100"
SPREAD = view_with(layer="even_spread", measure=Measure.IRIS_SCANS)
RANGE = {
    "field": "quantity",
    "low": "100",
    "high": "200",
    "unit": "iris_scans",
    "quantity_kind": "estimate_range",
}
PLACE = {"region": QINGHAI, "precision": "province", "level_reported": "province"}


def _facts(folder: Path, *claims: Row, events: tuple[Row, ...] = ()) -> Facts:
    """A range for Qinghai with further claims on it."""
    write_dataset(
        folder,
        [event_row(end="2020", **PLACE), *events],
        [source_row()],
        [claim_row(**RANGE), *claims],
    )
    return load_facts(folder)


def _against(claim_id: str = "C-2", **given: str) -> Row:
    defaults = {"field": "judgement", "quote": "it might spread", "quote_language": "en"}
    return claim_row(claim_id, **(defaults | {"speaks_against": "even_spread"} | given))


def _caveat(facts: Facts, view: View = SPREAD) -> str:
    return str(
        build_symbology(view, facts, layer(view.map.layer, facts))[0].data["layer"]["caveat"]
    )


def test_a_spread_is_never_shown_without_what_speaks_against_it(tmp_path: Path) -> None:
    """In the legend of map and figure, in words, in the panel and in the estimates."""
    facts = _facts(tmp_path, _against(speaker="The author"))
    said = "“it might spread” (The author, in: A publisher)"
    assert said in _caveat(facts)
    assert said in long_description(picture(SPREAD, facts)[0].payload)
    assert any(said in line.sentence for line in estimate_lines(HAIDONG, SPREAD, facts))
    found = illustrated(SPREAD.assume, SPREAD.events, COUNTY, facts)
    assert said in found["630202"].reason
    assert said not in _caveat(facts, view_with(layer="collected_bounds"))


def test_a_statement_in_another_language_is_told_in_short(tmp_path: Path) -> None:
    """Quotation marks stand around printed words alone."""
    claim = _against(
        quote="三個地區", quote_language="zh-Hant", value_as_printed="in three regions"
    )
    said = _caveat(_facts(tmp_path, claim))
    assert "in three regions (A publisher)" in said
    assert "三個地區" not in said


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        (SPREAD, True),
        (SPREAD.choose(area=HAIDONG, level=COUNTY), True),
        (SPREAD.choose(area="540000"), False),
        (SPREAD.choose(measure=Measure.DNA_SAMPLES), False),
    ],
)
def test_a_statement_stands_where_its_event_is_concerned(
    tmp_path: Path, view: View, *, shown: bool
) -> None:
    """In its area, in the parts of it, and for what the event is about."""
    assert ("it might spread" in _caveat(_facts(tmp_path, _against()), view)) is shown


def test_a_hidden_event_says_nothing_against_a_spread(tmp_path: Path) -> None:
    """A lead is in no picture unless it is asked for."""
    lead = event_row("E-2", scope="lead", **PLACE)
    facts = _facts(tmp_path, _against(event_id="E-2"), events=(lead,))
    assert "it might spread" not in _caveat(facts)
    asked = SPREAD.choose(scope=(Scope.CORE, Scope.LEAD), low_confidence=True)
    assert "it might spread" in _caveat(facts, asked)


def test_the_bundled_spread_stands_beside_its_refutation(facts: Facts) -> None:
    """The author of the report speaks of a spread to the rest of the province."""
    found = objections(Scenario.EVEN_SPREAD, Measure.IRIS_SCANS, SPREAD.events, facts, QINGHAI)
    assert any("rest of the province" in claim.quote for claim in found)
    assert any("three regions" in claim.quote for claim in found)
    [spread] = [each for each in METHODS if each.method_id.startswith("even-spread")]
    assert "rest of the province" in spread.example(facts)


def test_what_is_no_count_bounds_nothing(facts: Facts) -> None:
    """Aims, capacities, judgements and people examined limit no number of any region."""
    counts = {QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE}
    for measure in Measure:
        for report in reports_of(measure, EVERY_EVENT, facts):
            claim = facts.dataset.claim[report.report_id]
            assert claim.quantity_kind in counts, claim.claim_id
            assert not claim.event_id.startswith("XJ-EXAM"), claim.claim_id
    assume = view_with(measure=Measure.DNA_PEOPLE).assume
    assert bounds_of(assume, EVERY_EVENT, facts)[QINGHAI].high is None
