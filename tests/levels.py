"""Levels, root and census years of the bundled geography, by the names that tests use."""

from __future__ import annotations

from geodata.geography import bundled_geography

__all__ = [
    "CHINA",
    "COUNTY",
    "LEVELS",
    "PRECISIONS",
    "PREFECTURE",
    "PROVINCE",
    "ROOT",
    "WHOLE",
    "YEARS",
]

CHINA = bundled_geography()

WHOLE = CHINA.whole
LEVELS = CHINA.levels
PROVINCE, PREFECTURE, COUNTY = LEVELS
ROOT = CHINA.root
YEARS = CHINA.census.years
PRECISIONS = CHINA.precisions
