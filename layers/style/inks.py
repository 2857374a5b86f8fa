"""Lines that tell kinds of record and vendors apart, by colour and by dash."""

from __future__ import annotations

from geodata.model import Kind
from layers.style.palettes import LineStyle

__all__ = ["KIND_LINES", "UNNAMED_LINE", "vendor_lines"]

UNNAMED_LINE = LineStyle("#6b6b6b", "#a8a8a8", (1, 5))
"""For what has no name to tell it by."""

_SERIES = (
    LineStyle("#b3123f", "#ff6f91", ()),
    LineStyle("#004c8c", "#6fb7ff", (9, 4)),
    LineStyle("#5b2a86", "#c79bff", (12, 3, 2, 3)),
    LineStyle("#7a4a00", "#f0b44c", (2, 4)),
    LineStyle("#0b5d3b", "#5fd3a0", (6, 3, 2, 3)),
    LineStyle("#8a1c1c", "#ff8f7a", (4, 2)),
    LineStyle("#3f5200", "#c3d95f", (14, 4)),
    LineStyle("#1f4e57", "#8fd6dd", (9, 3, 2, 3, 2, 3)),
    LineStyle("#6d1f5e", "#f09adf", (5, 2, 1, 2)),
    LineStyle("#222222", "#f2f2f2", (3, 3)),
)

KIND_LINES = dict(zip(Kind, _SERIES, strict=True))


def vendor_lines(vendors: tuple[str, ...]) -> dict[str, LineStyle]:
    """Return a line for each vendor; from the tenth on they share the last one."""
    return {name: _SERIES[min(i, len(_SERIES) - 1)] for i, name in enumerate(vendors)}
