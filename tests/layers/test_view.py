from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.model import Language, PartialDate, Scope, bundled_subject
from layers.address import (
    ParsedView,
    address_of,
    check_view,
    opening_view,
    params_of,
    parse_link,
    parse_view,
)
from layers.canonical import canonical
from layers.picture.mapspec import MapSpec, Part, mask
from layers.view import Camera, Lines, View
from layers.view.assumptions import Measure, Weight
from layers.view.parameters import PARAMETERS, parameter_of, read_parameters, written
from layers.view.view import PART_OF
from tests.levels import COUNTY, LEVELS, PREFECTURE, PROVINCE
from tests.terms import KINDS, MODALITIES
from tests.views import read_view, view_with

MONTHS = st.builds(PartialDate, st.integers(1990, 2030), st.integers(1, 12))
CHOICES = {
    "layer": st.sampled_from(["non_han_share", "documented_events"]),
    "level": st.sampled_from([PROVINCE, PREFECTURE, COUNTY]),
    "area": st.sampled_from(["630000", "650100", "CN"]),
    "modality": st.sets(st.sampled_from(MODALITIES)).map(
        lambda chosen: tuple(each for each in MODALITIES if each in chosen)
    ),
    "scope": st.sets(st.sampled_from(Scope)).map(
        lambda chosen: tuple(each for each in Scope if each in chosen)
    ),
    "kind": st.sets(st.sampled_from(KINDS)).map(
        lambda chosen: tuple(each for each in KINDS if each in chosen)
    ),
    "vendor": st.sets(st.sampled_from(["A.B. & Co=1", "Super Red", "红"])).map(
        lambda chosen: tuple(sorted(chosen))
    ),
    "low_confidence": st.booleans(),
    "lines": st.sampled_from(Lines),
    "year": st.sampled_from([2000, 2010, 2020]),
    "time": st.none() | MONTHS,
    "during": st.none() | st.tuples(MONTHS, MONTHS).map(lambda ends: (min(ends), max(ends))),
    "language": st.sampled_from(Language),
    "measure": st.none() | st.sampled_from(Measure),
    "per_person": st.sampled_from([None, 1, 2]),
    "base_year": st.sampled_from([2000, 2010, 2020]),
    "weight": st.sampled_from(Weight),
    "region": st.sampled_from(["", "630200"]),
    "event": st.sampled_from(["", "QH-IRIS-011", "a.b_c-1"]),
    "highlight": st.sets(st.sampled_from(["630200", "CN", "650100"])).map(
        lambda chosen: tuple(sorted(chosen))
    ),
    "camera": st.none()
    | st.builds(
        Camera,
        st.integers(-850000, 850000).map(lambda n: n / 10000),
        st.integers(-1800000, 1800000).map(lambda n: n / 10000),
        st.integers(0, 180).map(lambda n: n / 10),
    ),
    "compared": st.lists(st.sampled_from(["630200", "CN", "650100"]), unique=True).map(tuple),
    "against": st.sampled_from(["", "630200"]),
    "fit": st.booleans(),
}


def test_every_choice_is_tried() -> None:
    """None is left out of the address."""
    assert set(CHOICES) == set(PART_OF)
    assert {parameter_of(name) for name in CHOICES} == PARAMETERS


@given(st.fixed_dictionaries(CHOICES))
def test_an_address_restores_every_choice(choices: dict[str, Any]) -> None:
    """Exactly, whatever the opening view is, and without a complaint."""
    params = {parameter_of(name): written(value) for name, value in choices.items()}
    assert read_parameters(params, LEVELS, bundled_subject()) == (choices, ())


@given(st.fixed_dictionaries({}, optional=CHOICES))
def test_an_address_restores_a_view_that_there_is(facts: Facts, choices: dict[str, Any]) -> None:
    """What could be followed once is followed in full the second time."""
    params = {parameter_of(name): written(value) for name, value in choices.items()}
    view = parse_view(params, facts).view
    assert parse_view(params_of(view, facts), facts) == ParsedView(view)
    check_view(view, facts)


def test_the_opening_view_has_a_bare_address(facts: Facts) -> None:
    """The opening view needs no parameters, and no parameters give it."""
    assert opening_view(facts) == view_with()
    assert params_of(view_with(), facts) == {}
    assert address_of(view_with(), facts) == "?"
    assert parse_view({}, facts) == ParsedView(view_with())


