"""The vendored fonts as matplotlib takes them: chosen by file, never by what a system holds."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.ft2font import FT2Font

from layers.assets.disk_cache import unpacked

__all__ = ["EM", "STAND_IN", "STAND_INS_LEFT", "STAND_INS_RIGHT", "Typeface", "typeface"]

EM = 512
"""Size at which outlines are taken, in points; high, as they are in 1/64 of a point."""

STAND_IN = "stand-in"
"""Name of the font that holds nothing but the sign for a letter that no other font holds."""

STAND_INS_RIGHT = range(0xE000, 0xF000)
"""Code points that take the place of such letters where a text runs to the right."""

STAND_INS_LEFT = range(0x1EF00, 0x1EFF0)
"""The same for letters of scripts that run to the left."""


class Typeface:
    """A font with those that stand in for the letters it lacks.

    Parameters
    ----------
    files : tuple of str
        Paths below ``vendor/``, or :data:`STAND_IN`; the first one is preferred.
    """

    def __init__(self, files: tuple[str, ...]) -> None:
        first, *rest = files
        others = [_font(file) for file in rest]
        # Young interface of matplotlib 3.11: a test fails when a release changes it.
        self.font = FT2Font(io.BytesIO(unpacked(first)), _fallback_list=others)
        self.font.set_size(EM, 72)
        self._file_of = {id(other): file for other, file in zip(others, rest, strict=True)}
        self._first = first

    def file_of(self, font: FT2Font) -> str:
        """Return the file of one of the fonts."""
        return self._file_of.get(id(font), self._first)


@lru_cache(maxsize=64)
def typeface(files: tuple[str, ...]) -> Typeface:
    """Return fonts as one; see :class:`Typeface`."""
    return Typeface(files)


@lru_cache(maxsize=96)
def _font(file: str) -> FT2Font:
    return FT2Font(io.BytesIO(_stand_in_font() if file == STAND_IN else unpacked(file)))


@cache
def _stand_in_font() -> bytes:
    """Return a font whose only sign is a crossed box."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap(dict.fromkeys((*STAND_INS_RIGHT, *STAND_INS_LEFT), "box"))
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": _box()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "box": (560, 60)})
    builder.setupHorizontalHeader(ascent=750, descent=-250)
    builder.setupNameTable({"familyName": STAND_IN, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    out = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.font.save(out)
    return out.getvalue()


def _box() -> Any:
    """Return the outline of a box with a cross in it: a frame, and the four holes it leaves."""
    left, bottom, right, top, pen = 60, 0, 500, 640, 50
    middle, centre, cut = (left + right) / 2, (bottom + top) / 2, 34.0
    x0, y0, x1, y1 = left + pen, bottom + pen, right - pen, top - pen
    slope = cut * (x1 - x0) / (y1 - y0)
    contours: list[list[tuple[float, float]]] = [
        [(left, bottom), (left, top), (right, top), (right, bottom)],
        [(x0 + slope, y0), (x1 - slope, y0), (middle, centre - cut)],
        [(x1, y0 + cut), (x1, y1 - cut), (middle + slope, centre)],
        [(x1 - slope, y1), (x0 + slope, y1), (middle, centre + cut)],
        [(x0, y1 - cut), (x0, y0 + cut), (middle - slope, centre)],
    ]
    outline = TTGlyphPen(None)
    for contour in contours:
        points = [(round(x), round(y)) for x, y in contour]
        outline.moveTo(points[0])
        for point in points[1:]:
            outline.lineTo(point)
        outline.closePath()
    return outline.glyph()
