"""The map, its choices, and the panel of a region."""

import streamlit as st

from dashboard.atlas import the_atlas
from dashboard.panels.controls import controls, search
from dashboard.panels.embed import draw_embed
from dashboard.panels.map import draw_map
from dashboard.panels.notices import data_notice, link_notice, time_notice
from dashboard.panels.pictures import draw_pictures
from dashboard.panels.region import draw_profile
from dashboard.state import current_view

atlas = the_atlas()
view, problems = current_view(atlas.facts)
map_side, panel_side = st.columns([13, 7], gap="medium")
# The map is sent first: it is what a reader waits for.
with map_side:
    draw_map(view, atlas)
with st.sidebar:
    search(atlas.facts)
    controls(view, atlas.facts)
with panel_side:
    link_notice(problems)
    data_notice(atlas.facts.dataset.report)
    time_notice(view)
    draw_profile(view, atlas.facts)
with map_side, st.container(horizontal=True, key="take-away"):
    draw_pictures(view, atlas)
    draw_embed(view, atlas)
