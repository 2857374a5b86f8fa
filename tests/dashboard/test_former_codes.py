"""Former codes of regions: followed in links, answered elsewhere, told in the search."""

from __future__ import annotations

import pytest

from dashboard.shared.search_model import search
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.names.names import former_codes
from layers.address import check_view, parse_view
from tests.dashboard.stubs import without_browser
from tests.dashboard.test_app import panel, run
from tests.views import read_view, view_with


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's parts of a page stand: they draw nothing here."""
    without_browser(monkeypatch)


def codes(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Former codes with the regions of today that hold what had them."""
    listed = {each.code for each in former_codes(facts.geography.folder)} - set(_present(facts))
    return {code: tuple(each.code for each in facts.gazetteer.former(code)) for code in listed}


def _present(facts: Facts) -> list[str]:
    return [
        each.code for each in former_codes(facts.geography.folder) if each.code in facts.regions
    ]


def test_each_leads_to_the_region_of_today_or_is_answered_with_all(facts: Facts) -> None:
    """One region is followed and said; several are named, and none is guessed."""
    found = codes(facts)
    assert any(len(now) == 1 for now in found.values())
    assert any(len(now) > 1 for now in found.values())
    for code, now in found.items():
        asked = parse_view({"region": code}, facts)
        if len(now) == 1:
            assert (asked.view.map.region, asked.problems) == (now[0], ())
            (said,) = asked.recoded
            assert code in said
            assert now[0] in said
        elif now:
            assert asked.view.map.region == ""
            assert not asked.recoded
            assert all(each in str(asked.problems[0]) for each in now)


@pytest.mark.parametrize(
    ("params", "name", "value"),
    [
        ({"region": "632100"}, "region", "630200"),
        ({"area": "632100", "level": "county"}, "area", "630200"),
        ({"highlight": "632100~630100"}, "highlight", ("630100", "630200")),
        ({"compare": "632100~650100"}, "compared", ("630200", "650100")),
        ({"compare": "632100~630200"}, "compared", ("630200",)),
        ({"compare": "650100~632100", "against": "632100"}, "against", "630200"),
    ],
)
def test_every_parameter_follows(
    facts: Facts, params: dict[str, str], name: str, value: object
) -> None:
    """Wherever a link may hold a code."""
    view, problems = read_view(params, facts)
    assert view.choices[name] == value
    assert problems == ()


def test_the_page_says_so(facts: Facts) -> None:
    """The region of today opens with a notice, and no word of a link that failed."""
    app = run(region="632100")
    assert 'data-region="630200"' in panel(app)
    assert "632100" in app.info[0].value
    assert "630200" in app.info[0].value
    assert not app.warning


def test_a_command_is_answered_with_the_code_of_today(facts: Facts) -> None:
    """Where nothing is followed, the refusal says what to write."""
    with pytest.raises(ViewError, match="630200"):
        check_view(view_with(region="632100"), facts)


def test_the_search_says_what_the_code_is(facts: Facts) -> None:
    """The hit names the former code as such, beside the region of today."""
    first = search("632100", view_with(), facts)[0].found[0]
    assert first.view.map.region == "630200"
    assert "632100" in first.words
    assert "former code" in first.words
