"""Sizes and distances by which names and counts are placed, on pages and in figures alike.

They stand in ``rules.json``; the painter gets the same file as its module ``rules``. All
lengths are in the pixels of a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

__all__ = [
    "RULES",
    "CountRules",
    "GatheringRules",
    "LeaderRules",
    "NameRules",
    "PlacementRules",
    "rules_text",
]


@dataclass(frozen=True, slots=True)
class GatheringRules:
    """When counts that stand close together are taken under one.

    Parameters
    ----------
    many : int
        Up to so many counts on a map are few.
    near, wide : float
        Reach of a group where counts are few, and where they are many.
    apart : float
        Least distance between two groups of several counts.
    """

    many: int
    near: float
    wide: float
    apart: float


@dataclass(frozen=True, slots=True)
class CountRules:
    """How large a count is.

    Parameters
    ----------
    height : float
        Height of its box.
    gap : float
        Between a name and its count.
    padding, digit : float
        Width of the box without its digits, and of each digit.
    circles : tuple of float
        Breadth of the circle of several places, for one, two, and three or more digits.
    join : float
        A count without a free place joins one that is nearer than this.
    """

    height: float
    gap: float
    padding: float
    digit: float
    circles: tuple[float, ...]
    join: float

    def width(self, count: int) -> float:
        """Return the width of the box of a count, with the gap before it; 0 for none.

        Examples
        --------
        >>> rules = CountRules(17, 4, 11, 7, (26, 30, 38), 64)
        >>> rules.width(12), rules.width(0)
        (29, 0)
        """
        return self.gap + self.padding + self.digit * len(str(count)) if count else 0

    def circle(self, count: int) -> float:
        """Return the breadth of the circle of a count.

        Examples
        --------
        >>> CountRules(17, 4, 11, 7, (26, 30, 38), 64).circle(1234)
        38
        """
        return self.circles[min(len(str(count)), len(self.circles)) - 1]


@dataclass(frozen=True, slots=True)
class NameRules:
    """Where a name may stand.

    Parameters
    ----------
    each_named : int
        Up to so many units a picture names each of them.
    least_width, least_height : float
        Smaller units are not named for themselves.
    inset : float
        Between a name and the border of its unit.
    longest, shortest_broken : int
        Letters after which a name is cut off, and from which it may take two lines.
    near_steps : tuple of float
        Where a name is tried above or below the point of its unit, in heights of the name.
    far_steps : tuple of int
        First and last of the steps that follow where each unit is named.
    around : tuple of tuple of float
        Ways from the point, for what must not go missing.
    around_gap : tuple of float
        What is added to breadth and height of a name on these ways.
    """

    each_named: int
    least_width: float
    least_height: float
    inset: float
    longest: int
    shortest_broken: int
    near_steps: tuple[float, ...]
    far_steps: tuple[int, int]
    around: tuple[tuple[float, float], ...]
    around_gap: tuple[float, float]

    def steps(self, *, far: bool) -> tuple[float, ...]:
        """Return where a name is tried, in heights of the name."""
        first, last = self.far_steps
        beyond = (sign * step for step in range(first, last + 1) for sign in (-1, 1))
        return (*self.near_steps, *(beyond if far else ()))


@dataclass(frozen=True, slots=True)
class LeaderRules:
    """Where a name stands beside its unit, tied to it by a line.

    Parameters
    ----------
    rings, ways : int
        How many distances from a unit are tried, and how many directions.
    ring : float
        How far apart these distances are.
    ties : int
        Into how many columns and rows a unit is divided where its point is covered.
    dot, bead : float
        Side of the place that the point of a unit takes, and of those along its line.
    other : float
        How dear a corner or the middle of a name is over another unit.
    """

    rings: int
    ring: float
    ways: int
    ties: int
    dot: float
    bead: float
    other: float


@dataclass(frozen=True, slots=True)
class PlacementRules:
    """All of them; ``site`` is the breadth of the place that a site takes."""

    gathering: GatheringRules
    count: CountRules
    name: NameRules
    site: float
    leader: LeaderRules


def rules_text() -> str:
    """Return the file of the rules, as committed."""
    return files(__package__).joinpath("rules.json").read_text(encoding="utf-8")


def _read(text: str) -> PlacementRules:
    said = json.loads(text)
    name, count = said["name"], said["count"]
    sequences = {key: tuple(name[key]) for key in ("near_steps", "far_steps", "around_gap")} | {
        "around": tuple(map(tuple, name["around"]))
    }
    return PlacementRules(
        gathering=GatheringRules(**said["gathering"]),
        count=CountRules(**{**count, "circles": tuple(count["circles"])}),
        name=NameRules(**{**name, **sequences}),
        site=said["site"],
        leader=LeaderRules(**said["leader"]),
    )


RULES = _read(rules_text())
