"""How values become colours: class breaks and palettes."""

from layers.style.classes import Breaks, fixed_breaks
from layers.style.inks import KIND_LINES, UNNAMED_LINE, vendor_lines
from layers.style.palettes import DIVERGING, MODALITY_LINES, NO_VALUE, RAMPS, Fill, LineStyle, Ramp

__all__ = [
    "DIVERGING",
    "KIND_LINES",
    "MODALITY_LINES",
    "NO_VALUE",
    "RAMPS",
    "UNNAMED_LINE",
    "Breaks",
    "Fill",
    "LineStyle",
    "Ramp",
    "fixed_breaks",
    "vendor_lines",
]
