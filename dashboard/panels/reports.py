"""The page of a region or a comparison as a file for a report."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.atlas import Atlas
from dashboard.exports import report_of_page
from dashboard.figure import stand_ins_of_report
from dashboard.panels.markup import plain
from dashboard.panels.pictures import MIME, chosen_word
from dashboard.viewmodel.data import report_name
from geodata.i18n import _
from layers.figure import FigureFormat, FigureTheme
from layers.report import ReportPage
from layers.view import View

__all__ = ["draw_report_button"]

_WORDS = {
    ReportPage.REGION: _("Save this profile"),
    ReportPage.COMPARE: _("Save this comparison"),
}


def draw_report_button(page: ReportPage, view: View, atlas: Atlas) -> None:
    """Draw a button that opens the choices; nothing is made before a file is asked for."""
    if st.button(_WORDS[page], key=f"open-report-{page.value}"):
        st.dialog(_WORDS[page])(_choices)(page, view, atlas)


def _choices(page: ReportPage, view: View, atlas: Atlas) -> None:
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
        _WORDS[page],
        data=partial(report_of_page, atlas, page, view, form, theme),
        file_name=report_name(page.value, view, form.value),
        mime=MIME[form],
        on_click="ignore",
        type="primary",
        key="save-report",
    )
    if said := stand_ins_of_report(atlas, page, view):
        st.warning(plain(said))
    st.caption(
        _(
            "The maps, numbers, assumptions and sources of this page. A PDF has as many A4 pages "
            "as it takes; the other two are one tall picture."
        )
    )
