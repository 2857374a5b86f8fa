"""What one more document would tell: a hypothetical report, never saved."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import streamlit as st
from markupsafe import Markup

from dashboard.shared.citation import base_cites, claim_cites
from dashboard.shared.html import METHODS_ANCHOR, bdi, cited, each, filled, page
from dashboard.shared.range_bars import MOST_ROWS
from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus
from layers.estimate.bounds import HYPOTHETICAL, Tightened, what_if
from layers.estimate.estimate import Estimate
from layers.estimate.information import missing_documents
from layers.estimate.methods import method
from layers.estimate.range_bars import capped
from layers.estimate.refutations import published_total
from layers.estimate.reports import ReportedCount
from layers.interval import month_number
from layers.naming import display_name
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import bounds_words, number, raised

__all__ = ["draw_what_if"]

_MOST = 100_000_000
_OPENING = 40_000


@st.fragment
def draw_what_if(view: View, facts: Facts) -> None:
    """Draw the form of a hypothetical report and every bound that it would tighten."""
    # Closed, it costs nothing: the list of regions is long, and would go with every change.
    if not st.toggle(_("Test a hypothetical report"), key="hypothetical"):
        return
    st.html(documents_markup(view, facts))
    parts = _parts(view, facts)
    st.caption(_("Hypothetical: nothing of this is stored, exported or drawn on the map."))
    region = st.selectbox(
        _("A report for"),
        parts,
        # What is chosen from is no Markdown.
        format_func=lambda code: display_name(facts, code, view.map.language)["text"],
        key="hypothetical-region",
    )
    least = st.number_input(
        _("of at least so many {measure}").format(measure=view.assume.counted.label),
        min_value=0,
        max_value=_MOST,
        value=_OPENING,
        step=1000,
        key="hypothetical-least",
    )
    until = st.date_input(
        _("by"),
        value=date(2019, 6, 30),
        min_value=date(1990, 1, 1),
        max_value=date(2035, 12, 31),
        key="hypothetical-until",
    )
    report = ReportedCount(
        HYPOTHETICAL, region, Fraction(least), None, month_number(until), EvidenceKind.DOCUMENTED
    )
    st.html(what_if_markup(what_if(report, view.assume, view.events, facts), view, facts))


def _parts(view: View, facts: Facts) -> tuple[str, ...]:
    """Return the regions for which a report may be imagined, the selected one first.

    In all of mainland China those of the map's level; elsewhere those of every level.
    """
    area = view.map.area
    levels = (view.map.level,) if area == facts.geography.root else facts.geography.levels
    inside = (code for level in levels for code in facts.regions.codes(level, area))
    own = next(
        (code for code in (view.map.region, area) if code not in {"", facts.geography.root}), None
    )
    return tuple(dict.fromkeys((*(() if own is None else (own,)), *inside)))


def documents_markup(view: View, facts: Facts) -> Markup:
    """Return the missing documents in order of how far they could narrow bounds; empty for none."""
    area, assume = view.map.region or view.map.area, capped(view.assume)
    total = published_total(assume, view.events, area, facts)
    whole = area if total is None else total.region
    inner = facts.geography.levels[facts.regions.level(whole).rank :]
    level = next((each_ for each_ in inner if len(facts.regions.codes(each_, whole)) > 1), None)
    if level is None or len(facts.regions.codes(level, whole)) > MOST_ROWS:
        return Markup("")
    found = missing_documents(assume, view.events, area, level, facts)
    if not found:
        return Markup("")
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td class="number">{}</td></tr>').format(
            item.title,
            ngettext("{width} in {n} region", "{width} in {n} regions", len(item.narrows)).format(
                width=bounds_words(item.total, item.total), n=len(item.narrows)
            ),
        )
        for item in found
    )
    return Markup(
        '<div class="region hypothetical"><p>{} {}</p><table><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(
        _(
            "Missing documents, in order of how far each could narrow the bounds of all regions "
            "together at most, whatever it states."
        ),
        assume.cap_words(),
        each(Markup('<th scope="col">{}</th>'), (_("Document"), _("Narrower by at most"))),
        rows,
    )


def what_if_markup(found: tuple[Tightened, ...], view: View, facts: Facts) -> Markup:
    """Return the bounds before and after as a table; all text in it is escaped."""
    if not found:
        return Markup('<div class="region hypothetical"><p>{}</p></div>').format(
            _(
                "No bound would change: the report says no more than is known, or covers a "
                "later time than the published total."
            )
        )
    crossing = next(
        (item.after for item in found if item.after.status is CellStatus.NOT_COMPARABLE), None
    )
    if crossing is not None:
        return Markup(
            '<div class="region hypothetical"><p><strong>{}</strong> {}</p></div>'
        ).format(
            _("It would contradict what is published."),
            crossing.reason.replace(HYPOTHETICAL, _("the hypothetical report")),
        )
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td>'
            '<td class="number">{}</td></tr>'
        ).format(
            bdi(display_name(facts, item.region, view.map.language)),
            _words(item.before),
            _words(item.after),
            _narrower(item),
        )
        for item in sorted(found, key=lambda item: item.before.least == item.after.least)
    )
    return Markup(
        '<div class="region hypothetical"><p class="tag">{}</p><p>{}</p>'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
        '<p class="quiet">{} {} {} {}</p></div>'
    ).format(
        _("Hypothetical"),
        ngettext(
            "The bounds of {n} region would change: first those whose lower end rises.",
            "The bounds of {n} regions would change: first those whose lower end rises.",
            len(found),
        ).format(n=number(len(found))),
        each(
            Markup('<th scope="col">{}</th>'),
            (_("Region"), _("now"), _("then"), _("narrower by")),
        ),
        rows,
        _("{measure}, if this report is right and each range complete for its region.").format(
            measure=raised(view.assume.counted.label)
        ),
        view.assume.cap_words(),
        filled(
            _("Method: {method}."),
            method=page("limits", method(found[0].before.method).title, METHODS_ANCHOR),
        ),
        _sources(found, facts),
    )


def _sources(found: tuple[Tightened, ...], facts: Facts) -> Markup:
    """Return what the bounds of now rest on."""
    data = facts.dataset
    named = dict.fromkeys(name for item in found for name in item.before.inputs)
    claims = [(name, data.source[data.claim[name].source_id]) for name in named]
    bases = base_cites((item.before.base for item in found), facts)
    told = [*map(cited, claim_cites(claims)), *map(cited, bases)]
    return (
        filled(_("Now rests on: {sources}."), sources=Markup("; ").join(told))
        if told
        else Markup("")
    )


def _words(estimate: Estimate) -> str:
    if estimate.status is not CellStatus.REPORTED:
        return estimate.status.label
    return bounds_words(estimate.low, estimate.high)


def _narrower(each: Tightened) -> str:
    before, after = each.before, each.after
    if before.status is not CellStatus.REPORTED or after.status is not CellStatus.REPORTED:
        return "–"
    if before.most is None or after.most is None:
        return number(float(after.least - before.least))
    return number(float((before.most - before.least) - (after.most - after.least)))
