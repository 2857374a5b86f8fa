"""Where names and counts stand: none covers another, none leaves its unit or the map.

The same order and the same rules as the painter's (``layers/web/painter/labels.js`` and
``callouts.js``). Of a picture of few units each is named: beside it, where it has no room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layers.figure.draw.geometry import Shape, overlaps
from layers.figure.draw.ground import DrawnUnit
from layers.figure.draw.marks import Count, Spot
from layers.figure.layout.boxes import Boxes, box_around, gathered
from layers.figure.layout.leaders import place_leaders
from layers.figure.layout.names import Form, forms
from layers.figure.projection import Box

__all__ = ["CHIP", "EACH_NAMED", "Label", "chip_width", "place_labels"]

CHIP = 15.0
"""Height of the box of a count, in the painter's pixels."""
EACH_NAMED = 40
"""Up to so many units a picture names each of them."""
_GAP = 4.0
_SMALLEST = 24.0
_JOIN = 64.0
_NEAR_STEPS = (0, -0.7, 0.7, -1.4, 1.4, -2.2, 2.2)
_FAR_STEPS = tuple(sign * step for step in range(3, 25) for sign in (-1, 1))
"""Where a name stands above or below the point of its unit, in heights of the name."""
_AROUND = ((0, -1), (0, 1), (1, 0), (-1, 0), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8))


@dataclass(frozen=True)
class Label:
    """A name, a count, or both, in its place.

    Parameters
    ----------
    box : tuple of float
        The place that it takes.
    form : Form or None
        The name; ``None`` for a bare count.
    x, y : float
        Its middle.
    events : frozenset of int
        The events that are counted; none where no count is shown.
    faded : bool
        Whether it is uncertain of each of them that it was going on.
    unit : DrawnUnit or None
        The coloured unit whose colour lies under it.
    places : int
        Number of regions whose events are counted together.
    code : str
        Of the region that is named; empty for a bare count of several.
    tie : tuple of float or None
        The point of the unit that a name beside it belongs to.
    """

    box: Box
    form: Form | None
    x: float
    y: float
    events: frozenset[int] = frozenset()
    faded: bool = False
    unit: DrawnUnit | None = None
    places: int = 1
    code: str = ""
    tie: tuple[float, float] | None = None

    @property
    def count(self) -> int:
        """Number of events; 0 for none."""
        return len(self.events)


@dataclass(frozen=True)
class LabelCandidate:
    name: Mapping[str, str]
    code: str
    shape: Shape | None
    point: tuple[float, float]
    unit: DrawnUnit | None = None
    counted: Count | None = None

    @property
    def events(self) -> frozenset[int]:
        return frozenset() if self.counted is None else frozenset(self.counted.badge.events)

    @property
    def faded(self) -> bool:
        return self.counted is not None and self.counted.badge.faded

    def is_small(self, unit: float) -> bool:
        if self.shape is None:
            return False
        x0, y0, x1, y1 = self.shape.box
        return x1 - x0 < _SMALLEST * unit or y1 - y0 < 10 * unit

    @property
    def area(self) -> float:
        if self.shape is None:
            return 0.0
        x0, y0, x1, y1 = self.shape.box
        return (x1 - x0) * (y1 - y0)


def chip_width(count: int, unit: float) -> float:
    """Return the width of the box of a count, with the gap before it; 0 for none."""
    return (_GAP + 9 + 6.6 * len(str(count))) * unit if count else 0.0


def place_labels(
    units: Sequence[DrawnUnit],
    counts: Sequence[Count],
    spots: Sequence[Spot],
    chosen: frozenset[str],
    boxes: Boxes,
    unit: float,
    *,
    each: bool = False,
) -> list[Label]:
    """Return the labels of a map, and take their places.

    Parameters
    ----------
    units : sequence of DrawnUnit
        The coloured units.
    counts : sequence of Count
        The counts of regions.
    spots : sequence of Spot
        The marks; no label covers a site.
    chosen : frozenset of str
        Codes of regions that must be named.
    boxes : Boxes
        What is taken already.
    unit : float
        Points of one of the painter's pixels.
    each : bool
        Whether each unit is named, also one that has no room for its name.
    """
    for spot in spots:
        if spot.site is not None:
            boxes.block(box_around(*spot.site, 12 * unit, 12 * unit))
    labels, single = _clusters(counts, boxes, unit)
    for wish in _wishes(units, single):
        must = wish.counted is not None or wish.code in chosen
        if not must and not each and wish.is_small(unit):
            continue
        found = _settled(wish, must, boxes, unit, far=each)
        joined = _joined(labels, wish, unit) if found is None and wish.counted else None
        if joined is not None:
            labels[labels.index(joined[0])] = joined[1]
        elif found is not None or wish.counted:
            # A count never goes missing: with no free place it stands on its unit.
            label = found or _bare(wish, wish.point, unit)
            boxes.block(label.box)
            labels.append(label)
    labels = _apart(labels, unit)
    if not each:
        return labels
    named = {label.code for label in labels if label.form is not None}
    silent = [region for region in units if region.code not in named]
    return labels + [
        Label(found.box, found.form, *found.middle, code=found.region.code, tie=found.tie)
        for found in place_leaders(silent, units, boxes, unit)
    ]


def _apart(labels: Sequence[Label], unit: float) -> list[Label]:
    """Return labels of which none covers another: counts are joined, a bare name gives way."""
    kept: list[Label] = []
    waiting = sorted(labels, key=lambda label: -label.count)
    while waiting:
        label = waiting.pop(0)
        under = next((other for other in kept if overlaps(label.box, other.box)), None)
        if under is None:
            kept.append(label)
        elif label.count:
            kept.remove(under)
            waiting.insert(0, _sum(under, label, unit))
    return kept


