"""Events are placed by code, by coordinate only without one, and never finer than their source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geography import Regions, load_regions
from geodata.model import (
    DateBasis,
    DatePrecision,
    Event,
    Precision,
    Scope,
    Status,
)
from geodata.place import Method, Placement, Turned, holding, lies_in, place, turned_into
from tests.geodata.squares import load, three_levels
from tests.levels import COUNTY, PRECISIONS, PREFECTURE, ROOT, WHOLE
from tests.terms import Kind, Modality

SQUARES = load(three_levels())
CODES = ["630102", "630203", "630100", "630200", "419001", "630000"]


def event(
    region: str = "",
    point: tuple[float, float] | None = None,
    precision: Precision = PRECISIONS["county"],
) -> Event:
    """One event; ``point`` is longitude, latitude."""
    return Event(
        event_id="E-1",
        parent_id="",
        scope=Scope.CORE,
        kind=Kind.LOCAL_REPORT,
        modality=(Modality.IRIS,),
        title="",
        place_as_written="",
        place_zh="",
        region=region,
        level_reported=precision,
        latitude=point[1] if point else None,
        longitude=point[0] if point else None,
        precision=precision,
        start=None,
        end=None,
        date_precision=DatePrecision.UNKNOWN,
        date_basis=DateBasis.UNKNOWN,
        target_group="",
        justification=(),
        witness_based=False,
        status=Status.PUBLISHED,
        status_reason="",
        doubt="",
        remark="",
    )


def placed(one: Event, regions: Regions = SQUARES) -> Placement:
    return place([one], regions)[one.event_id]


@given(
    code=st.sampled_from(CODES),
    longitude=st.floats(-180, 180),
    latitude=st.floats(-90, 90),
    precision=st.sampled_from([each for each in PRECISIONS.values() if each.rank]),
)
def test_a_code_always_wins(
    code: str, longitude: float, latitude: float, precision: Precision
) -> None:
    """Coordinates never change the region of an event that names one."""
    with_point = placed(event(code, (longitude, latitude), precision))
    assert with_point == placed(event(code, None, precision))
    assert with_point.method is Method.CODE
    assert with_point.region in {code, *SQUARES.ancestors(code)}


@given(
    longitude=st.floats(100.05, 103.95),
    latitude=st.floats(35.05, 35.95),
    precision=st.sampled_from(list(PRECISIONS.values())[:5]),
)
def test_a_coordinate_is_never_drawn_finer_than_its_source(
    longitude: float, latitude: float, precision: Precision
) -> None:
    """A bare coordinate is drawn on the level of its precision and no finer than a county."""
    found = placed(event("", (longitude, latitude), precision))
    assert found.method is Method.COORDINATE
    assert found.level is event("", None, precision).level
    assert found.region in SQUARES.codes(found.level)
    west, south, east, north = SQUARES.bounds(found.region)
    assert west <= longitude <= east
    assert south <= latitude <= north


@pytest.mark.parametrize(
    ("point", "region", "on_border"),
    [
        ((100.5, 35.5), "630102", False),
        ((101.0, 35.5), "630102", True),
        ((101.0, 35.0), "630102", True),
        ((102.0, 35.5), "630103", True),
        ((100.0, 35.5), "630102", True),
        ((100.0, 35.0), "630102", True),
        ((101.008, 35.5), "630103", True),
        ((101.02, 35.5), "630103", False),
        ((103.5, 35.992), "630203", True),
        ((103.5, 35.99), "630203", False),
    ],
)
def test_vertices_edges_and_their_neighbourhood(
    point: tuple[float, float], region: str, on_border: bool
) -> None:
    """A border belongs to the lowest code; on it or within a kilometre the event is marked."""
    found = placed(event("", point))
    assert (found.region, found.on_border) == (region, on_border)
    assert bool(found.note) == on_border


def test_the_other_side_is_named() -> None:
    """Near an inner border the note names the region that may be meant instead."""
    assert "630103" in placed(event("", (101.0, 35.5))).note


def test_inner_borders_do_not_matter_to_wide_events() -> None:
    """A prefecture-level event near a border between its counties is not marked."""
    found = placed(event("", (101.0, 35.5), PRECISIONS["prefecture"]))
    assert (found.region, found.on_border) == ("630100", False)
    found = placed(event("", (102.0, 35.5), PRECISIONS["prefecture"]))
    assert (found.region, found.on_border) == ("630100", True)


def test_a_code_finer_than_the_source_is_widened() -> None:
    """A county code on a prefecture-level event is drawn as the prefecture, and says so."""
    found = placed(event("630202", None, PRECISIONS["prefecture"]))
    assert (found.region, found.level) == ("630200", PREFECTURE)
    assert "630202" in found.note


def test_a_wide_code_is_never_narrowed() -> None:
    """A township event of which only the prefecture is named stays at the prefecture."""
    found = placed(event("630200", (102.5, 35.5), PRECISIONS["township"]))
    assert (found.region, found.level) == ("630200", PREFECTURE)


def test_a_unit_on_two_levels_is_drawn_on_the_one_asked_for() -> None:
    """A county directly under a province is drawn as county or prefecture, same code."""
    assert placed(event("419001")).level == COUNTY
    assert placed(event("419001", None, PRECISIONS["prefecture"])).level == PREFECTURE
    assert placed(event("419001", None, PRECISIONS["province"])).region == "410000"


@pytest.mark.parametrize("region", ["", ROOT])
@pytest.mark.parametrize("point", [None, (100.5, 35.5)])
def test_country_wide_events(region: str, point: tuple[float, float] | None) -> None:
    """A country-wide event belongs to the country, wherever a point was put."""
    found = placed(event(region, point, PRECISIONS["country"]))
    assert (found.region, found.level, found.method) == (ROOT, WHOLE, Method.COUNTRY)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (event("999999"), "999999"),
        (event("", (0.0, 0.0)), "in no region"),
        (event("", (99.995, 35.5)), "Within 1 km of 630102"),
        (event(), "neither"),
    ],
)
def test_unmatched_events_say_why(one: Event, words: str) -> None:
    """An event without a region is kept, unplaced, with the reason."""
    found = placed(one)
    assert (found.region, found.method) == ("", Method.UNMATCHED)
    assert words in found.note


def test_claimed_land_is_no_region() -> None:
    """A coordinate in Tawang is not placed in China; the note says who administers it."""
    found = placed(event("", (91.859, 27.586)), load_regions())
    assert found.method is Method.UNMATCHED
    assert "administered by India" in found.note


def test_real_coordinates() -> None:
    """The seat of Ledu lies in Ledu district, that of Urumqi in the city."""
    regions = load_regions()
    assert placed(event("", (102.416, 36.480)), regions).region == "630202"
    urumqi = placed(event("", (87.617, 43.793), PRECISIONS["prefecture"]), regions)
    assert urumqi.region == "650100"


def test_every_event_is_answered_in_order() -> None:
    """Each event has one placement, in the order given."""
    assert list(place([event("630102")], SQUARES)) == ["E-1"]
    assert place([], SQUARES) == {}


@pytest.mark.parametrize(
    ("code", "point", "inside"),
    [
        ("630102", (100.5, 35.5), True),
        ("630100", (101.5, 35.5), True),
        ("630102", (101.005, 35.5), True),
        ("630102", (101.5, 35.5), False),
        ("630102", (35.5, 100.5), False),
    ],
)
def test_whether_a_point_lies_in_the_region_of_its_code(
    code: str, point: tuple[float, float], inside: bool
) -> None:
    """A border is known to a kilometre; beyond that the point is elsewhere."""
    assert lies_in(event(code, point), code, SQUARES) is inside


@pytest.mark.parametrize(
    ("point", "exchanged"),
    [
        ((35.5, 100.5), True),
        ((100.5, -35.5), False),
        ((-100.5, 35.5), False),
        ((-100.5, -35.5), False),
        ((-35.5, 100.5), True),
    ],
)
@pytest.mark.parametrize("code", ["630102", ""])
def test_turned_coordinates_are_recognised(
    code: str, point: tuple[float, float], exchanged: bool
) -> None:
    """Exchanged or with a wrong sign, they are proposed as they lie in the region."""
    found = turned_into(event(code, point), SQUARES, code or ROOT)
    assert found == Turned(35.5, 100.5, "630102", exchanged)


def test_nothing_is_proposed_for_a_point_that_is_simply_elsewhere() -> None:
    """No other reading of these coordinates lies in the region."""
    assert turned_into(event("630102", (103.5, 35.5)), SQUARES, "630102") is None
    assert holding(event("630102", (103.5, 35.5)), SQUARES) == ("630203",)
