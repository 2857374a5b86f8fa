"""Which layers there are follows from what the geography and the data set hold."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import CensusError, ViewError
from geodata.facts import Facts
from layers.builders.census_facts import LEAST_REGIONS, CensusFacts
from layers.builders.layer_settings import SETTINGS_FILE, LayerSettings, read_settings
from layers.catalogue import catalogue, layer
from layers.style import round_breaks, round_steps
from tests.views import LAYER_IDS

VALUES = st.lists(st.lists(st.floats(0.001, 1e9), max_size=40), max_size=4)


def test_links_that_were_made_long_ago_find_their_layer(facts: Facts) -> None:
    """In the order in which readers choose."""
    assert tuple(catalogue(facts)) == LAYER_IDS
    assert all(spec.layer_id == layer_id for layer_id, spec in catalogue(facts).items())
    with pytest.raises(ViewError, match="is not a layer"):
        layer("nothing", facts)


def held(**of: object) -> CensusFacts:
    usual = {"majority": "Most", "complement": "rest", "peopled": {2011: 100, 2021: 100}}
    return CensusFacts((2011, 2021), **{**usual, **of})  # type: ignore[arg-type]


def test_a_group_has_a_layer_where_enough_regions_count_it() -> None:
    """Fewer regions are enough where a census counts few; majority and complement are no group."""
    counted = {
        (2021, "Many"): LEAST_REGIONS,
        (2021, "Few"): LEAST_REGIONS - 1,
        (2011, "Few"): 100,
        (2021, "Most"): 100,
        (2021, "rest"): 100,
    }
    assert list(held(counted=counted).shares(None)) == [("Many", 2021), ("Few", 2011)]
    assert list(held(counted=counted).shares(("Few",))) == [("Few", 2011)]
    small = held(peopled={2021: 8}, counted={(2021, "Four"): 4, (2021, "Three"): 3})
    assert list(small.shares(None)) == [("Four", 2021)]
    assert not list(CensusFacts().shares(None))


def test_a_majority_is_told_apart_where_half_of_the_regions_do() -> None:
    """A census that does so for a few of its regions is no map of it."""
    found = held(counted={(2011, "rest"): 49, (2021, "rest"): 50})
    assert found.complement_years == (2021,)
    assert held(majority="", counted={(2021, "rest"): 99}).complement_years == ()
    assert CensusFacts().complement_years == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[bounds", "cannot be read"),
        ("bounds = 3", "bounds: It is not a table"),
        ("[bounds]\npopulation = [3, 2]", "bounds.population: It is not a list of rising"),
        ('[bounds]\npopulation = ["a", "b"]', "bounds.population"),
        ("[caveats]\npopulation = 3", "caveats.population: It is not a text"),
        ("[groups]\nshown = 'Few'", "groups.shown: It is not a list"),
    ],
)
def test_settings_that_make_no_sense_are_named(tmp_path: Path, text: str, said: str) -> None:
    """With file and member."""
    (tmp_path / SETTINGS_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CensusError, match=SETTINGS_FILE) as refused:
        read_settings(tmp_path)
    assert said in str(refused.value)


def test_settings_are_optional(tmp_path: Path) -> None:
    """Without the file nothing is set by hand."""
    assert read_settings(tmp_path) == read_settings(None) == LayerSettings()


@given(VALUES, st.integers(1, 7))
def test_classes_of_any_data_have_round_rising_ends(values: list[list[float]], n: int) -> None:
    """No more classes than colours, and every value belongs to one."""
    breaks = round_breaks(values, n)
    assert 1 <= len(breaks.bounds) <= n
    assert list(breaks.bounds) == sorted(set(breaks.bounds))
    assert breaks.bounds[0] > breaks.floor
    for bound in breaks.bounds[:-1]:
        digits = f"{bound:e}".split("e")[0].rstrip("0").rstrip(".")
        assert digits in {"1", "2", "5"}
    known = [value for group in values for value in group]
    assert all(0 <= index < len(breaks.bounds) for index in breaks.classify(known))
    assert not known or max(known) <= breaks.bounds[-1]


def test_every_level_counts_alike_in_the_classes() -> None:
    """Three thousand counties do not decide alone what colours the states have."""
    counties, states = [float(n) for n in range(1, 3001)], [1e6, 2e6, 3e6, 4e6]
    bounds = round_breaks([counties, states], 6).bounds
    assert sum(1000 < bound < math.inf for bound in bounds) >= 2


@given(st.lists(st.lists(st.floats(-1e4, 1e6), max_size=30), max_size=3))
def test_steps_of_change_are_round_and_rise(values: list[list[float]]) -> None:
    """They serve a fall as well as a rise."""
    steps = round_steps(values)
    assert list(steps) == sorted(set(steps))
    assert all(step > 0 for step in steps)
    assert len(steps) <= 3
