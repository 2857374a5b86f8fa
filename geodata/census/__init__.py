"""Census figures on outlines: population, groups, comparability."""

from geodata.census.census import Census, load_census
from geodata.census.change import complement_change, population_change
from geodata.census.tables import (
    CensusSource,
    Comparability,
    GroupCount,
    PopulationCount,
    short_citation,
)

__all__ = [
    "Census",
    "CensusSource",
    "Comparability",
    "GroupCount",
    "PopulationCount",
    "complement_change",
    "load_census",
    "population_change",
    "short_citation",
]
