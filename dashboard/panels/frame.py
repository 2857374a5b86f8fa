"""What every page shares: its style sheet."""

from __future__ import annotations

import streamlit as st

from dashboard.routes import panels_url

__all__ = ["draw_frame"]


def draw_frame() -> None:
    """Add the style sheet of the panels to the page."""
    st.html(f"<style>@import url('{panels_url()}');</style>")
