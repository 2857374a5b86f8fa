"""Sections of a comparison as HTML: events, groups, maps."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from dashboard.compare import ComparePage
from dashboard.compare.events import Bar, EventRow, Sort, Timeline, Told
from dashboard.compare.groups import ABOUT_GROUPS, GroupCell
from dashboard.compare.maps import LegendEntry, LegendGrid, Maps, Tile, UnitValue
from dashboard.compare.rows_html import axis_markup, because_markup
from dashboard.shared.html import bdi, cited, own
from geodata.i18n import _, ngettext
from layers.tables import EvidenceKind
from layers.view import Lines
from layers.wording import plural, raised

__all__ = ["groups_markup", "maps_markup", "timeline_markup"]

_NONE = Markup("")
_BY = {
    Lines.MODALITY: _("By what is collected; an event may concern several."),
    Lines.KIND: _("By kind of record."),
    Lines.VENDOR: _("By vendor named; an event may name several."),
}


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


def groups_markup(page: ComparePage) -> Markup:
    """Return the matrix of groups; a sentence where none was counted by name."""
    matrix = page.groups
    lead = f"{ABOUT_GROUPS} {_('A hatched bar means that the share is unknown.')}"
    if not matrix.groups:
        body = Markup('<p class="none">{}</p>').format(
            _("None of these regions has a count by named group: only Han and non-Han are counted.")
        )
    else:
        head = Markup("").join(
            Markup('<th scope="col">{}</th>').format(bdi(region.name)) for region in page.regions
        )
        rows = Markup("").join(
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(
                group, Markup("").join(map(_group_cell, cells))
            )
            for group, cells in zip(matrix.groups, matrix.cells, strict=True)
        )
        body = Markup(
            '<div class="wide" tabindex="0" role="region" aria-label="{}">'
            '<table class="matrix"><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>'
            "</div>"
        ).format(_("Table of groups"), head, rows)
        if matrix.left:
            body += Markup('<p class="quiet">{}</p>').format(
                ngettext(
                    "{n} more group is listed in the panels of the regions.",
                    "{n} more groups are listed in the panels of the regions.",
                    matrix.left,
                ).format(n=matrix.left)
            )
    return Markup(
        '<section class="strip is-groups" aria-labelledby="compare-groups">'
        '<h2 id="compare-groups">{}</h2><p class="lead">{}</p>{}</section>'
    ).format(_("Groups, where they were counted by name"), lead, body)


def _group_cell(cell: GroupCell) -> Markup:
    if not cell.value:
        return Markup('<td class="none"><em>{}</em></td>').format(cell.said)
    return Markup(
        '<td>{}<b data-value="{}">{}</b> <span class="quiet">{}</span>{}<small>{}</small></td>'
    ).format(
        _group_bar(cell.share),
        cell.value,
        cell.said,
        cell.year,
        because_markup(cell.because),
        cell.detail,
    )


def _group_bar(share: float | None) -> Markup:
    """Return a bar as long as a share; hatched over the whole width where the share is unknown."""
    if share is None:
        return Markup('<i class="fill is-unknown" aria-hidden="true"></i>')
    return Markup('<i class="fill" aria-hidden="true" style="--to:{}%"></i>').format(
        round(min(share, 100.0), 2)
    )


_NO_VALUE = Markup("")


def _mask(tile: Tile, path: str, *, stroke: float = 0.0) -> str:
    """Return a drawing of one path as the address of a mask."""
    width, height = tile.frame
    shape = tile.shape
    left, top = (width - shape.width) / 2, (height - shape.height) / 2
    paint = (
        f"fill='none' stroke='#000' stroke-width='{stroke}' vector-effect='non-scaling-stroke'"
        if stroke
        else "fill-rule='evenodd'"
    )
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:.2f} {height:.2f}'>"
        f"<path transform='translate({left:.2f} {top:.2f}) scale({shape.step:.5f})' "
        f"stroke-linejoin='round' {paint} d='{path}'/></svg>"
    )
    return f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def maps_markup(maps: Maps) -> Markup:
    """Return all maps with one legend and the values of their units in words."""
    illustrated = (
        Markup('<p class="warning"><strong>{}</strong></p>').format(raised(maps.label.label) + ".")
        if maps.label is EvidenceKind.ILLUSTRATION
        else _NO_VALUE
    )
    year = f", {maps.year}" if maps.year else ""
    scale = maps.scale_words
    if maps.claimed:
        scale += " " + _("Land that China claims and another state administers is left out.")
    return Markup(
        '<section class="strip is-maps" aria-labelledby="compare-maps">'
        '<h2 id="compare-maps">{}{} <span class="quiet">{}</span></h2>{}<p class="lead">{} {}</p>'
        '{}<ul class="legend">{}</ul><ul class="tiles" style="--n:{}">{}</ul>'
        '<p class="quiet">{}</p></section>'
    ).format(
        maps.title,
        year,
        maps.unit,
        illustrated,
        maps.caveat,
        scale,
        _NO_VALUE if maps.grid is None else _grid(maps.grid, maps),
        Markup("").join(
            _legend_entry(entry)
            for place, entry in enumerate(maps.legend)
            if maps.grid is None or place not in maps.grid.places
        ),
        len(maps.tiles),
        Markup("").join(_tile(tile, maps) for tile in maps.tiles),
        _("Source: {source}").format(source=maps.source),
    )


def _paint(entry: LegendEntry) -> Markup:
    return Markup("--light:{};--dark:{}").format(entry.fill, entry.fill_dark)


def _legend_entry(entry: LegendEntry) -> Markup:
    return Markup('<li class="{}"><i class="swatch is-{}" style="{}"></i>{}</li>').format(
        "" if entry.count else "is-empty", entry.pattern or "plain", _paint(entry), entry.label
    )


def _grid(grid: LegendGrid, maps: Maps) -> Markup:
    """Return the legend of two things at once as a table, with the number of units per cell."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(words) for words in grid.x)
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            words, Markup("").join(_cell(maps.legend[place], many) for place, many in cells)
        )
        for words, cells in zip(grid.y, grid.cells, strict=True)
    )
    return Markup(
        '<table class="legend-grid"><caption>{}</caption><tr><td></td><th colspan="{}">{}</th></tr>'
        "<tr><td></td>{}</tr>{}</table>"
    ).format(grid.y_title, len(grid.x), grid.x_title, head, rows)


