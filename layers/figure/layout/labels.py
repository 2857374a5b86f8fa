"""Where names and counts stand: none covers another, none leaves its unit or the map.

The same order and the same rules as the painter's (``layers/web/painter/placing.js`` and
``callouts.js``); ``tests/parity`` runs both. Of a picture of few units each is named: beside
it, where it has no room.
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
from layers.picture.rules import RULES

__all__ = ["Label", "chip_width", "place_labels", "placed"]


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
    chosen : bool
        Whether it is of a region that must be named; no other count joins it.
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
    chosen: bool = False

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
    chosen: bool = False

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
        return x1 - x0 < RULES.name.least_width * unit or y1 - y0 < RULES.name.least_height * unit

    @property
    def area(self) -> float:
        if self.shape is None:
            return 0.0
        x0, y0, x1, y1 = self.shape.box
        return (x1 - x0) * (y1 - y0)


def chip_width(count: int, unit: float) -> float:
    """Return the width of the box of a count, with the gap before it; 0 for none."""
    return RULES.count.width(count) * unit


def place_labels(
    units: Sequence[DrawnUnit],
    counts: Sequence[Count],
    spots: Sequence[Spot],
    chosen: frozenset[str],
    boxes: Boxes,
    unit: float,
    *,
    named: bool = True,
    each: bool = False,
) -> list[Label]:
    """Return the labels of a map, and take their places.

    On paper nobody can come closer: counts that grew into one another are joined at the end.

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
    named : bool
        Whether names are shown; without them only the chosen regions have one.
    each : bool
        Whether each unit is named, also one that has no room for its name.
    """
    labels = placed(units, counts, spots, chosen, boxes, unit, named=named, each=each)
    labels = _apart(labels, unit)
    if not each:
        return labels
    told = {label.code for label in labels if label.form is not None}
    silent = [region for region in units if region.code not in told]
    return labels + [
        Label(found.box, found.form, *found.middle, code=found.region.code, tie=found.tie)
        for found in place_leaders(silent, units, boxes, unit)
    ]


def placed(
    units: Sequence[DrawnUnit],
    counts: Sequence[Count],
    spots: Sequence[Spot],
    chosen: frozenset[str],
    boxes: Boxes,
    unit: float,
    *,
    named: bool,
    each: bool,
) -> list[Label]:
    """Return groups, then names and counts, in the order in which they are placed.

    The parameters are those of :func:`place_labels`.
    """
    for spot in spots:
        if spot.site is not None:
            boxes.block(box_around(*spot.site, RULES.site * unit, RULES.site * unit))
    labels, single = _clusters([c for c in counts if c.badge.code not in chosen], boxes, unit)
    single += [count for count in counts if count.badge.code in chosen]
    for wish in _wishes(units, single, chosen):
        must = wish.counted is not None or wish.chosen
        if not must and (not named or (not each and wish.is_small(unit))):
            continue
        options = forms(wish.name, 600 if must else 400, unit) if named or wish.chosen else []
        found = _settled(wish, options, must, boxes, unit, far=each)
        may_join = found is None and wish.counted is not None and not wish.chosen
        joined = _joined(labels, wish, unit) if may_join else None
        if joined is not None:
            labels[labels.index(joined[0])] = joined[1]
        elif found is not None or wish.counted:
            # A count never goes missing: with no free place it stands on its unit.
            label = found or _bare(wish, wish.point, unit)
            boxes.block(label.box)
            labels.append(label)
    return labels


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
    size = RULES.count.circle(len(events)) * unit
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


def _wishes(
    units: Sequence[DrawnUnit], counts: Sequence[Count], chosen: frozenset[str]
) -> list[LabelCandidate]:
    """Return everything that wants a label, most important first."""
    counted = {each.badge.code: each for each in counts}
    wishes = []
    for unit in units:
        own = counted.pop(unit.code, None)
        point = unit.point if own is None else own.point
        must = unit.code in chosen
        wishes.append(LabelCandidate(unit.name, unit.code, unit.shape, point, unit, own, must))
    for each in counted.values():
        badge = each.badge
        must = badge.code in chosen
        wishes.append(
            LabelCandidate(badge.name, badge.code, each.shape, each.point, None, each, must)
        )
    return sorted(
        wishes, key=lambda wish: (not wish.chosen, -len(wish.events), -wish.area, wish.code)
    )


def _places(
    wish: LabelCandidate, form: Form, width: float, *, far: bool
) -> Iterator[tuple[float, float]]:
    """Yield places inside the largest part of a unit, or ``far`` also in all of its breadth."""
    if wish.shape is None:
        return
    px, py = wish.point
    for step in RULES.name.steps(far=far):
        y = py + step * form.height
        spans = [wish.shape.chord(y + k * form.height, px) for k in (-0.45, 0, 0.45)]
        known = [span for span in spans if span is not None]
        if len(known) < len(spans):
            continue
        left = max(span[0] for span in known) + RULES.name.inset * form.unit
        right = min(span[1] for span in known) - RULES.name.inset * form.unit
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
    across, down = (gap * unit for gap in RULES.name.around_gap)
    for dx, dy in RULES.name.around:
        yield px + dx * (width + across) / 2, py + dy * (height + down)


def _settled(
    wish: LabelCandidate,
    options: Sequence[Form],
    must: bool,
    boxes: Boxes,
    unit: float,
    *,
    far: bool,
) -> Label | None:
    chip = chip_width(len(wish.events), unit)
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
        for x, y in _nearby(wish, chip, RULES.count.height * unit, unit):
            label = _bare(wish, (x, y), unit)
            if boxes.free(label.box):
                return label
    return None


def _tried(
    wish: LabelCandidate, form: Form, x: float, y: float, boxes: Boxes, unit: float, *, within: bool
) -> Label | None:
    chip = chip_width(len(wish.events), unit)
    height = max(form.height, RULES.count.height * unit if chip else 0.0)
    box = box_around(x, y, form.width + chip, height)
    if not boxes.free(box):
        return None
    under = wish.unit if within else None
    return Label(
        box, form, x, y, wish.events, wish.faded, under, code=wish.code, chosen=wish.chosen
    )


def _bare(wish: LabelCandidate, at: tuple[float, float], unit: float) -> Label:
    box = box_around(*at, chip_width(len(wish.events), unit), RULES.count.height * unit)
    return Label(box, None, *at, wish.events, wish.faded, chosen=wish.chosen)


def _cluster(counts: Sequence[Count], at: tuple[float, float], unit: float) -> Label:
    events = frozenset(event for each in counts for event in each.badge.events)
    size = RULES.count.circle(len(events)) * unit
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
        if label.count and not label.chosen
    ]
    if not near or min(near)[0] >= RULES.count.join * unit:
        return None
    label = min(near)[2]
    return label, _sum(label, _bare(wish, wish.point, unit), unit)
