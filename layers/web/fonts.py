"""Cuts the vendored fonts down to the letters that one page shows."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import lru_cache
from string import printable

from fontTools import subset
from fontTools.ttLib import TTFont

from layers.web.bundle import font_css
from layers.web.vendor import FontFace, font_faces, read_vendored

__all__ = ["embedded_font_css", "faces_for", "subset_face"]

_ALWAYS = frozenset(map(ord, printable)) | frozenset(map(ord, "·–—−×…“”’"))


def faces_for(characters: Iterable[str]) -> tuple[FontFace, ...]:
    """The font slices that some character of a text needs, in style sheet order."""
    wanted = {ord(character) for character in characters}
    return tuple(face for face in font_faces() if face.codepoints() & wanted)


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
        WOFF2. The same bytes for the same letters.
    """
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.notdef_outline = True
    options.hinting = False
    font = TTFont(io.BytesIO(read_vendored(face.file)), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(codepoints))
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
    faces = {face.file: face for face in faces_for(text + printable)}

    def url(file: str) -> str:
        face = faces[file]
        data = subset_face(face, wanted & face.codepoints())
        return "data:font/woff2;base64," + base64.b64encode(data).decode("ascii")

    return font_css(faces.values(), url)
