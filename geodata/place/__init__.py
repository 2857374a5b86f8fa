"""Events brought to regions."""

from geodata.place.grid import GRID_FROM, RegionGrid, cached_grid
from geodata.place.kernel import RegionIndex, RegionTree, locate
from geodata.place.outlines import BORDER_KM, Outlines, outlines_of
from geodata.place.place import Method, Placement, place, region_of
from geodata.place.points import Turned, holding, lies_in, misplaced, turned_into

__all__ = [
    "BORDER_KM",
    "GRID_FROM",
    "Method",
    "Outlines",
    "Placement",
    "RegionGrid",
    "RegionIndex",
    "RegionTree",
    "Turned",
    "cached_grid",
    "holding",
    "lies_in",
    "locate",
    "misplaced",
    "outlines_of",
    "place",
    "region_of",
    "turned_into",
]