def test_a_choice_that_there_is_not_is_refused() -> None:
    """A slip in code is no silent loss."""
    with pytest.raises(TypeError, match="aera"):
        view_with(aera="650100")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("level", "galaxy"),
        ("level", "country"),
        ("lang", "tlh"),
        ("modality", "iris.smell"),
        ("scope", "all"),
        ("low", "yes"),
        ("area", "<script>"),
        ("layer", "x" * 81),
        ("region", "630200'"),
        ("at", "36.5,102"),
        ("year", "20"),
        ("year", "２０２０"),
        ("time", "2019"),
        ("time", "2019-13"),
        ("time", "2019-03-01"),
        ("during", "2019-03"),
        ("during", "2020-01.2019-01"),
        ("during", "2019.2020"),
        ("event", "../secret"),
        ("event", "x" * 81),
        ("highlight", "630200~<b>"),
        ("highlight", "~".join(map(str, range(100000, 100030)))),
        ("kind", "rumour"),
        ("vendor", "x" * 90),
        ("vendor", "\u202ex"),
        ("lines", "colour"),
        ("regoin", "630200"),
        ("at", "nan,102,3"),
        ("at", "91,102,3"),
        ("at", "inf,0,1"),
    ],
)
def test_a_broken_parameter_is_said_and_the_rest_kept(facts: Facts, name: str, text: str) -> None:
    """What cannot be understood is named; the other choices stay as they are."""
    other = {"low": "1"} if name != "low" else {"lang": "bo"}
    view, problems = read_view({name: text, **other}, facts)
    assert [problem.where for problem in problems] == [name]
    assert params_of(view, facts) == other
    with pytest.raises(ViewError):
        parse_link(f"http://127.0.0.1/?{name}={text}", facts).strict()


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=6))
def test_no_address_breaks_the_view(facts: Facts, params: dict[str, str]) -> None:
    """Whatever stands in an address, there is a view."""
    view, _ = read_view(params, facts)
    assert isinstance(view, View)


def picture(**parts: Part) -> MapSpec:
    empty = {field.name: Part({}) for field in fields(MapSpec)}
    event_index = Part({"each": ["place"], "place": [0, 1, 1], "places": ["a", "b"]})
    words = [{"title": each, "told": []} for each in ("first", "second", "third")]
    details = Part({"events": words, "sources": []})
    events = Part({"shown": mask([False, True, False])})
    return MapSpec(
        **{**empty, "event_index": event_index, "details": details, "events": events, **parts}
    )


def test_a_file_holds_only_the_events_that_are_shown() -> None:
    """What a view hides, its files do not hold: neither place nor words."""
    spec = picture()
    payload = spec.payload
    assert payload["event_index"]["data"] == {"each": ["place"], "place": [0], "places": ["b"]}
    assert payload["details"]["data"] == {
        "events": [{"title": "second", "told": []}],
        "sources": [],
    }
    assert payload["events"]["data"]["shown"] == mask([True])
    assert payload["hash"] == spec.hash


@given(st.lists(st.booleans(), max_size=70))
def test_a_mask_keeps_every_bit(shown: list[bool]) -> None:
    """One bit for each event, the first one leftmost."""
    digits = mask(shown)
    assert len(digits) == -(-len(shown) // 4)
    bits = "".join(f"{int(digit, 16):04b}" for digit in digits)
    assert [bit == "1" for bit in bits][: len(shown)] == shown
    assert "1" not in bits[len(shown) :]


def test_equal_pictures_have_equal_hashes() -> None:
    """The hash follows the content of the parts and not the order of their keys."""

    def spec(symbology: dict[str, object]) -> MapSpec:
        return picture(symbology=Part(symbology))

    assert spec({"a": 1, "b": 2}).hash == spec({"b": 2, "a": 1}).hash
    assert spec({"a": 1}).hash != spec({"a": 2}).hash


def test_a_message_holds_ids_or_everything() -> None:
    """A mounted map gets ids of parts; a page gets the parts themselves."""
    spec = picture(regions=Part({"b": 1}))
    assert spec.message(inside=())["regions"] == {"id": spec.regions.id}
    assert spec.payload["regions"] == {"id": spec.regions.id, "data": {"b": 1}}


def test_numbers_that_json_cannot_hold_are_refused() -> None:
    """A missing number never slips into a picture as NaN."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"value": float("nan")})
