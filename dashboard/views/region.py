"""The profile of one region."""

from dashboard.atlas import the_atlas
from dashboard.panels.notices import draw_notices
from dashboard.panels.region_page import draw_region
from dashboard.state import current_view

atlas = the_atlas()
view, problems = current_view(atlas.facts)
draw_notices(view, problems, atlas.facts)
draw_region(view, atlas)
