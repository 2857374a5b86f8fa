"""PDF with text that can be searched, copied and followed: matplotlib draws all the rest."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from matplotlib.backends.backend_pdf import Name, Op, PdfFile, RendererPdf, Verbatim
from matplotlib.transforms import Transform

from geodata.i18n import language
from layers.figure.draw.paper import Paper
from layers.figure.text.embedded_fonts import ASCENT, DESCENT, EmbeddedFont, font_name, subset_tag
from layers.figure.text.runs import Run, clusters

__all__ = ["TextPdf", "pdf_bytes"]

_KEEP = "%/:?#[]@!$&'()*+,;=-._~"


def pdf_bytes(papers: Sequence[Paper], words: Mapping[str, Any]) -> bytes:
    """Return sheets as the pages of a PDF; equal sheets give equal bytes.

    Parameters
    ----------
    papers : sequence of Paper
        What is drawn, page by page.
    words : mapping of str to str
        What the file says of itself, as :class:`matplotlib.backends.backend_pdf.PdfFile`
        takes it.
    """
    out = io.BytesIO()
    file = TextPdf(out, words, language())
    for paper in papers:
        width, height = paper.figure.get_size_inches()
        paper.figure.set_dpi(72)
        file.newPage(width, height)
        renderer = RendererPdf(file, 72, height, width)
        paper.figure.draw(renderer)
        renderer.finalize()
        file.endStream()
    file.finalize()
    file.close()
    return out.getvalue()


class TextPdf(PdfFile):
    """A PDF file with fonts of its own, links, a language and a description.

    Parameters
    ----------
    out : BytesIO
        Where it is written.
    words : mapping of str to str
        Title, subject and so on.
    spoken : str
        Language of its words, as ``en``.
    """

    def __init__(self, out: io.BytesIO, words: Mapping[str, Any], spoken: str) -> None:
        self._spoken, self._words = spoken, words
        self._embedded: dict[str, EmbeddedFont] = {}
        super().__init__(out, metadata=dict(words))

    def writeObject(self, object: Any, contents: Any) -> None:  # noqa: A002, N802
        """Write an object; the first one of all also says what the file is."""
        if isinstance(contents, dict) and contents.get("Type") == Name("Catalog"):
            self._described = self.reserveObject("description")
            contents = {
                **contents,
                "Lang": self._spoken,
                "Metadata": self._described,
                "ViewerPreferences": {"DisplayDocTitle": True},
            }
        super().writeObject(object, contents)

    def text(self, run: Run, to_sheet: Transform) -> None:
        """Set a line of text, and the links that lie on it."""
        x, y = to_sheet.transform((run.x, run.y))
        said: list[Any] = []
        shown: list[Any] = []
        name, pen = "", 0.0
        for cluster in clusters(run.shaped):
            # A space goes with its word: readers take another font for another piece of text.
            font = font_name(cluster.file) if cluster.has_ink or not name else name
            if font != name:
                said += [*self._shown(shown), self._name(font), run.size, Op.selectfont]
                name, shown = font, []
            held = self._embedded[font]
            code = held.code(cluster)
            shift = round((pen - cluster.x) * 1000, 1)
            if shift:
                shown.append(shift)
                pen -= shift / 1000
            shown.append(Verbatim(b"<%04X>" % code))
            pen += held.widths[code - 1] / 1000
        if shown:
            at = (1, 0, 0, 1, x, y, Op.textmatrix)
            self.output(Op.begin_text, *at, *said, *self._shown(shown), Op.end_text)
        for link in run.links:
            left, right = x + link.left * run.size, x + link.right * run.size
            below, above = y - 0.25 * run.size, y + 0.8 * run.size
            self._link(link.address, (left, below, right, above))

    @staticmethod
    def _shown(shown: list[Any]) -> list[Any]:
        return [shown, Op.showkern] if shown else []

    def _name(self, font: str) -> Any:
        self._embedded.setdefault(font, EmbeddedFont(font))
        return Name(f"T{list(self._embedded).index(font) + 1}")

    def _link(self, address: str, box: tuple[float, float, float, float]) -> None:
        uri = quote(address, safe=_KEEP)
        # The list of the page that is being drawn.
        self._annotations[-1][1].append(
            {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": [round(each, 2) for each in box],
                "Border": [0, 0, 0],
                "Contents": address,
                "A": {"S": Name("URI"), "URI": uri},
            }
        )

    def writeFonts(self) -> None:  # noqa: N802
        """Write the fonts of all text, and the description."""
        fonts = {self._name(name): self._font(font) for name, font in self._embedded.items()}
        self.writeObject(self.fontObject, fonts)
        extra = {"Type": Name("Metadata"), "Subtype": Name("XML")}
        self.outputStream(self._described, self._description(), extra=extra)

    def _font(self, font: EmbeddedFont) -> Any:
        data, mapped = font.file(), font.unicode_map()
        base = Name(f"{subset_tag(data + mapped)}+{font.name}")
        parts = ("font", "descendant", "descriptor", "outlines", "letters")
        whole, inner, descriptor, outlines, letters = map(self.reserveObject, parts)
        self.outputStream(outlines, data, extra={"Length1": len(data)})
        self.outputStream(letters, mapped)
        self.writeObject(
            descriptor,
            {
                "Type": Name("FontDescriptor"),
                "FontName": base,
                # Its codes are those of no known set of letters.
                "Flags": 4,
                "FontBBox": [-500, DESCENT, 2500, ASCENT],
                "ItalicAngle": 0,
                "Ascent": ASCENT,
                "Descent": DESCENT,
                "CapHeight": 660,
                "StemV": 80,
                "FontFile2": outlines,
            },
        )
        self.writeObject(
            inner,
            {
                "Type": Name("Font"),
                "Subtype": Name("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": {
                    "Registry": "Adobe",
                    "Ordering": "Identity",
                    "Supplement": 0,
                },
                "FontDescriptor": descriptor,
                "DW": 1000,
                "W": [1, list(font.widths)],
                "CIDToGIDMap": Name("Identity"),
            },
        )
        self.writeObject(
            whole,
            {
                "Type": Name("Font"),
                "Subtype": Name("Type0"),
                "BaseFont": base,
                "Encoding": Name("Identity-H"),
                "DescendantFonts": [inner],
                "ToUnicode": letters,
            },
        )
        return whole

    def _description(self) -> bytes:
        """Return title, language and what is shown as XMP."""
        title, subject = (escape(str(self._words.get(key, ""))) for key in ("Title", "Subject"))
        maker = escape(str(self._words.get("Producer", "")))
        return _XMP.format(
            title=title, subject=subject, maker=maker, spoken=escape(self._spoken)
        ).encode()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{spoken}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{maker}</pdf:Producer>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
