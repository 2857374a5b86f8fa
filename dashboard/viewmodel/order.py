"""The order of the rows of the table under the map, as the address names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.viewmodel.twin import TwinRow

__all__ = ["PARAMETER", "Order"]

PARAMETER = "order"
"""Of the address. It is no choice of a view: pictures and files keep the order of the map."""

Key = Callable[[TwinRow], Any]
"""``None`` where a row has nothing to stand by."""

_KEYS: Mapping[str, Key] = {
    "name": lambda row: row.name["text"].casefold(),
    "value": lambda row: row.known[0],
    "low": lambda row: row.known[1],
    "high": lambda row: row.known[2],
    "events": lambda row: row.events or None,
    "origins": lambda row: row.roots or None,
}
_UP_FIRST = frozenset({"name"})
"""Columns that are read from their beginning; of numbers the greatest is looked for first."""

_DOWN = "-"


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows stand, and whether downwards; without a column as on the map."""

    column: str = ""
    down: bool = False

    @classmethod
    def parse(cls, text: str) -> Order:
        """Read an order from an address; the map's where it makes no sense.

        Examples
        --------
        >>> Order.parse("-value"), Order.parse("galaxy")
        (Order(column='value', down=True), Order(column='', down=False))
        """
        column = text.removeprefix(_DOWN)
        return cls(column, text != column) if column in _KEYS else cls()

    @property
    def param(self) -> dict[str, str]:
        """The parameter of an address that holds the order; none for the map's."""
        return {PARAMETER: f"{_DOWN if self.down else ''}{self.column}"} if self.column else {}

    def after_click(self, column: str) -> Order:
        """Return the order after a click on the head of a column: one way, the other, the map's.

        Examples
        --------
        >>> one = Order().after_click("value"); one, one.after_click("value").after_click("value")
        (Order(column='value', down=True), Order(column='', down=False))
        """
        if self.column != column:
            return Order(column, column not in _UP_FIRST)
        is_first = self.down != (column in _UP_FIRST)
        return replace(self, down=not self.down) if is_first else Order()

    def of(self, rows: Iterable[TwinRow]) -> tuple[TwinRow, ...]:
        """Return rows in this order; what is unknown stands last, whichever way."""
        listed = tuple(rows)
        if not self.column:
            return listed
        key = _KEYS[self.column]
        keyed = [(key(row), row) for row in listed]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.down)
        return (*(row for _, row in known), *(row for found, row in keyed if found is None))
