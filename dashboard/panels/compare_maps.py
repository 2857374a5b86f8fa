"""Small maps of the compared regions.

A drawing is a mask of an element whose colour is that of its class, so that it follows the
page from light to dark; Streamlit takes drawings out of its HTML. It holds paths only, no
text.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

from markupsafe import Markup

from dashboard.panels.markup import bdi, cited
from dashboard.viewmodel.compare.maps import LegendEntry, LegendGrid, Maps, Tile, UnitValue
from geodata.i18n import _
from layers.tables import EvidenceKind
from layers.wording import raised

__all__ = ["maps_markup"]

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


@lru_cache(maxsize=32)
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
