"""The tables under the map: its regions and its events, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard.address.links import query
from dashboard.address.table_order import Sorting
from dashboard.atlas import Atlas
from dashboard.map.model import (
    EVENTS,
    REGIONS,
    EventRow,
    MapTables,
    RegionRow,
    event_rows,
    map_tables,
)
from dashboard.shared.guard import guarded
from dashboard.shared.html import bdi, go, link
from dashboard.shared.sortable_headers import sortable_headers
from dashboard.state import orders, with_choices
from geodata.facts import Facts
from geodata.i18n import _
from layers.events import counted_words
from layers.interval import Occurrence
from layers.view import View

__all__ = ["draw_map_tables", "events_markup", "twin_markup"]

AS_USUAL: Mapping[str, str] = {}

R = TypeVar("R")

_A_PAGE = 60
"""Rows of one page: all of a province's counties, and never thousands at once."""


@st.fragment
def draw_map_tables(view: View, atlas: Atlas) -> None:
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
            _draw_events(view, atlas.facts)


def _draw_regions(view: View, atlas: Atlas) -> None:
    table = map_tables(atlas.picture(view), view, atlas.facts)
    if view.map.time is not None:
        st.caption(
            _("The map shows {month}; the table holds all dates that are shown.").format(
                month=view.map.time.words
            )
        )
    standing, sorting = orders(), REGIONS.only(table.sortable)
    if sorting.order(standing) != sorting.usual:
        st.caption(_("Pictures and files keep the order of the map."))
    shown = _page(table.rows, sorting, standing)
    st.html(twin_markup(table, shown, view, atlas.facts, standing))


def _draw_events(view: View, facts: Facts) -> None:
    rows, standing = event_rows(view, facts), orders()
    shown = _page(rows, _sorting_of_events(view), standing)
    st.html(events_markup(rows, shown, view, facts, standing))


def _sorting_of_events(view: View) -> Sorting[EventRow]:
    return EVENTS if view.map.time else EVENTS.only(EVENTS.columns.keys() - {"going"})


def _page(given: Iterable[R], sorting: Sorting[R], standing: Mapping[str, str]) -> Sequence[R]:
    """Return the rows of the page that the reader has turned to, of all rows in their order."""
    rows = sorting.of(given, standing)
    pages = -(-len(rows) // _A_PAGE)
    if pages < 2:
        return rows
    key = f"page-of-{sorting.parameter}-{sorting.order(standing)}"
    turned = st.pagination(pages, key=key)
    first = (turned - 1) * _A_PAGE
    return rows[first : first + _A_PAGE]


def _table(caption: object, heads: Iterable[Markup], rows: Markup) -> Markup:
    return Markup(
        '<div class="region twin" role="region" tabindex="0" aria-label="{}"><table>'
        "<caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(caption, caption, Markup("").join(heads), rows)


def _each(rows: Sequence[R], write: Callable[[R], Markup]) -> Markup:
    return Markup("").join(map(write, rows))


def twin_markup(
    table: MapTables,
    rows: Sequence[RegionRow],
    view: View,
    facts: Facts,
    standing: Mapping[str, str] = AS_USUAL,
) -> Markup:
    """Return some rows of a picture's table; each region's name leads to its panel.

    Parameters
    ----------
    table : MapTables
        The whole picture as rows.
    rows : sequence of RegionRow
        Those that are shown.
    view : View
        The choices that links keep.
    facts : Facts
        What is known.
    standing : mapping of str to str
        Parameters of the orders in which this and other tables stand, which links keep.
    """
    ends = table.has_range
    head = sortable_headers(
        REGIONS.only(table.sortable), standing, lambda params: query(view, facts, **params)
    )

    def written(row: RegionRow) -> Markup:
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
            Markup(' aria-current="true"') if row.code == view.map.region else "",
            go(
                query(with_choices(view, facts, region=row.code), facts, **standing),
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
        head("", _("Kind of answer")),
        head("events", counted_words(view.map.level, facts)),
        head("origins", _("Independent sources")),
        head("", _("Source of the value")),
    ]
    caption = _("{title} ({unit}): {label}").format(
        title=table.title, unit=table.unit, label=table.label
    )
    return _table(caption, heads, _each(rows, written))


def events_markup(
    rows: Sequence[EventRow],
    shown: Sequence[EventRow],
    view: View,
    facts: Facts,
    standing: Mapping[str, str] = AS_USUAL,
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
    standing : mapping of str to str
        Parameters of the orders in which this and other tables stand, which links keep.
    """
    if not rows:
        return Markup('<div class="region"><p class="none">{}</p></div>').format(
            _("No event matches these filters.")
        )
    month = view.map.time is not None
    sorting = _sorting_of_events(view)
    head = sortable_headers(sorting, standing, lambda params: query(view, facts, **params))

    def written(row: EventRow) -> Markup:
        opened = with_choices(view, facts, region=row.region, event=row.event_id)
        return Markup(
            '<tr data-event-row="{}"{}><td>{}</td>{}<th scope="row" class="words">{}</th>'
            '<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class="number">{}</td></tr>'
        ).format(
            row.event_id,
            Markup(' aria-current="true"') if row.event_id == view.map.event else "",
            row.when,
            Markup("<td>{}</td>").format(_going_words(row.going)) if month else "",
            go(query(opened, facts, **standing), row.title, here=True),
            bdi(row.where),
            row.kind,
            row.what,
            row.confidence.label,
            row.roots,
        )

    heads = [
        head("when", _("When")),
        *(
            [head("going", _("Under way in {month}").format(month=view.map.time.words))]
            if view.map.time
            else []
        ),
        head("title", _("Event")),
        head("where", _("Where")),
        head("kind", _("Kind")),
        head("what", _("What is collected")),
        head("confidence", _("Confidence")),
        head("origins", _("Independent sources")),
    ]
    usual = sorting.order(standing) == sorting.usual
    caption = _("Events of this map, the earliest first") if usual else _("Events of this map")
    return _table(caption, heads, _each(shown, written))


def _going_words(state: Occurrence | None) -> str:
    told = {
        Occurrence.SURE: _("yes"),
        Occurrence.PERHAPS: _("perhaps"),
        Occurrence.NOT_THEN: _("no"),
    }
    return Occurrence.UNDATED.label if state is None else told.get(state, state.label)
