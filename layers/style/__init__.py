"""How values become colours: class breaks and palettes."""

from layers.style.classes import Breaks, fixed_breaks
from layers.style.palettes import MODALITY_INKS, NO_VALUE, RAMPS, Fill, Ink, Ramp

__all__ = [
    "MODALITY_INKS",
    "NO_VALUE",
    "RAMPS",
    "Breaks",
    "Fill",
    "Ink",
    "Ramp",
    "fixed_breaks",
]
