"""Two to eight regions on identical scales."""

import streamlit as st

from dashboard.atlas import current_atlas
from dashboard.panels.compare import draw_compare
from dashboard.panels.compare_controls import compare_controls, compare_sidebar
from dashboard.panels.guard import guarded
from dashboard.panels.notices import draw_notices, draw_window_notice
from dashboard.panels.reports import draw_report_button
from dashboard.state import current_view
from dashboard.viewmodel.compare import with_selection
from geodata.i18n import _
from layers.report import ReportPage

atlas = current_atlas()
facts = atlas.facts
view, problems = current_view(facts)
view = with_selection(view)
with guarded(_("What must be known of this view")):
    draw_notices(problems, facts)
    draw_window_notice(view, facts)
with guarded(_("The choice of regions")):
    compare_controls(view, facts)
with guarded(_("The file of this page")):
    if view.compare:
        draw_report_button(ReportPage.COMPARE, view, atlas)
with guarded(_("The comparison")):
    draw_compare(view, facts)
with st.sidebar, guarded(_("The list of choices")):
    compare_sidebar(view, facts)
