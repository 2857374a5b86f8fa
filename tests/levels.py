"""Levels, root and census years of the bundled geography, by the names that tests use."""

from __future__ import annotations

from geodata.geography import bundled_geography

__all__ = ["COUNTY", "LEVELS", "PRECISIONS", "PREFECTURE", "PROVINCE", "ROOT", "WHOLE", "YEARS"]

_CHINA = bundled_geography()

WHOLE = _CHINA.whole
LEVELS = _CHINA.levels
PROVINCE, PREFECTURE, COUNTY = LEVELS
ROOT = _CHINA.root
YEARS = _CHINA.census.years
PRECISIONS = _CHINA.precisions
