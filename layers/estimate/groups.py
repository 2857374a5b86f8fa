"""How many of those counted can belong to a group."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate.estimate import Estimate
from layers.estimate.tree import Limit
from layers.view.assumptions import Assumptions

__all__ = ["GroupBounds", "group_bounds", "groups_of", "people_counted", "told_apart"]

METHOD = "group/1"
_UNNAMED = {"Other", "Other_minority"}
_OPEN = _("Without a limit on how often one person was counted, the number of people is open.")


@dataclass(frozen=True, slots=True)
class GroupBounds:
    """How many people of one group can be among those counted in a region.

    The true number of ``members`` differs from it by at most ``half_width``, as the census
    rounds; ``says_nothing`` holds where the ends are none and as many as there are or were counted.
    """

    region: str
    group: str
    year: int
    members: int
    half_width: int
    low: Fraction
    high: Limit
    says_nothing: bool
    assumption: str
    source: str


def group_bounds(low: Limit, high: Limit, members: Limit, residents: Limit) -> tuple[Limit, Limit]:
    """Bound the people of a group among those counted.

    Formula: at least as many as were counted beyond all residents outside the group; at most
    as many as were counted, and as the group has members (Duncan and Davis).

    Assumes: those counted are different people, and residents of the region in the census.

    Source: O. D. Duncan and B. Davis, An Alternative to Ecological Correlation, American
    Sociological Review 18 (1953).

    Cannot say: whether a group was counted more than others. That needs a source that tells
    the groups apart.

    Parameters
    ----------
    low, high : Fraction or float
        Limits of the number of people counted.
    members : Fraction or float
        Residents who belong to the group.
    residents : Fraction or float
        All residents.

    Returns
    -------
    low, high : Fraction or float

    Examples
    --------
    Of 300 residents 297 belong to a group, and 290 were counted:

    >>> group_bounds(290, 300, 297, 300)
    (287, 297)

    Of 1,000 residents 700 belong to it: 290 counted say nothing.

    >>> group_bounds(290, 520, 700, 1000)
    (0, 520)
    """
    return max(0, low - (residents - members)), min(members, high)


def people_counted(
    estimate: Estimate, assume: Assumptions, residents: int
) -> tuple[Fraction, Limit] | None:
    """Turn limits of what was counted into limits of how many different people that is.

    Parameters
    ----------
    estimate : Estimate
        Limits of scans, samples or people.
    assume : Assumptions
        How often one person may have been counted.
    residents : int
        Residents of the region.

    Returns
    -------
    tuple of (low, high), or None
        ``None`` where scans or samples are counted and no limit is assumed on how often one
        person was: then nothing but the number of residents limits it.
    """
    most = 1 if assume.counted.counts_persons else assume.most_per_person
    if most is None:
        return None
    high = math.inf if estimate.most is None else estimate.most
    return estimate.least / most, min(high, Fraction(residents))


def told_apart(region: str, facts: Facts) -> dict[int, tuple[str, ...]]:
    """Return the named groups that each census tells apart in a region, by year.

    Han, all who are not Han and what is left over are no named groups.
    """
    found: dict[int, tuple[str, ...]] = {}
    for row in facts.census.groups(region):
        if row.year in facts.census.years and row.group in facts.census.group_names:
            found[row.year] = tuple(sorted({*found.get(row.year, ()), row.group}))
    return found


def groups_of(estimate: Estimate, assume: Assumptions, facts: Facts) -> Iterator[GroupBounds]:
    """Yield the limits for each group that the base year's census tells apart in a region.

    The rounding of the census is taken into account: the lower end uses the smallest number
    of members that it allows, the upper end the largest.
    """
    if estimate.base is None or estimate.region == facts.geography.root:
        return
    residents = estimate.base.persons
    counted = people_counted(estimate, assume, residents)
    rows = sorted(facts.census.groups(estimate.region), key=lambda row: -row.population)
    for row in rows:
        if row.year != assume.base_year or row.group == facts.geography.census.majority:
            continue
        width = row.half_width or 0
        most = min(residents, row.population + width)
        fewest = max(0, row.population - width)
        low: Limit = Fraction(0)
        high: Limit = Fraction(most)
        if counted is not None:
            low, _most = group_bounds(*counted, Fraction(fewest), Fraction(residents))
            _least, high = group_bounds(*counted, Fraction(most), Fraction(residents))
        ceiling = most if counted is None else min(Fraction(most), counted[1])
        yield GroupBounds(
            region=estimate.region,
            group=row.group,
            year=row.year,
            members=row.population,
            half_width=width,
            low=Fraction(low),
            high=high,
            says_nothing=low == 0 and high == ceiling,
            assumption=_OPEN
            if counted is None
            else _("Assumed: those counted are residents of the {year} census.").format(
                year=row.year
            ),
            source=row.source,
        )
