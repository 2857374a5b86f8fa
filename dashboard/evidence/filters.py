"""The search and the filters of the list of sources. Each writes to the address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.evidence.model import Asked
from geodata.i18n import _
from geodata.model import LabeledEnum, ReadAs, Reliability, SourceKind

__all__ = ["source_filters"]

_LONGEST = 80
_NAMES = ("source", "q", "sort", "read", "grade")


def source_filters(asked: Asked) -> None:
    """Draw the search and the filters of sources."""
    st.session_state["asked-text"] = asked.text
    st.text_input(
        _("Search sources, statements and quotes"),
        key="asked-text",
        max_chars=_LONGEST,
        placeholder=_("Citizen Lab, 302, Maqin, 虹膜 …"),
        on_change=lambda: _ask(asked, text=st.session_state["asked-text"]),
    )
    kind, read, grade = st.columns(3)
    with kind:
        _filter(asked, "sort", SourceKind, _("Kind"), _("all kinds"))
    with read:
        _filter(asked, "read", ReadAs, _("How it was read"), _("in any way"))
    with grade:
        _filter(asked, "grade", Reliability, _("Reliability"), _("any grade"))


def _filter(asked: Asked, name: str, words: type[LabeledEnum], label: str, every: str) -> None:
    key = f"asked-{name}"
    st.session_state[key] = getattr(asked, name)
    st.selectbox(
        label,
        list(words),
        key=key,
        index=None,
        placeholder=every,
        format_func=lambda word: word.label,
        on_change=lambda: _ask(asked, **{name: st.session_state[key]}),
    )


def _ask(asked: Asked, **changes: Any) -> None:
    others = {
        name: value for name, value in st.query_params.to_dict().items() if name not in _NAMES
    }
    st.query_params.from_dict({**others, **replace(asked, **changes).to_params()})
