"""Estimates on the bundled facts and on random reports: worked numbers and properties."""

from __future__ import annotations

import csv
import math
import random
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboard.cli.estimate_table import estimate_rows, written
from dashboard.shared.estimates import estimate_lines, group_lines, share_lines
from geodata.facts import Facts, load_facts
from geodata.model import CellStatus, Qualifier, QuantityKind, Scope
from layers.builders.estimates import BOUNDS, bounds_table, illustration_table
from layers.catalogue import layer
from layers.estimate.bases import shares_of
from layers.estimate.bounds import (
    HYPOTHETICAL,
    base_of,
    bounds_from,
    bounds_of,
    what_if,
)
from layers.estimate.compare import compare
from layers.estimate.documented import documented_counts
from layers.estimate.estimate import Estimate
from layers.estimate.groups import groups_of, told_apart
from layers.estimate.methods import METHODS, method
from layers.estimate.reports import ReportedCount, ends, left_out, reports_of
from layers.estimate.scenarios import illustrated
from layers.export.regions import region_table
from layers.picture.symbology import build_symbology
from layers.tables import EvidenceKind
from layers.view import EventFilter, View
from layers.view.assumptions import Measure, Weight
from tests.bench.spread import Premise, table
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.levels import COUNTY, PREFECTURE, PROVINCE, ROOT
from tests.views import assuming, view_with

OPENING = EventFilter()
SCANS = view_with(measure=Measure.IRIS_SCANS)
JUNE_2019, JULY_2022 = 12 * 2019 + 5, 12 * 2022 + 6
QINGHAI, XINING, HAIDONG, LEDU = "630000", "630100", "630200", "630202"
URUMQI, MAQIN, HENAN, LHASA = "650100", "632621", "410000", "540100"
LOW, HIGH = Fraction(1_248_075), Fraction(1_452_035)


def bounds(facts: Facts, code: str, **change: object) -> Estimate:
    return bounds_of(assuming(**change), OPENING, facts)[code]


def test_the_bounds_of_qinghai(facts: Facts) -> None:
    """The worked numbers: without a cap and with one."""
    assert (bounds(facts, QINGHAI).low, bounds(facts, QINGHAI).high) == (LOW, HIGH)
    for cap in (None, 1, 2):
        assert bounds(facts, XINING, per_person=cap).high == HIGH
        assert bounds(facts, XINING, per_person=cap).low == 0
    assert bounds(facts, HAIDONG).high == HIGH
    assert bounds(facts, HAIDONG, per_person=1).high == 1_358_471
    assert bounds(facts, HAIDONG, per_person=2).high == HIGH
    assert bounds(facts, "632700", per_person=1).high == 425_199
    assert bounds(facts, HAIDONG).as_of == JULY_2022
    assert bounds(facts, HAIDONG).inputs == ("QH-IRIS-000-1",)


@pytest.mark.parametrize("per_person", [1, 2])
@pytest.mark.parametrize("year", [2010, 2020])
def test_residents_of_development_zones_are_not_lost(
    facts: Facts, per_person: int, year: int
) -> None:
    """Where no count limits a region, its upper end is that of its own residents.

    The census counts zones of Lhasa or Zhengzhou in the prefecture and in none of its counties.
    """
    report = ReportedCount(
        "A", ROOT, Fraction(0), Fraction(10**10), JULY_2022, EvidenceKind.DOCUMENTED
    )
    assumed = assuming(per_person=per_person, base_year=year)
    found = bounds_from((report,), assumed, facts)
    checked = 0
    for code, each in found.items():
        wider = [found[region].base for region in facts.regions.ancestors(code)]
        if each.base is not None:
            persons = min(base.persons for base in (each.base, *wider) if base is not None)
            assert each.most == per_person * persons, code
            checked += 1
    assert checked > 2_500


def test_a_zone_leaves_room_below_as_well(facts: Facts) -> None:
    """What is left of Lhasa's total need not be in its last county: it can be in its zone."""
    counties = facts.regions.codes(COUNTY, LHASA)
    everyone = {code: base_of(code, 2020, facts) for code in (LHASA, *counties)}
    *others, last = counties
    zone = everyone[LHASA].persons - sum(everyone[code].persons for code in counties)
    assert zone > 0
    counted = Fraction(1_000)
    total = counted * len(others) + zone + 10
    reports = (
        ReportedCount("A", LHASA, total, total, JULY_2022, EvidenceKind.DOCUMENTED),
        *(
            ReportedCount(code, code, counted, counted, JULY_2022, EvidenceKind.DOCUMENTED)
            for code in others
        ),
    )
    capped = bounds_from(reports, assuming(per_person=1), facts)[last]
    assert (capped.least, capped.most) == (10, zone + 10)
    assert bounds_from(reports, assuming(), facts)[last].least == 0


