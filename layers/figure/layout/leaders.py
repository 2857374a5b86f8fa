"""Names beside the units that have no room for them, each tied to its unit by a line.

The same rules as the painter's (``layers/web/painter/leaders.js``); ``tests/parity`` runs both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layers.figure.draw.geometry import overlaps
from layers.figure.draw.ground import DrawnUnit
from layers.figure.layout.boxes import Boxes, box_around
from layers.figure.layout.names import Form, forms
from layers.figure.projection import Box
from layers.picture.rules import RULES

__all__ = ["LeaderLabel", "place_leaders", "tie_end"]

_RULES = RULES.leader


@dataclass(frozen=True)
class LeaderLabel:
    """A name beside its unit."""

    region: DrawnUnit
    form: Form
    box: Box
    tie: tuple[float, float]

    @property
    def middle(self) -> tuple[float, float]:
        """Where the middle of the name stands."""
        x0, y0, x1, y1 = self.box
        return (x0 + x1) / 2, (y0 + y1) / 2


def place_leaders(
    silent: Sequence[DrawnUnit], units: Sequence[DrawnUnit], boxes: Boxes, unit: float
) -> list[LeaderLabel]:
    """Return names beside their units, and take their places.

    Parameters
    ----------
    silent : sequence of DrawnUnit
        Those that have no name yet.
    units : sequence of DrawnUnit
        All coloured units: a name stands rather beside than on another one.
    boxes : Boxes
        What is taken already.
    unit : float
        Points of one of the painter's pixels.
    """
    found = []
    # Those in the middle of others have the fewest places left.
    for region in sorted(silent, key=lambda each: (each.point[1], each.code)):
        best = _best(region, units, boxes, unit)
        if best is not None:
            for bead in _beads(best.tie, best.box, unit):
                boxes.block(bead)
            boxes.block(best.box)
            found.append(best)
    return found


def _best(
    region: DrawnUnit, units: Sequence[DrawnUnit], boxes: Boxes, unit: float
) -> LeaderLabel | None:
    """Return the place that is nearest and hides least; its line runs under no other name.

    Where there is none such it does: a line that is hidden in part still leads to its unit.
    """
    for tie in _ties(region, boxes, unit):
        found = _nearest(region, tie, units, boxes, unit, clear=True)
        if found is not None:
            return found
    if not boxes.inside(box_around(*region.point, 0, 0)):
        return None
    return _nearest(region, region.point, units, boxes, unit, clear=False)


def _nearest(
    region: DrawnUnit,
    tie: tuple[float, float],
    units: Sequence[DrawnUnit],
    boxes: Boxes,
    unit: float,
    *,
    clear: bool,
) -> LeaderLabel | None:
    best: tuple[float, LeaderLabel] | None = None
    for form in forms(region.name, 400, unit):
        for far, box in _around(tie, form, unit):
            if best is not None and far >= best[0]:
                break
            if not boxes.free(box):
                continue
            if clear and any(map(boxes.hits, _beads(tie, box, unit))):
                continue
            cost = far + _RULES.other * unit * _hidden(box, region, units)
            if best is None or cost < best[0]:
                best = cost, LeaderLabel(region, form, box, tie)
    return None if best is None else best[1]


def _ties(region: DrawnUnit, boxes: Boxes, unit: float) -> Iterator[tuple[float, float]]:
    """Yield points of a unit that nothing covers, first its own."""
    x0, y0, x1, y1 = region.shape.box
    grid = ((x, y) for y in _between(y0, y1) for x in _between(x0, x1))
    inside = (at for at in grid if region.shape.holds(*at))
    for at in (region.point, *inside):
        if boxes.free(box_around(*at, _RULES.dot * unit, _RULES.dot * unit)):
            yield at


def _between(low: float, high: float) -> list[float]:
    return [low + (high - low) * step / _RULES.ties for step in range(1, _RULES.ties)]


def _around(point: tuple[float, float], form: Form, unit: float) -> Iterator[tuple[float, Box]]:
    """Yield places ever farther away, with their distance."""
    for ring in range(1, _RULES.rings + 1):
        far = ring * _RULES.ring * unit
        for way in range(_RULES.ways):
            across, down = (f(2 * math.pi * way / _RULES.ways) for f in (math.cos, math.sin))
            x = point[0] + across * (far + form.width / 2)
            y = point[1] + down * (far + form.height / 2)
            yield far, box_around(x, y, form.width, form.height)


def _beads(point: tuple[float, float], box: Box, unit: float) -> Iterator[Box]:
    """Yield what a point and the line from it to a name cover."""
    yield box_around(*point, _RULES.dot * unit, _RULES.dot * unit)
    x, y = tie_end(point, box)
    steps = int(math.hypot(x - point[0], y - point[1]) / (_RULES.bead * unit))
    for step in range(2, steps):
        part = step / steps
        at = point[0] + part * (x - point[0]), point[1] + part * (y - point[1])
        yield box_around(*at, _RULES.bead * unit, _RULES.bead * unit)


def tie_end(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """Return where the line from the point of a unit reaches its name."""
    x0, y0, x1, y1 = box
    return max(x0, min(x1, point[0])), max(y0, min(y1, point[1]))


def _hidden(box: Box, region: DrawnUnit, units: Sequence[DrawnUnit]) -> int:
    """Return how many of five points of a name lie on other units."""
    near = [each.shape for each in units if each is not region and overlaps(each.shape.box, box)]
    x0, y0, x1, y1 = box
    points = ((x0, y0), (x1, y0), (x0, y1), (x1, y1), ((x0 + x1) / 2, (y0 + y1) / 2))
    return sum(any(shape.holds(*at) for shape in near) for at in points)
