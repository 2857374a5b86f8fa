"""What a link to a hidden event has changed: said, with a way back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.shared.hidden_events import hiding, widened
from dashboard.shared.html import plain
from dashboard.state import change
from geodata.facts import Facts
from geodata.i18n import _
from layers.view import EventFilter, View

__all__ = ["draw_followed", "note_filters"]

_LAST = "filters-of-the-last-run"
_BEFORE = "filters-before-the-event"


def note_filters(view: View, facts: Facts) -> None:
    """Remember the filters of this run, and those before it if a link to an event changed them.

    Every page calls this, as such links stand on several.
    """
    last: EventFilter | None = st.session_state.get(_LAST)
    st.session_state[_LAST] = view.events
    event = facts.dataset.event.get(view.map.event)
    if last is None or event is None or last == view.events:
        return
    if view.events == widened(event, last, facts):
        st.session_state[_BEFORE] = (event.event_id, last)


def draw_followed(view: View, facts: Facts) -> None:
    """Say which filters were changed to show the event that is open, and offer to undo it."""
    event_id, before = st.session_state.get(_BEFORE, ("", None))
    event = facts.dataset.event.get(view.map.event)
    if event is None or event_id != view.map.event or view.events != widened(event, before, facts):
        return
    changes = "; ".join(each.remedy for each in hiding(event, before, facts))
    st.info(plain(_("Filters were changed to show this event: {changes}.").format(changes=changes)))
    earlier = replace(view.choose(event=""), events=before)
    st.button(
        _("Undo"),
        key="undo-followed",
        on_click=change,
        args=(facts,),
        kwargs={
            name: earlier.choices[name] for name in (*EventFilter.__dataclass_fields__, "event")
        },
    )
