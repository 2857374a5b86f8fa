"""The profile of one region as a page: what is documented, and the data gaps."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from dashboard.address.links import query
from dashboard.atlas import Atlas
from dashboard.exports.downloads import draw_report_button
from dashboard.region.panel import draw_documented, draw_known
from dashboard.region.related import (
    Locator,
    NameLine,
    Neighbour,
    RelatedRegions,
    locator,
    name_lines,
    related_regions,
)
from dashboard.region.report import PROFILE
from dashboard.shared.claims import source_markup
from dashboard.shared.guard import guarded
from dashboard.shared.html import Heading, bdi, each, go, heading, link
from dashboard.shared.search import draw_search
from dashboard.shared.search_model import view_of_region
from geodata.facts import Facts
from geodata.i18n import _
from geodata.names import kind_words
from layers.naming import display_name
from layers.view import View
from layers.wording import isolated, plural

__all__ = ["around_markup", "draw_region", "locator_markup", "names_markup", "ways_markup"]


def names_markup(lines: Iterable[NameLine]) -> Markup:
    """Return a folded table of names with their sources; empty without any."""
    rows = [
        Markup(
            '<tr><th scope="row"><bdi lang="{}">{}</bdi></th><td>{}</td><td>{}</td><td>{}</td></tr>'
        ).format(
            line.name.language,
            line.name.text,
            line.language,
            kind_words(line.name.kind),
            link(line.address, line.source),
        )
        for line in lines
    ]
    if not rows:
        return Markup("")
    heads = (_("Name"), _("Language"), _("Sort"), _("Source of the spelling"))
    return Markup(
        '<details class="region fold names-of"><summary>{} ({})</summary><div class="wide">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></details>"
    ).format(
        _("Names, and where each comes from"),
        len(rows),
        each(Markup('<th scope="col">{}</th>'), heads),
        Markup("").join(rows),
    )


_LINE = "#7d8583"
_HERE = "#2a8a90"
"""Both stand out from the light page and from the dark one: a picture knows of neither."""


def locator_markup(code: str, view: View, facts: Facts) -> Markup:
    """Return a figure that shows where a region lies; empty for the whole country."""
    found = locator(code, facts)
    if found is None:
        return Markup("")
    here = display_name(facts, code, view.map.language)
    whole = display_name(facts, found.within, view.map.language)
    words = _("{region} within {whole}").format(
        region=isolated(here["text"]), whole=isolated(whole["text"])
    )
    return Markup(
        '<figure class="region locator"><img alt="{}" width="{}" height="{}" src="{}">'
        '<figcaption class="quiet">{} {} {}</figcaption></figure>'
    ).format(
        words,
        found.width,
        found.height,
        "data:image/svg+xml," + quote(_svg(found)),
        _("Within"),
        bdi(whole),
        Markup("<br>{}").format(_("Outlines: {source}").format(source=_origin(facts))),
    )


def _origin(facts: Facts) -> str:
    boundaries = facts.regions.boundaries
    return (
        f"{boundaries.provider}, {boundaries.vintage}"
        if boundaries.vintage
        else (boundaries.provider)
    )


def _svg(found: Locator) -> str:
    """Return the picture. It holds numbers alone, and no text that could be anything else."""
    x, y = found.spot
    ring = (
        f'<circle cx="{x}" cy="{y}" r="16" fill="none" stroke="{_HERE}" stroke-width="3"/>'
        if found.small
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {found.width + 8} '
        f'{found.height + 8}" fill-rule="evenodd"><path d="{found.parts}" '
        f'fill="{_LINE}" fill-opacity=".13" stroke="{_LINE}" stroke-width="1" '
        f'stroke-linejoin="round"/>'
        f'<path d="{found.here}" fill="{_HERE}" stroke="{_HERE}" stroke-width="1.5" '
        f'stroke-linejoin="round"/>{ring}</svg>'
    )


def draw_region(view: View, atlas: Atlas) -> None:
    """Draw the profile of the chosen region, else of the area."""
    facts = atlas.facts
    code = view.map.region or view.map.area
    with st.container(key="find"), guarded(_("The search")):
        draw_search(view, facts, "region")
    with guarded(_("The way around")):
        st.html(ways_markup(code, related_regions(code, view, facts), view, facts))
    documented_side, known_side = st.columns(2, gap="large")
    with documented_side:
        with guarded(_("What is documented")):
            draw_documented(view, facts, 1)
        with guarded(_("The list of parts and names")):
            st.html(
                around_markup(related_regions(code, view, facts), facts)
                + names_markup(name_lines(code, facts))
            )
    with known_side:
        with guarded(_("The small map")):
            if lies := locator_markup(code, view, facts):
                st.html(lies)
        with guarded(_("The file of this page")):
            draw_report_button(PROFILE, view, atlas)
        with guarded(_("What is known")):
            draw_known(view, facts, 1)


def _way(found: Neighbour, facts: Facts) -> Markup:
    return go(f"region{query(found.view, facts)}", bdi(found.name))


def ways_markup(code: str, near: RelatedRegions, view: View, facts: Facts) -> Markup:
    """Return the wholes of a region as a path, and links to the map and to a comparison."""
    steps = Markup("").join(Markup("<li>{}</li>").format(_way(each, facts)) for each in near.wholes)
    compared = query(view, facts, compare=code)
    return Markup(
        '<div class="region ways"><nav aria-label="{}"><ol>{}</ol></nav><p>{} {}</p></div>'
    ).format(
        _("Wider regions"),
        steps,
        go(query(view_of_region(code, view, facts), facts), _("Show on the map")),
        go(f"compare{compared}", _("Compare with others")),
    )


def _part(words: str, count: int) -> Markup:
    return heading(Heading.PART, 1, f"{words} ({count})")


def around_markup(near: RelatedRegions, facts: Facts) -> Markup:
    """Return the independent sources of a region, and its parts with their events."""
    roots = Markup("").join(
        Markup("<li>{}</li>").format(source_markup(each)) for each in near.roots
    ) + Markup("").join(
        Markup('<li>{} <span class="quiet">{}</span></li>').format(
            source_markup(each), _("Builds on another source listed here and is not counted.")
        )
        for each in near.building
    )
    parts = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td class="number">{}</td></tr>').format(
            _way(each, facts), plural(each.events, "event") if each.events else _("no record")
        )
        for each in near.parts
    )
    told = Markup("")
    if roots:
        told += Markup('<section>{}<p class="quiet">{}</p><ul>{}</ul></section>').format(
            _part(_("Independent sources"), len(near.roots)),
            _("Sources that repeat one another or build on one another count once."),
            roots,
        )
    if parts:
        told += Markup('<section>{}<p class="quiet">{}</p><table>{}</table></section>').format(
            _part(_("Sub-regions"), len(near.parts)), f"{near.counted}:", parts
        )
    return Markup('<div class="region">{}</div>').format(told)
