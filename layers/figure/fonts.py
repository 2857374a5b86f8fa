"""The vendored fonts as matplotlib takes them: chosen by file, never by what a system holds."""

from __future__ import annotations

import io
import unicodedata
from functools import cache, lru_cache

from fontTools.ttLib import TTFont
from matplotlib.ft2font import FT2Font

from geodata.errors import AtlasError
from geodata.i18n import _
from layers.web.kept import unpacked
from layers.web.vendor import font_faces, read_vendored

__all__ = ["EM", "Typeface", "require_letters", "typeface"]

EM = 512
"""Size at which outlines are taken, in points; high, as they are in 1/64 of a point."""

_LATIN = "source-sans-3/source-sans-3-{slice}-{weight}-normal.woff2"
_OTHERS = tuple(face for face in font_faces() if face.family != "Source Sans 3")
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_VARIATION = range(0xFE00, 0xFE10)


class Typeface:
    """A font with those that stand in for the letters it lacks.

    Parameters
    ----------
    files : tuple of str
        Paths below ``vendor/``, the first one preferred.
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


def typeface(text: str, weight: int) -> Typeface:
    """Return the fonts for a text, in a weight of 400 or 600 where a script has it.

    Raises
    ------
    AtlasError
        If no vendored font holds one of the letters.
    """
    files = [_LATIN.format(slice=name, weight=weight) for name in ("latin", "latin-ext")]
    left = set(map(ord, text)) - _letters(files[0]) - _letters(files[1])
    for face in _OTHERS:
        held = left & _points(face.file)
        held = held & _letters(face.file) if held else held
        if held:
            files.append(face.file)
            left -= held
    _refuse(sorted(left), text)
    return _typeface(tuple(files))


def require_letters(text: str) -> None:
    """Refuse a text with a letter that cannot be drawn.

    Raises
    ------
    AtlasError
        Names the text and the letter.
    """
    typeface(text, 400)


def _refuse(points: list[int], text: str) -> None:
    for point in points:
        sign = chr(point)
        if unicodedata.category(sign) in _INVISIBLE or point in _VARIATION:
            continue
        name = unicodedata.name(sign, _("without a name"))
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        raise AtlasError(
            _(
                "The letter {sign!r} (U+{point:04X}, {name}) in “{shown}” cannot be drawn: "
                "none of the fonts here holds it."
            ).format(sign=sign, point=point, name=name, shown=shown),
            where="figure",
            remedy=_("Leave it out, or give other words with --title, --subtitle or --caption."),
        )


@lru_cache(maxsize=64)
def _typeface(files: tuple[str, ...]) -> Typeface:
    return Typeface(files)


@cache
def _points(file: str) -> frozenset[int]:
    return next(face for face in _OTHERS if face.file == file).codepoints()


@cache
def _letters(file: str) -> frozenset[int]:
    """Return every code point of which a font holds a glyph."""
    return frozenset(TTFont(io.BytesIO(read_vendored(file)), lazy=True).getBestCmap())


@lru_cache(maxsize=96)
def _font(file: str) -> FT2Font:
    return FT2Font(io.BytesIO(unpacked(file)))