def test_an_even_spread_leaves_the_zone_its_share(facts: Facts) -> None:
    """Counties get what their residents are of the whole, whose zones stand in none of them."""
    found = illustrated(assuming(Measure.DNA_SAMPLES), OPENING, COUNTY, facts)
    region = facts.regions.ancestors(LHASA)[0]
    (report,) = (
        each
        for each in reports_of(Measure.DNA_SAMPLES, OPENING, facts)
        if each.region == region and each.label is EvidenceKind.PUBLISHED
    )
    everyone = base_of(region, 2020, facts).persons
    for code in facts.regions.codes(COUNTY, LHASA):
        assert found[code].high == report.high * found[code].base.persons / everyone


def test_a_printed_range_keeps_its_hedges(facts: Facts) -> None:
    """“May … roughly 1,248,075 and 1,452,035” keeps both, on the screen and from the command."""
    published, bounded = estimate_lines(QINGHAI, view_with(), facts)
    hedges = facts.dataset.claim["QH-IRIS-000-1"].hedges
    assert hedges
    assert published.said.startswith("1,248,075–1,452,035 iris scans")
    assert all(word in published.said for word in hedges)
    assert bounded.said == "1,248,075–1,452,035 iris scans"
    assert all(word in bounded.sentence for word in hedges)
    rows = tuple(estimate_rows(facts, SCANS, (QINGHAI,), (EvidenceKind.PUBLISHED,)))
    assert rows[0]["hedge"] == "; ".join(hedges)
    assert published.said in written(rows, "text")


def test_the_even_spread_of_qinghai(facts: Facts) -> None:
    """Haidong by residents before rounding; the province's total is conserved exactly."""
    found = illustrated(assuming(), OPENING, PREFECTURE, facts)
    haidong = found[HAIDONG]
    assert round(float(haidong.low), 2) == 286_206.28
    assert round(float(haidong.high), 2) == 332_978.01
    assert haidong.value is None
    for weight in Weight:
        for level in (PREFECTURE, COUNTY):
            spread = illustrated(assuming(weight=weight), OPENING, level, facts)
            parts = [spread[code] for code in facts.regions.codes(level, QINGHAI)]
            assert sum(each.low for each in parts) == LOW
            assert sum(each.high for each in parts) == HIGH


def test_a_spread_that_breaks_the_cap_is_refused(facts: Facts, tmp_path: Path) -> None:
    """Nothing is cut to fit: the whole range is refused, and the sentence says why."""
    rows = [event_row(region="630000", level_reported="province", precision="province")]
    claims = [
        claim_row(
            quantity_kind="estimate_range",
            low="5000000",
            high="5900000",
            unit="iris_scans",
            qualifier="exact",
        )
    ]
    own = load_facts(write_dataset(tmp_path / "d", rows, [source_row()], claims))
    assumed = assuming(per_person=1, weight=Weight.NON_HAN)
    found = illustrated(assumed, OPENING, PREFECTURE, own)
    for code in own.regions.codes(PREFECTURE, QINGHAI):
        assert found[code].status is CellStatus.NO_RECORD
        assert "Refused" in found[code].reason
        assert "at most one scan" in found[code].reason


def test_a_missing_weight_refuses_the_spread(facts: Facts) -> None:
    """A region without residents in the census is not passed over in silence."""
    found = illustrated(assuming(base_year=2000), OPENING, COUNTY, facts)
    assert "632803" in found["630102"].reason


def test_urumqi_on_every_base(facts: Facts) -> None:
    """One count, five shares, each with its base."""
    claim = facts.dataset.claim["XJ-IRIS-001-1"]
    shares = {
        share.base.year: round(100 * float(share.low), 1)
        for share in shares_of(claim, "650100", facts)
    }
    assert shares[2000] == 13.3
    assert shares[None] == 13.6
    assert shares[2010] == 9.6
    assert shares[2017] == 8.5
    assert shares[2020] == 7.4


