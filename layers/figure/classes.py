"""The colours and patterns of the classes, as a theme shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.path import Path

from layers.figure.paper import Paper
from layers.figure.patterns import Kind, cover
from layers.figure.projection import Box
from layers.figure.theme import Tones, grey_of, luminance
from layers.shown import PictureReader

__all__ = ["Look", "looks_of", "paint"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a class is drawn.

    Parameters
    ----------
    fill : str
        Its ground.
    pattern : str or None
        The pattern over it.
    stroke : str
        Colour of the pattern.
    """

    fill: str
    pattern: Kind | None = None
    stroke: str = ""

    @property
    def is_dark(self) -> bool:
        """Whether letters on it are light."""
        return luminance(self.fill) < 0.3


def looks_of(shown: PictureReader, tones: Tones) -> list[Look]:
    """Return the look of each class, and last that of a unit without a readable class."""
    classes = [*shown.classes, shown.class_at(-1)]
    if tones.grey:
        return _greys(classes, shown.fill.get("grid"), tones)
    return [_plain(each, tones) for each in classes]


def _plain(each: Mapping[str, Any], tones: Tones) -> Look:
    pattern = _pattern(each)
    strokes = {"fall": tones.ink, "stripes": tones.ink, "range": tones.range}
    stroke = strokes.get(pattern or "", tones.hatch)
    return Look(each["fill"] or tones.page, pattern, stroke)


def _pattern(each: Mapping[str, Any]) -> Kind | None:
    if not each["pattern"]:
        return None
    known: dict[str, Kind] = {
        "dots": "dots",
        "fall": "fall",
        "range": "range",
        "stripes": "stripes",
    }
    return known.get(each["pattern"], "hatch")


def _greys(
    classes: Sequence[Mapping[str, Any]], grid: Mapping[str, Any] | None, tones: Tones
) -> list[Look]:
    """Return looks that no two classes share in grey: lightness by rank, then a pattern."""
    if grid:
        return _grid_greys(classes, grid, tones)
    coloured = [i for i, each in enumerate(classes) if each["status"] == "reported"]
    rank = {index: place for place, index in enumerate(coloured)}
    last = max(1, len(coloured) - 1)
    falls = any(each["pattern"] == "fall" for each in classes)
    looks = []
    for index, each in enumerate(classes):
        if index not in rank:
            looks.append(Look("#ffffff", _pattern(each), tones.hatch))
            continue
        place = rank[index]
        away = abs(2 * place - last) / last if falls else place / last
        fill = grey_of(0.93 - 0.72 * away)
        stroke = "#ffffff" if luminance(fill) < 0.3 else tones.ink
        looks.append(Look(fill, _grey_pattern(each, place, falls), stroke))
    return looks


def _grey_pattern(each: Mapping[str, Any], place: int, falls: bool) -> Kind | None:
    if each["pattern"]:
        return _pattern(each)
    return "sparse" if place % 2 and not falls else None


def _grid_greys(
    classes: Sequence[Mapping[str, Any]], grid: Mapping[str, Any], tones: Tones
) -> list[Look]:
    """Return looks of a grid: lightness by column, pattern by row, the last one quietest."""
    wide = len(grid["x"])
    own = [_pattern(classes[wide * row]) for row in range(len(grid["y"]))]
    spare: Iterator[Kind | None] = iter([None, "sparse", "range", "fall", "cross"])
    rows = [pattern or next(spare) for pattern in own]
    looks = []
    for index, each in enumerate(classes):
        row, column = divmod(index, wide)
        if each["status"] != "reported" or row >= len(rows):
            looks.append(Look("#ffffff", _pattern(each), tones.hatch))
            continue
        fill = grey_of(0.93 - 0.6 * column / max(1, wide - 1))
        quiet = tones.soft if rows[row] in {"range", "fall"} else tones.ink
        looks.append(Look(fill, rows[row], "#ffffff" if luminance(fill) < 0.3 else quiet))
    return looks


def paint(paper: Paper, path: Path, box: Box, look: Look, unit: float) -> None:
    """Fill a path as a class looks."""
    paper.path(path, fill=look.fill)
    if look.pattern is not None:
        cover(paper, path, box, look.pattern, look.stroke, unit)
