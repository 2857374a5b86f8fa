"""How a figure is to be made: form, size, theme and what stands around the map."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from geodata.errors import ViewError
from geodata.i18n import _
from geodata.model import LabeledEnum

__all__ = [
    "FigureFormat",
    "FigureOptions",
    "FigureSize",
    "FigureTheme",
    "form_of",
    "report_size",
    "theme_of",
]

_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
_MM = _POINTS["mm"]
_SCREEN_DPI = 120.0
_PRINT_DPI = 300.0
_SMALLEST, _LARGEST = 170.0, 3400.0
"""Shortest and longest side of a sheet, in points: 60 mm and 1.2 m."""
_PUBLIC = re.compile(r"https?://[^\s<>\"?#]{1,200}")
_MOST_PIXELS = 80_000_000


class FigureFormat(LabeledEnum):
    """The kind of file."""

    PNG = "png", "PNG picture"
    SVG = "svg", "SVG drawing"
    PDF = "pdf", "PDF page"


class FigureTheme(LabeledEnum):
    """For what the colours are meant."""

    PRINT = "print", "print, on white"
    SCREEN = "screen", "screen, on a tinted ground"
    GREY = "grey", "grey, with patterns"


@dataclass(frozen=True, slots=True)
class FigureSize:
    """The size of a sheet.

    Parameters
    ----------
    width : float
        In points (1/72 inch), or in pixels.
    height : float or None
        The same; ``None`` lets the height follow from what stands on the sheet.
    pixels : bool
        Whether both are pixels, so that the points follow from the resolution.
    letters : float or None
        Factor on the size of all letters; ``None`` follows from the width.
    dpi : float
        Usual resolution.
    """

    width: float
    height: float | None = None
    pixels: bool = False
    letters: float | None = None
    dpi: float = _PRINT_DPI

    @classmethod
    def parse(cls, text: str) -> FigureSize:
        """Read a size: pixels, a width, width and height, or a name.

        Raises
        ------
        ViewError
            If the text is no size, or the sheet would be too small or too large.

        Examples
        --------
        >>> FigureSize.parse("1200x800").pixels, round(FigureSize.parse("160mm").width)
        (True, 454)
        """
        word = text.strip().lower()
        if word in _NAMED:
            return _NAMED[word]
        found = _SIZE.fullmatch(word)
        if found is None:
            raise ViewError(
                _("{text!r} is no size.").format(text=text[:40]),
                where="--size",
                remedy=_("Use 1200x800 (pixels), 160mm, 160x120mm, or {names}.").format(
                    names=", ".join(_NAMED)
                ),
            )
        unit = found["unit"]
        width, height = float(found["width"]), found["height"] and float(found["height"])
        if not unit and not height:
            raise ViewError(
                _("{text!r} has no unit.").format(text=text[:40]),
                where="--size",
                remedy=_("Write 160mm or 1200x800."),
            )
        factor = _POINTS.get(unit, 1.0)
        size = cls(
            width * factor,
            height * factor if height else None,
            pixels=not unit,
            dpi=_PRINT_DPI if unit else _SCREEN_DPI,
        )
        size.points(size.dpi)
        return size

    def points(self, dpi: float) -> tuple[float, float | None]:
        """Return width and height in points at a resolution.

        Raises
        ------
        ViewError
            If the sheet is too small or too large to draw on.
        """
        factor = 72 / dpi if self.pixels else 1.0
        width = self.width * factor
        height = None if self.height is None else self.height * factor
        sides = [side for side in (width, height) if side is not None]
        if min(sides) < _SMALLEST or max(sides) > _LARGEST:
            shown = " × ".join(f"{side / _MM:.0f}" for side in sides)
            raise ViewError(
                _("A sheet of {shown} mm cannot be drawn on.").format(shown=shown),
                where="--size",
                remedy=_(
                    "Choose sides between 60 and 1,200 mm; for a size in pixels, --dpi decides "
                    "how long a pixel is."
                ),
            )
        return width, height


_SIZE = re.compile(
    r"(?P<width>\d{1,5}(\.\d{1,3})?)(x(?P<height>\d{1,5}(\.\d{1,3})?))?(?P<unit>mm|cm|in|pt|)"
)
_NAMED = {
    "a4": FigureSize(210 * _MM, 297 * _MM),
    "a4-landscape": FigureSize(297 * _MM, 210 * _MM),
    "column": FigureSize(85 * _MM),
    "slide": FigureSize(1920, 1080, pixels=True, letters=1.32, dpi=144),
    "social": FigureSize(1200, 675, pixels=True, letters=1.12, dpi=_SCREEN_DPI),
}


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """What may be chosen about a figure. The defaults give a picture for a web article.

    Parameters
    ----------
    size : FigureSize
        The sheet.
    dpi : float or None
        Pixels to an inch; ``None`` takes what is usual for the size.
    theme : FigureTheme
        Colours for print, for a screen, or greys.
    title, subtitle, caption : str or None
        Words in place of those of the picture; ``None`` keeps them.
    show_title : bool
        Whether title and subtitle are drawn. That an illustration is one is always said.
    extent : str
        Code of the region that fills the map; empty for the area of the picture.
    highlight : tuple of str
        Codes of regions that get a heavy outline.
    restore : str
        Link that says how to restore the view; printed in the stamp. Empty for none.
    base_url : str
        Public address before which ``restore`` stands in a QR code; empty for none.

    Raises
    ------
    ViewError
        If the resolution is out of bounds, or the public address is none.
    """

    size: FigureSize = field(default_factory=lambda: FigureSize.parse("1200x800"))
    dpi: float | None = None
    theme: FigureTheme = FigureTheme.PRINT
    title: str | None = None
    subtitle: str | None = None
    caption: str | None = None
    show_title: bool = True
    extent: str = ""
    highlight: tuple[str, ...] = ()
    restore: str = ""
    base_url: str = ""

    def __post_init__(self) -> None:
        if not 50 <= self.resolution <= 1200:
            raise ViewError(
                _("{resolution:g} pixels to an inch cannot be drawn.").format(
                    resolution=self.resolution
                ),
                where="--dpi",
                remedy=_("Choose between 50 and 1200."),
            )
        if self.base_url and not _PUBLIC.fullmatch(self.base_url):
            raise ViewError(
                f"{self.base_url[:80]!r} is no public address.",
                where="--base-url",
                remedy="Write it whole, as in https://example.org/atlas.",
            )
        width, height = self.size.points(self.resolution)
        area = width * (height or 1.5 * width)
        if area * (self.resolution / 72) ** 2 > _MOST_PIXELS:
            raise ViewError(
                _("The picture would hold more than 80 million pixels."),
                where="--dpi",
                remedy=_("Choose a smaller size or resolution, or write an SVG or PDF."),
            )

    @property
    def resolution(self) -> float:
        """Pixels to an inch."""
        return self.size.dpi if self.dpi is None else self.dpi

    @property
    def letters(self) -> float:
        """Factor on the size of all letters."""
        if self.size.letters is not None:
            # Letters keep their share of a sheet whose points follow from the resolution.
            factor = self.size.dpi / self.resolution if self.size.pixels else 1.0
            return self.size.letters * factor
        width, _height = self.size.points(self.resolution)
        return float(min(1.6, max(0.82, (width / 600) ** 0.4)))


def form_of(file: PurePath | str) -> FigureFormat:
    """Return the form that the name of a file asks for.

    Raises
    ------
    ViewError
        If its ending is none of png, svg and pdf.

    Examples
    --------
    >>> form_of("map.SVG").value
    'svg'
    """
    ending = PurePath(file).suffix.lower().removeprefix(".")
    for form in FigureFormat:
        if form.value == ending:
            return form
    raise ViewError(
        _("A figure cannot be written as {value!r}.").format(
            value=ending or "a file without an ending"
        ),
        where=PurePath(file).name,
        remedy=_("Let the name end in .png, .svg or .pdf."),
    )


def report_size(form: FigureFormat) -> FigureSize:
    """Return A4 pages for a PDF, and their width for a picture, which is as high as it takes."""
    return FigureSize.parse("A4" if form is FigureFormat.PDF else "210mm")


def theme_of(word: str) -> FigureTheme:
    """Return the theme of a name.

    Raises
    ------
    ViewError
        If there is none.
    """
    for theme in FigureTheme:
        if theme.value == word.strip().lower():
            return theme
    known = ", ".join(theme.value for theme in FigureTheme)
    raise ViewError(
        _("{word!r} is no theme.").format(word=word[:40]),
        where="--theme",
        remedy=_("Use {known}.").format(known=known),
    )
