"""The router: pages, and what all of them share."""

import streamlit as st

from dashboard.atlas import current_atlas
from dashboard.panels.followed import note_filters
from dashboard.panels.frame import draw_frame, draw_navigation
from dashboard.state import current_view, is_embedded
from dashboard.viewmodel.titles import window_title
from geodata.i18n import _

pages = [
    st.Page("views/map.py", title=_("Map"), default=True),
    st.Page("views/compare.py", title=_("Compare")),
    st.Page("views/region.py", title=_("Region")),
    st.Page("views/evidence.py", title=_("Evidence")),
    st.Page("views/limits.py", title=_("Methods and limits")),
    st.Page("views/data.py", title=_("Data")),
]
page = st.navigation(pages, position="hidden")
facts = current_atlas().facts
view, _problems = current_view(facts)
title = window_title(page.url_path, page.title, view, facts, st.query_params.get("source", ""))
# The server answers for the tab's icon itself: a picture named here would be loaded anew at
# each change, and named icons, a page's too, from another host.
st.set_page_config(page_title=title, layout="wide")
alone = is_embedded()
draw_frame(alone=alone)
if not alone:
    draw_navigation(pages, page)
note_filters(view, facts)
page.run()
