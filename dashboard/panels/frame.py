"""What every page shares: its style sheet, and the way to the other pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.routes import panels_url

__all__ = ["draw_frame", "draw_navigation"]


def draw_frame() -> None:
    """Add the style sheet of the panels to the page."""
    st.html(f"<style>@import url('{panels_url()}');</style>")


def draw_navigation(pages: Sequence[Any]) -> None:
    """Draw links to all pages; each keeps the choices of the address, and so the view."""
    choices = st.query_params.to_dict()
    with st.container(horizontal=True, key="pages"):
        for page in pages:
            st.page_link(page, label=page.title, query_params=choices)
