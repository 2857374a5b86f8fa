"""Colours and type sizes of a figure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layers.figure.options import FigureTheme

__all__ = ["Tones", "Typography", "grey_of", "luminance", "tones_of"]


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours as ``#rrggbb``. Names as in the painter's style sheet."""

    page: str = "#ffffff"
    paper: str = "#ffffff"
    sea: str = "#e6ecee"
    land: str = "#f1efe9"
    country: str = "#bdb8ad"
    border: str = "#ffffff"
    outline: str = "#5d5a54"
    water: str = "#c4d8e0"
    river: str = "#a9c5d1"
    ink: str = "#1f1e1c"
    soft: str = "#55524d"
    faint: str = "#7a766e"
    rule: str = "#d5d1c8"
    casing: str = "#ffffff"
    hatch: str = "#a09b90"
    range: str = "#7a2e5d"
    claim: str = "#bdb7ab"
    site: str = "#b3261e"
    label: str = "#1f1e1c"
    lake: str = "#4b7487"
    accent: str = "#b3123f"
    grey: bool = False


_PRINT = Tones()


def tones_of(theme: FigureTheme) -> Tones:
    """Return the colours of a theme."""
    if theme is FigureTheme.SCREEN:
        return replace(_PRINT, page="#fbfaf7", paper="#fbfaf7", casing="#ffffff")
    if theme is FigureTheme.GREY:
        return replace(
            _PRINT,
            sea="#f4f4f4",
            land="#fafafa",
            country="#b9b9b9",
            outline="#4d4d4d",
            water="#e3e3e3",
            river="#cfcfcf",
            ink="#111111",
            soft="#444444",
            faint="#6b6b6b",
            rule="#cccccc",
            hatch="#8d8d8d",
            range="#000000",
            claim="#b5b5b5",
            site="#000000",
            label="#111111",
            lake="#5f5f5f",
            accent="#111111",
            grey=True,
        )
    return _PRINT


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, from 0 to 1.

    Examples
    --------
    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def grey_of(lightness: float) -> str:
    """Return a grey from 0 (black) to 1 (white), evenly spaced for the eye.

    Examples
    --------
    >>> grey_of(0), grey_of(1)
    ('#000000', '#ffffff')
    """
    value = round(255 * min(1.0, max(0.0, lightness)))
    return f"#{value:02x}{value:02x}{value:02x}"


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
