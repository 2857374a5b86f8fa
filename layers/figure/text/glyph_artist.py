"""Letters as one artist of matplotlib: a collection for each would cost more than to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Transform

from layers.figure.projection import Points
from layers.figure.text.runs import Run

__all__ = ["GlyphArtist", "Letter", "TextFile"]

_SOLID = (0, None)
_ALONE = np.empty((0, 3, 3))
_NO_COLOUR = np.empty((0, 4))


@dataclass(frozen=True, slots=True)
class Letter:
    """All places of one outline in one colour.

    Parameters
    ----------
    path : Path
        The outline in points, upwards from its origin.
    offsets : array of shape (n, 2)
        Where it stands on the sheet, in points from the upper left corner.
    colour : str
        Of its inside.
    rim : float
        Width of a stroke around it in the same colour, in points; 0 for none.
    alpha : float
        Opacity.
    """

    path: Path
    offsets: Points
    colour: str
    rim: float
    alpha: float


@runtime_checkable
class TextFile(Protocol):
    """A file that holds text as text, and not as outlines alone."""

    def text(self, run: Run, to_sheet: Transform) -> None:
        """Set a line of text in the colour that is chosen."""


class GlyphArtist(Artist):
    """Letters, drawn one after the other.

    Parameters
    ----------
    halos, letters : sequence of Letter
        The first lies lowest, and halos below all others.
    runs : sequence of Run
        The lines that the letters are of, for files that hold text.
    scale : Transform
        From points of an outline to the canvas.
    to_sheet : Transform
        From points of the sheet to the canvas.
    """

    def __init__(
        self,
        halos: Sequence[Letter],
        letters: Sequence[Letter],
        runs: Sequence[Run],
        scale: Transform,
        to_sheet: Transform,
    ) -> None:
        super().__init__()
        self._halos, self._letters, self._runs = halos, letters, runs
        self._scale, self._to_sheet = scale, to_sheet

    def draw(self, renderer: RendererBase) -> None:
        """Draw them, as :class:`matplotlib.collections.PathCollection` would."""
        renderer.open_group("letters", self.get_gid())
        gc = renderer.new_gc()
        gc.set_joinstyle("round")
        gc.set_snap(self.get_snap())
        scale, to_sheet = self._scale.frozen(), self._to_sheet
        # Its types name less than renderers take, and than collections give them.
        draw: Any = renderer.draw_path_collection
        clip: Any = self.get_clip_path() if self.get_clip_on() else None
        gc.set_clip_path(clip)
        file = getattr(renderer, "file", None)
        as_text = self._runs if isinstance(file, TextFile) else ()
        for letter in (*self._halos, *(() if as_text else self._letters)):
            colour = np.array([to_rgba(letter.colour, letter.alpha)])
            draw(
                gc,
                scale,
                [letter.path],
                _ALONE,
                letter.offsets,
                to_sheet,
                colour,
                colour if letter.rim else _NO_COLOUR,
                [letter.rim],
                [_SOLID],
                [True],
                [None],
                "screen",
                hatchcolors=_NO_COLOUR,
            )
        if isinstance(file, TextFile):
            choose: Any = renderer
            for run in as_text:
                choose.check_gc(gc, to_rgba(run.colour, run.alpha))
                file.text(run, to_sheet)
        gc.restore()
        renderer.close_group("letters")
