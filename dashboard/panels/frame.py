"""What every page shares: its style sheet."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st
from markupsafe import Markup

__all__ = ["draw_frame"]


def draw_frame() -> None:
    """Add the style sheet of the panels to the page."""
    style = files("dashboard").joinpath("panels", "panels.css").read_text(encoding="utf-8")
    st.html(Markup("<style>") + Markup(style) + Markup("</style>"))
