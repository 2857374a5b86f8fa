"""Outlines of a picture's assets as shapes on the sheet, and what is asked of a shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from layers.figure.projection import Box, Points, Projection, Viewport, box_of

__all__ = ["Shape", "Shapes", "decode", "line_path", "overlaps"]

_MARGIN = 24.0
"""Points beyond the frame that are kept, so that no stroke ends at its edge."""
_LEAST = 0.02
"""Smallest area of a ring that is drawn, in square points."""


def decode(flat: Sequence[int], scale: int) -> Points:
    """Return the degrees of a ring or line that is stored as steps."""
    steps = np.asarray(flat, float).reshape(-1, 2)
    return np.asarray(steps.cumsum(axis=0) / scale, float)


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share any area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _area(ring: Points) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _tidy(ring: Points) -> Points:
    """Drop points that equal the one before."""
    if len(ring) < 2:
        return ring
    moved = np.any(ring[1:] != ring[:-1], axis=1)
    kept = ring[np.concatenate(([True], moved))]
    return kept[:-1] if len(kept) > 1 and bool(np.all(kept[0] == kept[-1])) else kept


@dataclass(frozen=True)
class Shape:
    """Polygons on the sheet.

    Parameters
    ----------
    parts : tuple of tuple of Points
        For each polygon its outer ring and its holes.
    """

    parts: tuple[tuple[Points, ...], ...]

    @cached_property
    def box(self) -> Box:
        """The smallest box around it."""
        return box_of(rings[0] for rings in self.parts)

    @cached_property
    def largest(self) -> tuple[Points, ...]:
        """The rings of its largest polygon."""
        return max(self.parts, key=lambda rings: abs(_area(rings[0])))

    @cached_property
    def slim(self) -> float:
        """Area over length of border: about a quarter of the width of a strip."""
        ring = self.largest[0]
        steps = np.diff(np.concatenate((ring, ring[:1])), axis=0)
        return abs(_area(ring)) / max(float(np.hypot(steps[:, 0], steps[:, 1]).sum()), 1e-9)

    def clipped(self, frame: Box, margin: float = _MARGIN) -> Path | None:
        """Return it as a path, cut a little outside the frame; ``None`` if nothing is left."""
        left, top, right, bottom = frame
        wide = (left - margin, top - margin, right + margin, bottom + margin)
        if not overlaps(self.box, frame):
            return None
        x0, y0, x1, y1 = self.box
        inside = x0 >= wide[0] and y0 >= wide[1] and x1 <= wide[2] and y1 <= wide[3]
        if inside:
            return self.path
        kept = (each for rings in self.parts for each in _cut(rings, wide))
        return _path(kept)

    def box_in(self, frame: Box) -> Box:
        """Return the part of its box that lies in a frame."""
        x0, y0, x1, y1 = self.box
        return max(x0, frame[0]), max(y0, frame[1]), min(x1, frame[2]), min(y1, frame[3])

    def seen(self, frame: Box) -> Shape | None:
        """Return the part of it that lies in a frame; ``None`` if nothing does."""
        if not overlaps(self.box, frame):
            return None
        kept = tuple(each for rings in self.parts for each in _cut(rings, frame))
        return Shape(kept) if kept else None

    def rim(self, frame: Box, reach: float) -> Path | None:
        """Return the strip along its border, inwards, as far as the frame shows it."""
        polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in self.parts]
        whole = shapely.make_valid(shapely.MultiPolygon(polygons))
        strip = shapely.clip_by_rect(whole.difference(whole.buffer(-reach)), *frame)
        return _path(_rings(strip))

    @cached_property
    def path(self) -> Path | None:
        """It as a path; ``None`` where it is too small to be drawn."""
        return _path(self.parts)

    def chord(self, y: float, x: float | None = None) -> tuple[float, float] | None:
        """Return the stretch of the largest polygon that a level line crosses.

        The one around ``x`` where there is one, else the longest.
        """
        xs = _crossings(self.largest, y)
        pairs = list(zip(xs[::2], xs[1::2], strict=False))
        if x is not None:
            for left, right in pairs:
                if left <= x <= right:
                    return float(left), float(right)
        if not pairs:
            return None
        left, right = max(pairs, key=lambda pair: pair[1] - pair[0])
        return float(left), float(right)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        x0, y0, x1, y1 = self.box
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        return any(int(np.count_nonzero(_crossings(rings, y) > x)) % 2 == 1 for rings in self.parts)

    @cached_property
    def inner(self) -> tuple[float, float]:
        """A point well inside its largest polygon."""
        _, y0, _, y1 = box_of([self.largest[0]])
        best: tuple[float, float, float] | None = None
        for y in np.linspace(y0, y1, 13)[1:-1]:
            chord = self.chord(float(y))
            if chord is None:
                continue
            room = min(chord[1] - chord[0], 2 * min(float(y) - y0, y1 - float(y)))
            if best is None or room > best[0]:
                best = (room, (chord[0] + chord[1]) / 2, float(y))
        if best is None:
            x, y = self.largest[0][0]
            return float(x), float(y)
        return best[1], best[2]


def _crossings(rings: Iterable[Points], y: float) -> npt.NDArray[np.float64]:
    found = []
    for ring in rings:
        after = np.roll(ring, -1, axis=0)
        crosses = (ring[:, 1] > y) != (after[:, 1] > y)
        a, b = ring[crosses], after[crosses]
        found.append(a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
    return np.sort(np.concatenate(found))


def _cut(rings: tuple[Points, ...], window: Box) -> Iterator[tuple[Points, ...]]:
    whole = shapely.Polygon(rings[0], rings[1:])
    return _rings(shapely.clip_by_rect(whole, *window))


def _rings(shape: Any) -> Iterator[tuple[Points, ...]]:
    for part in getattr(shape, "geoms", [shape]):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            yield tuple(_tidy(np.asarray(ring.coords)) for ring in (part.exterior, *part.interiors))


def _path(parts: Iterable[tuple[Points, ...]]) -> Path | None:
    """Return polygons as one path: outer rings one way round, holes the other."""
    points: list[Points] = []
    codes: list[npt.NDArray[np.uint8]] = []
    for rings in parts:
        for index, ring in enumerate(rings):
            area = _area(ring) if len(ring) > 2 else 0.0
            if abs(area) < _LEAST:
                if index == 0:
                    break
                continue
            turned = ring if (area > 0) == (index == 0) else ring[::-1]
            points += [turned, turned[:1]]
            code = np.full(len(ring) + 1, Path.LINETO, np.uint8)
            code[0], code[-1] = Path.MOVETO, Path.CLOSEPOLY
            codes.append(code)
    if not points:
        return None
    return Path(np.concatenate(points), np.concatenate(codes))


def line_path(lines: Iterable[Points], frame: Box) -> Path | None:
    """Return the lines that come near a frame as one path."""
    points: list[Points] = []
    codes: list[npt.NDArray[np.uint8]] = []
    for line in lines:
        if len(line) < 2 or not overlaps(box_of([line]), frame):
            continue
        points.append(line)
        code = np.full(len(line), Path.LINETO, np.uint8)
        code[0] = Path.MOVETO
        codes.append(code)
    return Path(np.concatenate(points), np.concatenate(codes)) if points else None


class Shapes:
    """All shapes of the geometry assets of one picture; each is decoded when first asked for.

    Parameters
    ----------
    assets : sequence of mapping
        Geometry assets, as :func:`layers.assets.geometry.encode_geometry` makes them.
    projection : Projection
        From degrees to metres.
    """

    def __init__(self, assets: Sequence[Mapping[str, Any]], projection: Projection) -> None:
        self._assets = assets
        self.projection = projection
        self._metres: dict[tuple[str, str], tuple[tuple[Points, ...], ...] | None] = {}

    def level_of(self, code: str) -> str | None:
        """Return the widest level at which a code has an outline."""
        levels = dict.fromkeys(level for asset in self._assets for level in asset["levels"])
        return next(
            (
                level
                for level in levels
                if any(code in asset["levels"].get(level, ()) for asset in self._assets)
            ),
            None,
        )

    def metres(self, level: str, code: str) -> tuple[tuple[Points, ...], ...] | None:
        """Return the rings of a region in metres; ``None`` where it has no outline."""
        key = (level, code)
        if key not in self._metres:
            found = (
                (asset["levels"][level][code], asset["scale"])
                for asset in self._assets
                if code in asset["levels"].get(level, ())
            )
            packed = next(found, None)
            self._metres[key] = None if packed is None else self._projected(*packed)
        return self._metres[key]

    def _projected(
        self, polys: Sequence[Sequence[Sequence[int]]], scale: int
    ) -> tuple[tuple[Points, ...], ...]:
        flat = [decode(ring, scale) for rings in polys for ring in rings]
        whole = self.projection.forward(np.concatenate(flat))
        ends = np.cumsum([len(ring) for ring in flat])
        rings = iter(np.split(whole, ends[:-1]))
        return tuple(tuple(next(rings) for _ in polygon) for polygon in polys)

    def on_sheet(self, level: str, code: str, sight: Viewport) -> Shape | None:
        """Return a region on the sheet; ``None`` where it has no outline."""
        metres = self.metres(level, code)
        return None if metres is None else placed(metres, sight)

    def claimed(self, sight: Viewport) -> list[tuple[str, str, Shape]]:
        """Return name, administering state and shape of each claimed land."""
        return [
            (
                each["name"],
                each["administered_by"],
                placed(self._projected(each["polys"], asset["scale"]), sight),
            )
            for asset in self._assets
            for each in asset.get("claimed", ())
        ]


def placed(metres: tuple[tuple[Points, ...], ...], sight: Viewport) -> Shape:
    """Return rings in metres as a shape on the sheet."""
    flat = [ring for rings in metres for ring in rings]
    whole = sight.place(np.concatenate(flat))
    ends = np.cumsum([len(ring) for ring in flat])
    rings = iter(np.split(whole, ends[:-1]))
    return Shape(tuple(tuple(_tidy(next(rings)) for _ in polygon) for polygon in metres))
