"""Sources and claims, where they differ, and leads apart."""

from dashboard.atlas import current_atlas
from dashboard.evidence.listing import draw_evidence
from dashboard.shared.guard import guarded
from dashboard.shared.notices import draw_notices
from dashboard.state import current_view
from geodata.i18n import _

facts = current_atlas().facts
asked = current_view(facts)
view = asked.view
with guarded(_("What must be known of this view")):
    draw_notices(asked, facts)
draw_evidence(view, facts)
