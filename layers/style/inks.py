"""Lines that tell kinds of record and vendors apart, by colour and by dash."""

from __future__ import annotations

from geodata.model import Kind
from layers.style.palettes import Ink

__all__ = ["KIND_INKS", "UNNAMED_INK", "vendor_inks"]

UNNAMED_INK = Ink("#6b6b6b", "#a8a8a8", (1, 5))
"""For what has no name to tell it by."""

_SERIES = (
    Ink("#b3123f", "#ff6f91", ()),
    Ink("#004c8c", "#6fb7ff", (9, 4)),
    Ink("#5b2a86", "#c79bff", (12, 3, 2, 3)),
    Ink("#7a4a00", "#f0b44c", (2, 4)),
    Ink("#0b5d3b", "#5fd3a0", (6, 3, 2, 3)),
    Ink("#8a1c1c", "#ff8f7a", (4, 2)),
    Ink("#3f5200", "#c3d95f", (14, 4)),
    Ink("#1f4e57", "#8fd6dd", (9, 3, 2, 3, 2, 3)),
    Ink("#6d1f5e", "#f09adf", (5, 2, 1, 2)),
    Ink("#222222", "#f2f2f2", (3, 3)),
)

KIND_INKS = dict(zip(Kind, _SERIES, strict=True))


def vendor_inks(vendors: tuple[str, ...]) -> dict[str, Ink]:
    """Return a line for each vendor; from the tenth on they share the last one."""
    return {name: _SERIES[min(i, len(_SERIES) - 1)] for i, name in enumerate(vendors)}
