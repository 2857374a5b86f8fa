"""Events brought to regions."""

from geodata.place.place import BORDER_KM, place
from geodata.place.placement import Method, Placement

__all__ = ["BORDER_KM", "Method", "Placement", "place"]
