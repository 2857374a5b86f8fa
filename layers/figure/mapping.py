"""One map in one frame: the ground, the events, the names, and what stands in its corners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from matplotlib.path import Path

from geodata.errors import ViewError
from layers.figure.boxes import Boxes, box_around
from layers.figure.classes import Look, looks_of
from layers.figure.furniture import (
    LOCATOR,
    draw_locator,
    draw_scale,
    locator_centre,
    scale_size,
)
from layers.figure.geometry import Shape, Shapes
from layers.figure.ground import Context, Ground, Unit, draw_ground, units_of
from layers.figure.labels import CHIP, Label, chip_width, place_labels
from layers.figure.marks import Spot, draw_chosen, draw_events, spots_of
from layers.figure.names import forms, set_form
from layers.figure.paper import Paper, Pen, rectangle
from layers.figure.projection import Box, Points, Projection, Sight, box_of
from layers.figure.theme import Tones
from layers.figure.type import Type
from layers.shown import Shown
from layers.view import COUNTRY

__all__ = ["MapDrawing", "MapModel"]

_PIXELS = 900
"""Width of the map on a usual screen, from which a camera's zoom is understood."""
_EQUATOR = 156_543.034
"""Metres of a pixel at zoom 0 on the equator."""


class MapModel:
    """The shapes of a picture in its own projection, and the metres that are to be seen.

    Parameters
    ----------
    shown : Shown
        The picture.
    assets : mapping of str to mapping
        Geometry and context by id.
    extent : str
        Code of the region to fill the map; empty for the area of the picture.

    Raises
    ------
    ViewError
        If the region has no outline here, or an asset is missing.
    """

    def __init__(self, shown: Shown, assets: Mapping[str, Any], extent: str = "") -> None:
        self.shown = shown
        base = shown.base
        self._geometry = [_asset(assets, each["id"]) for each in base["geometry"]]
        self._context = _asset(assets, base["context"]["id"]) if base.get("context") else None
        west, south, east, north = base["area"]["bounds"]
        self.projection = Projection((south + north) / 2, (west + east) / 2)
        self.shapes = Shapes(self._geometry, self.projection)
        if extent:
            self.projection = self._centred(extent)
            self.shapes = Shapes(self._geometry, self.projection)
        self.extent = extent

    def _centred(self, code: str) -> Projection:
        rings = self.rings(code)
        west, south, east, north = box_of(ring for polygon in rings for ring in polygon)
        middle = np.array([[(west + east) / 2, (south + north) / 2]])
        degrees = _back(self.projection, middle)
        return Projection(round(degrees[1], 3), round(degrees[0], 3))

    def rings(self, code: str) -> tuple[tuple[Points, ...], ...]:
        """Return the outline of a region in metres.

        Raises
        ------
        ViewError
            If there is none on this map.
        """
        level = self.shapes.level_of(code)
        found = None if level is None else self.shapes.metres(level, code)
        if found is None:
            raise ViewError(
                f"{code!r} has no outline on this map.",
                where="figure",
                remedy="Choose a region inside the area of the picture, or another area.",
            )
        return found

    @cached_property
    def context(self) -> Context | None:
        """Land and water around the area."""
        if self._context is None or not self.shown.frame["options"]["context"]:
            return None
        return Context(self._context, self.projection)

    @cached_property
    def for_locator(self) -> tuple[Shapes, Context] | None:
        """Shapes and surroundings for the inset; ``None`` where it would say nothing."""
        if self._context is None or self.shown.base["area"]["code"] == COUNTRY:
            return None
        projection = locator_centre()
        return Shapes(self._geometry, projection), Context(self._context, projection)

    @cached_property
    def metres(self) -> Box:
        """The box that the map shows at least: west, south, east, north."""
        camera = self.shown.frame["camera"]
        if camera and not self.extent:
            at = np.array([[camera["lon"], camera["lat"]]])
            ((x, y),) = self.projection.forward(at)
            across = float(np.cos(np.radians(camera["lat"]))) * _EQUATOR / 2 ** camera["zoom"]
            half = across * _PIXELS / 2
            return float(x) - half, float(y) - half * 0.6, float(x) + half, float(y) + half * 0.6
        area = self.extent or self.shown.base["area"]["code"]
        if area != COUNTRY and self.shapes.level_of(area):
            return box_of(ring for polygon in self.rings(area) for ring in polygon)
        level = self.shown.base["level"]
        found = (self.shapes.metres(level, unit["code"]) for unit in self.shown.base["regions"])
        return box_of(ring for rings in found if rings for polygon in rings for ring in polygon)

    @property
    def claimed_names(self) -> list[Mapping[str, Any]]:
        """Every claimed land of the picture, whether in the frame or not."""
        if not self.shown.base["claimed"]:
            return []
        return [each for asset in self._geometry for each in asset.get("claimed", ())]

    @property
    def aspect(self) -> float:
        """Width over height of what is to be seen."""
        west, south, east, north = self.metres
        return (east - west) / max(north - south, 1.0)


