"""The choices beside the map. Each writes to the address; the address is the view."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.panels.assumptions import assumptions
from dashboard.panels.choice import choice
from dashboard.panels.event_filters import event_filters
from dashboard.panels.layer_choice import layer_choice
from dashboard.panels.markup import plain
from dashboard.state import change
from dashboard.viewmodel.choices import (
    area_words,
    level_choices,
    main_areas,
    match_words,
    other_areas,
)
from geodata.facts import Facts
from geodata.gazetteer import Language
from geodata.model import Level
from layers.resolve import province_of
from layers.view import COUNTRY, View

__all__ = ["controls", "search"]

_LONGEST_SEARCH = 80


def controls(view: View, facts: Facts) -> None:
    """Draw the choices of area, level, layer, filters and language."""
    widget = partial(choice, facts)
    main, others = main_areas(facts), other_areas(view, facts)
    st.pills(
        "Area",
        main,
        format_func=lambda code: plain(area_words(code, facts)),
        **widget("area", view.area if view.area in main else None),
    )
    st.selectbox(
        "Another area",
        others,
        format_func=lambda code: area_words(code, facts),
        placeholder="Another province",
        label_visibility="collapsed",
        **widget("area", view.area if view.area in others else None, "other-area"),
    )
    st.segmented_control(
        "Divided into",
        level_choices(view, facts),
        format_func=lambda level: {
            Level.PROVINCE: "Provinces",
            Level.PREFECTURE: "Prefectures",
            Level.COUNTY: "Counties",
        }[level],
        width="stretch",
        **widget("level", view.level),
    )
    layer_choice(view, facts)
    assumptions(view, facts)
    event_filters(view, facts)
    st.selectbox(
        "Place names",
        list(Language),
        format_func=lambda language: Language(language).label,
        **widget("language", view.language),
    )


def _found(facts: Facts, code: str) -> None:
    """Show a region that was searched for within its province, at its own level."""
    level = facts.regions.level(code)
    if level is Level.COUNTRY:
        change(facts, area=COUNTRY, level=Level.PROVINCE, region="")
    else:
        divided = Level.PREFECTURE if level is Level.PROVINCE else level
        change(facts, area=province_of(facts, code), level=divided, region=code)


def search(facts: Facts) -> None:
    """Draw the search over all names of all regions."""
    text = st.text_input(
        "Find a region",
        key="search",
        max_chars=_LONGEST_SEARCH,
        placeholder="Tsoshar, 海东, མཚོ་ཤར་, Urumqi …",
    )
    if not text.strip():
        return
    matches = facts.gazetteer.search(text, limit=8)
    if not matches:
        st.caption("No region has this name. Try another spelling, script or a six-digit code.")
    for match in matches:
        st.button(
            plain(match_words(match, facts)),
            key=f"found-{match.code}",
            on_click=_found,
            args=(facts, match.code),
            width="stretch",
            type="tertiary",
        )
