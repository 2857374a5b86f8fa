"""Files of the current view, and how to cite the data set."""

from dashboard.atlas import the_atlas
from dashboard.panels.data import draw_data
from dashboard.panels.notices import link_notice
from dashboard.state import current_view

atlas = the_atlas()
view, problems = current_view(atlas.facts)
link_notice(problems)
draw_data(view, atlas)
