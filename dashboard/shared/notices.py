"""What a reader must be told before reading: parts of a link that could not be followed."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.shared.hidden_events import window_words
from dashboard.shared.html import plain
from dashboard.state import change, outdated
from geodata.dataset import ValidationReport
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _, ngettext
from layers.address import ParsedView
from layers.builders.census_facts import census_facts
from layers.events import shown_events
from layers.view import View
from layers.wording import number

__all__ = [
    "draw_census_notice",
    "draw_filter_notice",
    "draw_notices",
    "draw_time_notice",
    "draw_window_notice",
    "link_notice",
]


def draw_notices(asked: ParsedView, facts: Facts) -> None:
    """Say what a reader must know before reading on; most often nothing."""
    made_on = outdated(facts)
    if made_on:
        st.info(plain(made_on))
    for said in asked.recoded:
        st.info(plain(said))
    link_notice((*asked.problems, *asked.moved))
    _data_notice(facts.dataset.report)


def link_notice(problems: Iterable[ViewError]) -> None:
    """Say which choices of the address could not be followed."""
    listed = [
        f"- {_named(problem.where)}{plain(f'{problem.problem} {problem.remedy}'.strip())}"
        for problem in problems
    ]
    if listed:
        lead = _(
            "This link could not be followed in full. Where nothing else is said, the usual "
            "choice is shown instead."
        )
        st.warning("\n".join((lead, "", *listed)))


def _named(parameter: str) -> str:
    """Return the words of a choice on the screen for its name in an address."""
    words = {
        "layer": _("Layer"),
        "level": _("Level"),
        "year": _("Census year"),
        "area": _("Area"),
        "region": _("Region"),
        "event": _("Event"),
        "highlight": _("Highlighted regions"),
        "compare": _("Compared regions"),
        "against": _("Compared with"),
        "modality": _("Biometric type"),
        "kind": _("Kind of record"),
        "vendor": _("Vendor named"),
        "time": _("Month"),
        "during": _("Window of time"),
        "lang": _("Place names"),
        "base": _("Population base"),
        "measure": _("Measure"),
        "per_person": _("Maximum scans per person"),
        "weight": _("Weight"),
        "scope": _("Excluded by default"),
        "low": _("Low confidence"),
        "lines": _("Outline by"),
        "fit": _("Scale of the maps"),
        "at": _("Where the map looks"),
        "source": _("Source"),
        "sort": _("Kind"),
        "read": _("How it was read"),
        "grade": _("Reliability"),
    }
    return f"**{words.get(parameter, plain(parameter))}:** " if parameter else ""


def draw_filter_notice(view: View, facts: Facts) -> None:
    """Say that the filters leave no event, and offer to drop them."""
    narrow = {"modality": (), "kind": (), "vendor": (), "during": None}
    chosen = any(view.choices[name] != every for name, every in narrow.items())
    if chosen and not shown_events(view, facts):
        st.info(_("No documented event fits all of these filters, so none is on the map."))
        st.button(
            _("Show all events"), key="all-events", on_click=change, args=(facts,), kwargs=narrow
        )


def draw_census_notice(facts: Facts) -> None:
    """Say that a geography has no census, what is missing for it, and how to add one."""
    if census_facts(facts).years:
        return
    st.info(
        _(
            "This geography has no census: there are no layers of population, and no number is "
            "given per resident. To add one, put {table} with the columns {columns} into the "
            "folder of the geography, and list its years under {section} in {file}."
        ).format(
            table="`population.csv`",
            columns="`code, year, population, source`",
            section="`[census]`",
            file="`geography.toml`",
        )
    )


def _data_notice(report: ValidationReport) -> None:
    """Say that rows of the data set are left out because of errors."""
    if report.has_errors:
        left_out = report.left_out
        said = ngettext(
            "{n} row of this data set holds errors and is not shown. The command {command} tells "
            "file, line and field.",
            "{n} rows of this data set hold errors and are not shown. The command {command} "
            "tells file, line and field.",
            left_out,
        )
        st.warning(said.format(n=number(left_out), command="deployment-atlas check"))


def draw_window_notice(view: View, facts: Facts) -> None:
    """Say from which window of time events are shown, where one was chosen."""
    if view.events.during is not None:
        st.caption(window_words(view, facts))


def draw_time_notice(view: View, facts: Facts) -> None:
    """Say which dates the list beside the map holds, where it does not hold all of them."""
    draw_window_notice(view, facts)
    if view.map.time is not None:
        said = (
            _("The map shows {month}. Below are the events of this window.")
            if view.events.during
            else _("The map shows {month}. Below are the events of all dates.")
        )
        st.caption(said.format(month=view.map.time.words))
