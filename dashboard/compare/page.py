"""Two to eight regions on identical scales."""

import streamlit as st

from dashboard.atlas import current_atlas
from dashboard.compare import with_selection
from dashboard.compare.comparison import draw_compare
from dashboard.compare.controls import compare_controls, compare_sidebar
from dashboard.compare.report import COMPARISON
from dashboard.exports.downloads import draw_report_button
from dashboard.shared.guard import guarded
from dashboard.shared.notices import draw_notices, draw_window_notice
from dashboard.state import current_view
from geodata.i18n import _

atlas = current_atlas()
facts = atlas.facts
asked = current_view(facts)
view = with_selection(asked.view)
with guarded(_("What must be known of this view")):
    draw_notices(asked, facts)
    draw_window_notice(view, facts)
with guarded(_("The choice of regions")):
    compare_controls(view, facts)
with guarded(_("The file of this page")):
    if view.comparison.compared:
        draw_report_button(COMPARISON, view, atlas)
with guarded(_("The comparison")):
    draw_compare(view, facts)
with st.sidebar, guarded(_("The map settings")):
    compare_sidebar(view, facts)
