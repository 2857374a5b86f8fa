"""The router: pages, and what all of them share."""

import streamlit as st

from dashboard.panels.frame import draw_frame, draw_navigation
from dashboard.state import is_embedded
from geodata.i18n import _

# The server answers for the tab's icon itself: a picture named here would be loaded anew at
# each change, and named icons, a page's too, from another host.
st.set_page_config(page_title="Deployment Atlas", layout="wide")
pages = [
    st.Page("views/map.py", title=_("Map"), default=True),
    st.Page("views/compare.py", title=_("Compare")),
    st.Page("views/region.py", title=_("Region")),
    st.Page("views/evidence.py", title=_("Evidence")),
    st.Page("views/limits.py", title=_("Methods and limits")),
    st.Page("views/data.py", title=_("Data")),
]
page = st.navigation(pages, position="hidden")
alone = is_embedded()
draw_frame(alone=alone)
if not alone:
    draw_navigation(pages, page)
page.run()
