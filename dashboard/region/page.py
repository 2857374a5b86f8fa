"""The profile of one region."""

from dashboard.atlas import current_atlas
from dashboard.region.profile import draw_region
from dashboard.shared.followed import draw_followed
from dashboard.shared.guard import guarded
from dashboard.shared.notices import draw_notices, draw_window_notice
from dashboard.state import current_view
from geodata.i18n import _

atlas = current_atlas()
facts = atlas.facts
asked = current_view(facts)
view = asked.view
with guarded(_("What must be known of this view")):
    draw_notices(asked, facts)
    draw_followed(view, facts)
    draw_window_notice(view, facts)
draw_region(view, atlas)