def test_a_share_of_a_count_that_is_open_above_says_so(facts: Facts) -> None:
    """“At least half a million” is at least a share of each base, never that share."""
    view = view_with(
        scope=(Scope.CORE, Scope.LEAD), low_confidence=True, measure=Measure.DNA_PEOPLE
    )
    ((said, lines),) = share_lines("540000", view, facts)
    assert said.startswith("at least 500,000 ")
    for line in lines:
        least = re.fullmatch(r"at least ([\d.]+).%", line.share)
        assert least is not None
        assert float(least[1]) <= 100 * 500_000 / int(line.residents.replace(",", ""))


def counted_exactly(folder: Path) -> Facts:
    """A data set in which 300,000 people of Urumqi are counted, without a hedge."""
    rows = [event_row(region=URUMQI, level_reported="prefecture", precision="prefecture")]
    count = {"quantity_kind": "reported_count", "unit": "people", "best": "300000"}
    return load_facts(write_dataset(folder, rows, [source_row()], [claim_row(**count)]))


def test_the_rate_of_a_single_number_is_no_range(facts: Facts, tmp_path: Path) -> None:
    """Rounding outward is for bounds: a count that is known has one rate."""
    own = counted_exactly(tmp_path / "d")
    lines = tuple(estimate_lines(URUMQI, view_with(measure=Measure.IRIS_PEOPLE), own))
    assert {line.rate_number for line in lines} == {"7.4"}
    view = view_with(area=URUMQI, measure=Measure.IRIS_PEOPLE)
    _symbology, values = build_symbology(view, own, BOUNDS)
    assert values.data["texts"][0][0] == "7.4 per 100 residents"
    assert values.data["rows"][0][:2] == ["", ""]
    (published, bounded) = estimate_lines(QINGHAI, view_with(), facts)
    assert (published.rate_number, bounded.rate_number) == ("", "21.0–24.6")


def test_a_count_of_a_part_gives_only_a_lower_end(facts: Facts) -> None:
    """302 samples at one police station: at least 302 in the county."""
    maqin = bounds(facts, "632621", measure=Measure.DNA_SAMPLES)
    assert (maqin.low, maqin.high) == (302, None)
    assert bounds(facts, QINGHAI, measure=Measure.DNA_SAMPLES).low == 302
    (counted,) = documented_counts(assuming(Measure.DNA_SAMPLES), OPENING, facts)["632621"]
    assert counted.value is None
    assert counted.low == 302
    assert "part of the region" in counted.reason


def test_targets_and_capacities_bind_nothing(facts: Facts) -> None:
    """Half a million records of room in Urumqi's database are no count."""
    (report,) = reports_of(Measure.IRIS_PEOPLE, OPENING, facts)
    assert report.report_id == "XJ-IRIS-001-1"
    every = EventFilter(scope=tuple(Scope))
    for measure in Measure:
        for each in reports_of(measure, every, facts):
            kind = facts.dataset.claim[each.report_id].quantity_kind
            assert kind in {QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE}


@pytest.mark.parametrize(
    ("qualifier", "given", "expected"),
    [
        (Qualifier.EXACT, (None, 5, None), (5, 5)),
        (Qualifier.SO_FAR, (None, 5, None), (5, 5)),
        (Qualifier.MORE_THAN, (5, None, None), (5, None)),
        (Qualifier.MORE_THAN, (None, 5, None), (5, None)),
        (Qualifier.AT_LEAST, (5, None, None), (5, None)),
        (Qualifier.NEARLY, (None, None, 5), (None, 5)),
        (Qualifier.AT_MOST, (None, 5, None), (None, 5)),
        (Qualifier.ABOUT, (None, 5, None), (None, None)),
    ],
)
def test_qualifiers_become_ends(
    facts: Facts,
    qualifier: Qualifier,
    given: tuple[int | None, ...],
    expected: tuple[int | None, int | None],
) -> None:
    """ "More than" limits from below, "nearly" from above, "about" not at all."""
    low, best, high = (None if each is None else Decimal(each) for each in given)
    claim = replace(
        facts.dataset.claim["XJ-IRIS-001-1"],
        qualifier=qualifier,
        hedge="",
        low=low,
        best=best,
        high=high,
    )
    assert ends(claim) == expected
    assert ends(replace(claim, hedge="reportedly")) == (None, None)
    if qualifier is Qualifier.NEARLY:
        assert ends(replace(claim, hedge="nearly")) == expected


