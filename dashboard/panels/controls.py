"""The choices beside the map. Each writes to the address; the address is the view."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.panels.assumptions import assumptions
from dashboard.panels.choice import choice
from dashboard.panels.event_filters import event_filters
from dashboard.panels.layer_choice import layer_choice
from dashboard.panels.markup import plain
from dashboard.viewmodel.choices import (
    area_words,
    level_choices,
    main_areas,
    other_areas,
)
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Language, Level
from layers.view import View

__all__ = ["controls"]


def controls(view: View, facts: Facts) -> None:
    """Draw the choices of area, level, layer, filters and language."""
    widget = partial(choice, facts)
    main, others = main_areas(facts), other_areas(view, facts)
    st.pills(
        _("Area"),
        main,
        format_func=lambda code: plain(area_words(code, facts)),
        **widget("area", view.area if view.area in main else None),
    )
    st.selectbox(
        _("Another area"),
        others,
        format_func=lambda code: area_words(code, facts),
        placeholder=_("Another province"),
        label_visibility="collapsed",
        **widget("area", view.area if view.area in others else None, "other-area"),
    )
    st.segmented_control(
        _("Divided into"),
        level_choices(view, facts),
        format_func=lambda level: {
            Level.PROVINCE: _("Provinces"),
            Level.PREFECTURE: _("Prefectures"),
            Level.COUNTY: _("Counties"),
        }[level],
        width="stretch",
        **widget("level", view.level),
    )
    layer_choice(view, facts)
    assumptions(view, facts)
    event_filters(view, facts)
    st.selectbox(
        _("Place names"),
        list(Language),
        format_func=lambda language: Language(language).label,
        **widget("language", view.language),
    )
