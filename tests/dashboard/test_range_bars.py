"""Range bars and scenarios on pages: what they say, and that they say it in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest
from markupsafe import escape

from dashboard.region.hypothetical import documents_markup
from dashboard.shared.estimates import measured
from dashboard.shared.range_bars import bars_markup, range_bars_markup, scenarios_markup
from geodata.facts import Facts
from geodata.model import Level
from layers.estimate.bounds import bounds_of
from layers.estimate.information import missing_documents
from layers.estimate.range_bars import EvidenceStatus, evidence_by_region, range_bars
from layers.estimate.refutations import refutations
from layers.estimate.scenario_cases import scenario_cases
from layers.view import EventFilter, Measure, View
from layers.wording import bounds_words
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.views import assuming, view_with

QINGHAI, HAIDONG, XINING, URUMQI = "630000", "630200", "630100", "650100"


def of(code: str, facts: Facts, **choices: object) -> View:
    return measured(code, view_with(region=code, **choices), facts)


def flat(text: str) -> str:
    """Text with single spaces, as a reader hears it."""
    return " ".join(text.split())


def test_one_scan_a_person_is_assumed_and_the_range_without_a_cap_stands_beside(
    facts: Facts,
) -> None:
    """Where no limit is chosen; a chosen one is kept."""
    (row,) = range_bars(of(HAIDONG, facts), (HAIDONG,), facts).rows
    limited = bounds_of(assuming(per_person=1), EventFilter(), facts)[HAIDONG]
    free = bounds_of(assuming(), EventFilter(), facts)[HAIDONG]
    assert row.words == bounds_words(limited.least, limited.most)
    assert row.uncapped == bounds_words(free.least, free.most)
    assert row.words != row.uncapped
    (twice,) = range_bars(of(HAIDONG, facts, per_person=2), (HAIDONG,), facts).rows
    assert twice.high == bounds_of(assuming(per_person=2), EventFilter(), facts)[HAIDONG].most


def test_a_range_from_nobody_to_everybody_is_said_to_say_nothing(facts: Facts) -> None:
    """Xining has more residents than the published total: its upper end says something."""
    bars = range_bars(of(QINGHAI, facts), (HAIDONG, XINING), facts)
    says_nothing = {row.region: row.says_nothing for row in bars.rows}
    assert says_nothing == {HAIDONG: True, XINING: False}


def test_rows_stand_in_the_order_of_residents(facts: Facts) -> None:
    """Never in that of results, and in the same order whatever was asked first."""
    codes = facts.regions.codes(PREFECTURE, QINGHAI)
    bars = range_bars(of(QINGHAI, facts), codes, facts)
    residents = [row.residents for row in bars.rows]
    assert residents == sorted(residents, key=lambda count: -(count or 0))
    assert bars == range_bars(of(QINGHAI, facts), codes[::-1], facts)


def test_the_measure_follows_the_evidence(facts: Facts) -> None:
    """Urumqi counts people, the Tibet AR samples; a hedged number is a dot and limits nothing."""
    urumqi = range_bars(of(URUMQI, facts), (URUMQI,), facts)
    assert urumqi.unit == Measure.IRIS_PEOPLE.label
    assert [dot.low for dot in urumqi.rows[0].documented] == [Fraction(300_000)]
    assert urumqi.rows[0].high is None
    assert range_bars(of("540000", facts), ("540000",), facts).unit == Measure.DNA_SAMPLES.label


@pytest.mark.parametrize(
    ("level", "code", "status"),
    [
        (PROVINCE, QINGHAI, EvidenceStatus.COUNT),
        (PREFECTURE, HAIDONG, EvidenceStatus.REPORTS),
        (PREFECTURE, XINING, EvidenceStatus.WIDER),
        (COUNTY, "630202", EvidenceStatus.REPORTS),
        (PREFECTURE, "110100", EvidenceStatus.NOTHING),
    ],
)
def test_evidence_is_that_of_the_region_itself_before_that_around_it(
    facts: Facts, level: Level, code: str, status: EvidenceStatus
) -> None:
    """Of iris scans."""
    known = facts.regions.codes(level)
    code = code if code in known else known[0]
    assert evidence_by_region(assuming(), EventFilter(), level, facts)[code] is status


def test_every_bar_is_said_in_words_and_no_name_is_markup(facts: Facts) -> None:
    """Bars are hidden from readers of words; the cells beside them hold every number."""
    codes = (QINGHAI, *facts.regions.codes(PREFECTURE, QINGHAI))
    bars = range_bars(of(QINGHAI, facts), codes, facts)
    page = bars_markup(bars)
    assert page.count('class="track" aria-hidden="true"') == len(bars.rows)
    told = unescape(page.striptags())
    for row in bars.rows:
        assert row.words in told
        assert flat(row.note) in told
    assert bars.assumption in told
    hostile = replace(bars, rows=(replace(bars.rows[0], name={"text": "<b>", "lang": "en"}),))
    assert "<b>" not in bars_markup(hostile)


def test_no_bars_stand_where_nothing_is_published_or_too_many_regions_are(facts: Facts) -> None:
    """Neither is a picture of anything."""
    assert not range_bars_markup(of("110000", facts), ("110000",), facts)
    assert not range_bars_markup(of(QINGHAI, facts), facts.regions.codes(COUNTY), facts)


def test_scenarios_are_folded_and_carry_assumption_and_refutations(facts: Facts) -> None:
    """Closed until a reader opens them."""
    page = scenarios_markup(HAIDONG, of(HAIDONG, facts), facts, 2)
    assert page.startswith("<details")
    assert " open" not in page.partition(">")[0]
    told = unescape(page.striptags())
    for case in scenario_cases(assuming(per_person=1), EventFilter(), HAIDONG, PREFECTURE, facts):
        assert case.title in told
        assert case.assumption in told
    for sentence in refutations(assuming(), EventFilter(), HAIDONG, facts):
        assert sentence in told
    assert not scenarios_markup(URUMQI, of(URUMQI, facts), facts, 2)


def test_missing_documents_are_listed_where_a_total_is_published(facts: Facts) -> None:
    """By what they would narrow."""
    page = documents_markup(of(HAIDONG, facts), facts)
    found = missing_documents(assuming(per_person=1), EventFilter(), QINGHAI, PREFECTURE, facts)
    assert [page.index(str(escape(each.title))) for each in found] == sorted(
        page.index(str(escape(each.title))) for each in found
    )
    assert not documents_markup(of(URUMQI, facts), facts)