def test_groups_say_plainly_that_nothing_follows(facts: Facts) -> None:
    """Yushu: 0 to everyone of the group."""
    assumed = assuming(per_person=1)
    yushu = bounds_of(assumed, OPENING, facts)["632700"]
    (found,) = [each for each in groups_of(yushu, assumed, facts) if each.group == "non_Han_total"]
    assert found.says_nothing
    assert found.low == 0
    full = replace(yushu, low=Fraction(382_679))
    (found,) = [each for each in groups_of(full, assumed, facts) if each.group == "non_Han_total"]
    row = next(
        r for r in facts.census.groups("632700") if (r.year, r.group) == (2020, "non_Han_total")
    )
    assert not found.says_nothing
    assert found.low == 382_679 - (425_199 - (row.population - (row.half_width or 0)))


def test_groups_need_an_assumption_about_persons(facts: Facts) -> None:
    """Scans without a limit a person say nothing about people, however many."""
    free = replace(bounds(facts, "632700"), low=Fraction(400_000))
    for found in groups_of(free, assuming(), facts):
        assert found.says_nothing


def test_people_counted_are_people_without_any_assumption(tmp_path: Path) -> None:
    """300,000 people in Urumqi, however often scanned: what follows for each group."""
    facts = counted_exactly(tmp_path / "d")
    assumed = assuming(Measure.IRIS_PEOPLE)
    urumqi = bounds_of(assumed, OPENING, facts)[URUMQI]
    (found,) = [each for each in groups_of(urumqi, assumed, facts) if each.group == "non_Han_total"]
    assert (found.low, found.high) == (0, 300_000)
    assert found.says_nothing
    assert "residents of the 2020 census" in found.assumption
    full = replace(urumqi, low=Fraction(4_000_000), high=Fraction(4_000_000))
    (found,) = [each for each in groups_of(full, assumed, facts) if each.group == "non_Han_total"]
    assert found.low > 0
    assert not found.says_nothing


def test_tibetans_and_hui_where_a_census_tells_them_apart(facts: Facts) -> None:
    """In Haidong that of 2000; the largest group first."""
    assumed = assuming(per_person=1, base_year=2000)
    found = groups_of(bounds_of(assumed, OPENING, facts)[HAIDONG], assumed, facts)
    highs = {each.group: each.high for each in found}
    assert list(highs)[:2] == ["non_Han_total", "Hui"]
    assert highs["Hui"] == 283_602
    assert highs["Tibetan"] == 128_025
    named = told_apart(HAIDONG, facts)
    assert list(named) == [2000]
    assert {"Hui", "Tibetan", "Tu", "Salar", "Mongol"} <= set(named[2000])
    hint = group_lines(HAIDONG, view_with(), facts)[-1]
    assert "Tibetan" in hint.group
    assert "no breakdown in the 2020 census" in hint.said
    assert all(
        "no breakdown" not in e.said for e in group_lines(HAIDONG, view_with(base_year=2000), facts)
    )


def test_a_later_count_replaces_an_earlier_one(tmp_path: Path) -> None:
    """Both stay to be read; the earlier says so, and one of a part replaces nothing."""
    rows = [
        event_row("E-1", end="2019-03"),
        event_row("E-2", end="2020-05"),
        event_row("E-3", end="2021-01", precision="township", level_reported="township"),
    ]
    claims = [
        claim_row(
            f"C-{n}",
            event_id=f"E-{n}",
            quantity_kind="reported_count",
            best=str(100 * n),
            unit="iris_scans",
        )
        for n in (1, 2, 3)
    ]
    own = load_facts(write_dataset(tmp_path / "d", rows, [source_row()], claims))
    part, later, earlier = documented_counts(assuming(), OPENING, own)[HAIDONG]
    assert (later.value, later.reason) == (200, "")
    assert "a later one of the same region replaces it" in earlier.reason
    assert "part of the region" in part.reason
    assert (part.value, part.low) == (None, 300)
    assert "replaces" in compare(earlier, later).reason


def test_a_later_count_that_says_less_replaces_nothing(tmp_path: Path) -> None:
    """ "At least 200" after 300 counted does not take the 300 away."""
    rows = [event_row("E-1", end="2019-03"), event_row("E-2", end="2020-05")]
    count = {"quantity_kind": "reported_count", "unit": "iris_scans"}
    claims = [
        claim_row("C-1", event_id="E-1", best="300", **count),
        claim_row("C-2", event_id="E-2", low="200", **{**count, "qualifier": "at_least"}),
    ]
    own = load_facts(write_dataset(tmp_path / "d", rows, [source_row()], claims))
    later, earlier = documented_counts(assuming(), OPENING, own)[HAIDONG]
    assert (later.low, later.reason) == (200, "")
    assert (earlier.value, earlier.reason) == (300, "")


