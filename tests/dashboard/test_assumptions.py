"""Assumptions are offered where they change a number, and say which."""

from __future__ import annotations

import itertools

import pytest

from dashboard.shared.assumption_effects import CAPS, Assumed, bearings
from dashboard.shared.estimates import estimate_lines, group_lines
from dashboard.state import parse_view
from geodata.facts import Facts
from layers.builders.estimates import bounds_class, bounds_table
from layers.catalogue import layer
from layers.picture.symbology import build_symbology
from layers.view import View
from layers.view.assumptions import Measure
from layers.wording import number
from tests.dashboard.stubs import without_browser
from tests.dashboard.test_app import run

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
    view, problems = parse_view(params, facts)
    assert not problems
    code = view.region or view.area
    spec = layer(view.layer)
    table = spec.build(facts, spec.cache_key(view)).frame
    rows = table.loc[list(facts.regions.codes(view.level, view.area)), ["low", "high"]]
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
    view, _problems = parse_view(params, facts)
    found = bearings(view, facts, (view.region or view.area,))
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
    view, _problems = parse_view(params, facts)
    code = view.region or view.area
    for assumed, (name, value) in OTHER.items():
        asked = {**params, name: value}
        app = run(**asked)
        bearing = bearings(parse_view(asked, facts)[0], facts, (code,))[assumed]
        widgets = {each.key for each in (*app.selectbox, *app.button_group)}
        assert (WIDGETS[assumed] in widgets) is bearing.applies
        told = " ".join(each.value.replace("\\", "") for each in app.caption)
        assert bearing.words in told
        assert ("changes nothing in this view" in told) is not all(
            each.applies
            or getattr(parse_view(asked, facts)[0], other.value) == getattr(View(), other.value)
            for other, each in bearings(parse_view(asked, facts)[0], facts, (code,)).items()
        )


def test_the_caps_say_what_each_comes_to(facts: Facts) -> None:
    """The upper bound under no cap, one and two stands beside the choice, where they differ."""
    view = View(layer="collected_bounds", region="630200")
    words = bearings(view, facts, ("630200",))[Assumed.PER_PERSON].words
    for cap in CAPS:
        table = bounds_table(facts, parse_view({"per_person": str(cap)} if cap else {}, facts)[0])
        assert number(float(table.frame.loc["630200", "high"])) in words


def test_the_class_of_bounds_is_that_of_the_map(facts: Facts) -> None:
    """What is said of equal colours is judged by the very classes that are drawn."""
    from layers.estimate.bounds import bounds_of

    for params in ({}, {"per_person": "1", "measure": "dna_samples"}, {"base": "2010"}):
        view, _problems = parse_view({"layer": "collected_bounds", **params}, facts)
        symbology, _values = build_symbology(view, facts, layer(view.layer))
        estimates = bounds_of(view.assume, view.events, facts)
        codes = facts.regions.codes(view.level, view.area)
        classes = [bounds_class(estimates[code]) for code in codes]
        drawn = [int(digit, 36) for digit in symbology.data["class_of"]]
        assert [found for found in classes if found is not None] == [
            each for each, found in zip(drawn, classes, strict=True) if found is not None
        ]


def test_equal_colours_under_all_caps_are_said(facts: Facts) -> None:
    """On the layer of bounds of Qinghai's iris scans the caps move no class, and this is told."""
    view = View(layer="collected_bounds")
    views = [
        parse_view({"layer": view.layer, **({"per_person": str(c)} if c else {})}, facts)[0]
        for c in CAPS
    ]
    colours = {
        build_symbology(each, facts, layer(each.layer))[0].data["class_of"] for each in views
    }
    words = bearings(view, facts, (view.area,))[Assumed.PER_PERSON].words
    assert ("colours of the map are the same" in words) is (len(colours) < len(CAPS))
