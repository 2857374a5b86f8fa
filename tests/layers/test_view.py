from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import ViewError
from geodata.gazetteer import Language
from geodata.model import Level, Modality, Scope
from layers.mapspec import MapSpec, Part, canonical
from layers.view import Camera, View

views = st.builds(
    View,
    layer=st.sampled_from(["non_han_share_2020", "documented_events"]),
    level=st.sampled_from([Level.PROVINCE, Level.PREFECTURE, Level.COUNTY]),
    area=st.sampled_from(["630000", "650100", "CN"]),
    modality=st.sets(st.sampled_from(Modality)).map(
        lambda chosen: tuple(each for each in Modality if each in chosen)
    ),
    scope=st.sets(st.sampled_from(Scope)).map(
        lambda chosen: tuple(each for each in Scope if each in chosen)
    ),
    low_confidence=st.booleans(),
    language=st.sampled_from(Language),
    region=st.sampled_from(["", "630200"]),
    camera=st.none()
    | st.builds(
        Camera,
        st.integers(-850000, 850000).map(lambda n: n / 10000),
        st.integers(-1800000, 1800000).map(lambda n: n / 10000),
        st.integers(0, 180).map(lambda n: n / 10),
    ),
)


@given(views)
def test_an_address_restores_its_view(view: View) -> None:
    """Every view comes back from its address exactly, without a complaint."""
    assert View.from_params(view.to_params()) == (view, ())


def test_the_opening_view_has_a_bare_address() -> None:
    """The opening view needs no parameters, and no parameters give it."""
    assert View().to_params() == {}
    assert View.from_params({}) == (View(), ())


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
        ("regoin", "630200"),
        ("at", "nan,102,3"),
        ("at", "91,102,3"),
        ("at", "inf,0,1"),
    ],
)
def test_a_broken_parameter_is_said_and_the_rest_kept(name: str, text: str) -> None:
    """What cannot be understood is named; the other choices stay as they are."""
    other = {"low": "1"} if name != "low" else {"lang": "bo"}
    view, problems = View.from_params({name: text, **other})
    assert [problem.where for problem in problems] == [name]
    assert view.to_params() == other
    with pytest.raises(ViewError):
        View.from_link(f"http://127.0.0.1/?{name}={text}")


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=6))
def test_no_address_breaks_the_view(params: dict[str, str]) -> None:
    """Whatever stands in an address, there is a view."""
    view, _ = View.from_params(params)
    assert isinstance(view, View)


def test_equal_pictures_have_equal_hashes() -> None:
    """The hash follows the content of the parts and not the order of their keys."""

    def spec(fill: dict[str, object]) -> MapSpec:
        return MapSpec(Part({"title": "t"}), Part({}), Part(fill), Part({}))

    assert spec({"a": 1, "b": 2}).hash == spec({"b": 2, "a": 1}).hash
    assert spec({"a": 1}).hash != spec({"a": 2}).hash


def test_a_message_holds_ids_or_everything() -> None:
    """A mounted map gets ids of parts; a page gets the parts themselves."""
    spec = MapSpec(Part({"title": "t"}), Part({"b": 1}), Part({}), Part({}))
    assert spec.message(whole=False)["base"] == {"id": spec.base.id}
    assert spec.payload["base"] == {"id": spec.base.id, "data": {"b": 1}}


def test_numbers_that_json_cannot_hold_are_refused() -> None:
    """A missing number never slips into a picture as NaN."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"value": float("nan")})
