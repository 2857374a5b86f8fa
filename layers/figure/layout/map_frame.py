"""One map in one frame: ground, events, names, and what is drawn in its corners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.path import Path

from layers.figure.draw.furniture import LOCATOR, draw_locator, draw_scale, scale_size
from layers.figure.draw.geometry import Shape, overlaps
from layers.figure.draw.ground import DrawnUnit, Ground, draw_ground, units_of
from layers.figure.draw.legend import Section
from layers.figure.draw.marks import (
    Count,
    Spot,
    counts_of,
    draw_chosen,
    draw_events,
    spots_of,
)
from layers.figure.draw.model import MapModel
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.draw.patterns import Look, looks_of
from layers.figure.layout.boxes import Boxes, box_around
from layers.figure.layout.callouts import Callout, draw_plate, place_plates
from layers.figure.layout.labels import Label, chip_width, place_labels
from layers.figure.layout.leaders import tie_end
from layers.figure.layout.names import Form, forms, set_form
from layers.figure.projection import Box, Viewport
from layers.figure.theme import Tones, Typography, luminance
from layers.picture.rules import RULES

__all__ = ["MapDrawing", "draw_label", "draw_tie"]


def draw_label(
    paper: Paper, label: Label, style: Typography, inks: tuple[str, str], reach: float
) -> None:
    """Draw a label in its place.

    Parameters
    ----------
    paper : Paper
        Where.
    label : Label
        Name, count, or both.
    style : Typography
        The typography of the sheet.
    inks : tuple of str
        Colour of the name, and of its halo.
    reach : float
        How wide the halo is, in the painter's pixels.
    """
    unit, tones = style.unit, style.tones
    if label.places > 1:
        radius = (label.box[2] - label.box[0]) / 2
        circle = Path.circle((label.x, label.y), radius)
        paper.path(circle, fill=tones.page, pen=Pen(tones.ink, 1.1 * unit))
        _number(paper, label.count, label.x, label.y, 11.0 * unit, tones.ink)
        return
    chip = chip_width(label.count, unit)
    if label.form is not None:
        colour, halo = inks
        weight = 600 if label.count else 400
        x = label.x - chip / 2
        set_form(
            paper, label.form, x, label.y, colour=colour, halo=halo, weight=weight, reach=reach
        )
    if label.count:
        wide = chip - RULES.count.gap * unit
        right = label.x + (label.form.width if label.form else 0.0) / 2 + chip / 2
        box = box_around(right - wide / 2, label.y, wide, RULES.count.height * unit)
        pen = Pen(tones.ink, 0.9 * unit, (2.2 * unit, 1.6 * unit) if label.faded else ())
        paper.path(rectangle(box), fill=tones.page, pen=pen)
        _number(paper, label.count, right - wide / 2, label.y, 10.6 * unit, tones.ink)


def draw_tie(paper: Paper, label: Label, style: Typography) -> None:
    """Draw the line that ties a name beside its unit to the unit."""
    if label.tie is None:
        return
    unit, tones = style.unit, style.tones
    line = Path([tie_end(label.tie, label.box), label.tie])
    paper.path(line, pen=Pen(tones.casing, 2.6 * unit))
    paper.path(line, pen=Pen(tones.ink, 0.9 * unit))
    dot = Path.circle(label.tie, 1.9 * unit)
    paper.path(dot, fill=tones.ink, pen=Pen(tones.casing, 0.8 * unit))


def _number(paper: Paper, count: int, x: float, y: float, size: float, colour: str) -> None:
    base = y + 0.33 * size
    paper.text(str(count), x, base, size=size, colour=colour, weight=600, align="middle")


_SMALLEST_LAKES = 1.2e-4
"""Points to a metre below which lakes have no names."""
_WHITE = "#ffffff"
_PALE = 0.55
"""How light a ground must be for the colour of lakes to be read on it."""


@dataclass
class MapDrawing:
    """A map in a frame on a sheet: everything placed, ready to be drawn.

    Parameters
    ----------
    model : MapModel
        What is drawn.
    frame : tuple of float
        Where, in points.
    style : Typography
        The typography of the sheet.
    highlight : sequence of str
        Codes of regions with a heavy outline.
    extent : tuple of float, optional
        The metres that are to be seen; by default what the model shows.
    """

    model: MapModel
    frame: Box
    style: Typography
    highlight: Sequence[str] = ()
    extent: Box | None = None

    @property
    def tones(self) -> Tones:
        """The colours of the sheet."""
        return self.style.tones

    @cached_property
    def sight(self) -> Viewport:
        """Where metres lie on the sheet."""
        return Viewport.fitting(self.frame, self.extent or self.model.metres, self.style.unit)

    @cached_property
    def units(self) -> list[DrawnUnit]:
        """The coloured units in the frame."""
        return units_of(self.model.shown, self.model.shapes, self.sight)

    @cached_property
    def looks(self) -> list[Look]:
        """How each class is drawn."""
        return looks_of(self.model.shown, self.tones)

    @cached_property
    def spots(self) -> list[Spot]:
        """The marks in the frame."""
        return spots_of(self.model.shown, self.model.shapes, self.sight)

    @cached_property
    def counts(self) -> list[Count]:
        """The counts in the frame."""
        points = {unit.code: unit.point for unit in self.units}
        return counts_of(self.model.shown, self.model.shapes, self.sight, points)

    @cached_property
    def chosen(self) -> list[Shape]:
        """The regions with a heavy outline."""
        return [self._placed(code) for code in self.highlight]

    def _placed(self, code: str) -> Shape:
        self.model.rings(code)
        level = self.model.shapes.level_of(code)
        shape = self.model.shapes.on_sheet(str(level), code, self.sight)
        assert shape is not None
        return shape

    @cached_property
    def claims(self) -> list[tuple[str, str]]:
        """Name and administering state of each claimed land in the frame."""
        if not self.model.shown.regions["claimed"]:
            return []
        return [
            (name, state)
            for name, state, shape in self.model.shapes.claimed(self.sight)
            if shape.clipped(self.frame, 0) is not None
        ]

    @cached_property
    def boxes(self) -> Boxes:
        """The places that are taken: first the corners."""
        boxes = Boxes(_grown(self.frame, -3 * self.style.unit))
        for _, box in self.corners:
            boxes.block(_grown(box, 3 * self.style.unit))
        return boxes

    @cached_property
    def corners(self) -> list[tuple[str, Box]]:
        """What stands in the corners, where it hides the fewest units."""
        unit = self.style.unit
        wide = self.frame[2] - self.frame[0]
        wanted = [("scale", scale_size(self.sight))]
        factor = unit * (1.0 if LOCATOR[0] * unit < 0.36 * wide else 0.75)
        if self.model.for_locator is not None and LOCATOR[0] * factor < 0.32 * wide:
            wanted.insert(0, ("locator", (LOCATOR[0] * factor, LOCATOR[1] * factor)))
        free = ["bottom-left", "bottom-right", "top-right", "top-left"]
        placed = []
        for what, size in wanted:
            boxes = {name: self._corner(name, size) for name in free}
            corner = min(free, key=lambda name: self._hidden(boxes[name]))
            free.remove(corner)
            placed.append((what, boxes[corner]))
        return placed

    def _corner(self, name: str, size: tuple[float, float]) -> Box:
        left, top, right, bottom = _grown(self.frame, -7 * self.style.unit)
        x = left if name.endswith("left") else right - size[0]
        y = top if name.startswith("top") else bottom - size[1]
        return x, y, x + size[0], y + size[1]

    def _hidden(self, box: Box) -> int:
        """Return how many of some points of a box lie on coloured units."""
        near = [unit.shape for unit in self.units if overlaps(unit.shape.box, box)]
        xs, ys = np.linspace(box[0], box[2], 6), np.linspace(box[1], box[3], 5)
        return sum(any(shape.holds(float(x), float(y)) for shape in near) for x in xs for y in ys)

    @cached_property
    def labels(self) -> list[Label]:
        """Names and counts in their places."""
        shown = self.model.shown
        named = bool(shown.header["options"]["labels"])
        few = len(shown.units) <= RULES.name.each_named
        placed = (self.counts, self.spots, frozenset(self.highlight), self.boxes, self.style.unit)
        return place_labels(self.units, *placed, named=named, each=named and few)

    @cached_property
    def plates(self) -> list[Callout]:
        """What published ranges say, beside their units; placed after the labels."""
        taken = self.labels
        shapes, units = self.model.shapes, self.units
        boxes = Boxes(self.boxes.frame)
        for _, box in self.corners:
            boxes.block(_grown(box, 3 * self.style.unit))
        for label in taken:
            boxes.block(_grown(label.box, 2 * self.style.unit))
        found = place_plates(self.model.shown, shapes, units, boxes, self.sight, self.style)
        for plate in found:
            self.boxes.block(plate.box)
        return found

    @property
    def has_clusters(self) -> bool:
        """Whether events of several places are counted in one circle."""
        return any(label.places > 1 for label in self.labels)

    @property
    def section(self) -> Section | None:
        """What the map shows of its area; ``None`` where it shows all of it."""
        shown = self.model.shown
        if not self.model.is_section:
            return None
        lines: Counter[str] = Counter()
        for spot in self.spots:
            lines.update({line.label: line.count for line in spot.mark.lines})
        return Section(Counter(shown.class_of[unit.index] for unit in self.units), lines)

    def draw(self, paper: Paper) -> None:
        """Draw the map."""
        model, sight, tones = self.model, self.sight, self.tones
        ground = Ground(
            model.shown, model.shapes, model.context, self.units, self.looks, sight, tones
        )
        draw_ground(paper, ground)
        draw_events(paper, model.shown, model.shapes, self.spots, sight, tones)
        draw_chosen(paper, self.chosen, sight, tones)
        labels = self.labels
        for plate in self.plates:
            draw_plate(paper, plate, self.style)
        self._quiet_names(paper)
        reach = 2.6 if model.shown.is_illustration else 1.7
        for label in labels:
            draw_tie(paper, label, self.style)
        for label in labels:
            draw_label(paper, label, self.style, self._inks(label.unit), reach)
        for what, box in self.corners:
            if what == "scale":
                draw_scale(paper, box, sight, self.style, model.shown)
            elif model.for_locator is not None:
                shapes, context = model.for_locator
                draw_locator(paper, box, model.shown, shapes, context, self.style)
        paper.flush()
        paper.path(rectangle(self.frame), pen=Pen(tones.rule, 0.5 * self.style.letters))

    def _quiet_names(self, paper: Paper) -> None:
        """Set the names of lakes and countries where room is left."""
        if self.model.context is None or not self.model.shown.header["options"]["labels"]:
            return
        unit, tones = self.style.unit, self.tones
        for name in _in_language(self.model.context.names, self.model.shown.language):
            lake = name["kind"] == "lake"
            if lake and self.sight.scale < _SMALLEST_LAKES:
                continue
            metres = self.model.projection.forward(np.asarray([name["point"]], float))
            ((x, y),) = self.sight.place(metres)
            form = forms(name["text"], 400, unit, 0.82 if lake else 0.88)[0]
            water = self.model.context.lake_at(float(x), float(y), self.sight) if lake else None
            for middle in _levels(float(y), form, water):
                box = box_around(float(x), middle, form.width, form.height)
                if not self.boxes.free(box):
                    continue
                self.boxes.block(box)
                colour, halo = tones.faint, None
                if lake and (water is None or middle != float(y)):
                    under = next((u for u in self.units if u.shape.holds(float(x), middle)), None)
                    colour, halo = self._inks(under)
                    if colour == _WHITE or luminance(halo) > _PALE:
                        colour = tones.water if colour == _WHITE else tones.lake
                elif lake:
                    colour = tones.lake
                set_form(paper, form, float(x), middle, colour=colour, halo=halo, weight=400)
                break

    def _inks(self, unit: DrawnUnit | None) -> tuple[str, str]:
        """Return the colour of a name and of its halo, by what lies under it."""
        if unit is None:
            return self.tones.label, self.tones.land
        at = self.model.shown.class_of[unit.index]
        look = self.looks[at if 0 <= at < len(self.looks) - 1 else -1]
        return (_WHITE if look.is_dark else self.tones.label), look.fill


def _levels(y: float, form: Form, water: Box | None) -> Sequence[float]:
    """Return the heights at which the name of a place may stand: beside a lake that is small."""
    if water is None or (water[2] - water[0] > form.width and water[3] - water[1] > form.height):
        return (y,)
    aside = form.height / 2
    return water[3] + aside, water[1] - aside


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _in_language(names: Sequence[Mapping[str, Any]], language: str) -> list[Mapping[str, Any]]:
    """Return of the names of one place that in a language, or else the English one."""
    places: dict[tuple[float, ...], Mapping[str, Any]] = {}
    for name in names:
        at = tuple(name["point"])
        fits = name["text"]["lang"] == language
        if fits or (name["text"]["lang"] == "en" and at not in places):
            places[at] = name
    return list(places.values())