def test_what_one_document_would_tell(facts: Facts) -> None:
    """At least 40,000 in Ledu by June 2019: Ledu, Haidong and every other upper end tighten."""
    report = ReportedCount(
        HYPOTHETICAL, LEDU, Fraction(40_000), None, 12 * 2019 + 5, EvidenceKind.DOCUMENTED
    )
    found = {each.region: each for each in what_if(report, assuming(), OPENING, facts)}
    assert found[LEDU].after.low == 40_000
    assert found[HAIDONG].after.low == 40_000
    assert found[XINING].after.high == HIGH - 40_000
    assert QINGHAI not in found
    assert HYPOTHETICAL not in {
        claim for each in bounds_of(assuming(), OPENING, facts).values() for claim in each.inputs
    }
    later = replace(report, month=12 * 2023)
    assert what_if(later, assuming(), OPENING, facts) == ()
    absurd = replace(report, low=Fraction(2_000_000))
    crossed = what_if(absurd, assuming(), OPENING, facts)
    assert all(each.after.status is CellStatus.NOT_COMPARABLE for each in crossed)
    assert {"QH-IRIS-000-1", HYPOTHETICAL} <= set(
        crossed[0].after.reason.replace(",", " ").replace(".", " ").split()
    )


@pytest.mark.parametrize("scope", [(Scope.CORE,), (Scope.CORE, Scope.CONTEXT)])
@pytest.mark.parametrize("measure", Measure)
def test_one_document_never_widens_bounds_and_says_nothing_of_other_provinces(
    measure: Measure, scope: tuple[Scope, ...], facts: Facts
) -> None:
    """Each province counts up to a month of its own, which a report elsewhere leaves alone."""
    chosen = view_with(scope=scope).events
    whole = any(each.region == ROOT for each in reports_of(measure, chosen, facts))
    for region in (MAQIN, HENAN):
        report = ReportedCount(
            HYPOTHETICAL, region, Fraction(1_000), None, JUNE_2019, EvidenceKind.DOCUMENTED
        )
        for each in what_if(report, assuming(measure), chosen, facts):
            assert whole or each.region[:2] == region[:2]
            assert each.after.least >= each.before.least
            if each.before.most is not None:
                assert each.after.most is not None
                assert each.after.most <= each.before.most


def test_contradicting_reports_stop_with_their_names(facts: Facts) -> None:
    """No number is shown, and both reports are named."""
    known = reports_of(Measure.IRIS_SCANS, OPENING, facts)
    other = ReportedCount(
        "X-1", HAIDONG, Fraction(1_500_000), None, JULY_2022, EvidenceKind.DOCUMENTED
    )
    found = bounds_from((*known, other), assuming(), facts)
    assert found[XINING].status is CellStatus.NOT_COMPARABLE
    assert "QH-IRIS-000-1, X-1" in found[XINING].reason
    assert found["650100"].status is CellStatus.NO_RECORD


def test_undated_counts_bind_nothing_and_are_listed(tmp_path: Path) -> None:
    """Without a date no count can be put before or after another."""
    rows = [event_row(start="", end="", date_precision="unknown", date_basis="unknown")]
    claims = [
        claim_row(
            quantity_kind="reported_count",
            best="5",
            low="",
            high="",
            unit="iris_scans",
            qualifier="exact",
        )
    ]
    own = load_facts(write_dataset(tmp_path / "d", rows, [source_row()], claims))
    assert reports_of(Measure.IRIS_SCANS, OPENING, own) == ()
    assert left_out(Measure.IRIS_SCANS, OPENING, own) == ("C-1",)


amounts = st.integers(0, 1_000_000).map(Fraction)


def ends_of(found: dict[str, Estimate], code: str) -> tuple[Fraction, Fraction | float]:
    most = found[code].most
    return found[code].least, math.inf if most is None else most


