"""What every page shares: its style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

__all__ = ["draw_frame"]


def draw_frame() -> None:
    """Add the style sheet of the panels to the page."""
    st.html(Path(__file__).with_name("panels.css"))
