"""Census figures on outlines: population, Han and non-Han, comparability."""

from geodata.census.census import CENSUS_YEARS, Census, load_census
from geodata.census.change import non_han_change, population_change
from geodata.census.tables import (
    CensusSource,
    Comparability,
    GroupCount,
    PopulationCount,
    short_citation,
)

__all__ = [
    "CENSUS_YEARS",
    "Census",
    "CensusSource",
    "Comparability",
    "GroupCount",
    "PopulationCount",
    "load_census",
    "non_han_change",
    "population_change",
    "short_citation",
]
