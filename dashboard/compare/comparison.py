"""The comparison as HTML: sections and maps, then everything once more as one table."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from dashboard.compare import ComparePage, compare_page
from dashboard.compare.rows import Row, Section
from dashboard.compare.rows_html import section_markup
from dashboard.compare.sections import groups_markup, maps_markup, timeline_markup
from dashboard.routes import style_url
from dashboard.shared.html import bdi, each
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from layers.view import View
from layers.wording import plural

__all__ = ["compare_markup", "draw_compare", "table_markup"]


def table_markup(page: ComparePage) -> Markup:
    """Return all numbers of the page, folded: a row for each measure, a column for each region."""
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(bdi(region.name)) for region in page.regions
    )
    return Markup(
        '<details class="fold twin"><summary>{}</summary><div class="wide" tabindex="0" '
        'role="region" aria-label="{}">'
        '<p class="quiet">{}</p><table class="matrix"><thead><tr><td></td>{}</tr></thead>'
        "<tbody>{}</tbody></table></div></details>"
    ).format(
        _("All numbers as one table"),
        _("Table of all numbers"),
        _("The source of each number is given above: a heading links to it."),
        head,
        Markup("").join(_rows(page)),
    )


def _rows(page: ComparePage) -> Iterator[Markup]:
    yield _of_section(page.residents, page)
    yield _of_section(page.share, page)
    yield _heading(_("Groups"), "groups", page)
    for group, cells in zip(page.groups.groups, page.groups.cells, strict=True):
        yield _row(
            group, [f"{cell.said} ({cell.year})" if cell.year else cell.said for cell in cells]
        )
    yield _heading(_("Documented events, including sub-regions"), "events", page)
    yield _row(
        _("all"),
        [
            plural(row.count, "event") if row.count else CellStatus.NO_RECORD.label
            for row in page.timeline.rows
        ],
    )
    for sort in page.timeline.sorts:
        counts = [
            {found: count for found, count, _bars in row.lanes}.get(sort, 0)
            for row in page.timeline.rows
        ]
        yield _row(sort.label, [str(count) if count else "–" for count in counts])
    yield _row(_("undated"), [str(row.undated) if row.count else "–" for row in page.timeline.rows])
    yield _of_section(page.roots, page)
    yield _of_section(page.figures, page)
    yield _of_section(page.amounts, page)
    yield _of_section(page.rates, page)
    yield _of_section(page.pairs, page)


def _heading(words: str, key: str, page: ComparePage) -> Markup:
    """Return the heading of some rows; it leads to the section that tells their sources."""
    return Markup(
        '<tr class="heading"><th colspan="{}" scope="colgroup"><a href="#compare-{}">{}</a>'
        "</th></tr>"
    ).format(len(page.regions) + 1, key, words)


def _row(words: str, cells: list[str]) -> Markup:
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        words, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells)
    )


def _of_section(section: Section, page: ComparePage) -> Markup:
    if not section.rows:
        return Markup("")
    known = {row.code: row for row in section.rows}
    names = dict.fromkeys(
        figure.what for row in section.rows for line in row.lines for figure in line.figures
    )
    rows = Markup("").join(
        _row(
            what,
            [
                _said(known[region.code], what) if region.code in known else "–"
                for region in page.regions
            ],
        )
        for what in names
    )
    return _heading(section.title, section.key, page) + rows


def _said(row: Row, what: str) -> str:
    found = [
        f"{figure.said} ({figure.detail})" if figure.detail else figure.said
        for line in row.lines
        for figure in line.figures
        if figure.what == what
    ]
    return "; ".join(found) or "–"


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
    if not view.comparison.compared:
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
    if len(view.comparison.compared) == 1:
        st.html(
            Markup('<div class="region compare"><p class="start">{}</p></div>').format(
                _("One region is shown. Add a second to compare it with.")
            )
        )
    for part in compare_markup(compare_page(view, facts)):
        st.html(part)
