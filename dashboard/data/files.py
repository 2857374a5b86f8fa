"""The page of data: files of the current view, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from dashboard.atlas import Atlas
from dashboard.data.model import DataPage, Group, Offer, data_page, offers
from dashboard.exports.file_names import file_name
from dashboard.exports.files import bundle_of, page_text, picture_of, stand_ins_of_map
from dashboard.shared.guard import guarded
from dashboard.shared.html import page, plain
from geodata.i18n import _
from layers.export import table_bytes
from layers.figure import FigureFormat
from layers.view import View

__all__ = ["draw_data"]


def draw_data(view: View, atlas: Atlas) -> None:
    """Draw downloads of a view, and how to cite the data set."""
    st.title(_("Data"), anchor=False)
    with guarded(_("What the files hold")):
        st.html(counts_markup(data_page(view, atlas.facts)))
    st.caption(
        _(
            "Files hold what this view shows and nothing that it hides. Choose area, layer and "
            "filters on the map; they stay when you come back here."
        )
    )
    files, words = st.columns([3, 2], gap="large")
    with files, guarded(_("The files")):
        _files(view, atlas)
    with words, guarded(_("The data set and its citation")):
        _data_set(data_page(view, atlas.facts))


def counts_markup(told: DataPage) -> Markup:
    """Return what the files hold, in numbers, with where the same rows can be read."""
    return Markup('<div class="region"><p>{}: {}. {} · {}</p></div>').format(
        told.heading,
        told.counts,
        page("", _("Regions and events stand under the map")),
        page("evidence", _("claims and sources on the page of evidence")),
    )


def _files(view: View, atlas: Atlas) -> None:
    for group, found in groupby(offers(), key=lambda offer: offer.group):
        st.header(group.label, anchor=False)
        for offer in found:
            _offer(offer, view, atlas)
        if group is Group.PICTURES and (said := stand_ins_of_map(atlas, view)):
            st.warning(plain(said))
    st.caption(
        _(
            "The profile of a region and a comparison are saved on their own pages: “Save this "
            "profile” on Region, “Save this comparison” on Compare."
        )
    )


def _data_set(told: DataPage) -> None:
    st.header(_("Data set"), anchor=False)
    st.markdown(
        _("{title}, version {version}. Licence: {licence}.").format(
            title=plain(told.title),
            version=plain(told.version),
            licence=plain(told.licence) or _("none is named"),
        )
    )
    st.caption(
        _(
            "Census tables, names and boundaries have licences of their own: each bundle "
            "carries them. Cite the source of a number beside it; every row names it."
        )
    )
    st.code(told.citation, language=None, wrap_lines=True)
    with st.expander("BibTeX"):
        st.code(told.bibtex, language=None, wrap_lines=True)


def _offer(offer: Offer, view: View, atlas: Atlas) -> None:
    button, words = st.columns([2, 5], vertical_alignment="center")
    with button:
        st.download_button(
            offer.label,
            _made(offer, view, atlas),
            file_name=file_name(view, atlas.facts, offer.key),
            mime=offer.mime,
            key=f"take-{offer.key}",
            on_click="ignore",
            width="stretch",
        )
    with words:
        st.markdown(offer.purpose)


def _made(offer: Offer, view: View, atlas: Atlas) -> Callable[[], bytes]:
    """Return how to make a file; nothing is made before a reader asks."""
    if offer.form is not None:
        return partial(table_bytes, view, atlas.facts, offer.form)
    if offer.key == "zip":
        return partial(bundle_of, atlas, view)
    if offer.key in set(FigureFormat):
        return partial(picture_of, atlas, view, FigureFormat(offer.key))
    return lambda: page_text(atlas, view).encode()
