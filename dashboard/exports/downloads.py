"""Pictures and reports as files, and on the clipboard."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.atlas import Atlas
from dashboard.component import camera_button, copy_button
from dashboard.exports.embed_address import EmbedForm, EmbedOptions, EmbedTheme, embed_path
from dashboard.exports.file_names import file_name, report_name
from dashboard.exports.files import (
    page_text,
    picture_of,
    stand_ins_of_map,
)
from dashboard.exports.reports import PageReport, report_of_page, stand_ins_of_report
from dashboard.shared.html import plain
from geodata.i18n import _
from geodata.model import LabeledEnum
from layers.figure import FigureFormat, FigureOptions, FigureSize, FigureTheme
from layers.report import ReportPage
from layers.view import View

__all__ = ["MIME", "chosen_word", "draw_pictures", "draw_report_button"]


class PictureSize(LabeledEnum):
    """Sizes to choose from; the value is what :meth:`FigureSize.parse` reads."""

    ARTICLE = "1200x800", _("web article, 1200 × 800 pixels")
    SLIDE = "slide", _("slide, 1920 × 1080 pixels")
    SOCIAL = "social", _("social media, 1200 × 675 pixels")
    COLUMN = "column", _("column of a report, 85 mm wide")
    TEXT = "160mm", _("text width of a report, 160 mm")
    A4 = "A4", _("A4 upright")
    LANDSCAPE = "A4-landscape", _("A4 across")


MIME = {
    FigureFormat.PNG: "image/png",
    FigureFormat.SVG: "image/svg+xml",
    FigureFormat.PDF: "application/pdf",
}


def draw_pictures(view: View, atlas: Atlas) -> None:
    """Draw a button that opens the choices; nothing is made before a file is asked for."""
    seen = camera_button(_("Download image"), view, "open-pictures")
    if seen is not None:
        _dialog(seen, atlas)


@st.dialog(_("Download image"))
def _dialog(view: View, atlas: Atlas) -> None:
    form = st.segmented_control(
        _("Kind of file"),
        list(FigureFormat),
        default=FigureFormat.PNG,
        format_func=lambda each: FigureFormat(each).label,
        required=True,
        key="picture-form",
    )
    size = chosen_word(_("Size"), PictureSize, "picture-size")
    theme = chosen_word(_("Colours"), FigureTheme, "picture-theme")
    title = st.toggle(_("With its title"), value=True, key="picture-title")
    chosen = FigureFormat(form)
    colours = FigureTheme(theme)
    options = FigureOptions(
        size=FigureSize.parse(size),
        theme=colours,
        show_title=title,
    )
    st.download_button(
        _("Save picture"),
        data=partial(picture_of, atlas, view, chosen, options),
        file_name=file_name(view, atlas.facts, chosen.value),
        mime=MIME[chosen],
        on_click="ignore",
        type="primary",
        key="save-picture",
    )
    if said := stand_ins_of_map(atlas, view):
        st.warning(plain(said))
    copied = EmbedOptions(theme=EmbedTheme(colours.value), title=title)
    copy_button(
        embed_path(view, atlas.facts, EmbedForm.PNG, copied),
        {
            "copy": _("Copy picture (PNG, 1200 × 800)"),
            "drawing": _("Drawing …"),
            "copied": _("Copied. Paste it where you need it."),
            "failed": _("Your browser does not allow it here: save the picture instead."),
        },
    )
    st.divider()
    st.download_button(
        _("Save as a web page"),
        data=partial(_page, atlas, view),
        file_name=file_name(view, atlas.facts, "html"),
        mime="text/html",
        on_click="ignore",
        key="save-page",
    )
    st.caption(
        _(
            "One file with map, tables and sources that opens without a network. All files hold "
            "only what the view shows."
        )
    )


def chosen_word(label: str, words: type[LabeledEnum], key: str) -> str:
    """Draw a list of a closed set and return the value of the chosen word."""
    shown = {each.value: each.label for each in words}
    return st.selectbox(label, list(shown), format_func=lambda value: shown[value], key=key)


def _page(atlas: Atlas, view: View) -> bytes:
    return page_text(atlas, view).encode()


_WORDS = {
    ReportPage.REGION: _("Save this profile"),
    ReportPage.COMPARE: _("Save this comparison"),
}


def draw_report_button(told: PageReport, view: View, atlas: Atlas) -> None:
    """Draw a button that opens the choices; nothing is made before a file is asked for."""
    words = _WORDS[told.page]
    if st.button(words, key=f"open-report-{told.page.value}"):
        st.dialog(words)(_choices)(told, view, atlas)


def _choices(told: PageReport, view: View, atlas: Atlas) -> None:
    form = FigureFormat(
        st.segmented_control(
            _("Kind of file"),
            [FigureFormat.PDF, FigureFormat.PNG, FigureFormat.SVG],
            default=FigureFormat.PDF,
            format_func=lambda each: FigureFormat(each).label,
            required=True,
            key="report-form",
        )
    )
    theme = FigureTheme(chosen_word(_("Colours"), FigureTheme, "report-theme"))
    st.download_button(
        _WORDS[told.page],
        data=partial(report_of_page, atlas, told, view, form, theme),
        file_name=report_name(told.page.value, view, atlas.facts, form.value),
        mime=MIME[form],
        on_click="ignore",
        type="primary",
        key="save-report",
    )
    if said := stand_ins_of_report(atlas, told, view):
        st.warning(plain(said))
    st.caption(
        _(
            "The maps, numbers, assumptions and sources of this page. A PDF has as many A4 pages "
            "as it takes; the other two are one tall picture."
        )
    )