def _back(projection: Projection, metres: Points) -> tuple[float, float]:
    """Return the degrees of a point, found by the way forward."""
    longitude, latitude = projection.longitude, projection.latitude
    for _ in range(12):
        here = projection.forward(np.array([[longitude, latitude]]))[0]
        step = (metres[0] - here) / 111_195
        latitude += float(step[1])
        longitude += float(step[0]) / float(np.cos(np.radians(latitude)))
    return longitude, latitude


def _asset(assets: Mapping[str, Any], asset_id: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = assets[asset_id]
    except KeyError:
        raise ViewError(
            f"There is no asset {asset_id!r}.",
            where="figure",
            remedy="Give geometry and context by the ids that the picture names.",
        ) from None
    return found


@dataclass
class MapDrawing:
    """A map in a frame on a sheet: everything placed, ready to be drawn.

    Parameters
    ----------
    model : MapModel
        What is drawn.
    frame : tuple of float
        Where, in points.
    style : Type
        The typography of the sheet.
    highlight : sequence of str
        Codes of regions with a heavy outline.
    """

    model: MapModel
    frame: Box
    style: Type
    highlight: Sequence[str] = ()
    taken: list[tuple[str, Box]] = field(default_factory=list)

    @property
    def tones(self) -> Tones:
        """The colours of the sheet."""
        return self.style.tones

    @cached_property
    def sight(self) -> Sight:
        """Where metres lie on the sheet."""
        return Sight.fitting(self.frame, self.model.metres, self.style.unit)

    @cached_property
    def units(self) -> list[Unit]:
        """The coloured units in the frame."""
        return units_of(self.model.shown, self.model.shapes, self.sight)

    @cached_property
    def looks(self) -> list[Look]:
        """How each class is drawn."""
        return looks_of(self.model.shown, self.tones)

    @cached_property
    def spots(self) -> list[Spot]:
        """The marks in the frame."""
        points = {unit.code: unit.point for unit in self.units}
        return spots_of(self.model.shown, self.model.shapes, self.sight, points)

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
        if not self.model.shown.base["claimed"]:
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
        wanted = [("scale", scale_size(self.sight))]
        if self.model.for_locator is not None:
            wanted.insert(0, ("locator", (LOCATOR[0] * unit, LOCATOR[1] * unit)))
        free = ["bottom-left", "bottom-right", "top-right", "top-left"]
        placed = []
        for what, size in wanted:
            if what == "locator" and size[0] > 0.36 * (self.frame[2] - self.frame[0]):
                size = (size[0] * 0.75, size[1] * 0.75)
            corner = min(
                free, key=lambda name: (self._hidden(self._corner(name, size)), free.index(name))
            )
            free.remove(corner)
            placed.append((what, self._corner(corner, size)))
        return placed

    def _corner(self, name: str, size: tuple[float, float]) -> Box:
        left, top, right, bottom = _grown(self.frame, -7 * self.style.unit)
        x = left if name.endswith("left") else right - size[0]
        y = top if name.startswith("top") else bottom - size[1]
        return x, y, x + size[0], y + size[1]

    def _hidden(self, box: Box) -> int:
        """Return how many of some points of a box lie on coloured units."""
        xs, ys = np.linspace(box[0], box[2], 6), np.linspace(box[1], box[3], 5)
        return sum(
            any(unit.shape.holds(float(x), float(y)) for unit in self.units) for x in xs for y in ys
        )

    @cached_property
    def labels(self) -> list[Label]:
        """Names and counts in their places."""
        options = self.model.shown.frame["options"]
        units = self.units if options["labels"] else []
        chosen = frozenset(self.highlight)
        return place_labels(units, self.spots, chosen, self.boxes, self.style.unit)

    @property
    def has_clusters(self) -> bool:
        """Whether events of several places are counted in one circle."""
        return any(label.places > 1 for label in self.labels)

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
        self._quiet_names(paper)
        for label in labels:
            self._draw_label(paper, label)
        for what, box in self.corners:
            if what == "scale":
                draw_scale(paper, box, sight, self.style, model.shown)
            elif model.for_locator is not None:
                shapes, context = model.for_locator
                draw_locator(paper, box, model.shown, shapes, context, self.style)
        paper.path(rectangle(self.frame), pen=Pen(tones.rule, 0.5 * self.style.letters))

    def _quiet_names(self, paper: Paper) -> None:
        """Set the names of lakes and countries where room is left."""
        if self.model.context is None or not self.model.shown.frame["options"]["labels"]:
            return
        unit, tones = self.style.unit, self.tones
        for name in _in_language(self.model.context.names, self.model.shown.language):
            lake = name["kind"] == "lake"
            at = self.model.projection.forward(np.asarray([name["point"]], float))
            ((x, y),) = self.sight.place(at)
            form = forms(name["text"], 400, unit, 0.82 if lake else 0.88)[0]
            box = box_around(float(x), float(y), form.width, form.height)
            if (lake and self.sight.scale < 1.2e-4) or not self.boxes.free(box):
                continue
            self.boxes.block(box)
            colour = tones.lake if lake else tones.faint
            set_form(paper, form, float(x), float(y), colour=colour, halo=None, weight=400)

    def _draw_label(self, paper: Paper, label: Label) -> None:
        unit, tones = self.style.unit, self.tones
        if label.places > 1:
            self._draw_cluster(paper, label)
            return
        chip = chip_width(label.count, unit)
        if label.form is not None:
            colour, halo = self._inks(label)
            set_form(
                paper,
                label.form,
                label.x - chip / 2,
                label.y,
                colour=colour,
                halo=halo,
                weight=600 if label.count else 400,
            )
        if label.count:
            right = label.x + (label.form.width if label.form else 0.0) / 2 + chip / 2
            wide, high = chip - 4 * unit, CHIP * unit
            box = box_around(right - wide / 2, label.y, wide, high)
            pen = Pen(tones.ink, 0.9 * unit, (2.2 * unit, 1.6 * unit) if label.faded else ())
            paper.path(rectangle(box), fill=tones.page, pen=pen)
            size = 10.6 * unit
            paper.text(
                str(label.count),
                right - wide / 2,
                label.y + 0.33 * size,
                size=size,
                colour=tones.ink,
                weight=600,
                align="middle",
            )

    def _inks(self, label: Label) -> tuple[str, str]:
        """Return the colour of a name and of its halo, by what lies under it."""
        if label.unit is None:
            return self.tones.label, self.tones.land
        classes = self.model.shown.class_of
        at = classes[label.unit.index]
        look = self.looks[at if 0 <= at < len(self.looks) - 1 else -1]
        return ("#ffffff" if look.is_dark else self.tones.label), look.fill

    def _draw_cluster(self, paper: Paper, label: Label) -> None:
        unit, tones = self.style.unit, self.tones
        circle = Path.circle((label.x, label.y), (label.box[2] - label.box[0]) / 2)
        paper.path(circle, fill=tones.page, pen=Pen(tones.ink, 1.1 * unit))
        size = 11.0 * unit
        paper.text(
            str(label.count),
            label.x,
            label.y + 0.33 * size,
            size=size,
            colour=tones.ink,
            weight=600,
            align="middle",
        )


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
