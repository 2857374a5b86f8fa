"""Sizes of letters and spaces: one scale for every figure."""

from __future__ import annotations

from dataclasses import dataclass

from layers.figure.theme import Tones

__all__ = ["Typography"]


@dataclass(frozen=True, slots=True)
class Typography:
    """The typography of one sheet.

    Parameters
    ----------
    letters : float
        Factor on everything.
    tones : Tones
        Colours.
    """

    letters: float
    tones: Tones

    @property
    def unit(self) -> float:
        """Points of what is one pixel to the painter."""
        return 0.68 * self.letters

    def size(self, name: str) -> float:
        """Return the size of a sort of text, in points."""
        return _SIZES[name] * self.letters

    def space(self, times: float = 1.0) -> float:
        """Return a space, in points."""
        return 4.0 * times * self.letters


_SIZES = {
    "title": 15.5,
    "subtitle": 9.4,
    "heading": 8.6,
    "body": 7.8,
    "small": 6.9,
    "tiny": 6.2,
}
