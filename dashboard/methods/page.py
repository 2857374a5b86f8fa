"""What the atlas claims and what it does not, how every estimate is made, and how to be safe."""

import streamlit as st

from dashboard.atlas import current_atlas
from dashboard.methods.methods import METHODS_HEADING, draw_methods
from dashboard.methods.prose import draw_contents, draw_prose, draw_withdrawn, headings
from dashboard.shared.guard import guarded
from geodata.i18n import _

facts = current_atlas().facts
st.title(_("Methods and limits"), anchor=False)
with guarded(_("The list of contents")):
    draw_contents(
        (_("What is claimed, and what is not"), headings("limits")),
        (_("Methods"), [METHODS_HEADING]),
        (_("Safety"), headings("harm")),
        (_("The data"), headings("data-changes")),
    )
with guarded(_("What is claimed, and what is not")):
    draw_prose("limits")
with guarded(_("The list of methods")):
    draw_methods(facts)
with guarded(_("Safety")):
    draw_prose("harm")
with guarded(_("The data")):
    draw_prose("data-changes")
with guarded(_("The list of withdrawn events")):
    draw_withdrawn(facts)
