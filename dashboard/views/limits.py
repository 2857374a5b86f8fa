"""What the atlas claims and what it does not, and how every estimate is made."""

from dashboard.atlas import the_atlas
from dashboard.panels.methods import draw_methods
from dashboard.panels.prose import draw_prose

draw_prose("limits")
draw_methods(the_atlas().facts)
