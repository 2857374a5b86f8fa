"""A sheet of paper in points, from its upper left corner, on which paths and letters are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from layers.figure.projection import Box
from layers.figure.text.glyph_artist import GlyphArtist, Letter
from layers.figure.text.runs import Link, Run
from layers.figure.text.shaping import shape

__all__ = ["Paper", "Pen", "rectangle"]

_SLANT = -24.0
"""Turn of a repeated word, in degrees; upwards to the right."""

Align = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: colour, width and dashes in points."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"
    alpha: float = 1.0


def rectangle(box: Box) -> Path:
    """Return an upright rectangle as a path."""
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return Path(corners, closed=True)


def _dashes(pen: Pen | None) -> str | tuple[float, tuple[float, ...]]:
    """Return the dashes of a pen as matplotlib takes them: in widths of the line."""
    if pen is None or not pen.dash:
        return "-"
    return 0, tuple(each / pen.width for each in pen.dash)


@dataclass
class _Waiting:
    """All places of one outline at one size and in one colour."""

    path: Path
    size: float
    colour: str
    alpha: float
    halo: tuple[str, float] | None
    offsets: list[tuple[float, float]] = field(default_factory=list)

    def letter(self, turn: float) -> Letter:
        """Return them without a halo, each turned by an angle in degrees."""
        outline = self.path.transformed(Affine2D().scale(self.size).rotate_deg(turn))
        rounded = Path(np.round(np.asarray(outline.vertices, float), 2), outline.codes)
        offsets = np.round(np.asarray(self.offsets) * 100) / 100
        return Letter(rounded, offsets, self.colour, 0, self.alpha)


class Paper:
    """One sheet.

    Parameters
    ----------
    width, height : float
        In points.
    ground : str
        Its colour.
    """

    def __init__(self, width: float, height: float, ground: str) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), facecolor=ground, frameon=True)
        flip = Affine2D().scale(1, -1).translate(0, height).scale(1 / 72)
        self._to_sheet: Transform = flip + self.figure.dpi_scale_trans
        self._depth = 0
        self._waiting: dict[tuple[object, ...], _Waiting] = {}
        self._runs: list[Run] = []
        self.said: list[str] = []
        """Every line of text that was set, in order."""

    def path(
        self,
        path: Path | None,
        *,
        fill: str | None = None,
        pen: Pen | None = None,
        clip: Path | None = None,
        alpha: float = 1.0,
    ) -> None:
        """Draw a path: filled, stroked, or both, inside another path where one is given."""
        if path is None or (fill is None and pen is None):
            return
        patch = PathPatch(
            path,
            facecolor="none" if fill is None else fill,
            edgecolor="none" if pen is None else pen.colour,
            linewidth=0 if pen is None else pen.width,
            linestyle=_dashes(pen),
            alpha=alpha if pen is None else alpha * pen.alpha,
            joinstyle="round",
            capstyle="butt" if pen is None else pen.cap,
            zorder=self._next(),
            antialiased=True,
        )
        patch.set_transform(self._to_sheet)
        self._add(patch, clip)

    def _next(self) -> int:
        self._depth += 1
        return self._depth

    def _add(self, artist: PathPatch | GlyphArtist, clip: Path | None) -> None:
        self.figure.add_artist(artist)
        if clip is None:
            artist.set_clip_on(False)
        else:
            artist.set_clip_path(clip, self._to_sheet)

    def text(
        self,
        line: str,
        x: float,
        y: float,
        *,
        size: float,
        colour: str,
        weight: int = 400,
        align: Align = "left",
        halo: tuple[str, float] | None = None,
        alpha: float = 1.0,
        links: Sequence[Link] = (),
    ) -> None:
        """Set one line; ``y`` is its base line. A halo is a colour and a width in points.

        Letters wait until :meth:`flush`, so that equal ones are drawn together. Links live
        in files that know links.
        """
        shaped = shape(line, weight)
        shift = {"left": 0.0, "middle": 0.5, "right": 1.0}[align] * shaped.width * size
        self.said.append(line)
        self._runs.append(Run(shaped, x - shift, y, size, colour, alpha, tuple(links)))
        for glyph in shaped.glyphs:
            if glyph.path is None:
                continue
            key = (id(glyph.path), size, colour, alpha, halo)
            waiting = _Waiting(glyph.path, size, colour, alpha, halo)
            held = self._waiting.setdefault(key, waiting)
            held.offsets.append((x - shift + glyph.x * size, y + glyph.y * size))

    def repeat(
        self, word: str, box: Box, clip: Path, *, size: float, colour: str, alpha: float
    ) -> None:
        """Set a word all over a box, slanted and shifted from line to line, inside a path."""
        self.flush()
        turn = Affine2D().rotate_deg(_SLANT)
        corners = turn.inverted().transform(rectangle(box).vertices)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        step, line = shape(word, 600).width * size + 2 * size, 2.2 * size
        starts = [
            (left - step * (row % 2) / 2 + column * step, top + row * line)
            for row in range(int((bottom - top) / line) + 2)
            for column in range(int((right - left) / step) + 2)
        ]
        for glyph in shape(word, 600).glyphs:
            if (path := glyph.path) is None:
                continue
            offsets = turn.transform([(x + glyph.x * size, y + glyph.y * size) for x, y in starts])
            near = (offsets > (box[0] - size, box[1] - size)) & (
                offsets < (box[2] + size, box[3] + size)
            )
            held = self._waiting.setdefault((id(path),), _Waiting(path, size, colour, alpha, None))
            held.offsets += [(float(x), float(y)) for x, y in offsets[near.all(axis=1)]]
        self.said.append(word)
        self.flush(clip, _SLANT)

    def flush(self, clip: Path | None = None, turn: float = 0.0) -> None:
        """Draw the letters that wait; what is drawn later lies above them."""
        waiting = [each for each in self._waiting.values() if each.offsets]
        runs = tuple(self._runs)
        self._waiting.clear()
        self._runs.clear()
        if not waiting:
            return
        plain = [each.letter(turn) for each in waiting]
        halos = [
            replace(letter, colour=each.halo[0], rim=2 * each.halo[1])
            for each, letter in zip(waiting, plain, strict=True)
            if each.halo is not None
        ]
        # Offsets are turned over with the sheet, outlines by this.
        scale = Affine2D().scale(1, -1).scale(1 / 72) + self.figure.dpi_scale_trans
        letters = GlyphArtist(halos, plain, runs, scale, self._to_sheet)
        letters.set_zorder(self._next())
        self._add(letters, clip)
