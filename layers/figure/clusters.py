"""Counts that would cover one another are gathered into one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from layers.figure.marks import Count

__all__ = ["Group", "gathered"]

_MANY = 60
_NEAR, _WIDE, _APART = 13.0, 40.0, 32.0
"""Reach of a group in the painter's pixels: of few marks, of many, and between groups."""


@dataclass
class Group:
    """Counts that are taken together, where the first of them stands."""

    x: float
    y: float
    counts: list[Count] = field(default_factory=list)


def gathered(counts: Sequence[Count], unit: float) -> list[Group]:
    """Return counts in groups, most events first; most groups hold one."""
    reach = (_WIDE if len(counts) > _MANY else _NEAR) * unit
    ordered = sorted(counts, key=lambda each: (-len(each.badge.events), each.badge.code))
    groups = _joined([Group(*each.point, [each]) for each in ordered], reach)
    several = [group for group in groups if len(group.counts) > 1]
    alone = [group for group in groups if len(group.counts) == 1]
    return [*_joined(several, max(reach, _APART * unit)), *alone]


def _joined(entries: Sequence[Group], reach: float) -> list[Group]:
    groups: list[Group] = []
    for entry in entries:
        near = min(
            groups,
            key=lambda group: math.hypot(group.x - entry.x, group.y - entry.y),
            default=None,
        )
        if near is not None and math.hypot(near.x - entry.x, near.y - entry.y) < reach:
            near.counts += entry.counts
        else:
            groups.append(Group(entry.x, entry.y, list(entry.counts)))
    return groups
