"""Two to eight regions on identical scales."""

import streamlit as st

from dashboard.atlas import the_atlas
from dashboard.panels.compare import draw_compare
from dashboard.panels.compare_controls import compare_controls, compare_sidebar
from dashboard.panels.notices import data_notice, link_notice
from dashboard.state import current_view

atlas = the_atlas()
view, problems = current_view(atlas.facts)
link_notice(problems)
data_notice(atlas.facts.dataset.report)
compare_controls(view, atlas.facts)
draw_compare(view, atlas.facts)
with st.sidebar:
    compare_sidebar(view, atlas.facts)
