"""Marks whose counts would cover one another are gathered under one count."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from layers.figure.marks import Spot

__all__ = ["Group", "gathered"]

_MANY = 60
_NEAR, _WIDE, _APART = 13.0, 40.0, 32.0
"""Reach of a group in the painter's pixels: of few marks, of many, and between groups."""


@dataclass
class Group:
    """Marks that are counted together, where the first of them stands."""

    x: float
    y: float
    spots: list[Spot] = field(default_factory=list)


def gathered(spots: Sequence[Spot], unit: float) -> list[Group]:
    """Return marks in groups, most events first; most groups hold one."""
    reach = (_WIDE if len(spots) > _MANY else _NEAR) * unit
    ordered = sorted(spots, key=lambda spot: (-len(spot.mark.events), spot.mark.code))
    single = [Group(*spot.point, [spot]) for spot in ordered if spot.point is not None]
    groups = _joined(single, reach)
    several = [group for group in groups if len(group.spots) > 1]
    alone = [group for group in groups if len(group.spots) == 1]
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
            near.spots += entry.spots
        else:
            groups.append(Group(entry.x, entry.y, list(entry.spots)))
    return groups
