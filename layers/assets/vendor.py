"""Files from other packages, each checked against its hash, and assets named by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = [
    "Asset",
    "FontFace",
    "VendoredFile",
    "font_css",
    "font_faces",
    "manifest",
    "read_vendored",
]


@dataclass(frozen=True, slots=True)
class Asset:
    """JSON bytes with a readable name and an id made from them.

    Attributes
    ----------
    name : str
        For people, as in ``province-630000``.
    id : str
        First sixteen hex digits of the sha256 of `data`.
    data : bytes
        UTF-8 JSON.
    """

    name: str
    id: str
    data: bytes = field(repr=False)

    @classmethod
    def of(cls, name: str, data: bytes) -> Asset:
        """Name the bytes by their hash."""
        return cls(name=name, id=hashlib.sha256(data).hexdigest()[:16], data=data)

    def value(self) -> dict[str, Any]:
        """The JSON object, read anew at each call."""
        value: dict[str, Any] = json.loads(self.data)
        return value


@dataclass(frozen=True, slots=True)
class FontFace:
    """One slice of a font, as an ``@font-face`` rule sees it."""

    file: str
    family: str
    weight: str
    style: str
    unicode_range: str

    def codepoints(self) -> frozenset[int]:
        """Every code point of the slice.

        Examples
        --------
        >>> sorted(FontFace("a.woff2", "A", "400", "normal", "U+41,U+0f00-0f02").codepoints())
        [65, 3840, 3841, 3842]
        """
        points: set[int] = set()
        for part in self.unicode_range.split(","):
            first, _, last = part.strip().removeprefix("U+").partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
        return frozenset(points)


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """One file under ``vendored/`` and where it came from."""

    file: str
    package: str
    version: str
    licence: str
    original: str
    original_sha256: str
    sha256: str
    change: str
    face: FontFace | None


@cache
def manifest() -> tuple[VendoredFile, ...]:
    """Every vendored file, in the order of the manifest."""
    text = files(__package__).joinpath("vendored/MANIFEST.json").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in json.loads(text)["files"])


def _entry(row: dict[str, Any]) -> VendoredFile:
    face = FontFace(file=row["file"], **row["face"]) if "face" in row else None
    return VendoredFile(
        file=row["file"],
        package=row["package"],
        version=row["version"],
        licence=row["licence"],
        original=row["original"],
        original_sha256=row["original_sha256"],
        sha256=row["sha256"],
        change=row.get("change", ""),
        face=face,
    )


@cache
def font_faces() -> tuple[FontFace, ...]:
    """The font slices, in the order in which a style sheet lists them."""
    return tuple(entry.face for entry in manifest() if entry.face is not None)


def font_css(faces: Iterable[FontFace], font_url: Callable[[str], str]) -> str:
    """``@font-face`` rules of the given slices."""
    return "".join(
        "@font-face{"
        f'font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
        f'font-display:swap;src:url("{font_url(face.file)}") format("woff2");'
        f"unicode-range:{face.unicode_range}}}\n"
        for face in faces
    )


@cache
def read_vendored(file: str) -> bytes:
    """Bytes of one vendored file.

    Parameters
    ----------
    file : str
        Path below ``vendored/``, as the manifest gives it.

    Returns
    -------
    bytes

    Raises
    ------
    KeyError
        The manifest names no such file.
    ValueError
        The file is not the one that the manifest describes.
    """
    known = {entry.file: entry.sha256 for entry in manifest()}
    if file not in known:
        raise KeyError(file)
    data = files(__package__).joinpath("vendored", file).read_bytes()
    if hashlib.sha256(data).hexdigest() != known[file]:
        raise ValueError(f"vendored/{file} differs from its hash in MANIFEST.json")
    return data
