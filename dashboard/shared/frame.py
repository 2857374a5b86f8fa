"""What every page shares: its style sheet, its language, and the way to the other pages."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.component.shell import shell
from dashboard.routes import panels_url, style_url
from dashboard.streamlit_adapter import CHOICES_HEAD, CONTENT, OPEN_CHOICES, StreamlitPage
from geodata.i18n import _, language

__all__ = ["draw_frame", "draw_navigation", "navigation_markup"]

_STYLE = """<style>
@import url('{letters}');
@import url('{url}');
{open_choices}::after,
{choices_head}::before {{ content: "{choices}"; }}
{more}
</style>"""

# In a frame of another page: the map and its words, to the edges. A rule that looks for their
# mark with :has() would make the browser style the whole page anew at each change.
_ALONE = f"""
{CONTENT} {{ padding: 0.75rem 0.9rem 0.6rem; }}
.atlas-time {{ display: none; }}
"""


def draw_frame(*, alone: bool) -> None:
    """Add style sheet and language to the page, and let links keep it loaded.

    Parameters
    ----------
    alone : bool
        Whether the page stands in a frame of another page.
    """
    # Streamlit's own buttons for the choices of a page bear no word.
    choices = _("Map settings").replace("\\", "").replace('"', "'").replace("<", "")
    st.html(
        _STYLE.format(
            letters=style_url(),
            url=panels_url(),
            open_choices=OPEN_CHOICES,
            choices_head=CHOICES_HEAD,
            choices=choices,
            more=_ALONE if alone else "",
        )
    )
    shell(language(), alone=alone)


def navigation_markup(pages: Sequence[StreamlitPage], current: StreamlitPage) -> Markup:
    """Return the bar of links to all pages; the browser adds the choices of the address."""

    def address(page: StreamlitPage) -> str:
        return f"./{page.url_path}"

    links = Markup("").join(
        Markup('<li><a href="{}" data-atlas-go="page"{}>{}</a></li>').format(
            address(page),
            Markup(' aria-current="page"') if page == current else "",
            page.title,
        )
        for page in pages
    )
    return Markup(
        '<div class="atlas-bar"><a class="atlas-brand" href="{}" data-atlas-go="page">{}</a>'
        '<nav aria-label="{}"><ul>{}</ul></nav></div>'
    ).format(address(pages[0]), "Deployment Atlas", _("Pages"), links)


def draw_navigation(pages: Sequence[StreamlitPage], current: StreamlitPage) -> None:
    """Draw the name of the atlas and links to all pages; each keeps the view."""
    with st.container(key="pages"):
        st.html(navigation_markup(pages, current))
