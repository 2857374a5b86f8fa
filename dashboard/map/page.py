"""The map, its choices, and the panel of a region."""

import streamlit as st

from dashboard.atlas import current_atlas
from dashboard.exports.downloads import draw_pictures
from dashboard.map.controls import controls, draw_map, draw_share
from dashboard.map.embed import draw_embed, draw_embed_footer
from dashboard.map.tables import draw_map_tables
from dashboard.region.panel import draw_profile
from dashboard.shared.followed import draw_followed
from dashboard.shared.guard import guarded
from dashboard.shared.notices import (
    draw_census_notice,
    draw_filter_notice,
    draw_notices,
    draw_time_notice,
)
from dashboard.shared.search import draw_search
from dashboard.state import current_view
from dashboard.streamlit_adapter import is_embedded
from geodata.i18n import _

atlas = current_atlas()
facts = atlas.facts
asked = current_view(facts)
view = asked.view
if is_embedded():
    with guarded(_("The map")):
        draw_map(view, atlas, alone=True)
    with guarded(_("The link to the full view")):
        draw_embed_footer(view, facts)
    st.stop()
find = st.container(key="find")
told = st.container(key="told")
map_side, panel_side = st.columns([13, 7], gap="medium")
# The map and the panel are sent first: they are what a reader waits for.
with map_side, guarded(_("The map")):
    draw_map(view, atlas)
with told, guarded(_("What must be known of this view")):
    draw_notices(asked, facts)
    draw_followed(view, facts)
    draw_filter_notice(view, facts)
    draw_census_notice(facts)
with panel_side, guarded(_("The panel of the region")):
    draw_time_notice(view, facts)
    draw_profile(view, facts)
with find, guarded(_("The search")):
    draw_search(view, facts)
with st.sidebar, guarded(_("The map settings")):
    controls(view, facts)
with map_side:
    with guarded(_("What copies the link")):
        draw_share(view, atlas)
    with st.container(horizontal=True, key="take-away"):
        with guarded(_("The pictures")):
            draw_pictures(view, atlas)
        with guarded(_("What embeds the map")):
            draw_embed(view, atlas)
    draw_map_tables(view, atlas)