def _sum(one: Label, other: Label, unit: float) -> Label:
    """Return the circle that counts the events of two labels, where the first one stands."""
    events, places = one.events | other.events, one.places + other.places
    size = _circle(len(events), unit)
    circle = box_around(one.x, one.y, size, size)
    return Label(circle, None, one.x, one.y, events, one.faded and other.faded, places=places)


def _clusters(
    counts: Sequence[Count], boxes: Boxes, unit: float
) -> tuple[list[Label], list[Count]]:
    """Return the labels of counts that stand too close together, and the other counts."""
    labels: list[Label] = []
    single: list[Count] = []
    for group in gathered(counts, unit):
        if len(group.counts) == 1:
            single.append(group.counts[0])
            continue
        label = _cluster(group.counts, (group.x, group.y), unit)
        boxes.block(label.box)
        labels.append(label)
    return labels, single


def _wishes(units: Sequence[DrawnUnit], counts: Sequence[Count]) -> list[LabelCandidate]:
    """Return everything that wants a label, most important first."""
    counted = {each.badge.code: each for each in counts}
    wishes = []
    for unit in units:
        own = counted.pop(unit.code, None)
        point = unit.point if own is None else own.point
        wishes.append(LabelCandidate(unit.name, unit.code, unit.shape, point, unit, own))
    for each in counted.values():
        badge = each.badge
        wishes.append(LabelCandidate(badge.name, badge.code, each.shape, each.point, None, each))
    return sorted(wishes, key=lambda wish: (-len(wish.events), -wish.area, wish.code))


def _places(
    wish: LabelCandidate, form: Form, width: float, *, far: bool
) -> Iterator[tuple[float, float]]:
    """Yield places inside the largest part of a unit, or ``far`` also in all of its breadth."""
    if wish.shape is None:
        return
    px, py = wish.point
    for step in (*_NEAR_STEPS, *(_FAR_STEPS if far else ())):
        y = py + step * form.height
        spans = [wish.shape.chord(y + k * form.height, px) for k in (-0.45, 0, 0.45)]
        known = [span for span in spans if span is not None]
        if len(known) < len(spans):
            continue
        left = max(span[0] for span in known) + 2.5 * form.unit
        right = min(span[1] for span in known) - 2.5 * form.unit
        if right - left >= width:
            yield max(left + width / 2, min(right - width / 2, px)), y
            if far:
                yield left + width / 2, y
                yield right - width / 2, y


def _nearby(
    wish: LabelCandidate, width: float, height: float, unit: float
) -> Iterator[tuple[float, float]]:
    """Yield places near the point of a unit, for what must not go missing."""
    px, py = wish.point
    yield px, py
    for dx, dy in _AROUND:
        yield px + dx * (width + 8 * unit) / 2, py + dy * (height + 2 * unit)


def _settled(
    wish: LabelCandidate, must: bool, boxes: Boxes, unit: float, *, far: bool
) -> Label | None:
    chip = chip_width(len(wish.events), unit)
    weight = 600 if must else 400
    options = forms(wish.name, weight, unit)
    for form in options:
        for x, y in _places(wish, form, form.width + chip, far=far):
            found = _tried(wish, form, x, y, boxes, unit, within=True)
            if found is not None:
                return found
    for form in options if must else ():
        for x, y in _nearby(wish, form.width + chip, form.height, unit):
            found = _tried(wish, form, x, y, boxes, unit, within=False)
            if found is not None:
                return found
    if wish.counted is not None:
        for x, y in _nearby(wish, chip, CHIP * unit, unit):
            label = _bare(wish, (x, y), unit)
            if boxes.free(label.box):
                return label
    return None


def _tried(
    wish: LabelCandidate, form: Form, x: float, y: float, boxes: Boxes, unit: float, *, within: bool
) -> Label | None:
    chip = chip_width(len(wish.events), unit)
    height = max(form.height, CHIP * unit if chip else 0.0)
    box = box_around(x, y, form.width + chip, height)
    if not boxes.free(box):
        return None
    under = wish.unit if within else None
    return Label(box, form, x, y, wish.events, wish.faded, under, code=wish.code)


def _bare(wish: LabelCandidate, at: tuple[float, float], unit: float) -> Label:
    box = box_around(*at, chip_width(len(wish.events), unit), CHIP * unit)
    return Label(box, None, *at, wish.events, wish.faded)


def _cluster(counts: Sequence[Count], at: tuple[float, float], unit: float) -> Label:
    events = frozenset(event for each in counts for event in each.badge.events)
    size = _circle(len(events), unit)
    faded = all(each.badge.faded for each in counts)
    return Label(box_around(*at, size, size), None, *at, events, faded, places=len(counts))


def _joined(
    labels: Sequence[Label], wish: LabelCandidate, unit: float
) -> tuple[Label, Label] | None:
    """Return the nearest label with a count, and the circle that it becomes with these events."""
    px, py = wish.point
    near = [
        (((label.x - px) ** 2 + (label.y - py) ** 2) ** 0.5, index, label)
        for index, label in enumerate(labels)
        if label.count
    ]
    if not near or min(near)[0] > _JOIN * unit:
        return None
    label = min(near)[2]
    return label, _sum(label, _bare(wish, wish.point, unit), unit)


def _circle(count: int, unit: float) -> float:
    return {1: 22.0, 2: 26.0}.get(len(str(count)), 32.0) * unit
