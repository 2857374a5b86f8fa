"""The router: pages, and what all of them share."""

from pathlib import Path

import streamlit as st

from dashboard.panels.frame import draw_frame

# A picture of its own: Streamlit fetches named icons for the tab from another host.
ICON = Path(__file__).parent / "text" / "icon.png"

st.set_page_config(page_title="Deployment Atlas", page_icon=ICON, layout="wide")
draw_frame()
st.navigation(
    [
        st.Page("views/map.py", title="Map", icon=":material/map:", default=True),
        st.Page("views/limits.py", title="Methods and limits", icon=":material/menu_book:"),
    ],
    position="top",
).run()
