"""One field that finds regions, events, vendors and sources, and what it found."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.address.links import query
from dashboard.shared.html import go
from dashboard.shared.search_model import Found, Group, search
from geodata.facts import Facts
from geodata.i18n import _
from layers.view import View

__all__ = ["draw_search", "found_markup"]

_LONGEST = 80
_SEARCHED_AT = "searched-at"
_OWN = {"at", "data"}
"""Parts of the address that change while a reader only looks at what was found."""


@st.fragment
def draw_search(view: View, facts: Facts, page: str = "") -> None:
    """Draw the field, and what was found while the reader types, until it is followed.

    Parameters
    ----------
    view : View
        The choices that results keep.
    facts : Facts
        What is known.
    page : str
        Page that results lead to, but for sources; the map by default.
    """
    words = _("Find a region, event, vendor or source")
    text = st.text_input(
        words,
        key="search",
        max_chars=_LONGEST,
        placeholder=words,
        label_visibility="collapsed",
        live=True,
        on_change=lambda: st.session_state.update({_SEARCHED_AT: _address()}),
    )
    if text.strip() and st.session_state.get(_SEARCHED_AT, _address()) == _address():
        with st.container(key="found"):
            st.html(found_markup(search(text, view, facts), facts, page))


def _address() -> dict[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if name not in _OWN}


def found_markup(groups: Iterable[Group], facts: Facts, page: str = "") -> Markup:
    """Return what was found as lists of links; every piece of text in them is escaped."""
    listed = Markup("").join(_group(group, facts, page) for group in groups)
    nothing = Markup('<p class="none" role="status">{}</p>').format(
        _(
            "Nothing matches all of these words. Try fewer words, another spelling or script, or a "
            "six-digit code."
        )
    )
    return Markup('<div class="region found">{}</div>').format(listed or nothing)


def _group(group: Group, facts: Facts, page: str) -> Markup:
    rest = (
        Markup('<li class="quiet">{}</li>').format(
            _("and {n} more: add a word to narrow them down").format(n=group.more)
        )
        if group.more
        else ""
    )
    return Markup("<section><h2>{}</h2><ul>{}{}</ul></section>").format(
        group.sort, Markup("").join(_link(each, facts, page) for each in group.found), rest
    )


def _link(found: Found, facts: Facts, page: str) -> Markup:
    target = "evidence" if found.source else page
    others = {"source": found.source} if found.source else {}
    about = Markup(' <span class="quiet">{}</span>').format(found.about) if found.about else ""
    hidden = (
        Markup('<span class="quiet">{}</span>').format(
            _("Hidden: {reasons}. Opening it changes the filters.").format(reasons=found.hidden)
        )
        if found.hidden
        else ""
    )
    return Markup("<li>{}{}{}</li>").format(
        go(target + query(found.view, facts, **others), found.words), about, hidden
    )
