"""Estimates open on the measure that is documented for the region that is looked at."""

from __future__ import annotations

import pytest

from dashboard.region.panel import panel_markup
from dashboard.shared.estimates import estimate_lines, measure_words
from geodata.facts import Facts
from layers.catalogue import layer
from layers.estimate.bounds import bounds_of
from layers.estimate.documented import documented_figures
from layers.estimate.measure import Basis, documented_measure
from layers.estimate.reports import reports_of
from layers.events import EVERY_EVENT
from layers.spec import table_of
from layers.view import EventFilter
from layers.view.assumptions import Measure
from tests.levels import LEVELS
from tests.views import assuming, view_with


def test_no_region_opens_without_a_record_under_its_own_figure(facts: Facts) -> None:
    """Where any measure limits what there is in a region, the one that it opens on does."""
    chosen = EventFilter()
    bounds = {m: bounds_of(assuming(m), chosen, facts) for m in Measure}
    for level in LEVELS:
        for code in facts.regions.codes(level):
            known = {m for m in Measure if bounds[m][code].low or bounds[m][code].high}
            assert documented_measure(view_with(), (code,), facts).measure in known or not known


def test_a_figure_of_the_region_itself_comes_first(facts: Facts) -> None:
    """A region with a figure of its own opens on a measure in which it has one."""
    reported = {m: {r.region for r in reports_of(m, EventFilter(), facts)} for m in Measure}
    for code in set().union(*reported.values()):
        choice = documented_measure(view_with(), (code,), facts)
        assert choice.basis is Basis.OWN
        assert code in reported[choice.measure]


@pytest.mark.parametrize("measure", Measure)
def test_a_chosen_measure_stays(facts: Facts, measure: Measure) -> None:
    """The measure of the address is kept, for regions that are documented in another too."""
    view = view_with(measure=measure)
    for code in ("650100", "540000", "630000"):
        choice = documented_measure(view, (code,), facts)
        assert (choice.measure, choice.basis) == (measure, Basis.CHOSEN)
        assert "as chosen" in measure_words(code, view, facts)


def test_the_panel_says_which_measure_it_shows_and_why(facts: Facts) -> None:
    """The panel opens on the people of Ürümqi and the samples of Tibet."""
    for code, number in (("650100", "300,000 people"), ("540000", "DNA samples")):
        view = view_with(area=code)
        text = str(panel_markup(view, facts))
        assert "because sources give such figures for" in text
        assert number in text
        assert next(estimate_lines(code, view, facts)).known


def test_a_measure_without_a_number_names_the_others(facts: Facts) -> None:
    """Asked for iris scans, the panel of Ürümqi still tells of its 300,000 people."""
    view = view_with(area="650100", measure=Measure.IRIS_SCANS)
    (line,) = estimate_lines("650100", view, facts)
    assert not line.known
    assert "300,000 people whose irises were scanned" in line.sentence


def test_a_map_of_bounds_counts_what_is_documented_in_its_area(facts: Facts) -> None:
    """The map and the panel beside it count the same measure."""
    view = view_with(area="650000", layer="collected_bounds", region="650100")
    table = table_of(layer(view.map.layer, facts), facts, view)
    assert Measure.IRIS_PEOPLE.label in table.unit
    assert measure_words("650100", view, facts).startswith(f"Measure: {Measure.IRIS_PEOPLE.label}")
    other = view_with(area="630000", layer="collected_bounds", region="632621")
    assert Measure.IRIS_SCANS.label in table_of(layer(other.map.layer, facts), facts, other).unit
    assert Measure.IRIS_SCANS.label in measure_words("632621", other, facts)


def test_every_count_is_a_figure_of_its_region(facts: Facts) -> None:
    """Figures hold each report of each measure once, and counts in units of no measure."""
    figures = documented_figures(assuming(), EVERY_EVENT, facts)
    listed = [claim for found in figures.values() for each in found for claim in each.inputs]
    assert len(listed) == len(set(listed))
    for measure in Measure:
        assert {r.report_id for r in reports_of(measure, EVERY_EVENT, facts)} <= set(listed)
    units = {each.unit for found in figures.values() for each in found}
    assert units - {measure.label for measure in Measure}
