"""What stands under a map in a frame of another page: the way to the whole of it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.viewmodel.links import query
from geodata.facts import Facts
from geodata.i18n import _
from layers.view import View

__all__ = ["draw_embed_footer"]


def draw_embed_footer(view: View, facts: Facts) -> None:
    """Draw a link that opens the same view, with everything beside it, in a tab of its own."""
    with st.container(key="alone"):
        st.html(
            Markup('<a href="./{}" target="_blank" rel="noopener">{}</a>').format(
                query(view, facts), _("Open the full view, with sources")
            )
        )
