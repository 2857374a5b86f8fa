"""Text as outlines: shaped by HarfBuzz, in every direction, broken into lines.

Letters are drawn as paths in every form of figure, so that a figure looks the same
everywhere, and nothing in a text is ever read as mathematics or markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from matplotlib import _text_helpers
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path

from layers.assets.coverage import choose_fonts
from layers.figure.text.fonts import EM, STAND_IN, STAND_INS_LEFT, STAND_INS_RIGHT, typeface

__all__ = ["Glyph", "Shaped", "clean", "lines_of", "shape", "width_of"]

_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_MOST_MARKS = 8
_MARKS = re.compile(f"([\u0300-\u036f]{{{_MOST_MARKS}}})[\u0300-\u036f]+")
_LONGEST = 4_000
_LEFT, _RIGHT = "\u200e", "\u200f"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a line, in units of the letters' size.

    Parameters
    ----------
    path : Path or None
        Its outline; ``None`` where it leaves no ink, such as a space.
    x, y : float
        Where it stands to the right of and below the start of the base line.
    advance : float
        Room that it takes.
    said : str
        The letters that it shows, together with its neighbours that say the same.
    file : str
        The font that it comes from.
    """

    path: Path | None
    x: float
    y: float
    advance: float
    said: str
    file: str


@dataclass(frozen=True)
class Shaped:
    """One line of text as outlines, in units of the letters' size.

    Parameters
    ----------
    text : str
        What it says.
    glyphs : tuple of Glyph
        In visual order, from left to right.
    width : float
        Its length.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    width: float


def clean(text: str) -> str:
    r"""Return a text as it is drawn: one line, no control characters, no forced direction.

    Examples
    --------
    >>> clean("a\u202eb\x1b[2Jc")
    'ab [2Jc'
    """
    text = _OVERRIDES.sub("", text[:_LONGEST])
    if not _balanced(text):
        text = _ISOLATES.sub("", text)
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join(_MARKS.sub(r"\1", kept).replace("\ufeff", "").split(" ")).strip()


def _balanced(text: str) -> bool:
    depth = 0
    for sign in _ISOLATES.findall(text):
        depth += -1 if sign == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=20_000)
def shape(text: str, weight: int = 400) -> Shaped:
    """Return one line of text as outlines.

    Parameters
    ----------
    text : str
        One line, as :func:`clean` returns it.
    weight : int
        400 or 600; scripts that have only one weight are drawn in it.

    Returns
    -------
    Shaped
        A crossed box stands where no vendored font holds a letter.
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    files, missing = (choice := choose_fonts(composed, weight)).files, choice.missing
    face = typeface((*files, STAND_IN) if missing else files)
    stand_ins = _stand_ins(composed, missing) if missing else {}
    written = "".join(stand_ins.get(index, sign) for index, sign in enumerate(composed))
    letter_of = {sign: composed[index] for index, sign in stand_ins.items()}
    glyphs: list[Glyph] = []
    width = 0.0
    for item in _text_helpers.layout(written, face.font) if written else ():
        font = item.ft_object
        file = face.file_of(font)
        key = (file, item.glyph_index)
        if key not in _outlines:
            points, codes = font.get_path()
            advance = font.load_glyph(item.glyph_index, LoadFlags.NO_HINTING).horiAdvance / 64
            outline = Path(points * (1 / EM, -1 / EM), codes) if len(points) else None
            _outlines[key] = (outline, advance / EM)
        path, advance = _outlines[key]
        x, y = item.x / EM, -item.y / EM
        width = max(width, x + advance)
        said = "".join(letter_of.get(sign, sign) for sign in item.char)
        glyphs.append(Glyph(path, x, y, advance, said, file))
    return Shaped(text, tuple(glyphs), width)


def _stand_ins(text: str, missing: frozenset[str]) -> dict[int, str]:
    """Return a sign of the stand-in font for each missing letter, by its place in the text.

    Each place has a sign of its own, in the letter's direction, so that it can be found again
    after the text was put into visual order.
    """
    found: dict[int, str] = {}
    leftward = False
    for index, sign in enumerate(text):
        if sign not in missing:
            continue
        direction = unicodedata.bidirectional(sign)
        leftward = direction in {"R", "AL"} or (leftward and direction == "NSM")
        signs = STAND_INS_LEFT if leftward else STAND_INS_RIGHT
        found[index] = chr(signs[len(found) % len(signs)])
    return found


_outlines: dict[tuple[str, int], tuple[Path | None, float]] = {}
"""Outline and advance of each glyph that was drawn in this process, by font file."""


def width_of(text: str, weight: int = 400) -> float:
    """Return the length of a line, in units of the letters' size."""
    return shape(text, weight).width


def lines_of(text: str, room: float, *, weight: int = 400, most: int = 99) -> list[str]:
    """Break a text into lines that are no longer than some room.

    Parameters
    ----------
    text : str
        Any text.
    room : float
        Length of a line, in units of the letters' size.
    weight : int
        400 or 600.
    most : int
        Number of lines; a text that needs more ends in an ellipsis.

    Returns
    -------
    list of str
        Each begins with a mark of the paragraph's direction.
    """
    lines: list[str] = []
    line = ""
    length = 0.0
    for piece in _pieces(clean(text), room, weight):
        wide = width_of(piece, weight)
        if line and length + width_of(piece.rstrip(), weight) > room:
            lines.append(line.rstrip())
            line, length = "", 0.0
            if len(lines) > most:
                break
        line += piece
        length += wide
    lines.append(line.rstrip())
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], room, weight)]
    mark = _RIGHT if _is_rightward(text) else _LEFT
    return [mark + each for each in lines if each]


def _cut(line: str, room: float, weight: int) -> str:
    while line and width_of(f"{line}…", weight) > room:
        line = line[:-1].rstrip()
    return f"{line}…"


_BREAK = re.compile(
    r"[^ ]*?[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef](?![、。，；：？！）」』》…])"
    r"|[^ ]*?(?:[\u0f0b\u2013\u2014·]|(?<![:/])/(?!/))(?=[^ ])|[^ ]+ *| +"
)
"""A piece after which a line may end: a word, a Chinese character, a Tibetan syllable."""


def _pieces(text: str, room: float, weight: int) -> Iterator[str]:
    for piece in _BREAK.findall(text):
        if len(piece) < 4 or width_of(piece.rstrip(), weight) <= room:
            yield piece
            continue
        rest = piece
        while rest:
            held = _fitting(rest, room, weight)
            yield rest[:held]
            rest = rest[held:]


def _fitting(text: str, room: float, weight: int) -> int:
    """Return how many letters of a long word fit into a line; at least one."""
    held = min(len(text), int(room * 4) + 1)
    while held > 1 and width_of(text[:held], weight) > room:
        held = max(1, int(held * 0.85))
    return held


def _is_rightward(text: str) -> bool:
    """Tell the direction of a paragraph: that of its first letter outside isolates."""
    for sign in _ISOLATED.sub("", text):
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
