"""Cuts the vendored fonts down to the letters that one page shows."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable
from functools import lru_cache
from string import printable

from fontTools.ttLib import TTFont

from layers.assets.disk_cache import disk_cached, unpacked
from layers.assets.vendor import FontFace, font_css, font_faces, read_vendored

__all__ = ["embedded_font_css", "faces_for", "subset_face"]

_METHOD = 1
"""Counts up when a font is cut in another way."""

_ALWAYS = frozenset(map(ord, printable)) | frozenset(map(ord, "·–—−×…“”’"))


def faces_for(characters: Iterable[str]) -> tuple[FontFace, ...]:
    """The font slices that a text needs beside Latin letters, in style sheet order.

    A character that several slices hold is left to the first of them.
    """
    left = {ord(character) for character in characters} | _ALWAYS
    needed = []
    for face in font_faces():
        held = face.codepoints() & left
        if held:
            needed.append(face)
            left -= held
    return tuple(needed)


@lru_cache(maxsize=256)
def subset_face(face: FontFace, codepoints: frozenset[int]) -> bytes:
    """One font slice with the given letters, and all forms that shaping makes of them.

    Parameters
    ----------
    face : FontFace
    codepoints : frozenset of int

    Returns
    -------
    bytes
        WOFF2, the same bytes for the same letters; empty where the slice draws none of them.
    """
    letters = sorted(codepoints)
    source = hashlib.sha256(read_vendored(face.file)).hexdigest()
    return disk_cached(f"cut {_METHOD} {source} {letters}", lambda: _cut(face, letters))


def _cut(face: FontFace, letters: list[int]) -> bytes:
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.notdef_outline = True
    options.hinting = False
    font = TTFont(io.BytesIO(unpacked(face.file)), recalcTimestamp=False)
    if not font.getBestCmap().keys() & letters:
        return b""
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    out = io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def embedded_font_css(text: str) -> str:
    """``@font-face`` rules with the letters of a text inside them, as data URLs.

    Parameters
    ----------
    text : str
        Everything that the page may show.

    Returns
    -------
    str
    """
    wanted = frozenset(map(ord, text)) | _ALWAYS
    cut = {face: subset_face(face, wanted & face.codepoints()) for face in faces_for(text)}
    data = {face.file: letters for face, letters in cut.items() if letters}

    def url(file: str) -> str:
        return "data:font/woff2;base64," + base64.b64encode(data[file]).decode("ascii")

    return font_css([face for face in cut if face.file in data], url)
