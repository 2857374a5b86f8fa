"""Which places exist: levels, hierarchy, boundaries and outlines of a geography."""

from geodata.geography.boundaries import (
    Boundaries,
    BoundaryFiles,
    Columns,
    Detail,
    Provider,
    Repair,
    geography_of_file,
)
from geodata.geography.cache import BUNDLED_GEOGRAPHY, bundled_geography, load_regions
from geodata.geography.geography import (
    PACKS,
    CensusPlan,
    Geography,
    minimal_geography,
    read_geography,
)
from geodata.geography.regions import Regions

__all__ = [
    "BUNDLED_GEOGRAPHY",
    "PACKS",
    "Boundaries",
    "BoundaryFiles",
    "CensusPlan",
    "Columns",
    "Detail",
    "Geography",
    "Provider",
    "Regions",
    "Repair",
    "bundled_geography",
    "geography_of_file",
    "load_regions",
    "minimal_geography",
    "read_geography",
]
