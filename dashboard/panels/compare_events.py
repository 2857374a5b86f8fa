"""Documented events of the compared regions on one axis of time."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from dashboard.panels.compare_rows import axis_markup, because_markup
from dashboard.panels.markup import bdi, own
from dashboard.viewmodel.compare.events import Bar, EventRow, Timeline, Told
from geodata.i18n import _, ngettext
from geodata.model import Kind
from layers.style import KIND_INKS
from layers.wording import plural

__all__ = ["timeline_markup"]

_NONE = Markup("")


@lru_cache(maxsize=32)
def timeline_markup(line: Timeline) -> Markup:
    """Return all events by kind; what is not sure in time is faded."""
    lead = _(
        "By kind of record, each on the same axis. Full colour: under way for certain. "
        "Faded: may have been, as its sources give no closer date. Undated events are "
        "counted apart. More events mean more documentation, not more collection."
    )
    if line.within:
        lead += " " + _("One region lies in another: its events stand in both rows.")
    legend = Markup("").join(map(_entry, line.kinds))
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


def _colour(kind: Kind) -> str:
    ink = KIND_INKS[kind]
    return f"--light:{ink.light};--dark:{ink.dark}"


def _entry(kind: Kind) -> Markup:
    return Markup('<li><i class="bar" style="{}"></i>{}</li>').format(_colour(kind), kind.label)


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
    lanes = Markup("").join(_lane(kind, count, bars, line) for kind, count, bars in row.lanes)
    return Markup(
        '<li data-code="{}"><h3>{}</h3><div class="lines"><div class="line">'
        '<div class="figures">{}</div><div class="lanes">{}</div>{}</div></div></li>'
    ).format(row.code, bdi(row.name), said, lanes, _list(row))


def _lane(kind: Kind, count: int, bars: tuple[Bar, ...], line: Timeline) -> Markup:
    grid = Markup("").join(
        Markup('<i class="grid" style="--at:{}%"></i>').format(line.axis.place(at))
        for at, _words in (line.axis.ticks if line.axis else ())
        if line.axis
    )
    return Markup(
        '<div class="lane" style="{}"><span class="what">{} <b data-value="{}">{}</b></span>'
        '<span class="track" aria-hidden="true">{}{}</span></div>'
    ).format(_colour(kind), kind.label, count, count, grid, Markup("").join(map(_bar, bars)))


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
