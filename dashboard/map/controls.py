"""The map with its settings and share buttons."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from dashboard.address.links import LINK, citation, fingerprint
from dashboard.atlas import Atlas
from dashboard.component import KEY, live_map
from dashboard.component.shell import share_buttons
from dashboard.exports.embed_address import FRAME_HEIGHT, EmbedForm, embed_path, frame_code
from dashboard.shared.choices import (
    area_words,
    level_choices,
    main_areas,
    other_areas,
)
from dashboard.shared.html import plain
from dashboard.shared.widgets import assumptions, choice, event_filters, layer_choice
from dashboard.state import change
from dashboard.streamlit_adapter import sent_by
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Language
from layers.interval import month_of
from layers.view import Camera, View
from layers.wording import raised

__all__ = ["controls", "draw_map", "draw_share"]

_RESEND = "send-whole-picture"
_TOLD = "parts-told"
_DRAWN = "parts-drawn"

_HEAD_START = 0.18
_HEAD_START_PER_REGION = 5e-5
"""Seconds in which a browser draws a new picture before the rest of the page is sent.

Streamlit builds a page anew for what it is sent; sent at once, the rest of the page delays
the picture threefold (``python -m tests.bench map``).
"""


def draw_map(view: View, atlas: Atlas, *, alone: bool = False) -> None:
    """Draw the picture of a view in the map that stays mounted, before anything else.

    Parameters
    ----------
    view : View
        The choices.
    atlas : Atlas
        Holds facts and pictures.
    alone : bool
        Whether nothing else is shown, as in a frame of another page.
    """

    def told(name: str, **choices: Any) -> None:
        """Write what the reader did on the map, with where it looks now."""
        at = sent_by(KEY, name).get("at")
        change(atlas.facts, camera=Camera.parse(at) if at else None, **choices)

    def sent(name: str) -> Any:
        return sent_by(KEY, name)["value"]

    def cut() -> None:
        months = sent("during")
        told("during", during=(month_of(months[0]), month_of(months[1])) if months else None)

    def selected() -> None:
        told("region", region=sent("region"))

    def rested() -> None:
        month = sent("month")
        told("month", time=None if month < 0 else month_of(month))

    def missing() -> None:
        st.session_state[_RESEND] = True

    picture = atlas.picture(view)
    whole = st.session_state.pop(_RESEND, False)
    known = st.session_state.setdefault(_TOLD, set())
    inside = picture.parts if whole else picture.small_parts(known)
    known.update(part.id for part in picture.parts.values())
    live_map(
        picture,
        inside=inside,
        alone=alone,
        on_during=cut,
        on_select=selected,
        on_time=rested,
        on_missing=missing,
    )
    drawn = (picture.regions.id, picture.symbology.id, picture.events.id)
    if st.session_state.get(_DRAWN, drawn) != drawn:
        regions = len(picture.regions.data["regions"])
        time.sleep(_HEAD_START + regions * _HEAD_START_PER_REGION)
    st.session_state[_DRAWN] = drawn


def controls(view: View, facts: Facts) -> None:
    """Draw the choices of area, level, layer, filters and language."""
    widget = partial(choice, facts)
    main, others = main_areas(facts), other_areas(view, facts)
    st.pills(
        _("Area"),
        main,
        format_func=lambda code: plain(area_words(code, facts)),
        **widget("area", view.map.area if view.map.area in main else None),
    )
    st.selectbox(
        _("Another area"),
        others,
        format_func=lambda code: area_words(code, facts),
        placeholder=_("Another province"),
        label_visibility="collapsed",
        **widget("area", view.map.area if view.map.area in others else None, "other-area"),
    )
    st.segmented_control(
        _("Level"),
        level_choices(view, facts),
        format_func=lambda level: raised(level.plural),
        width="stretch",
        **widget("level", view.map.level),
    )
    layer_choice(view, facts)
    assumptions(view, facts)
    event_filters(view, facts)
    st.selectbox(
        _("Place names"),
        list(Language),
        format_func=lambda language: Language(language).label,
        **widget("language", view.map.language),
    )


def draw_share(view: View, atlas: Atlas) -> None:
    """Draw the buttons that copy what leads to a view."""
    title = atlas.picture(view).header.data["title"]
    share_buttons(
        {
            "citation": citation(atlas.facts, datetime.now(UTC).date()),
            "embed": frame_code(LINK, title, FRAME_HEIGHT),
            "map": embed_path(view, atlas.facts, EmbedForm.HTML),
            "fingerprint": fingerprint(atlas.facts),
        },
        {
            "link": _("Copy link"),
            "link_copied": _("The link is copied. It restores this view."),
            "citation": _("Copy citation"),
            "citation_copied": _("The citation is copied."),
            "embed": _("Copy embed code"),
            "embed_copied": _(
                "The code is copied. The server must be started with --allow-frame and the "
                "address of the site that shows it."
            ),
            "by_hand": _("Copy the text below by hand: this browser does not allow it."),
            "field": _("Text to copy"),
        },
    )
