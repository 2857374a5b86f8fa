"""What a source's dates make sure of, and what they leave open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.facts import Facts
from geodata.model import DateBasis, Event, PartialDate
from layers.interval import EventInterval, interval_of, month_number, month_of


@pytest.fixture(scope="module")
def event(facts: Facts) -> Event:
    """Any event; its dates are replaced."""
    return facts.dataset.events[0]


def month(text: str) -> int:
    return month_number(PartialDate.parse(text).first)


@pytest.mark.parametrize(
    ("start", "end", "basis", "expected"),
    [
        ("2019-03", "2019-06", "event", ("2019-03", "2019-03", "2019-06", "2019-06")),
        ("2019-03-14", "2019-03-20", "event", ("2019-03", "2019-03", "2019-03", "2019-03")),
        ("2019-03", "", "event", ("2019-03", "2019-03", "2019-03", None)),
        ("2019", "", "event", ("2019-01", None, None, None)),
        ("2017", "2018-01", "event", ("2017-01", "2017-12", "2018-01", "2018-01")),
        ("2017", "2017", "event", ("2017-01", None, None, "2017-12")),
        ("", "2022-09", "event", (None, "2022-09", "2022-09", "2022-09")),
        ("2022-04", "2022-04", "report", ("2022-04", None, None, "2022-04")),
        ("2016-11", "", "report", ("2016-11", None, None, "2016-11")),
        ("", "2018-03", "report", (None, None, None, "2018-03")),
        ("", "2022-09", "unknown", (None, None, None, "2022-09")),
    ],
)
def test_spans(
    event: Event, start: str, end: str, basis: str, expected: tuple[str | None, ...]
) -> None:
    """Sure months need dates of the event itself; a missing end leaves its side open."""
    dated = replace(
        event,
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
        date_basis=DateBasis(basis),
    )
    assert interval_of(dated) == EventInterval(
        *(None if each is None else month(each) for each in expected)
    )


def test_an_event_without_a_date_has_no_span(event: Event) -> None:
    """It is counted apart; no month is made up for it."""
    assert interval_of(replace(event, start=None, end=None)) is None


@given(st.integers(12 * 1900, 12 * 2100 - 1))
def test_months_and_numbers_are_one_to_one(number: int) -> None:
    """Each number is a month, and each month that number."""
    assert month_number(month_of(number).first) == number


def test_what_is_sure_is_possible(facts: Facts) -> None:
    """The sure months of every event lie within its possible ones."""
    for each in facts.dataset.events:
        span = interval_of(each)
        if span is None:
            assert each.start is None
            assert each.end is None
            continue
        known = [number for number in span.as_list() if number is not None]
        assert known == sorted(known)
        assert (span.sure_from is None) == (span.sure_to is None)
