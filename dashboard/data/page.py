"""Files of the current view, and how to cite the data set."""

from dashboard.atlas import current_atlas
from dashboard.data.files import draw_data
from dashboard.shared.guard import guarded
from dashboard.shared.notices import draw_census_notice, draw_notices, draw_window_notice
from dashboard.state import current_view
from geodata.i18n import _

atlas = current_atlas()
asked = current_view(atlas.facts)
view = asked.view
with guarded(_("What must be known of this view")):
    draw_notices(asked, atlas.facts)
    draw_window_notice(view, atlas.facts)
    draw_census_notice(atlas.facts)
with guarded(_("The page of data")):
    draw_data(view, atlas)
