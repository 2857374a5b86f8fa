"""The router: pages, and what all of them share."""

import streamlit as st

from dashboard.panels.frame import draw_frame

# The server answers for the tab's icon itself: a picture named here would be loaded anew at
# each change, and named icons, a page's too, from another host.
st.set_page_config(page_title="Deployment Atlas", layout="wide")
draw_frame()
st.navigation(
    [
        st.Page("views/map.py", title="Map", default=True),
        st.Page("views/limits.py", title="Methods and limits"),
    ],
    position="top",
).run()
