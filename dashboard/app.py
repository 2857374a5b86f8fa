"""The router: pages, and what all of them share."""

import streamlit as st

from dashboard.panels.frame import draw_frame

st.set_page_config(page_title="Deployment Atlas", page_icon=":material/map:", layout="wide")
draw_frame()
st.navigation(
    [
        st.Page("views/map.py", title="Map", icon=":material/map:", default=True),
        st.Page("views/limits.py", title="Methods and limits", icon=":material/menu_book:"),
    ],
    position="top",
).run()