def test_bounds_of_qinghai_are_those_of_a_linear_programme(facts: Facts) -> None:
    """On the real tree of one province, with caps and reports at three levels."""
    chance = random.Random(5)
    regions = facts.regions
    assumed = assuming(per_person=1)
    codes = [
        QINGHAI,
        *regions.codes(PREFECTURE, QINGHAI),
        *regions.codes(COUNTY, QINGHAI),
    ]
    codes = list(dict.fromkeys(codes))
    reports = (
        ReportedCount("A", QINGHAI, LOW, HIGH, JULY_2022, EvidenceKind.PUBLISHED),
        ReportedCount(
            "B", HAIDONG, Fraction(200_000), Fraction(700_000), JULY_2022, EvidenceKind.DOCUMENTED
        ),
        ReportedCount("C", LEDU, Fraction(40_000), None, JULY_2022, EvidenceKind.DOCUMENTED),
    )
    found = bounds_from(reports, assumed, facts)
    box = {code: [0.0, float(found[code].base.persons)] for code in codes}
    for report in reports:
        box[report.region][0] = max(box[report.region][0], float(report.low))
        if report.high is not None:
            box[report.region][1] = min(box[report.region][1], float(report.high))
    rows = []
    for code in codes:
        parts = [each for each in codes if each != code and regions.parent(each) == code]
        if parts:
            rows.append([1.0 if c == code else -1.0 if c in parts else 0.0 for c in codes])
    for code in (QINGHAI, XINING, HAIDONG, LEDU, *chance.sample(codes, 8)):
        costs = np.array([1.0 if each == code else 0.0 for each in codes])
        least, most = (
            linprog(
                sign * costs,
                A_eq=rows,
                b_eq=[0.0] * len(rows),
                bounds=list(box.values()),
                method="highs",
            ).fun
            for sign in (1, -1)
        )
        low, high = ends_of(found, code)
        assert float(low) == pytest.approx(least, abs=1e-3)
        assert float(high) == pytest.approx(-most, abs=1e-3)


def test_bounds_over_time_only_grow(facts: Facts) -> None:
    """At a later month the lower end is no lower, at an earlier one the upper end no higher."""
    known = (
        ReportedCount("A", QINGHAI, LOW, HIGH, JULY_2022, EvidenceKind.PUBLISHED),
        ReportedCount(
            "B", LEDU, Fraction(40_000), Fraction(41_000), 12 * 2019 + 5, EvidenceKind.DOCUMENTED
        ),
    )
    months = sorted(each.month for each in known)
    early, late = (bounds_from(known, assuming(), facts, month) for month in months)
    assert early[LEDU].high == 41_000
    assert late[LEDU].high == HIGH
    assert early[LEDU].low == late[LEDU].low == 40_000
    assert early[QINGHAI].low == 40_000
    assert late[QINGHAI].low == LOW


def test_every_estimate_says_what_it_rests_on(facts: Facts) -> None:
    """Label, method, assumption, inputs and base stand in each; a value only where counted."""
    assumed = assuming(per_person=2)
    every = [
        *bounds_of(assumed, OPENING, facts).values(),
        *illustrated(assumed, OPENING, COUNTY, facts).values(),
    ]
    for each in every:
        assert each.value is None
        assert method(each.method).label is each.label
        assert each.assumption.endswith(assumed.cap_words())
        if each.status is CellStatus.REPORTED:
            assert each.inputs
            assert all(claim in facts.dataset.claim for claim in each.inputs)
            assert each.least >= 0
        else:
            assert each.reason
            assert each.low is None
            assert each.high is None


@pytest.mark.parametrize(
    "change",
    [
        {"value": Fraction(1)},
        {"low": Fraction(3), "high": Fraction(2)},
        {"low": None, "high": None},
    ],
)
def test_an_impossible_estimate_cannot_be_made(facts: Facts, change: dict[str, object]) -> None:
    """A bound has no value, ends do not cross, and a reported number is a number."""
    with pytest.raises(ValueError, match=HAIDONG):
        replace(bounds(facts, HAIDONG), **change)


def test_comparisons(facts: Facts) -> None:
    """A region minus itself is zero; overlapping bounds have no order; others say why not."""
    haidong, xining = bounds(facts, HAIDONG), bounds(facts, XINING)
    same = compare(haidong, haidong)
    assert same.difference == (0, 0)
    assert same.more == ""
    assert compare(xining, haidong).more == ""
    assert compare(xining, haidong).difference == (-HIGH, HIGH)
    assert "different months" in compare(haidong, replace(haidong, region="x", as_of=1)).reason
    assert "different things" in compare(haidong, replace(haidong, unit="DNA samples")).reason
    assert "no record" in compare(haidong, bounds(facts, "650100")).reason
    spread = illustrated(assuming(), OPENING, PREFECTURE, facts)
    assert "no evidence" in compare(spread[HAIDONG], spread[XINING]).reason
    sure = replace(haidong, region="x", low=HIGH + 5, high=HIGH + 9)
    assert compare(sure, xining).more == "x"
    assert compare(xining, sure).more == "x"


