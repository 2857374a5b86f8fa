"""Names that other programs add to a link change nothing; a slip is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.embed_address import EmbedForm, EmbedOptions
from geodata.errors import ViewError
from geodata.facts import Facts
from layers.address import parse_link
from layers.view import PARAMETERS
from tests.views import read_view, view_with

TRACKING = {
    "utm_source": "newsletter",
    "utm_medium": "email",
    "fbclid": "IwAR0",
    "gclid": "x",
    "mc_cid": "1",
    "mc_eid": "2",
    "_hsenc": "p",
    "ref": "home",
    "si": "z",
    "t": "12",
    "igshid": "q",
}


def test_names_of_other_programs_are_ignored(facts: Facts) -> None:
    """The view is that of the rest of the link, without a notice."""
    view, problems = read_view({**TRACKING, "area": "650100"}, facts)
    assert view == view_with(area="650100")
    assert not problems
    assert (
        parse_link("https://x.example/?area=650100&utm_source=mail&fbclid=1", facts).strict()
        == view
    )
    assert EmbedOptions.of(EmbedForm.HTML, TRACKING) == EmbedOptions.of(EmbedForm.HTML, {})
    assert EmbedOptions.of(EmbedForm.PNG, TRACKING | {"width": "500"}).width == 500


@pytest.mark.parametrize(("slip", "meant"), [("aera", "area"), ("levl", "level"), ("Time", "time")])
def test_a_slip_is_told(facts: Facts, slip: str, meant: str) -> None:
    """With the name that was probably meant; everything else holds."""
    view, (problem,) = read_view({slip: "x", "region": "630200"}, facts)
    assert view == view_with(region="630200")
    assert problem.where == slip
    assert meant in problem.remedy


def test_a_slip_in_an_embed_is_told() -> None:
    """A picture of another size than was asked for would not be noticed."""
    with pytest.raises(ViewError) as refused:
        EmbedOptions.of(EmbedForm.PNG, {"widht": "300"})
    assert "width" in refused.value.remedy


@given(st.dictionaries(st.text(max_size=12).filter(lambda name: name not in PARAMETERS), st.text()))
def test_foreign_names_never_cost_a_choice(facts: Facts, foreign: dict[str, str]) -> None:
    """Whatever they are called and whatever they hold."""
    view, problems = read_view({**foreign, "area": "650100", "level": "county"}, facts)
    assert (view.map.area, view.map.level.value) == ("650100", "county")
    assert all(problem.where in foreign for problem in problems)
