"""What the censuses of a geography hold, as far as it decides which layers there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geodata.facts import Facts
from geodata.i18n import _
from geodata.workspace import once_per_atlas

__all__ = ["LEAST_REGIONS", "CensusFacts", "census_facts"]

LEAST_REGIONS = 20
"""Regions in which a census must count a named group for a layer of its own; where it counts the
residents of fewer than twice as many regions, half of those are enough."""


@dataclass(frozen=True, slots=True)
class CensusFacts:
    """What is held of the censuses of a geography, as far as it decides which layers there are.

    Parameters
    ----------
    years : tuple of int
        Years of censuses, earliest first; empty where there is none.
    majority : str
        The group that most residents belong to; ``""`` where groups are not told apart.
    complement : str
        Name, in the tables, of everyone who is not counted in the majority.
    compared_since : int
        First census whose boundaries were compared unit by unit with the next.
    partial : mapping of int to str
        What to say of each census of which figures are held for some units only.
    peopled : mapping of int to int
        Regions with a number of residents, by year.
    counted : mapping of (int, str) to int
        Regions with a number of members, by year and group.
    """

    years: tuple[int, ...] = ()
    majority: str = ""
    complement: str = ""
    compared_since: int = 0
    partial: Mapping[int, str] = field(default_factory=dict)
    peopled: Mapping[int, int] = field(default_factory=dict)
    counted: Mapping[tuple[int, str], int] = field(default_factory=dict)

    @property
    def complement_years(self) -> tuple[int, ...]:
        """Censuses that tell the majority apart in at least half of the regions they count."""
        return tuple(
            year
            for year in self.years
            if self.majority and self.counted.get((year, self.complement), 0) >= self._half(year)
        )

    def _half(self, year: int) -> int:
        """Half of the regions that a census counts, and at least one."""
        return max((self.peopled.get(year, 0) + 1) // 2, 1)

    def shares(self, groups: Sequence[str] | None) -> Iterator[tuple[str, int]]:
        """Yield each group and census with a layer of its own, the newest census first.

        Parameters
        ----------
        groups : sequence of str or None
            Groups that may have one, in their order; ``None`` for all, by name. Neither majority
            nor complement is a named group.
        """
        named = sorted({group for _year, group in self.counted} - {self.majority, self.complement})
        for year in self.years[::-1]:
            least = min(LEAST_REGIONS, self._half(year))
            for group in named if groups is None else groups:
                if self.counted.get((year, group), 0) >= least:
                    yield group, year


@once_per_atlas()
def census_facts(facts: Facts) -> CensusFacts:
    """Return what is held of the censuses of an atlas."""
    plan = facts.geography.census
    codes = {code for level in facts.geography.levels for code in facts.regions.codes(level)}
    return CensusFacts(
        years=plan.years,
        majority=plan.majority,
        complement=plan.complement,
        compared_since=plan.compared_since,
        partial={each.year: _(each.note) for each in plan.partial},
        peopled=Counter(row.year for code in codes for row in facts.census.populations(code)),
        counted=Counter(
            (row.year, row.group) for code in codes for row in facts.census.groups(code)
        ),
    )