@given(st.tuples(amounts, amounts, amounts, amounts))
def test_a_comparison_holds_every_pair(ends_: tuple[Fraction, ...]) -> None:
    """Difference and ratio of any two numbers inside lie inside."""
    a, b = sorted(ends_[:2]), sorted(ends_[2:])
    assume(b[0] > 0)
    first, second = (
        Estimate(name, EvidenceKind.BOUNDED, "iris scans", "tree/1", "", low=low, high=high)
        for name, (low, high) in (("a", a), ("b", b))
    )
    found = compare(first, second)
    for x in a:
        for y in b:
            if first != second:
                assert found.difference[0] <= x - y <= found.difference[1]
                assert found.ratio[0] <= x / y <= found.ratio[1]


def test_the_map_of_bounds(facts: Facts) -> None:
    """Per 100 residents; '0 to everyone' is one grey class, whatever its middle."""
    rates = BOUNDS.build(facts, SCANS).frame
    assert rates.loc[HAIDONG, "high"] == pytest.approx(106.887449)
    assert "Events here rest on 1 independent source." in rates.loc[HAIDONG, "note"]
    assert "No event that the filters show is placed here" in rates.loc[XINING, "note"]
    wide = next(row for row in rates.loc[[HAIDONG]].itertuples())
    whole = next(
        row
        for row in BOUNDS.build(facts, view_with(level=PROVINCE, measure=Measure.IRIS_SCANS))
        .frame.loc[[QINGHAI]]
        .itertuples()
    )
    assert BOUNDS.grid is not None
    assert BOUNDS.grid.classify(wide) // 4 == 3
    assert BOUNDS.grid.classify(whole) == 1
    greys = {BOUNDS.grid.fills[index] for index in range(12, 16)}
    assert len(greys) == 1
    assert greys.isdisjoint(BOUNDS.grid.fills[:12])


def test_what_is_no_count_has_a_pattern_of_its_own(facts: Facts) -> None:
    """Illustrations are striped, published ranges hatched, and neither as no record is."""

    def patterns(view: View) -> set[str | None]:
        symbology, _ = build_symbology(view, facts, layer(view.map.layer, facts))
        known = symbology.data["classes"]
        return {each["pattern"] for each in known if each["status"] == "reported"}

    assert patterns(view_with(layer="even_spread")) == {"stripes"}
    assert patterns(view_with(layer="published_range", level=PROVINCE)) == {"range"}
    assert patterns(view_with()) == {None}


def test_tables_carry_the_numbers_exactly(facts: Facts) -> None:
    """The library's tables hold counts, unrounded."""
    counts = bounds_table(facts, view_with(per_person=1, measure=Measure.IRIS_SCANS)).frame
    assert counts.loc[HAIDONG, ["low", "high"]].tolist() == [0, 1_358_471]
    resting = bounds_table(facts, SCANS).frame.loc[HAIDONG, ["n_events", "n_roots"]]
    assert resting.tolist() == [1, 1]
    spread = illustration_table(facts, SCANS).frame
    assert spread.loc[HAIDONG, "low"] == pytest.approx(286_206.2795737714, abs=1e-9)
    inside = spread.loc[list(facts.regions.codes(PREFECTURE, QINGHAI))]
    assert math.fsum(inside["low"]) == pytest.approx(1_248_075, abs=1e-6)


def test_every_method_explains_itself(facts: Facts) -> None:
    """Formula, assumption, source, limits and an example with the bundled numbers."""
    for each in METHODS:
        assert set(each.parts) == {"Formula", "Assumes", "Source", "Cannot say"}
        assert all(len(text) > 5 for text in each.parts.values())
        assert each.example(facts)
        assert method(each.method_id) is each


def test_the_simulation_is_the_committed_one(facts: Facts) -> None:
    """The table on the page is what its command gives."""
    text = files("layers.estimate").joinpath("even_spread.csv").read_text(encoding="utf-8")
    committed = list(csv.DictReader(text.splitlines()))
    assert {int(row["runs"]) for row in committed} == {5000}
    again = [{key: str(value) for key, value in row.items()} for row in table(facts, 5000)]
    for old, new in zip(committed, again, strict=True):
        for name, value in old.items():
            if "percent" in name:
                assert float(new[name]) == pytest.approx(float(value), abs=0.3)
            else:
                assert new[name] == value
    for row in committed:
        assert float(row["even_spread_holds_percent"]) < 35


def test_bounds_fail_in_the_simulation_where_what_they_assume_is_false(facts: Facts) -> None:
    """By construction they hold while nothing is broken; each broken assumption can be seen."""
    found = list(table(facts, 300))
    assert {row["premise"] for row in found} == set(Premise)
    for row in found:
        met = row["premise"] == Premise.MET
        shares = {float(str(row[f"{name}_percent"])) for name in HELD}
        assert (shares == {100.0}) == met


