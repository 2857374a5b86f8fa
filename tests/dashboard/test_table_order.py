"""Tables stand in the order that their reader asks for."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.address.table_order import Order, Sorting
from dashboard.atlas import Atlas
from dashboard.evidence.listing import rows_markup
from dashboard.evidence.model import SOURCES, Asked, source_rows
from dashboard.map.model import EVENTS, REGIONS, MapTables, event_rows, map_tables
from dashboard.map.tables import events_markup, twin_markup
from geodata.facts import Facts
from geodata.model import PartialDate, Reliability, Scope
from layers.view import PARAMETERS, View
from tests.views import view_with

DOCUMENTED = view_with(layer="documented_events")
EVERYWHERE = view_with(
    area="CN", time=PartialDate(2019, 3), scope=tuple(Scope), low_confidence=True
)

TABLES: list[Sorting[Any]] = [REGIONS, EVENTS, SOURCES]
CASES = [
    pytest.param(sorting, column, id=f"{sorting.parameter}-{column}")
    for sorting in TABLES
    for column in sorting.columns
]
EACH = pytest.mark.parametrize("sorting", TABLES, ids=[each.parameter for each in TABLES])


def table(view: View, atlas: Atlas) -> MapTables:
    return map_tables(atlas.picture(view), view, atlas.facts)


def rows_of(sorting: Sorting[Any], atlas: Atlas) -> tuple[Any, ...]:
    if sorting is REGIONS:
        return table(view_with(layer="collected_bounds", area="CN"), atlas).rows
    if sorting is EVENTS:
        return event_rows(EVERYWHERE, atlas.facts)
    return source_rows(Asked(), atlas.facts)


def asked(sorting: Sorting[Any], column: str, *, down: bool) -> dict[str, str]:
    return {sorting.parameter: str(Order(column, down))}


def heads(markup: str) -> dict[str, dict[str, str]]:
    """Return the address that the link of each head leads to, by the name of the head."""
    found = re.findall(r'data-head="([^"]+)".*?<a href="([^"]*)"', markup)
    return {name: dict(parse_qsl(urlsplit(unescape(address)).query)) for name, address in found}


@pytest.mark.parametrize(("sorting", "column"), CASES)
def test_rows_are_sorted_and_the_unknown_stands_last(
    atlas: Atlas, sorting: Sorting[Any], column: str
) -> None:
    """Both ways; equals keep the order they are given in, and no row is ever lost."""
    rows = rows_of(sorting, atlas)
    place = {id(row): number for number, row in enumerate(rows)}
    key = sorting.columns[column].key
    for down in (True, False):
        sorted_rows = sorting.of(rows, asked(sorting, column, down=down))
        assert {id(row) for row in sorted_rows} == set(place)
        keys = [key(row) for row in sorted_rows]
        known = [each for each in keys if each is not None]
        assert known == sorted(known, reverse=down)
        assert keys[len(known) :] == [None] * (len(keys) - len(known))
        for above, below in pairwise(sorted_rows):
            if key(above) == key(below):
                assert place[id(above)] < place[id(below)]


@EACH
def test_the_usual_order_is_that_of_the_rows_and_needs_no_parameter(
    atlas: Atlas, sorting: Sorting[Any]
) -> None:
    """Events stand by date and sources by what rests on them, without and with the parameter."""
    rows = rows_of(sorting, atlas)
    assert sorting.of(rows, {}) == rows
    assert sorting.params(sorting.usual) == {}
    column = sorting.columns.get(sorting.usual.column)
    if column is not None:
        keyed = [(column.key(row), row) for row in rows if column.key(row) is not None]
        again = sorted(keyed, key=lambda pair: pair[0], reverse=sorting.usual.down)
        unknown = [row for row in rows if column.key(row) is None]
        assert [*(row for _, row in again), *unknown] == list(rows)


@pytest.mark.parametrize(("sorting", "column"), CASES)
def test_an_order_is_in_the_address_and_clicks_go_round(sorting: Sorting[Any], column: str) -> None:
    """One way, the other way, and back to the usual; what else the address holds stays."""
    others = {"area": "CN", "orders": "-value"}
    first = sorting.after_click(column, others)
    second = sorting.after_click(column, first)
    if sorting.usual.column == column:
        assert first == {**others, **sorting.params(Order(column, not sorting.usual.down))}
        assert second == others
        return
    assert {sorting.order(each).down for each in (first, second)} == {True, False}
    assert sorting.after_click(column, second) == others
    for params in (first, second):
        assert {**others, **sorting.params(sorting.order(params))} == params
        assert not sorting.params(sorting.order(params)).keys() & PARAMETERS


@EACH
@pytest.mark.parametrize("text", ["", "-", "--value", "galaxy", "-<script>", "value,name", "0"])
def test_an_order_that_makes_no_sense_is_the_usual(sorting: Sorting[Any], text: str) -> None:
    """Whatever an address holds, the table stands."""
    assert sorting.order({sorting.parameter: text}) == sorting.usual


def test_no_two_tables_share_a_parameter() -> None:
    """Nor does one bear the name of a choice, or of a filter of sources."""
    names = [sorting.parameter for sorting in TABLES]
    assert len(set(names)) == len(names)
    assert not set(names) & {"source", "q", "sort", "read", "grade"}


def test_heads_say_the_order_and_lead_to_the_next(atlas: Atlas) -> None:
    """One head is marked for screen readers; links of rows keep the orders of both tables."""
    told = table(DOCUMENTED, atlas)
    standing = {"order": "-value", "order_events": "title"}
    rows = REGIONS.of(told.rows, standing)
    markup = str(twin_markup(told, rows, DOCUMENTED, atlas.facts, standing))
    assert markup.count("aria-sort") == 1
    assert 'data-head="order-value" aria-sort="descending"' in markup
    assert markup.count("order=-value&amp;order_events=title") == len(told.rows)
    to = heads(markup)
    assert to["order-value"]["order"] == "value"
    assert {each["order_events"] for each in to.values()} == {"title"}
    assert "aria-sort" not in str(twin_markup(told, told.rows, DOCUMENTED, atlas.facts))


def test_heads_of_events_say_the_order(atlas: Atlas) -> None:
    """The earliest stand first, as the head says; the caption says it no longer than it holds."""
    facts = atlas.facts
    rows = event_rows(view_with(), facts)
    usual = str(events_markup(rows, rows, view_with(), facts))
    assert 'data-head="order_events-when" aria-sort="ascending"' in usual
    assert usual.count("aria-sort") == 1
    assert "the earliest first" in usual
    assert heads(usual)["order_events-when"]["order_events"] == "-when"
    standing = {"order": "name", "order_events": "-origins"}
    markup = str(events_markup(rows, EVENTS.of(rows, standing), view_with(), facts, standing))
    assert 'data-head="order_events-origins" aria-sort="descending"' in markup
    assert markup.count("aria-sort") == 1
    assert "the earliest first" not in markup
    assert heads(markup)["order_events-when"].get("order_events") is None
    assert {each["order"] for each in heads(markup).values()} == {"name"}


def test_events_are_sorted_by_a_month_only_where_there_is_one(atlas: Atlas) -> None:
    """Then what was surely going on stands first; without a month events stand as usual."""
    rows = event_rows(EVERYWHERE, atlas.facts)
    standing = {"order_events": "-going"}
    found = [str(row.going) for row in EVENTS.of(rows, standing)]
    assert list(dict.fromkeys(found)) == ["sure", "perhaps", "not_then", "undated"]
    assert 'data-head="order_events-going" aria-sort' in str(
        events_markup(rows, rows, EVERYWHERE, atlas.facts, standing)
    )
    rows = event_rows(view_with(), atlas.facts)
    markup = str(events_markup(rows, rows, view_with(), atlas.facts, standing))
    assert 'data-head="order_events-when" aria-sort="ascending"' in markup
    assert "order_events-going" not in markup


def test_heads_of_sources_keep_the_search(facts: Facts) -> None:
    """The heads of the list keep view, search and filters, and change the order alone."""
    params = {"region": "630200", "q": "iris", "sort": "news", "order_sources": "grade"}
    rows = SOURCES.of(source_rows(Asked(), facts), params)
    markup = str(rows_markup(rows, Asked(), "", params))
    assert 'data-head="order_sources-grade" aria-sort="ascending"' in markup
    assert markup.count("aria-sort") == 1
    to = heads(markup)
    assert to["order_sources-grade"] == {**params, "order_sources": "-grade"}
    assert to["order_sources-statements"] == {
        name: value for name, value in params.items() if name != "order_sources"
    }
    assert (
        heads(str(rows_markup(rows, Asked(), "", {"order_sources": "-grade"})))[
            "order_sources-grade"
        ]
        == {}
    )


def test_what_cannot_be_judged_is_no_grade(facts: Facts) -> None:
    """It stands last among the sources whether the best or the worst stand first."""
    rows = source_rows(Asked(), facts)
    for down in (True, False):
        grades = [
            row.source.reliability for row in SOURCES.of(rows, asked(SOURCES, "grade", down=down))
        ]
        unknown = grades.count(Reliability.F)
        assert Reliability.F not in grades[: len(grades) - unknown]


def test_values_without_a_middle_give_no_order(atlas: Atlas) -> None:
    """Ranges stand by their ends alone: nothing ranks what overlaps."""
    view = view_with(layer="collected_bounds")
    told = table(view, atlas)
    assert "value" not in told.sortable
    assert {"low", "high"} <= told.sortable
    standing = {"order": "-value"}
    markup = str(twin_markup(told, told.rows, view, atlas.facts, standing))
    assert 'data-head="order-value"' not in markup
    assert "aria-sort" not in markup
    assert REGIONS.only(told.sortable).of(told.rows, standing) == told.rows
