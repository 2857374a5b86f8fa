"""The map on another page: a preview, the code to paste, and the footer of an embed."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from dashboard.address.links import query
from dashboard.atlas import Atlas
from dashboard.component import camera_button
from dashboard.exports.embed_address import (
    FRAME_HEIGHT,
    LARGEST,
    SMALLEST,
    EmbedForm,
    EmbedOptions,
    EmbedTheme,
    embed_path,
    figure_code,
    frame_code,
)
from dashboard.headers import allowed_frames
from dashboard.streamlit_adapter import page_url
from geodata.facts import Facts
from geodata.i18n import _
from layers.picture.description import alt_text
from layers.picture.mapspec import MapSpec
from layers.picture.resolve import resolve
from layers.view import View

__all__ = ["draw_embed", "draw_embed_footer"]

_LOCAL = {"127.0.0.1", "localhost", "::1"}


def draw_embed(view: View, atlas: Atlas) -> None:
    """Draw a button that opens the builder."""
    seen = camera_button(_("Embed this map"), view, "open-embed")
    if seen is not None:
        _dialog(seen, atlas)


@st.dialog(_("Embed this map"), width="large")
def _dialog(view: View, atlas: Atlas) -> None:
    form = EmbedForm(
        st.segmented_control(
            _("Shown as"),
            list(EmbedForm),
            default=EmbedForm.HTML,
            format_func=lambda each: EmbedForm(each).label,
            required=True,
            key="embed-form",
        )
    )
    options = _options(form)
    path = embed_path(view, atlas.facts, form, options)
    picture = resolve(view, atlas.facts, atlas.assets.id_of)
    st.caption(_("Preview"))
    if form is EmbedForm.HTML:
        st.iframe(path, height=options.height, alt=picture.header.data["title"])
    else:
        with st.container(key="embed-preview"):
            st.html(_code(form, path, picture, options))
    st.caption(_("Code to paste"))
    st.code(_code(form, _base() + path, picture, options), language="html", wrap_lines=True)
    st.html(Markup('<div class="region"><p>{}</p><p>{}</p></div>').format(_reach(), _allowed(form)))


def _options(form: EmbedForm) -> EmbedOptions:
    """Draw the choices of a form and return them."""
    left, right = st.columns(2)
    with left:
        width = (
            1200
            if form is EmbedForm.HTML
            else st.number_input(
                _("Width in pixels"), SMALLEST, LARGEST, 1200, step=20, key="embed-width"
            )
        )
        theme = st.selectbox(
            _("Colours"),
            list(EmbedOptions.themes(form)),
            format_func=lambda each: EmbedTheme(each).label,
            key=f"embed-theme-{form is EmbedForm.HTML}",
        )
    with right:
        usual = FRAME_HEIGHT if form is EmbedForm.HTML else 800
        height = st.number_input(
            _("Height in pixels"),
            SMALLEST,
            LARGEST,
            usual,
            step=20,
            key=f"embed-height-{form is EmbedForm.HTML}",
        )
        title = st.toggle(_("With its title"), value=True, key="embed-title")
        legend = (
            st.toggle(_("Legend unfolded"), value=True, key="embed-legend")
            if form is EmbedForm.HTML
            else True
        )
    return EmbedOptions(int(width), int(height), EmbedTheme(theme), title, legend)


def _base() -> str:
    """Return the address of this server as the reader's browser has it."""
    here = urlsplit(page_url())
    return f"{here.scheme}://{here.netloc}"


def _code(form: EmbedForm, address: str, picture: MapSpec, options: EmbedOptions) -> str:
    header = picture.header.data
    if form is EmbedForm.HTML:
        return frame_code(address, header["title"], options.height)
    stamp = _("Deployment Atlas, data {version}, picture {hash}").format(
        version=header["data_version"], hash=picture.hash[:12]
    )
    caption = ". ".join((header["title"], *header["attribution"], stamp))
    return figure_code(
        address, alt_text(picture.payload), f"{caption}.", options.width, options.height
    )


def _reach() -> str:
    """Say who can see what is pasted."""
    host = urlsplit(_base()).hostname or ""
    if host in _LOCAL:
        return _(
            "This address works on this computer alone: nobody else can reach {host}. For an "
            "article, save the picture or the web page and publish the file, or run Deployment "
            "Atlas on a server that your readers can reach."
        ).format(host=host)
    return _(
        "This address works only for readers who can reach {host}. That server then sees who of "
        "them opens your page. A saved picture or web page tells it nothing."
    ).format(host=host)


def _allowed(form: EmbedForm) -> str:
    """Say on which sites the code works."""
    origins = allowed_frames()
    if origins:
        return _("The server allows: {origins}.").format(origins=", ".join(origins))
    refused = _("No other site may show it yet.")
    if form is EmbedForm.HTML:
        refused = _("No other site may show it in a frame yet.")
    remedy = _("Start the server with {option} to allow one.")
    return f"{refused} {remedy.format(option='--allow-frame https://example.org')}"


def draw_embed_footer(view: View, facts: Facts) -> None:
    """Draw a link that opens the same view, with everything beside it, in a tab of its own."""
    with st.container(key="alone"):
        st.html(
            Markup('<a href="./{}" target="_blank" rel="noopener">{}</a>').format(
                query(view, facts), _("Open the full view, with sources")
            )
        )
