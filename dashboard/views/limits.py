"""What the atlas claims and what it does not."""

from dashboard.panels.prose import draw_prose

draw_prose("limits")
