"""The router: pages, and what all of them share."""

import streamlit as st

from dashboard.atlas import current_atlas
from dashboard.shared.followed import note_filters
from dashboard.shared.frame import draw_frame, draw_navigation
from dashboard.shared.titles import window_title
from dashboard.state import current_view
from dashboard.streamlit_adapter import is_embedded
from geodata.i18n import _

pages = [
    st.Page("map/page.py", title=_("Map"), default=True),
    st.Page("compare/page.py", title=_("Compare"), url_path="compare"),
    st.Page("region/page.py", title=_("Region"), url_path="region"),
    st.Page("evidence/page.py", title=_("Evidence"), url_path="evidence"),
    st.Page("methods/page.py", title=_("Methods and limits"), url_path="limits"),
    st.Page("data/page.py", title=_("Data"), url_path="data"),
]
page = st.navigation(pages, position="hidden")
facts = current_atlas().facts
view = current_view(facts).view
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
