"""Assumptions are offered where they change a number, and say which."""

from __future__ import annotations

import itertools

import pytest

from dashboard.shared.assumption_effects import CAPS, Assumed, bearings
from dashboard.shared.estimates import estimate_lines, group_lines
from geodata.facts import Facts
from layers.builders.estimates import bounds_class, bounds_table
from layers.catalogue import layer
from layers.picture.symbology import build_symbology
from layers.spec import table_of
from layers.view.assumptions import Measure
from layers.wording import number
from tests.dashboard.stubs import without_browser
from tests.dashboard.test_app import run
from tests.views import read_view, view_with

ADDRESSES: list[dict[str, str]] = [
    {},
    {"region": "630200"},
    {"layer": "collected_bounds"},
    {"layer": "collected_bounds", "measure": "dna_samples"},
    {"layer": "even_spread"},
    {"area": "650100"},
    {"area": "650100", "measure": "iris_people"},
    {"area": "410000"},
    {"region": "632600", "measure": "dna_samples"},
]
WIDGETS = {
    Assumed.MEASURE: "choose-measure",
    Assumed.PER_PERSON: "choose-per-person",
    Assumed.BASE_YEAR: "choose-base_year",
}
OTHER = {
    Assumed.MEASURE: ("measure", "dna_people"),
    Assumed.PER_PERSON: ("per_person", "1"),
    Assumed.BASE_YEAR: ("base", "2010"),
}


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's parts of a page stand: they draw nothing here."""
    without_browser(monkeypatch)


def seen(params: dict[str, str], facts: Facts) -> object:
    """All numbers that panel and map show under an address."""
    view, problems = read_view(params, facts)
    assert not problems
    code = view.map.region or view.map.area
    spec = layer(view.map.layer, facts)
    table = table_of(spec, facts, view).frame
    rows = table.loc[list(facts.regions.codes(view.map.level, view.map.area)), ["low", "high"]]
    return (
        [(line.said, line.rate) for line in estimate_lines(code, view, facts) if line.known],
        [line.said for line in group_lines(code, view, facts)],
        str(rows.to_dict()),
    )


@pytest.mark.parametrize("params", ADDRESSES)
def test_an_assumption_is_offered_if_and_only_if_it_changes_a_number(
    facts: Facts, params: dict[str, str]
) -> None:
    """On the map or in the panel, for any of its choices."""
    view, _problems = read_view(params, facts)
    found = bearings(view, facts, (view.map.region or view.map.area,))
    options = {
        Assumed.MEASURE: [("measure", each.value) for each in Measure],
        Assumed.PER_PERSON: [("per_person", str(cap or "")) for cap in CAPS],
        Assumed.BASE_YEAR: [("base", year) for year in ("2000", "2010", "2020")],
    }
    for assumed, choices in options.items():
        views = [
            {**params, name: value} if value else {k: v for k, v in params.items() if k != name}
            for name, value in choices
        ]
        shown = [seen(each, facts) for each in views]
        changes = any(one != other for one, other in itertools.pairwise(shown))
        assert found[assumed].applies is changes, assumed
        assert found[assumed].words


@pytest.mark.parametrize("params", ADDRESSES)
def test_the_page_offers_what_applies(facts: Facts, params: dict[str, str]) -> None:
    """What does not apply is no choice; set by the address it says why it changes nothing."""
    view, _problems = read_view(params, facts)
    code = view.map.region or view.map.area
    for assumed, (name, value) in OTHER.items():
        asked = {**params, name: value}
        app = run(**asked)
        bearing = bearings(read_view(asked, facts)[0], facts, (code,))[assumed]
        widgets = {each.key for each in (*app.selectbox, *app.button_group)}
        assert (WIDGETS[assumed] in widgets) is bearing.applies
        told = " ".join(each.value.replace("\\", "") for each in app.caption)
        assert bearing.words in told
        assert ("changes nothing in this view" in told) is not all(
            each.applies
            or read_view(asked, facts)[0].choices[other.value] == view_with().choices[other.value]
            for other, each in bearings(read_view(asked, facts)[0], facts, (code,)).items()
        )


def test_the_caps_say_what_each_comes_to(facts: Facts) -> None:
    """The upper bound under no cap, one and two stands beside the choice, where they differ."""
    view = view_with(layer="collected_bounds", region="630200")
    words = bearings(view, facts, ("630200",))[Assumed.PER_PERSON].words
    for cap in CAPS:
        table = bounds_table(facts, view.choose(per_person=cap, measure=Measure.IRIS_SCANS))
        assert number(float(table.frame.loc["630200", "high"])) in words


def test_the_class_of_bounds_is_that_of_the_map(facts: Facts) -> None:
    """What is said of equal colours is judged by the very classes that are drawn."""
    from layers.estimate.bounds import bounds_of
    from layers.estimate.measure import with_measure

    for params in ({}, {"per_person": "1", "measure": "dna_samples"}, {"base": "2010"}):
        asked, _problems = read_view({"layer": "collected_bounds", **params}, facts)
        view = with_measure(asked, (asked.map.area,), facts)
        symbology, _values = build_symbology(view, facts, layer(view.map.layer, facts))
        estimates = bounds_of(view.assume, view.events, facts)
        codes = facts.regions.codes(view.map.level, view.map.area)
        classes = [bounds_class(estimates[code]) for code in codes]
        drawn = [int(digit, 36) for digit in symbology.data["class_of"]]
        assert [found for found in classes if found is not None] == [
            each for each, found in zip(drawn, classes, strict=True) if found is not None
        ]


def test_equal_colours_under_all_caps_are_said(facts: Facts) -> None:
    """On the layer of bounds of Qinghai's iris scans the caps move no class, and this is told."""
    view = view_with(layer="collected_bounds")
    views = [
        read_view({"layer": view.map.layer, **({"per_person": str(c)} if c else {})}, facts)[0]
        for c in CAPS
    ]
    colours = {
        build_symbology(each, facts, layer(each.map.layer, facts))[0].data["class_of"]
        for each in views
    }
    words = bearings(view, facts, (view.map.area,))[Assumed.PER_PERSON].words
    assert ("colours of the map are the same" in words) is (len(colours) < len(CAPS))
