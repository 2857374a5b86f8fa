"""The layer of estimates: coloured by what is documented, with range bars beside the map."""

from __future__ import annotations

from geodata.facts import Facts
from layers.catalogue import Theme, catalogue, layer
from layers.estimate.range_bars import EvidenceStatus, evidence_by_region, range_bars
from layers.figure import FigureFormat, draw_figure
from layers.picture.picture import picture
from layers.spec import narrowed_view
from tests.levels import COUNTY, PREFECTURE
from tests.views import view_with

QINGHAI = "630000"
VIEW = view_with(layer="estimates")


def test_regions_are_coloured_by_evidence_and_by_no_number(facts: Facts) -> None:
    """Each has the class of what is documented there; all four stand in the legend."""
    payload = picture(VIEW, facts)[0].payload
    symbology = payload["symbology"]["data"]
    assert [each["label"] for each in symbology["classes"]] == [
        each.label for each in EvidenceStatus
    ]
    view = narrowed_view(layer("estimates", facts), VIEW, facts)
    found = evidence_by_region(view.assume, view.events, PREFECTURE, facts)
    order = list(EvidenceStatus)
    codes = [unit["code"] for unit in payload["regions"]["data"]["regions"]]
    assert [int(sign) for sign in symbology["class_of"]] == [
        order.index(found[code]) for code in codes
    ]
    counts = [each["count"] for each in symbology["classes"]]
    assert sum(counts) == len(codes)


def test_the_range_of_the_wider_region_is_called_out(facts: Facts) -> None:
    """On the map of its parts."""
    ranges = picture(VIEW, facts)[0].payload["events"]["data"]["ranges"]
    assert [each["code"] for each in ranges] == [QINGHAI]


def test_map_bars_and_figure_print_the_same_ranges(facts: Facts) -> None:
    """Of one scan a person, which the caveat names."""
    spec, assets = picture(VIEW, facts)
    symbology, values = (spec.payload[name]["data"] for name in ("symbology", "values"))
    view = narrowed_view(layer("estimates", facts), VIEW, facts)
    codes = facts.regions.codes(PREFECTURE, QINGHAI)
    bars = range_bars(view, codes, facts)
    words = {row.region: row.words for row in bars.rows}
    drawn = [unit["code"] for unit in spec.payload["regions"]["data"]["regions"]]
    told = {code: values["texts"][at][0] for code, at in zip(drawn, values["of"], strict=True)}
    assert told == words
    assert {row["code"]: row["words"] for row in symbology["bars"]["rows"]} == words
    assert bars.assumption in symbology["layer"]["caveat"]
    figure = draw_figure(spec, assets, FigureFormat.SVG).data.decode()
    for row in bars.rows:
        assert row.words in figure


def test_no_bars_stand_beside_more_regions_than_can_be_read(facts: Facts) -> None:
    """All counties of Qinghai are too many for a legend."""
    many = picture(view_with(layer="estimates", level=COUNTY), facts)[0].payload
    assert "bars" not in many["symbology"]["data"]


def test_no_other_layer_of_estimates_is_offered(facts: Facts) -> None:
    """Bounds and the one scenario open from links made long ago, and cannot be chosen."""
    estimates = [each for each in catalogue(facts).values() if each.theme is Theme.ESTIMATES]
    assert [each.layer_id for each in estimates if each.offered] == ["estimates"]
    assert {"collected_bounds", "even_spread"} <= {each.layer_id for each in estimates}
