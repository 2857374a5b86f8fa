"""The order of the rows of a table, as the address names it and a click on a head changes it.

An order is no choice of a view: pictures and files keep their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

__all__ = [
    "EVENT_ORDERS",
    "REGION_ORDERS",
    "SOURCE_ORDERS",
    "TABLE_ORDERS",
    "Column",
    "Order",
    "Orders",
    "Sorting",
]

R = TypeVar("R")

_DOWN = "-"


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows stand, and whether downwards; without a column by none.

    Examples
    --------
    >>> str(Order("value", down=True)), Order.parse("-value")
    ('-value', Order(column='value', down=True))
    """

    column: str = ""
    down: bool = False

    @classmethod
    def parse(cls, text: str) -> Order:
        """Read an order from its parameter of an address."""
        column = text.removeprefix(_DOWN)
        return cls(column, column != text)

    def __str__(self) -> str:
        return f"{_DOWN if self.down else ''}{self.column}"


@dataclass(frozen=True, slots=True)
class Orders:
    """Which orders of the rows of one table an address may ask for.

    Parameters
    ----------
    parameter : str
        Its name in the address; no two tables share one.
    columns : collection of str
        Those that rows may stand by.
    usual : Order
        The order in which rows are given, which needs no parameter; by no column if it is
        another's, as the map's.
    """

    parameter: str
    columns: Collection[str]
    usual: Order = Order()

    def order(self, params: Mapping[str, str]) -> Order:
        """Return the order that an address asks for; the usual where that makes no sense."""
        asked = Order.parse(params.get(self.parameter, ""))
        return asked if asked.column in self.columns else self.usual

    def params(self, order: Order) -> dict[str, str]:
        """Return the parameter of an address that holds an order; none for the usual."""
        return {} if order == self.usual else {self.parameter: str(order)}

    def by(self, columns: Mapping[str, Column[R]]) -> Sorting[R]:
        """Return what puts rows in these orders: what they stand by in each column.

        Raises
        ------
        KeyError
            If a column is missing.
        """
        return Sorting(self.parameter, {each: columns[each] for each in self.columns}, self.usual)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """What rows stand by in one column.

    Parameters
    ----------
    key : callable
        ``key(row)``; ``None`` where a row has nothing to stand by.
    down_first : bool
        Whether the first click puts the greatest first, as readers of numbers look for it.
    """

    key: Callable[[R], Any]
    down_first: bool = True


@dataclass(frozen=True, slots=True)
class Sorting(Orders, Generic[R]):
    """Puts the rows of one table in the orders that an address may ask for.

    Parameters
    ----------
    columns : mapping of str to Column
        What rows stand by in each of the columns.

    Examples
    --------
    >>> lengths = Sorting("order", {"word": Column(str.casefold, False), "length": Column(len)})
    >>> lengths.of(["bb", "A"], {"order": "word"}), lengths.of(["bb", "A"], {"order": "galaxy"})
    (('A', 'bb'), ('bb', 'A'))
    >>> lengths.after_click("length", {"area": "CN"})
    {'area': 'CN', 'order': '-length'}
    """

    columns: Mapping[str, Column[R]]

    def only(self, names: Collection[str]) -> Sorting[R]:
        """Return the sorting by some of the columns."""
        kept = {name: column for name, column in self.columns.items() if name in names}
        return replace(self, columns=kept)

    def after_click(self, column: str, params: Mapping[str, str]) -> dict[str, str]:
        """Return the address after a click on a head: one way, the other, then the usual order.

        Parameters
        ----------
        column : str
            The column of the head.
        params : mapping of str to str
            Parameters of the address; those that are not this table's stay as they are.
        """
        others = {name: value for name, value in params.items() if name != self.parameter}
        return {**others, **self.params(self._next(column, self.order(params)))}

    def _next(self, column: str, order: Order) -> Order:
        first = Order(column, self.columns[column].down_first)
        if order.column != column:
            return first
        # A click on the head of the usual order has to change it, too.
        return replace(order, down=not order.down) if order in {first, self.usual} else self.usual

    def of(self, rows: Iterable[R], params: Mapping[str, str]) -> tuple[R, ...]:
        """Return rows in the order that an address asks for.

        What is unknown stands last, whichever way; equals keep the order they are given in.
        """
        listed = tuple(rows)
        order = self.order(params)
        if order == self.usual:
            return listed
        key = self.columns[order.column].key
        keyed = [(key(row), row) for row in listed]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=order.down)
        return (*(row for _, row in known), *(row for found, row in keyed if found is None))


REGION_ORDERS = Orders("order", ("name", "value", "low", "high", "events", "origins"))
"""Of the table of regions, which usually stand as on the map."""

EVENT_ORDERS = Orders(
    "order_events",
    ("when", "going", "title", "where", "kind", "what", "confidence", "origins"),
    Order("when"),
)
"""Of the table of events. What was going on in a month stands only where a view has one."""

SOURCE_ORDERS = Orders(
    "order_sources",
    ("source", "published", "read", "grade", "statements"),
    Order("statements", down=True),
)
"""Of the list of sources. One whose reliability cannot be judged has no place among grades."""

TABLE_ORDERS = (REGION_ORDERS, EVENT_ORDERS, SOURCE_ORDERS)
"""Of all tables whose order stands in the address."""
