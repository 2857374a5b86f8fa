"""Figures of outlines that stand for one census unit or for several."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from geodata.census.records import GroupCount, PopulationCount
from geodata.census.tables import Tables

__all__ = ["group_sum", "percent", "population_sum"]

_ROUNDING = 0.005


def population_sum(tables: Tables, units: Sequence[str], year: int) -> PopulationCount | None:
    """Residents of several units together, or ``None`` if one of them has no figure."""
    rows = [row for unit in units if (row := tables.population(unit, year))]
    if not rows or len(rows) < len(units):
        return None
    return PopulationCount(
        year=year,
        population=sum(row.population for row in rows),
        source=_joined(row.source for row in rows),
        note=" ".join(dict.fromkeys(row.note for row in rows if row.note)),
        is_census=all(row.is_census for row in rows),
    )


def group_sum(tables: Tables, units: Sequence[str], year: int, group: str) -> GroupCount | None:
    """People of a group in several units together, with their half-widths added.

    ``None`` if one of the units has no figure.
    """
    rows = [row for unit in units if (row := tables.group(unit, year, group))]
    if not rows or len(rows) < len(units):
        return None
    if len(rows) == 1:
        return rows[0]
    widths = [row.half_width for row in rows]
    return GroupCount(
        year=year,
        group=group,
        population=sum(row.population for row in rows),
        half_width=None if None in widths else sum(width or 0 for width in widths),
        share_as_printed=None,
        source=_joined(row.source for row in rows),
    )


def percent(group: GroupCount, population: int) -> tuple[float, float, float]:
    """Low, value and high share in percent; the bounds are NaN where unknown.

    A printed share keeps its own rounding; otherwise the bounds follow from the
    half-width in persons.

    Examples
    --------
    >>> percent(GroupCount(2020, "non_Han_total", 640_081, 0, None, "qhyb2022"), 1_280_162)
    (50.0, 50.0, 50.0)
    """
    value = 100 * group.population / population
    if group.half_width is None:
        return math.nan, value, math.nan
    if group.half_width and group.share_as_printed is not None:
        value = group.share_as_printed
        return max(0.0, value - _ROUNDING), value, min(100.0, value + _ROUNDING)
    low = 100 * (group.population - group.half_width) / population
    high = 100 * (group.population + group.half_width) / population
    return max(0.0, low), value, min(100.0, high)


def _joined(sources: Iterable[str]) -> str:
    return "; ".join(sorted(set(sources)))
