"""The methods of all estimates in words, with numbers worked from the data set."""

from __future__ import annotations

import csv
from importlib.resources import files

import streamlit as st
from markupsafe import Markup

from dashboard.shared.html import METHODS_ANCHOR, filled
from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate.methods import METHODS, Method

__all__ = ["METHODS_HEADING", "draw_methods", "methods_markup"]

METHODS_HEADING = _("How estimates are made")

_COMMAND = "python -m tests.bench spread --out layers/estimate/even_spread.csv"
_HEADS = {
    "level": _("Spread over"),
    "unevenness": _("Unevenness of the invented truth"),
    "premise": _("Assumption that fails"),
    "runs": _("Runs"),
    "even_spread_holds_percent": _("Same rate everywhere holds the truth"),
    "bounds_hold_percent": _("Bounds hold the truth"),
    "range_holds_total_percent": _("Range holds the total"),
    "mean_error_percent_of_residents": _("Mean error of the middle, of residents"),
}
_CELLS = {
    "strong": _("strong"),
    "mild": _("mild"),
    "slight": _("slight"),
    "met": _("none"),
    "incomplete": _("range misses a quarter of all scans"),
    "elsewhere": _("a fifth were scanned outside their region"),
    "miscounted": _("one region’s count is wrong by up to a quarter"),
}


def methods_markup(facts: Facts) -> Markup:
    """Return every method with formula, assumption, source, example and limits."""
    return Markup('<div class="region methods">{}{}</div>').format(
        Markup("").join(_method(each, facts) for each in METHODS), _simulation(facts)
    )


def _method(each: Method, facts: Facts) -> Markup:
    parts = each.parts
    example = each.example(facts)
    told = {**parts, _("Worked example"): example} if example else parts
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, text) for name, text in told.items()
    )
    return Markup(
        '<section><h3>{} <span class="tag">{}</span></h3><dl>{}</dl>'
        '<p class="quiet">{}</p></section>'
    ).format(each.title, each.label.label, rows, _("Method {name}").format(name=each.method_id))


def _simulation(facts: Facts) -> Markup:
    cells = {**_CELLS, **{level.value: level.label for level in facts.geography.levels}}
    text = files("layers.estimate").joinpath("even_spread.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(each) for each in _HEADS.values()
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup("<td>{}{}</td>").format(
                    cells.get(row[name], row[name]), " %" if "percent" in name else ""
                )
                for name in _HEADS
            )
        )
        for row in rows
    )
    return Markup(
        '<section><h3>{}</h3><p>{}</p><div class="wide" tabindex="0"><table><thead><tr>{}</tr>'
        "</thead><tbody>{}</tbody></table></div>"
        '<p class="quiet">{}</p></section>'
    ).format(
        _("Why no interval is drawn around a scenario"),
        _(
            "Invented truths on the real residents of Qinghai: each region gets a rate of its "
            "own, a range as wide as the published one is put around the true total, and its two "
            "ends are spread evenly. The pair of ends holds the true number of a region only in "
            "the share of cases below, so it must not be read as an interval. The bounds, at one "
            "scan for each resident, hold it in every case while all that they assume is true: "
            "that 100 % is true by construction and tests nothing. The other rows break one "
            "assumption each. Bounds then fail, and least where they are wide: a bound that is "
            "seldom wrong may still say almost nothing."
        ),
        head,
        body,
        filled(
            _("Made with {command}; the random numbers follow from a fixed seed."),
            command=Markup("<code>{}</code>").format(_COMMAND),
        ),
    )


def draw_methods(facts: Facts) -> None:
    """Draw the methods of all estimates."""
    with st.container(key="prose-methods"):
        st.header(METHODS_HEADING, anchor=METHODS_ANCHOR)
        st.html(methods_markup(facts))
