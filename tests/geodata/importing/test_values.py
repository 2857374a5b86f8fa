"""Dates, numbers, words and coordinates as people write them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.importing import DateOrder
from geodata.importing.amounts import decimal_mark, read_amount, yes_or_no
from geodata.importing.coordinates import are_projected, parse_degrees, parse_pairs, swapped
from geodata.importing.dates import date_order, looks_like_serials, read_date

_DATES = [
    ("2019", "2019", ""),
    ("2019-03", "2019-03", ""),
    ("2019-3-4", "2019-03-04", ""),
    ("20190304", "2019-03-04", ""),
    ("2019-03-14T12:30:00Z", "2019-03-14", ""),
    ("2019-03-14 00:00:00", "2019-03-14", ""),
    ("2019-00-00", "2019", ""),
    ("March 2019", "2019-03", ""),
    ("14 March 2019", "2019-03-14", ""),
    ("March 14th, 2019", "2019-03-14", ""),
    ("2019年3月", "2019-03", ""),
    ("2019年3月14日", "2019-03-14", ""),
    ("2019년 3월 14일", "2019-03-14", ""),
    ("14 mars 2019", "2019-03-14", ""),
    ("14 de marzo de 2019", "2019-03-14", ""),
    ("14 de março de 2019", "2019-03-14", ""),
    ("14. März 2019", "2019-03-14", ""),
    ("14 марта 2019 г.", "2019-03-14", ""),
    ("14 مارس 2019", "2019-03-14", ""),
    ("03/2019", "2019-03", ""),
    ("Q2 2019", "2019-04", "2019-06"),
    ("2019-2021", "2019", "2021"),
    ("2019–2021", "2019", "2021"),
    ("2019-03 to 2022-07", "2019-03", "2022-07"),
    ("March to May 2019", "2019-03", "2019-05"),
    ("2019年3月至2020年1月", "2019-03", "2020-01"),
    ("early 2019", "2019", ""),
    ("2019年初", "2019", ""),
    ("since May 2020", "2020-05", ""),
    ("until 2021", "", "2021"),
    ("05/05/2019", "2019-05-05", ""),
    ("14/03/2019", "2019-03-14", ""),
]


@pytest.mark.parametrize(("text", "start", "end"), _DATES)
def test_dates_keep_the_precision_of_their_words(text: str, start: str, end: str) -> None:
    reading = read_date(text)
    assert (str(reading.start or ""), str(reading.end or "")) == (start, end)


@pytest.mark.parametrize("text", ["", "unknown", "n/a", "yesterday", "12", "Mar-19", "99/99/99"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert not read_date(text).understood


@pytest.mark.parametrize("text", ["2019-02-30", "31/04/2019", "2019-13-01", "2021-05 to 2019-03"])
def test_impossible_dates_are_named(text: str) -> None:
    assert read_date(text, DateOrder.DAY_FIRST).impossible


def test_the_order_of_day_and_month_is_that_of_the_whole_column() -> None:
    column = ["03/04/2019", "14/03/2019", "2019"]
    assert date_order(column) is DateOrder.DAY_FIRST
    assert date_order(["03/04/2019", "03/14/2019"]) is DateOrder.MONTH_FIRST
    assert date_order(["14/03/2019", "03/14/2019"]) is DateOrder.UNKNOWN
    assert str(read_date("03/04/2019", DateOrder.MONTH_FIRST).start) == "2019-03-04"
    undecided = read_date("03/04/2019")
    assert str(undecided.start) == "2019"
    assert undecided.note


def test_numbers_are_days_only_where_the_column_holds_excel_days() -> None:
    assert looks_like_serials(["43525", "43526", ""])
    assert not looks_like_serials(["2019", "2020"])
    assert str(read_date("43525", serials=True).start) == "2019-03-01"
    assert not read_date("43525").understood


@given(st.text(max_size=30))
def test_any_text_is_read_or_not_and_never_fails(text: str) -> None:
    for order in DateOrder:
        reading = read_date(text, order, serials=True)
        assert not (reading.understood and reading.impossible)
    read_amount(text)
    parse_degrees(pd.Series([text]))
    parse_pairs(pd.Series([text]))


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "qualifier"),
    [
        ("1,234", None, 1234, None, "exact"),
        ("1 234", None, 1234, None, "exact"),
        ("1.234.567", None, 1234567, None, "exact"),
        ("12,34,567", None, 1234567, None, "exact"),
        ("3.5万", None, 35000, None, "exact"),
        ("1.2亿", None, 120000000, None, "exact"),
        ("2 lakh", None, 200000, None, "exact"),
        ("1.2 million", None, 1200000, None, "exact"),
        ("more than 300,000", None, 300000, None, "more_than"),
        ("近30万", None, 300000, None, "nearly"),
        ("nearly 400", None, 400, None, "nearly"),
        ("500+", None, 500, None, "at_least"),
        ("300-400", 300, None, 400, "exact"),
        ("between 2 and 3 million", 2000000, None, 3000000, "exact"),
        ("0", None, 0, None, "exact"),
        ("Unknown", None, None, None, "exact"),
        ("NA", None, None, None, "exact"),
        ("", None, None, None, "exact"),
    ],
)
def test_numbers_are_printed_words_and_what_they_bound(
    text: str, low: int | None, best: int | None, high: int | None, qualifier: str
) -> None:
    amount = read_amount(text)
    assert amount.printed == text
    assert (amount.low, amount.best, amount.high) == tuple(
        None if each is None else Decimal(each) for each in (low, best, high)
    )
    if amount.understood:
        assert amount.qualifier.value == qualifier


def test_a_mark_that_may_mean_two_things_is_decided_by_the_column() -> None:
    assert not read_amount("1.234").understood
    assert decimal_mark(["1.234", "3,5"]) == ","
    assert read_amount("1.234", ",").best == 1234
    assert read_amount("1.234", ".").best == Decimal("1.234")


def test_a_word_that_is_neither_yes_nor_no_is_neither() -> None:
    assert [yes_or_no(word) for word in ("Yes", "否", "Да", "maybe", "")] == [
        True,
        False,
        True,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("36.5", 36.5),
        ("36,5", 36.5),
        ("-36.5", -36.5),
        ("−36.5", -36.5),
        ("36°30'N", 36.5),
        ("36° 30′ 00″ S", -36.5),
        ("S 36.5", -36.5),
        ("91.1° E", 91.1),
        ("2,35 O", -2.35),
        ("东经101°30′", None),
        ("36°75'N", None),
        ("here", None),
    ],
)
def test_degrees_in_every_notation(text: str, degrees: float | None) -> None:
    (found,) = parse_degrees(pd.Series([text]))
    assert np.isnan(found) if degrees is None else found == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text",
    [
        "(39.34, -76.68)",
        "39.34 -76.68",
        "39,34; -76,68",
        "POINT (-76.68 39.34)",
        "39°20'24\"N, 76°40'48\"W",
        "[39.34,-76.68]",
    ],
)
def test_two_coordinates_in_one_cell(text: str) -> None:
    latitude, longitude = parse_pairs(pd.Series([text]))
    assert (latitude[0], longitude[0]) == (pytest.approx(39.34), pytest.approx(-76.68))


def test_exchanged_and_projected_columns_are_seen_as_such() -> None:
    east, north = np.array([101.7, 102.4, 91.0]), np.array([36.6, 36.5, 29.6])
    assert swapped(east, north)
    assert not swapped(north, east)
    assert are_projected([652_000.0, 653_000.0], [6_860_000.0, 6_861_000.0])
    assert not are_projected(north, east)