def _cell(entry: LegendEntry, columns: int) -> Markup:
    return Markup(
        '<td colspan="{}" title="{}"><i class="swatch is-{}" style="{}"></i>{}</td>'
    ).format(columns, entry.label, entry.pattern or "plain", _paint(entry), entry.count)


def _tile(tile: Tile, maps: Maps) -> Markup:
    fills = Markup("").join(
        Markup('<i class="is-{}" style="{};--mask:{}"></i>').format(
            maps.legend[place].pattern or "plain", _paint(maps.legend[place]), _mask(tile, path)
        )
        for place, path in tile.classes
    )
    lines = Markup('<i class="lines" style="--mask:{}"></i>').format(
        _mask(tile, tile.shape.all_paths, stroke=0.7)
    )
    said = _("Map of {name}: {words}. Its values are listed below the map.").format(
        name=tile.name["text"], words=tile.words
    )
    return Markup(
        '<li data-code="{}"><h3>{} <span class="quiet">{}</span></h3>'
        '<div class="drawing" role="img" aria-label="{}" style="--width:{};--height:{}">{}{}</div>'
        '<div class="scale" aria-hidden="true"><i style="width:{}%"></i><span>{}</span></div>'
        '<details class="because"><summary>{}</summary><ul class="values">{}</ul>{}</details></li>'
    ).format(
        tile.code,
        bdi(tile.name),
        tile.words,
        said,
        round(tile.frame[0]),
        round(tile.frame[1]),
        fills,
        lines,
        tile.scale_share,
        _("{n} km").format(n=tile.scale_km),
        _("values"),
        Markup("").join(_unit(unit) for unit in tile.units),
        _sources(tile),
    )


def _sources(tile: Tile) -> Markup:
    if not tile.because:
        return Markup('<p class="quiet"><a href="#compare-events">{}</a></p>').format(
            _("Their sources are listed with the events and numbers below.")
        )
    return Markup("<p>{}</p>").format(Markup("; ").join(cited(cite) for cite in tile.because))


def _unit(unit: UnitValue) -> Markup:
    return Markup("<li>{}: <b>{}</b>{}</li>").format(
        bdi(unit.name),
        unit.said,
        Markup(' <span class="quiet">{}</span>').format(unit.note) if unit.note else _NO_VALUE,
    )
