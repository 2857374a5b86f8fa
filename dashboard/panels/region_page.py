"""The profile of one region as a page: everything known, and what is not."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.atlas import Atlas
from dashboard.panels.claims import source_markup
from dashboard.panels.guard import guarded
from dashboard.panels.locator import locator_markup
from dashboard.panels.markup import Heading, bdi, go, heading
from dashboard.panels.names import names_markup
from dashboard.panels.region import draw_documented, draw_known
from dashboard.panels.reports import draw_report_button
from dashboard.panels.search import draw_search
from dashboard.viewmodel.around import Neighbour, RelatedRegions, related_regions
from dashboard.viewmodel.links import query
from dashboard.viewmodel.names import name_lines
from dashboard.viewmodel.search import view_of_region
from geodata.facts import Facts
from geodata.i18n import _
from layers.report import ReportPage
from layers.view import View
from layers.wording import plural

__all__ = ["around_markup", "draw_region", "ways_markup"]


def draw_region(view: View, atlas: Atlas) -> None:
    """Draw the profile of the chosen region, else of the area."""
    facts = atlas.facts
    code = view.region or view.area
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
            draw_report_button(ReportPage.REGION, view, atlas)
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
