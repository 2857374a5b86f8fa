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
from geodata.model import Language, Level
from layers.naming import display_name
from layers.picture.resolve import opening_level, province_of
from layers.view import COUNTRY, MOST_COMPARED, View

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
                kwargs={"compare": ready.codes, "level": ready.level},
                type="tertiary",
            )
    with st.container(horizontal=True, key="compare-regions"):
        for place, code in enumerate(view.compare):
            _region(place, code, view, facts)
        _another(view, facts)
    if len(view.compare) > 2:
        _against(view, facts)


def _against(view: View, facts: Facts) -> None:
    """Draw the choice of the region with which the others are compared."""
    with st.container(width=360):
        st.selectbox(
            _("Difference and ratio: the others compared with"),
            view.compare,
            # What is chosen from is no Markdown.
            format_func=lambda code: display_name(facts, code, view.language)["text"],
            **choice(facts, "against", view.against or view.compare[0]),
        )


def _region(place: int, code: str, view: View, facts: Facts) -> None:
    name = plain(display_name(facts, code, view.language)["text"])
    codes = view.compare
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
                kwargs={"compare": after} if after else {"compare": (), "region": ""},
                disabled=at_end.get(move, False),
                type="tertiary",
            )
        wide = province_of(facts, code) if code != COUNTRY else COUNTRY
        there = with_choices(view, facts, area=wide, level=opening_level(facts, wide), region=code)
        st.page_link(
            "map/page.py", label=_("Open its panel on the map"), query_params=there.to_params()
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
    if len(view.compare) >= MOST_COMPARED:
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
            there = match.code in view.compare
            st.button(
                plain(match_words(match, facts)) + (f" – {_('already there')}" if there else ""),
                key=f"add-{match.code}",
                on_click=_add,
                args=(facts, (*view.compare, match.code)),
                disabled=there,
                width="stretch",
                type="tertiary",
            )
        if view.region and view.region not in view.compare and not matches:
            name = plain(display_name(facts, view.region, view.language)["text"])
            st.button(
                _("{name}, chosen on the map").format(name=name),
                key=f"add-{view.region}",
                on_click=_add,
                args=(facts, (*view.compare, view.region)),
                type="tertiary",
            )


def _add(facts: Facts, codes: tuple[str, ...]) -> None:
    st.session_state["compare-search"] = ""
    change(facts, compare=codes)


def compare_sidebar(view: View, facts: Facts) -> None:
    """Draw the choices that all rows share: layer, level, scale, assumptions, filters."""
    widget = partial(choice, facts)
    layer_choice(view, facts)
    st.segmented_control(
        _("Maps divided into"),
        level_choices(view, facts),
        format_func=lambda level: {
            Level.PROVINCE: _("Provinces"),
            Level.PREFECTURE: _("Prefectures"),
            Level.COUNTY: _("Counties"),
        }[level],
        width="stretch",
        **widget("level", view.level),
    )
    st.segmented_control(
        _("Scale of the maps"),
        (False, True),
        format_func=lambda fit: _("Fill the frame") if fit else _("All the same"),
        width="stretch",
        **widget("fit", view.fit),
    )
    if view.compare:
        assumptions(view, facts, view.compare, mapped=False)
    event_filters(view, facts)
    st.selectbox(
        _("Place names"),
        list(Language),
        format_func=lambda language: Language(language).label,
        **widget("language", view.language),
    )
