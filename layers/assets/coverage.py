"""Which vendored font holds which letter, and which letters none of them holds.

Figures embed these fonts alone: what a system happens to have would make two machines draw
two pictures of one view.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from geodata.i18n import _
from layers.assets.vendor import font_faces, read_vendored

__all__ = [
    "FontChoice",
    "MissingLetter",
    "choose_fonts",
    "missing_letters",
    "missing_words",
    "standing_in",
]

_FAMILY = "Source Sans 3"
_LATIN = "source-sans-3/source-sans-3-{slice}-{weight}-normal.woff2"
_ALWAYS = ("latin", "latin-ext")
_ON_DEMAND = ("vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext")
_OTHERS = tuple(face for face in font_faces() if face.family != _FAMILY)
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_VARIATION = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_MOST_NAMED = 12
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The fonts of a text.

    Parameters
    ----------
    files : tuple of str
        Paths below ``vendor/``, the first one preferred.
    missing : frozenset of str
        Visible letters that none of them holds.
    """

    files: tuple[str, ...]
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class MissingLetter:
    """A letter that no vendored font holds, and the first text in which it stands."""

    letter: str
    text: str

    @property
    def sign(self) -> str:
        """The letter with its code."""
        return f"{self.letter} (U+{ord(self.letter):04X})"


@lru_cache(maxsize=20_000)
def choose_fonts(line: str, weight: int = 400) -> FontChoice:
    """Return the fonts for a line, in a weight of 400 or 600 where a script has it.

    Examples
    --------
    >>> len(choose_fonts("Haidong").files), choose_fonts("a\u05d0").missing
    (2, frozenset({'\u05d0'}))
    """
    return _chosen(line, weight)


def _chosen(text: str, weight: int = 400) -> FontChoice:
    files = [_LATIN.format(slice=name, weight=weight) for name in _ALWAYS]
    left = set(map(ord, text)).difference(*map(_held, files))
    further = [_LATIN.format(slice=name, weight=weight) for name in _ON_DEMAND] if left else []
    for file in further:
        if left & _held(file):
            files.append(file)
            left -= _held(file)
    for face in _OTHERS:
        found = left & _points(face.file)
        found = found & _held(face.file) if found else found
        if found:
            files.append(face.file)
            left -= found
    return FontChoice(tuple(files), frozenset(chr(point) for point in left if _is_visible(point)))


def missing_letters(texts: Iterable[str]) -> tuple[MissingLetter, ...]:
    """Return each letter that no vendored font holds, once, in reading order."""
    found: dict[str, MissingLetter] = {}
    for text in texts:
        composed = unicodedata.normalize("NFC", text)
        missing = _chosen(composed).missing
        for letter in dict.fromkeys(composed) if missing else ():
            if letter in missing:
                found.setdefault(letter, MissingLetter(letter, text.strip("\u200e\u200f")))
    return tuple(found.values())


def standing_in(missing: Iterable[MissingLetter]) -> str:
    """Return in one sentence which letters stand-ins are drawn for; empty where there are none.

    Parameters
    ----------
    missing : iterable of MissingLetter
        See :func:`missing_letters`.
    """
    found = list(missing)
    if not found:
        return ""
    return _(
        "The fonts of the atlas lack these letters, and a crossed box is drawn for each: {letters}."
    ).format(letters=missing_words(found, placed=True))


def missing_words(missing: Iterable[MissingLetter], *, placed: bool = False) -> str:
    """Return letters with their codes, the first dozen of them.

    Parameters
    ----------
    missing : iterable of MissingLetter
        See :func:`missing_letters`.
    placed : bool
        Whether the texts are named in which they stand.
    """
    found = list(missing)
    named: dict[str, list[str]] = {}
    for each in found[:_MOST_NAMED]:
        named.setdefault(each.text if placed else "", []).append(each.sign)
    said = "; ".join(
        _("{letters} in “{text}”").format(letters=", ".join(signs), text=_shortened(text))
        if placed
        else ", ".join(signs)
        for text, signs in named.items()
    )
    more = len(found) - _MOST_NAMED
    return _("{letters}; and {n} more").format(letters=said, n=more) if more > 0 else said


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _is_visible(point: int) -> bool:
    invisible = unicodedata.category(chr(point)) in _INVISIBLE
    return not invisible and not any(point in each for each in _VARIATION)


@cache
def _points(file: str) -> frozenset[int]:
    return next(face for face in _OTHERS if face.file == file).codepoints()


@cache
def _held(file: str) -> frozenset[int]:
    """Return every code point of which a font holds a glyph."""
    return frozenset(TTFont(io.BytesIO(read_vendored(file)), lazy=True).getBestCmap())