HELD = ("bounds_hold", "range_holds_total")


FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.mark.parametrize("per_person", [None, 1])
def test_one_fraction_is_rounded_alike_everywhere(facts: Facts, per_person: int | None) -> None:
    """Panel, map, table and the share of the same base print the same two numbers."""
    view = view_with(area=QINGHAI, level=PROVINCE, layer=BOUNDS.layer_id, per_person=per_person)
    *_others, bounded = estimate_lines(QINGHAI, view, facts)
    rate = FIGURES.findall(bounded.rate_number)
    ((_said, shares),) = share_lines(QINGHAI, view, facts)
    assert FIGURES.findall(shares[-1].share) == rate
    assert shares[-1].residents == f"{bounded.base.persons:,}"
    row = region_table(view, facts).set_index("code").loc[QINGHAI]
    assert FIGURES.findall(row["shown"])[:2] == rate
    _symbology, values = build_symbology(view, facts, BOUNDS)
    assert values.data["rows"][0][:2] == rate
    # Outward, at the same decimal.
    exact = [100 * end / bounded.base.persons for end in (bounded.low, bounded.high)]
    assert Fraction(rate[0]) <= exact[0] <= exact[1] <= Fraction(rate[1])
    assert len({len(each.partition(".")[2]) for each in rate}) == 1


def test_an_illustration_reads_alike_on_page_map_and_command(facts: Facts) -> None:
    """Both ends at the same decimal, outward, in the same words; none looks exact."""
    for level in (PREFECTURE, COUNTY):
        view = view_with(layer="even_spread", level=level, measure=Measure.IRIS_SCANS)
        found = illustrated(assuming(), OPENING, level, facts)
        rows = {row["region"]: row for row in estimate_rows(facts, view, found, [ILLUSTRATION])}
        shown = region_table(view, facts).set_index("code")["shown"]
        for code in facts.regions.codes(level, QINGHAI):
            *_others, line = estimate_lines(code, view, facts)
            assert line.said == rows[code]["shown"]
            ends_ = FIGURES.findall(line.said)
            assert FIGURES.findall(shown[code]) == ends_
            low, high = (int(each.replace(",", "")) for each in ends_)
            assert low <= found[code].low <= found[code].high <= high
            step = 10 ** (len(str(low)) - 2)
            assert low % step == high % step == 0
            assert high - low < found[code].high - found[code].low + 2 * step


ILLUSTRATION = EvidenceKind.ILLUSTRATION


def test_a_hedged_number_is_shown_and_limits_nothing(tmp_path: Path) -> None:
    """ "Reportedly 300,000": its words stay before it, and no bound follows anywhere."""
    rows = [event_row(region=HAIDONG, level_reported="prefecture", precision="prefecture")]
    count = {"quantity_kind": "reported_count", "unit": "iris_scans", "best": "300000"}
    claims = [claim_row(hedge="reportedly; roughly", **count)]
    own = load_facts(write_dataset(tmp_path / "d", rows, [source_row()], claims))
    counted, bounded = estimate_lines(HAIDONG, view_with(), own)
    assert counted.said == "reportedly roughly 300,000 iris scans"
    assert not counted.rate
    assert not bounded.known
    assert "hedged" in bounded.sentence
    ((said, shares),) = share_lines(HAIDONG, view_with(), own)
    assert said == counted.said
    assert all(each.share.startswith("reportedly roughly ") for each in shares)
    text = written(
        list(estimate_rows(own, SCANS, (HAIDONG,), tuple(EvidenceKind))),
        "text",
    )
    assert text.count("reportedly roughly 300,000 iris scans") == 1
    assert what_if(
        ReportedCount(HYPOTHETICAL, LEDU, Fraction(10), None, JULY_2022, EvidenceKind.DOCUMENTED),
        assuming(),
        OPENING,
        own,
    )


def test_parts_are_said_to_add_up_and_no_number_to_be_likelier(facts: Facts) -> None:
    """Where a wider region has a total, the bounds of its parts name it."""
    (line,) = estimate_lines(XINING, view_with(), facts)
    assert "Nothing published says" in line.sentence
    assert f"{int(HIGH):,}" in line.sentence.split("Nothing published says")[1]
    *_others, whole = estimate_lines(QINGHAI, view_with(), facts)
    assert "Nothing published says" not in whole.sentence
    assert "complete for Qinghai" in whole.sentence
