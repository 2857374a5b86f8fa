"""Pages of plain text that come with the product."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

__all__ = ["draw_prose"]


def draw_prose(page: str) -> None:
    """Draw a page of ``dashboard/text``."""
    text = files("dashboard").joinpath("text", f"{page}.md").read_text(encoding="utf-8")
    with st.container(width=720):
        st.markdown(text)
