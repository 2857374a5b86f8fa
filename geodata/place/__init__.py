"""Events brought to regions."""

from geodata.place.place import BORDER_KM, Method, Placement, place
from geodata.place.points import Turned, holding, lies_in, turned_into

__all__ = [
    "BORDER_KM",
    "Method",
    "Placement",
    "Turned",
    "holding",
    "lies_in",
    "place",
    "turned_into",
]
