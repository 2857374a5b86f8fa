"""Documented events of the compared regions on one axis of time."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from dashboard.panels.compare_rows import axis_markup, because_markup
from dashboard.panels.markup import bdi, own
from dashboard.viewmodel.compare.events import Bar, EventRow, Sort, Timeline, Told
from geodata.i18n import _, ngettext
from layers.view import Lines
from layers.wording import plural

__all__ = ["timeline_markup"]

_NONE = Markup("")
_BY = {
    Lines.MODALITY: _("By what is collected; an event may concern several."),
    Lines.KIND: _("By kind of record."),
    Lines.VENDOR: _("By vendor named; an event may name several."),
}


@lru_cache(maxsize=32)
def timeline_markup(line: Timeline) -> Markup:
    """Return all events by what lines tell apart; what is not sure in time is faded."""
    lead = _BY[line.lines] + " "
    lead += _(
        "Each on the same axis. Full colour: under way for certain. "
        "Faded: may have been, as its sources give no closer date. Undated events are "
        "counted apart. More events mean more documentation, not more collection."
    )
    if line.within:
        lead += " " + _("One region lies in another: its events stand in both rows.")
    legend = Markup("").join(map(_entry, line.sorts))
    return Markup(
        '<section class="strip is-events" aria-labelledby="compare-events">'
        '<h2 id="compare-events">{}</h2><p class="lead">{}</p>'
        '<ul class="legend" aria-hidden="true">{}</ul>'
        '{}<ul class="rows">{}</ul></section>'
    ).format(
        _("Documented events, including sub-regions"),
        lead,
        legend,
        axis_markup(line.axis),
        Markup("").join(_row(row, line) for row in line.rows),
    )


def _colour(sort: Sort) -> str:
    return f"--light:{sort.ink.light};--dark:{sort.ink.dark}"


def _entry(sort: Sort) -> Markup:
    return Markup('<li><i class="bar" style="{}"></i>{}</li>').format(
        _colour(sort), own(sort.label)
    )


def _row(row: EventRow, line: Timeline) -> Markup:
    if not row.count:
        said = Markup('<span class="figure none"><em>{}</em></span>').format(row.silence)
    else:
        said = Markup('<span class="figure"><b data-value="{}">{}</b></span>').format(
            row.count, plural(row.count, "event")
        )
        if row.undated:
            said += Markup(' <span class="figure"><b data-value="{}">{}</b></span>').format(
                row.undated,
                ngettext("{n} of them undated", "{n} of them undated", row.undated).format(
                    n=row.undated
                ),
            )
    lanes = Markup("").join(_lane(sort, count, bars, line) for sort, count, bars in row.lanes)
    return Markup(
        '<li data-code="{}"><h3>{}</h3><div class="lines"><div class="line">'
        '<div class="figures">{}</div><div class="lanes">{}</div>{}</div></div></li>'
    ).format(row.code, bdi(row.name), said, lanes, _list(row))


def _lane(sort: Sort, count: int, bars: tuple[Bar, ...], line: Timeline) -> Markup:
    grid = Markup("").join(
        Markup('<i class="grid" style="--at:{}%"></i>').format(line.axis.place(at))
        for at, _words in (line.axis.ticks if line.axis else ())
        if line.axis
    )
    return Markup(
        '<div class="lane" style="{}"><span class="what">{} <b data-value="{}">{}</b></span>'
        '<span class="track" aria-hidden="true">{}{}</span></div>'
    ).format(_colour(sort), own(sort.label), count, count, grid, Markup("").join(map(_bar, bars)))


def _bar(bar: Bar) -> Markup:
    wide = max(bar.end - bar.start, 0.01)
    if bar.sure_from is None or bar.sure_to is None:
        return Markup(
            '<i class="bar is-unsure{}" data-event="{}" style="--from:{}%;--to:{}%"></i>'
        ).format(_open(bar), bar.event_id, bar.start, bar.end)
    first = round(100 * (bar.sure_from - bar.start) / wide, 2)
    last = round(100 * (bar.sure_to - bar.start) / wide, 2)
    return Markup(
        '<i class="bar{}" data-event="{}" style="--from:{}%;--to:{}%;--sure:{}%;--until:{}%"></i>'
    ).format(_open(bar), bar.event_id, bar.start, bar.end, first, last)


def _open(bar: Bar) -> str:
    return " open-start" * bar.open_start + " open-end" * bar.open_end


def _list(row: EventRow) -> Markup:
    if not row.told:
        return Markup("<span></span>")
    left = (
        Markup('<li class="quiet">{}</li>').format(
            ngettext(
                "… and {n} more in the panel of the region",
                "… and {n} more in the panel of the region",
                row.left,
            ).format(n=row.left)
        )
        if row.left
        else _NONE
    )
    return Markup(
        '<details class="because"><summary>{}</summary><ul class="told">{}{}</ul></details>'
    ).format(_("events and sources"), Markup("").join(map(_told, row.told)), left)


def _told(told: Told) -> Markup:
    return Markup(
        '<li data-event="{}"><strong>{}</strong> <span class="quiet">{} · {} · {}</span>{}{}</li>'
    ).format(
        told.event_id,
        own(told.title),
        told.when,
        told.kind,
        told.confidence,
        Markup(' <span class="tag">{}</span>').format(_("sources differ"))
        if told.disputed
        else _NONE,
        because_markup(told.because),
    )
