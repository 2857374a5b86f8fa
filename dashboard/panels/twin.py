"""The tables under the map: its regions and its events, row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard.atlas import Atlas
from dashboard.panels.guard import guarded
from dashboard.panels.markup import bdi, go, link
from dashboard.state import moved
from dashboard.viewmodel.links import query
from dashboard.viewmodel.order import PARAMETER, Order
from dashboard.viewmodel.twin import EventRow, Twin, TwinRow, event_rows, twin
from geodata.facts import Facts
from geodata.i18n import _
from layers.view import View

__all__ = ["draw_twin", "events_markup", "twin_markup"]

AS_ON_THE_MAP = Order()

R = TypeVar("R")

_A_PAGE = 60
"""Rows of one page: all of a province's counties, and never thousands at once."""


@st.fragment
def draw_twin(view: View, atlas: Atlas) -> None:
    """Draw the regions and the events of the map of a view as tables.

    A closed table is neither made nor sent: both are long, and each change would wait for them.
    """
    regions = st.expander(_("This map as a table"), key="regions-as-table", on_change="rerun")
    if regions.open:
        with regions, guarded(_("The table of the map")):
            _draw_regions(view, atlas)
    events = st.expander(
        _("The events of this map as a table"), key="events-as-table", on_change="rerun"
    )
    if events.open:
        with events, guarded(_("The table of events")):
            rows = event_rows(view, atlas.facts)
            st.html(events_markup(rows, _page(rows, "events"), view, atlas.facts))


def _draw_regions(view: View, atlas: Atlas) -> None:
    table = twin(atlas.picture(view), view, atlas.facts)
    if view.time is not None:
        st.caption(
            _("The map stands at {month}; the table holds all dates that are shown.").format(
                month=view.time.words
            )
        )
    order = Order.parse(st.query_params.get(PARAMETER, ""))
    if order.column not in table.sortable:
        order = Order()
    if order.column:
        st.caption(_("Pictures and files keep the order of the map."))
    shown = _page(order.of(table.rows), "-".join(("regions", *order.param.values())))
    st.html(twin_markup(table, shown, view, atlas.facts, order))


def _page(rows: Sequence[R], name: str) -> Sequence[R]:
    """Return the rows of the page that the reader has turned to."""
    pages = -(-len(rows) // _A_PAGE)
    if pages < 2:
        return rows
    turned = st.pagination(pages, key=f"page-of-{name}")
    first = (turned - 1) * _A_PAGE
    return rows[first : first + _A_PAGE]


def _table(caption: object, heads: Sequence[str | Markup], rows: Markup) -> Markup:
    head = Markup("").join(
        each if isinstance(each, Markup) else Markup('<th scope="col">{}</th>').format(each)
        for each in heads
    )
    return Markup(
        '<div class="region twin" role="region" tabindex="0" aria-label="{}"><table>'
        "<caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(caption, caption, head, rows)


def _each(rows: Sequence[R], write: Callable[[R], Markup]) -> Markup:
    return Markup("").join(map(write, rows))


def _sorted_by(column: str, words: str, order: Order, address: Callable[[Order], str]) -> Markup:
    """Return the head of a column whose link puts the rows in its order."""
    stands = order.column == column
    way = "descending" if order.down else "ascending"
    sign = ("\u25bc" if order.down else "\u25b2") if stands else "\u21c5"
    return Markup('<th scope="col" data-head="{}"{}>{}</th>').format(
        column,
        Markup(' aria-sort="{}"').format(way) if stands else "",
        go(
            address(order.after_click(column)),
            Markup('{} <span class="way" aria-hidden="true">{}</span>').format(words, sign),
            here=True,
        ),
    )


def twin_markup(
    table: Twin, rows: Sequence[TwinRow], view: View, facts: Facts, order: Order = AS_ON_THE_MAP
) -> Markup:
    """Return some rows of a picture's table; each region's name leads to its panel.

    Parameters
    ----------
    table : Twin
        The whole picture as rows.
    rows : sequence of TwinRow
        Those that are shown.
    view : View
        The choices that links keep.
    facts : Facts
        What is known.
    order : Order
        The order in which the rows stand.
    """
    ends = table.has_range

    def head(column: str, words: str) -> str | Markup:
        if column not in table.sortable:
            return words
        return _sorted_by(column, words, order, lambda to: query(view, facts, **to.param))

    def written(row: TwinRow) -> Markup:
        ranged = (
            Markup('<td class="number">{}</td><td class="number">{}</td>').format(row.low, row.high)
            if ends
            else Markup("")
        )
        note = Markup('<span class="quiet">{}</span>').format(row.note) if row.note else ""
        return Markup(
            '<tr data-row="{}"{}><th scope="row">{}{}</th><td class="number">{}</td>{}'
            '<td class="words">{}{}</td><td class="number">{}</td><td class="number">{}</td>'
            '<td class="words">{}</td></tr>'
        ).format(
            row.code,
            Markup(' aria-current="true"') if row.code == view.region else "",
            go(
                query(moved(view, facts, region=row.code), facts, **order.param),
                bdi(row.name),
                here=True,
            ),
            Markup('<span class="quiet">{}</span>').format(bdi(row.within)) if row.within else "",
            row.value,
            ranged,
            row.status,
            note,
            row.events or _("none"),
            row.roots or _("none"),
            Markup("; ").join(link(origin.address, origin.words) for origin in row.origins),
        )

    heads = [
        head("name", _("Region")),
        head("value", _("Value")),
        *([head("low", _("At least")), head("high", _("At most"))] if ends else []),
        _("Kind of answer"),
        head("events", _("Documented events")),
        head("origins", _("Independent origins")),
        _("Source of the value"),
    ]
    caption = _("{title} ({unit}): {label}").format(
        title=table.title, unit=table.unit, label=table.label
    )
    return _table(caption, heads, _each(rows, written))


def events_markup(
    rows: Sequence[EventRow], shown: Sequence[EventRow], view: View, facts: Facts
) -> Markup:
    """Return some of a picture's events as a table; each title opens the event with its sources.

    Parameters
    ----------
    rows : sequence of EventRow
        All events of the picture.
    shown : sequence of EventRow
        Those that are shown.
    view : View
        The choices that links keep.
    facts : Facts
        What is known.
    """
    if not rows:
        return Markup('<div class="region"><p class="none">{}</p></div>').format(
            _("No event is shown under these choices.")
        )
    month = view.time is not None

    def written(row: EventRow) -> Markup:
        opened = moved(view, facts, region=row.region, event=row.event_id)
        return Markup(
            '<tr data-event-row="{}"{}><td>{}</td>{}<th scope="row" class="words">{}</th>'
            '<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class="number">{}</td></tr>'
        ).format(
            row.event_id,
            Markup(' aria-current="true"') if row.event_id == view.event else "",
            row.when,
            Markup("<td>{}</td>").format(row.going) if month else "",
            go(query(opened, facts), row.title, here=True),
            bdi(row.where),
            row.kind,
            row.what,
            row.confidence,
            row.roots,
        )

    heads = [
        _("When"),
        *([_("Going on in {month}").format(month=view.time.words)] if view.time else []),
        _("Event"),
        _("Where"),
        _("Kind"),
        _("What is collected"),
        _("Confidence"),
        _("Independent origins"),
    ]
    return _table(_("Events of this map, the earliest first"), heads, _each(shown, written))
