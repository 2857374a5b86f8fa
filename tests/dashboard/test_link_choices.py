"""A parameter of an address that cannot be used costs that parameter, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address.links import PAGE_PARAMETERS
from geodata.facts import Facts
from layers.address import check_view, params_of
from layers.view import PARAMETERS
from layers.view.parameters import parameter_of
from tests.levels import COUNTY
from tests.views import read_view, view_with

IMPOSSIBLE = {
    "layer": "nothing",
    "level": "province",
    "year": "1999",
    "area": "999999",
    "modality": "smell",
    "kind": "rumour",
    "vendor": "Nobody",
    "scope": "all",
    "low": "yes",
    "lines": "colour",
    "time": "2999-12",
    "during": "0019-03.2020-12",
    "lang": "tlh",
    "measure": "guesses",
    "per_person": "3",
    "base": "1999",
    "weight": "none",
    "region": "999999",
    "event": "NO-EVENT",
    "highlight": "999999",
    "compare": "999999~630200~650100",
    "against": "540100",
    "fit": "maybe",
    "at": "91,102,3",
}
"""For each parameter of a view a text that it cannot have beside :func:`chosen`."""


@pytest.fixture(scope="session")
def chosen(facts: Facts) -> dict[str, str]:
    """Return an address in which every parameter differs from the opening view."""
    event = next(each for each in facts.dataset.events if each.status.value == "published")
    return {
        "layer": "population",
        "level": "county",
        "year": "2010",
        "area": "650100",
        "modality": "iris",
        "kind": "procurement",
        "vendor": next(iter(facts.dataset.vendors)),
        "scope": "core.lead",
        "low": "1",
        "lines": "kind",
        "time": "2019-03",
        "during": "2019-01.2020-12",
        "lang": "bo",
        "measure": "dna_samples",
        "per_person": "1",
        "base": "2010",
        "weight": "non_han",
        "region": "650100",
        "event": event.event_id,
        "highlight": "630200",
        "compare": "630200~650100",
        "against": "650100",
        "fit": "1",
        "at": "43.8000,87.6000,8",
    }


def test_every_parameter_is_tried(chosen: dict[str, str], facts: Facts) -> None:
    """The address of these tests is accepted, leaves out no parameter, and so do the slips."""
    assert set(chosen) == set(IMPOSSIBLE) == PARAMETERS
    view, problems = read_view(chosen, facts)
    assert not problems
    assert params_of(view, facts) == chosen
    check_view(view, facts)


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_an_impossible_choice_costs_itself_alone(
    chosen: dict[str, str], facts: Facts, name: str
) -> None:
    """It is said, and every other choice of the link stands."""
    view, problems = read_view({**chosen, name: IMPOSSIBLE[name]}, facts)
    assert {problem.where for problem in problems} == {name}
    assert len(problems) == 1
    given_back = params_of(view, facts)
    assert {**given_back, name: ""} == {**chosen, name: ""}
    assert given_back.get(name) != IMPOSSIBLE[name]
    check_view(view, facts)


@given(name=st.sampled_from(sorted(PARAMETERS)), text=st.text(max_size=24))
def test_no_text_of_one_parameter_changes_another(
    chosen: dict[str, str], facts: Facts, name: str, text: str
) -> None:
    """Whatever stands there; only what the others are compared with needs their list."""
    usual, _problems = read_view(chosen, facts)
    view, problems = read_view({**chosen, name: text}, facts)
    bound = {name, "against"} if name == "compare" else {name}
    assert {problem.where for problem in problems} <= bound
    for field, value in view.choices.items():
        if parameter_of(field) not in bound:
            assert value == usual.choices[field]
    check_view(view, facts)


def test_a_census_that_there_is_not_costs_no_area(facts: Facts) -> None:
    view, problems = read_view({"base": "1999", "area": "650100", "level": "county"}, facts)
    assert view == view_with(area="650100", level=COUNTY)
    assert [problem.where for problem in problems] == ["base"]


def test_several_impossible_choices_are_each_said(facts: Facts) -> None:
    """And what is left of the link is shown."""
    asked = {"layer": "nothing", "base": "1999", "region": "1", "area": "650100", "lang": "zh"}
    view, problems = read_view(asked, facts)
    assert params_of(view, facts) == {"area": "650100", "lang": "zh"}
    assert {problem.where for problem in problems} == {"layer", "base", "region"}


def test_an_area_within_one_prefecture_is_divided_as_it_can_be(facts: Facts) -> None:
    """The usual level would not divide it: the area stays, and a level that fits is shown."""
    view, problems = read_view({"area": "630202", "lang": "zh"}, facts)
    assert view.choose(level=COUNTY) == view
    assert params_of(view, facts) == {"area": "630202", "lang": "zh", "level": "county"}
    assert not problems


def test_a_level_that_the_area_does_not_hold_is_said(facts: Facts) -> None:
    """Where the link asks for it."""
    view, problems = read_view({"area": "630202", "level": "province"}, facts)
    assert view == view_with(area="630202", level=COUNTY)
    assert [problem.where for problem in problems] == ["level"]


def test_parameters_of_pages_are_no_slips_of_choices(facts: Facts) -> None:
    """What tables, evidence and Streamlit write to an address is left to them."""
    assert not PAGE_PARAMETERS & PARAMETERS
    assert read_view(dict.fromkeys(PAGE_PARAMETERS, "x"), facts) == (view_with(), ())
