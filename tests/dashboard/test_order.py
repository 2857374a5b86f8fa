"""The table under the map stands in the order that its reader asks for."""

from __future__ import annotations

import pytest

from dashboard.atlas import Atlas
from dashboard.panels.twin import twin_markup
from dashboard.viewmodel.order import Order
from dashboard.viewmodel.twin import Twin, twin
from layers.view import View

DOCUMENTED = View(layer="documented_events")


def table(view: View, atlas: Atlas) -> Twin:
    return twin(atlas.picture(view), view, atlas.facts)


def test_rows_are_sorted_and_the_unknown_stands_last(atlas: Atlas) -> None:
    """Both ways; without an order the rows stand as on the map, and none is ever lost."""
    told = table(DOCUMENTED, atlas)
    values = {
        down: [row.known[0] for row in Order("value", down).of(told.rows)] for down in (True, False)
    }
    known = [value for value in values[True] if value is not None]
    assert None in values[True]
    assert len(set(known)) > 1
    assert values[True] == sorted(known, reverse=True) + [None] * (len(told.rows) - len(known))
    assert values[False] == sorted(known) + [None] * (len(told.rows) - len(known))
    assert Order().of(told.rows) == told.rows
    names = [row.name["text"].casefold() for row in Order("name").of(told.rows)]
    assert names == sorted(names)


@pytest.mark.parametrize("column", ["name", "value", "low", "high", "events", "origins"])
def test_an_order_is_in_the_address_and_clicks_go_round(column: str) -> None:
    """One way, the other way, and back to the map's."""
    first = Order().after_click(column)
    second = first.after_click(column)
    assert {first.down, second.down} == {True, False}
    assert second.after_click(column) == Order()
    for order in (first, second):
        assert Order.parse(order.param["order"]) == order
    assert Order().param == {}
    assert View.from_params(first.param) == (View(), ())


def test_heads_say_the_order_and_lead_to_the_next(atlas: Atlas) -> None:
    """One head is marked for screen readers; links of rows keep the order."""
    told = table(DOCUMENTED, atlas)
    order = Order("value", down=True)
    markup = str(twin_markup(told, order.of(told.rows), DOCUMENTED, atlas.facts, order))
    assert markup.count("aria-sort") == 1
    assert 'data-head="value" aria-sort="descending"' in markup
    assert markup.count("order=-value") == len(told.rows)
    assert "order=value" in markup
    assert "aria-sort" not in str(twin_markup(told, told.rows, DOCUMENTED, atlas.facts))


def test_values_without_a_middle_give_no_order(atlas: Atlas) -> None:
    """Ranges stand by their ends alone: nothing ranks what overlaps."""
    view = View(layer="collected_bounds")
    told = table(view, atlas)
    assert "value" not in told.sortable
    assert {"low", "high"} <= told.sortable
    assert 'data-head="value"' not in str(twin_markup(told, told.rows, view, atlas.facts))
