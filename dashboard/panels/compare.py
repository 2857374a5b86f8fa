"""The page of a comparison, as HTML made from its view model."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.panels.compare_events import timeline_markup
from dashboard.panels.compare_groups import groups_markup
from dashboard.panels.compare_maps import maps_markup
from dashboard.panels.compare_rows import section_markup
from dashboard.panels.compare_table import table_markup
from dashboard.panels.markup import each
from dashboard.routes import style_url
from dashboard.viewmodel.compare import ComparePage, compare_page
from geodata.facts import Facts
from geodata.i18n import _
from layers.view import View

__all__ = ["compare_markup", "draw_compare"]


def compare_markup(page: ComparePage) -> tuple[Markup, ...]:
    """Return the page in parts, so that a change sends only those that it concerns.

    Every piece of text in it is escaped.
    """
    parts = (
        each(Markup('<p class="note">{}</p>'), page.notes) + maps_markup(page.maps),
        section_markup(page.residents) + section_markup(page.share) + groups_markup(page),
        timeline_markup(page.timeline) + section_markup(page.roots),
        section_markup(page.figures),
        section_markup(page.amounts) + section_markup(page.rates) + section_markup(page.pairs),
        table_markup(page),
    )
    return tuple(Markup('<div class="region compare">{}</div>').format(part) for part in parts)


def draw_compare(view: View, facts: Facts) -> None:
    """Draw the comparison of a view, or say how to begin one."""
    # The letters of all four scripts come with the painter's style sheet.
    st.html(f"<style>@import url('{style_url()}');</style>")
    if not view.compare:
        st.html(
            Markup('<div class="region compare"><p class="start">{}</p></div>').format(
                _(
                    "Choose one of the ready comparisons above, or add regions by any of their "
                    "names: two to eight provinces, prefectures or counties stand beside one "
                    "another on identical scales."
                )
            )
        )
        return
    if len(view.compare) == 1:
        st.html(
            Markup('<div class="region compare"><p class="start">{}</p></div>').format(
                _("One region is shown. Add a second to compare it with.")
            )
        )
    for part in compare_markup(compare_page(view, facts)):
        st.html(part)
