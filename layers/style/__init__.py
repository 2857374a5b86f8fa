"""How values become colours: class breaks and palettes."""

from layers.style.classes import Breaks, fixed_breaks
from layers.style.inks import KIND_INKS, UNNAMED_INK, vendor_inks
from layers.style.palettes import DIVERGING, MODALITY_INKS, NO_VALUE, RAMPS, Fill, Ink, Ramp

__all__ = [
    "DIVERGING",
    "KIND_INKS",
    "MODALITY_INKS",
    "NO_VALUE",
    "RAMPS",
    "UNNAMED_INK",
    "Breaks",
    "Fill",
    "Ink",
    "Ramp",
    "fixed_breaks",
    "vendor_inks",
]
