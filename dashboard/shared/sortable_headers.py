"""Heads of tables whose rows a reader puts in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from dashboard.address.table_order import Sorting
from dashboard.shared.html import go

__all__ = ["Head", "sortable_headers"]

Head = Callable[[str, str], Markup]
"""``head(column, words)``: one head; without a column, or by one that gives no order, words."""


def sortable_headers(
    sorting: Sorting[Any], params: Mapping[str, str], address: Callable[[dict[str, str]], str]
) -> Head:
    """Return what writes the heads of a table; each is a link that puts the rows in its order.

    Parameters
    ----------
    sorting : Sorting
        The orders in which the rows may stand.
    params : mapping of str to str
        Parameters of the address, from which the order is read.
    address : callable
        ``address(params)`` that a link leads to.

    Examples
    --------
    >>> from dashboard.address.table_order import Column
    >>> sorting = Sorting("order", {"n": Column(len)})
    >>> head = sortable_headers(sorting, {"order": "-n"}, lambda to: "?n")
    >>> "aria-sort" in head("n", "Number"), head("", "Source")
    (True, Markup('<th scope="col">Source</th>'))
    """
    order = sorting.order(params)

    def head(column: str, words: str) -> Markup:
        if column not in sorting.columns:
            return Markup('<th scope="col">{}</th>').format(words)
        stands = order.column == column
        way = "descending" if order.down else "ascending"
        shown = Markup('{}&nbsp;<span class="way" aria-hidden="true">{}</span>')
        sign = ("\u25bc" if order.down else "\u25b2") if stands else "\u21c5"
        return Markup('<th scope="col" data-head="{}-{}"{}>{}</th>').format(
            sorting.parameter,
            column,
            Markup(' aria-sort="{}"').format(way) if stands else "",
            go(
                address(sorting.after_click(column, params)),
                shown.format(words, sign),
                here=True,
            ),
        )

    return head
