"""Fonts made for one PDF: each sign is a cluster of letters, with its ink and what it says."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.path import Path

from layers.figure.text.runs import Cluster

__all__ = ["ASCENT", "DESCENT", "UNITS", "EmbeddedFont", "font_name", "subset_tag"]

UNITS = 1000
"""Units of a font to the size of its letters; those of the vendored ones, and of PDF."""

ASCENT, DESCENT = 1000, -400
_WEIGHTS = {"400": "Regular", "600": "Semibold"}

Ink = tuple[tuple[int, int, int], ...]
"""Outlines of a cluster by identity, each with its place in units."""


@dataclass
class EmbeddedFont:
    """One font of a PDF, which grows while text is set in it.

    Parameters
    ----------
    name : str
        Name of the font that its outlines come from.
    """

    name: str
    said: list[str] = field(default_factory=list)
    """What each sign says; the first has code 1."""
    widths: list[int] = field(default_factory=list)
    _paths: list[list[tuple[Path, int, int]]] = field(default_factory=list)
    _codes: dict[tuple[str, Ink, int], int] = field(default_factory=dict)

    def code(self, cluster: Cluster) -> int:
        """Return the sign of a cluster, which is added where it is new."""
        ink = [
            (glyph.path, round((glyph.x - cluster.x) * UNITS), round(-glyph.y * UNITS))
            for glyph in cluster.glyphs
            if glyph.path is not None
        ]
        width = round(cluster.advance * UNITS)
        key = (cluster.said, tuple((id(path), dx, dy) for path, dx, dy in ink), width)
        if key not in self._codes:
            self.said.append(cluster.said)
            self.widths.append(width)
            self._paths.append(ink)
            self._codes[key] = len(self.said)
        return self._codes[key]

    def file(self) -> bytes:
        """Return the font as a PDF embeds it: outlines and widths, and nothing else."""
        names = [".notdef", *(f"c{number}" for number in range(1, len(self.said) + 1))]
        builder = FontBuilder(UNITS, isTTF=True)
        builder.setupGlyphOrder(names)
        drawn = [TTGlyphPen(None).glyph(), *map(_outline, self._paths)]
        builder.setupGlyf(dict(zip(names, drawn, strict=True)))
        lefts = [getattr(glyph, "xMin", 0) for glyph in drawn]
        metrics = zip(names, zip((500, *self.widths), lefts, strict=True), strict=True)
        builder.setupHorizontalMetrics(dict(metrics))
        builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
        builder.updateHead(created=0, modified=0)
        out = io.BytesIO()
        builder.font.recalcTimestamp = False
        builder.font.save(out)
        return out.getvalue()

    def unicode_map(self) -> bytes:
        """Return what each sign says, as a PDF keeps it."""
        rows = [
            f"<{code:04X}> <{said.encode('utf-16-be', 'replace').hex().upper()}>"
            for code, said in enumerate(self.said, start=1)
        ]
        parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        blocks = "\n".join(
            "\n".join((f"{len(part)} beginbfchar", *part, "endbfchar")) for part in parts
        )
        return _MAP.replace("{blocks}", blocks).encode()


_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def font_name(file: str) -> str:
    """Return the name of a font by its vendored file.

    Examples
    --------
    >>> font_name("source-sans-3/source-sans-3-latin-ext-600-normal.woff2")
    'SourceSans3-Semibold'
    """
    folder, _slash, rest = file.partition("/")
    family = "".join(part.capitalize() for part in folder.split("-"))
    weight = next((word for key, word in _WEIGHTS.items() if f"-{key}-" in rest), "Regular")
    return f"{family}-{weight}"


def subset_tag(data: bytes) -> str:
    """Return six capital letters that name a part of a font."""
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _outline(paths: list[tuple[Path, int, int]]) -> Any:
    pen = TTGlyphPen(None)
    for path, dx, dy in paths:
        is_open = False
        for points, code in path.iter_segments(curves=True, simplify=False):
            at = [
                (round(float(x) * UNITS) + dx, round(-float(y) * UNITS) + dy)
                for x, y in points.reshape(-1, 2)
            ]
            match code:
                case Path.MOVETO:
                    if is_open:
                        pen.closePath()
                    pen.moveTo(at[0])
                    is_open = True
                case Path.LINETO:
                    pen.lineTo(at[0])
                case Path.CURVE3:
                    pen.qCurveTo(*at)
                case Path.CLOSEPOLY:
                    pen.closePath()
                    is_open = False
                case _:
                    raise ValueError(f"A font holds no segment of sort {code}.")
        if is_open:
            pen.closePath()
    return pen.glyph()
