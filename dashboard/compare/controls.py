"""The choices of a comparison: which regions, in which order, under which assumptions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.compare import ready_sets
from dashboard.shared.choices import level_choices, match_words
from dashboard.shared.html import plain
from dashboard.shared.widgets import assumptions, choice, event_filters, layer_choice
from dashboard.state import change, with_choices
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Language
from layers.address import dividing_level, params_of
from layers.naming import display_name
from layers.picture.resolve import province_of
from layers.view import MOST_COMPARED, View
from layers.wording import raised

__all__ = ["compare_controls", "compare_sidebar"]

_LONGEST_SEARCH = 80


def compare_controls(view: View, facts: Facts) -> None:
    """Draw the title, the ready comparisons, the chosen regions and the search for another."""
    st.title(_("Compare regions"), anchor=False)
    with st.container(horizontal=True, key="compare-ready", vertical_alignment="center"):
        st.markdown(_("Examples:"), width="content")
        for ready in ready_sets(facts):
            st.button(
                plain(ready.title),
                key=f"ready-{ready.key}",
                on_click=change,
                args=(facts,),
                kwargs={"compared": ready.codes, "level": ready.level},
                type="tertiary",
            )
    with st.container(horizontal=True, key="compare-regions"):
        for place, code in enumerate(view.comparison.compared):
            _region(place, code, view, facts)
        _another(view, facts)
    if len(view.comparison.compared) > 2:
        _against(view, facts)


def _against(view: View, facts: Facts) -> None:
    """Draw the choice of the region with which the others are compared."""
    with st.container(width=360):
        st.selectbox(
            _("Difference and ratio: the others compared with"),
            view.comparison.compared,
            # What is chosen from is no Markdown.
            format_func=lambda code: display_name(facts, code, view.map.language)["text"],
            **choice(facts, "against", view.comparison.against or view.comparison.compared[0]),
        )


def _region(place: int, code: str, view: View, facts: Facts) -> None:
    name = plain(display_name(facts, code, view.map.language)["text"])
    codes = view.comparison.compared
    moves: dict[str, tuple[str, tuple[str, ...]]] = {
        "first": (_("Put first"), (code, *_without(codes, code))),
        "earlier": (_("Move earlier"), _swapped(codes, place - 1)),
        "later": (_("Move later"), _swapped(codes, place)),
        "remove": (_("Remove"), _without(codes, code)),
    }
    at_end = {"first": place == 0, "earlier": place == 0, "later": place == len(codes) - 1}
    with st.popover(f"{place + 1}. {name}"):
        for move, (words, after) in moves.items():
            st.button(
                words,
                key=f"compare-{move}-{code}",
                on_click=change,
                args=(facts,),
                # What is selected on the map would fill an empty comparison again.
                kwargs={"compared": after} if after else {"compared": (), "region": ""},
                disabled=at_end.get(move, False),
                type="tertiary",
            )
        wide = province_of(facts, code) if code != facts.geography.root else facts.geography.root
        there = with_choices(view, facts, area=wide, level=dividing_level(facts, wide), region=code)
        st.page_link(
            "map/page.py",
            label=_("Open its panel on the map"),
            query_params=params_of(there, facts),
        )


def _without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(each for each in codes if each != code)


def _swapped(codes: tuple[str, ...], place: int) -> tuple[str, ...]:
    """Return the codes with those at a place and behind it exchanged, if there are both."""
    if not 0 <= place < len(codes) - 1:
        return codes
    return (*codes[:place], codes[place + 1], codes[place], *codes[place + 2 :])


def _another(view: View, facts: Facts) -> None:
    """Draw the search that adds a region."""
    if len(view.comparison.compared) >= MOST_COMPARED:
        st.markdown(
            _(
                "{most} regions are the most that can be compared. Remove one to add another."
            ).format(most=MOST_COMPARED)
        )
        return
    with st.popover(_("Add a region")):
        text = st.text_input(
            _("Add a region by any of its names"),
            key="compare-search",
            max_chars=_LONGEST_SEARCH,
            placeholder="Tsoshar, 海东, མཚོ་ཤར་, Urumqi …",
        )
        matches = facts.gazetteer.search(text, limit=8) if text.strip() else ()
        if text.strip() and not matches:
            st.caption(
                _("No region has this name. Try another spelling, script or a six-digit code.")
            )
        for match in matches:
            there = match.code in view.comparison.compared
            st.button(
                plain(match_words(match, facts)) + (f" – {_('already there')}" if there else ""),
                key=f"add-{match.code}",
                on_click=_add,
                args=(facts, (*view.comparison.compared, match.code)),
                disabled=there,
                width="stretch",
                type="tertiary",
            )
        if view.map.region and view.map.region not in view.comparison.compared and not matches:
            name = plain(display_name(facts, view.map.region, view.map.language)["text"])
            st.button(
                _("{name}, chosen on the map").format(name=name),
                key=f"add-{view.map.region}",
                on_click=_add,
                args=(facts, (*view.comparison.compared, view.map.region)),
                type="tertiary",
            )


def _add(facts: Facts, codes: tuple[str, ...]) -> None:
    st.session_state["compare-search"] = ""
    change(facts, compared=codes)


def compare_sidebar(view: View, facts: Facts) -> None:
    """Draw the choices that all rows share: layer, level, scale, assumptions, filters."""
    widget = partial(choice, facts)
    layer_choice(view, facts)
    st.segmented_control(
        _("Maps divided into"),
        level_choices(view, facts),
        format_func=lambda level: raised(level.plural),
        width="stretch",
        **widget("level", view.map.level),
    )
    st.segmented_control(
        _("Scale of the maps"),
        (False, True),
        format_func=lambda fit: _("Fill the frame") if fit else _("All the same"),
        width="stretch",
        **widget("fit", view.comparison.fit),
    )
    if view.comparison.compared:
        assumptions(view, facts, view.comparison.compared, mapped=False)
    event_filters(view, facts)
    st.selectbox(
        _("Place names"),
        list(Language),
        format_func=lambda language: Language(language).label,
        **widget("language", view.map.language),
    )
