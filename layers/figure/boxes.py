"""Rectangles on the sheet that may not overlap."""

from __future__ import annotations

import numpy as np

from layers.figure.projection import Box

__all__ = ["Boxes", "box_around"]


class Boxes:
    """The places that are taken inside a frame.

    Parameters
    ----------
    frame : tuple of float
        Nothing may leave it.
    """

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self._held = np.empty((64, 4))
        self._count = 0

    def block(self, box: Box) -> None:
        """Take a place."""
        if self._count == len(self._held):
            self._held = np.concatenate((self._held, np.empty_like(self._held)))
        self._held[self._count] = box
        self._count += 1

    def hits(self, box: Box) -> int:
        """Return how many taken places a box overlaps."""
        held = self._held[: self._count]
        across = (held[:, 0] < box[2]) & (held[:, 2] > box[0])
        return int(np.count_nonzero(across & (held[:, 1] < box[3]) & (held[:, 3] > box[1])))

    def inside(self, box: Box) -> bool:
        """Whether a box lies in the frame."""
        left, top, right, bottom = self.frame
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom

    def free(self, box: Box) -> bool:
        """Whether a box lies in the frame and overlaps nothing."""
        return self.inside(box) and not self.hits(box)


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """Return the box with its middle at a point."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
