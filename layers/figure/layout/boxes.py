"""Rectangles that may not overlap, and counts gathered where they would."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from layers.figure.draw.marks import Count
from layers.figure.projection import Box
from layers.picture.rules import RULES

__all__ = ["Boxes", "Group", "box_around", "gathered"]


class Boxes:
    """The places that are taken inside a frame.

    Parameters
    ----------
    frame : tuple of float
        Nothing may leave it.
    """

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self._held = np.empty((64, 4))
        self._count = 0

    def block(self, box: Box) -> None:
        """Take a place."""
        if self._count == len(self._held):
            self._held = np.concatenate((self._held, np.empty_like(self._held)))
        self._held[self._count] = box
        self._count += 1

    def hits(self, box: Box) -> int:
        """Return how many taken places a box overlaps."""
        held = self._held[: self._count]
        across = (held[:, 0] < box[2]) & (held[:, 2] > box[0])
        return int(np.count_nonzero(across & (held[:, 1] < box[3]) & (held[:, 3] > box[1])))

    def inside(self, box: Box) -> bool:
        """Whether a box lies in the frame."""
        left, top, right, bottom = self.frame
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom

    def free(self, box: Box) -> bool:
        """Whether a box lies in the frame and overlaps nothing."""
        return self.inside(box) and not self.hits(box)


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """Return the box with its middle at a point."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


@dataclass
class Group:
    """Counts that are taken together, where the first of them stands."""

    x: float
    y: float
    counts: list[Count] = field(default_factory=list)


def gathered(counts: Sequence[Count], unit: float) -> list[Group]:
    """Return counts in groups, most events first; most groups hold one."""
    rules = RULES.gathering
    reach = (rules.wide if len(counts) > rules.many else rules.near) * unit
    ordered = sorted(counts, key=lambda each: (-len(each.badge.events), each.badge.code))
    groups = _joined([Group(*each.point, [each]) for each in ordered], reach)
    several = [group for group in groups if len(group.counts) > 1]
    alone = [group for group in groups if len(group.counts) == 1]
    return [*_joined(several, max(reach, rules.apart * unit)), *alone]


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
