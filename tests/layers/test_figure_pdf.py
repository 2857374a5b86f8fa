"""PDF figures: text that is found and copied as it is read, live links, and what they say."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pypdf
import pypdfium2
import pytest
from PIL import Image

from geodata.i18n import language
from layers.figure import FigureFormat, FigureOptions, FigureSize, figure_bytes, report_bytes
from layers.figure.draw.model import MapModel
from layers.figure.draw.paper import Paper
from layers.figure.layout.sheet import MapSheet
from layers.figure.pdf import pdf_bytes
from layers.figure.text.runs import clusters
from layers.figure.text.shaping import shape, width_of
from layers.picture.reader import PictureReader
from layers.report import Chapter, Document, Entry, ReportMap
from tests.layers.pictures import Held, assets, picture

OPTIONS = FigureOptions(size=FigureSize.parse("960x640"))
A4 = FigureOptions(size=FigureSize.parse("A4"))
LINES = {
    "latin": "Ürümqi, fifty offices: ff ffi 11",
    "accents": "Ngư\u0302 e\u0301 a\u0309",
    "tibetan": "མཚོ་སྔོན་པོ་ བསྒྲུབས་པའི་རྒྱལ་རྩེ།",
    "uyghur": "ئۈرۈمچى شەھىرى",
    "arabic": "بسم الله الرحمن الرحيم",
    "chinese": "青海省海东市乐都区",
    "cyrillic": "Хайдун: радужка №",
    "greek": "Ίριδες στην περιοχή",
    "name in a sentence": "\u200eIn \u2068ئۈرۈمچى\u2069, whole province",
    "no font": "Police हिन्दी 한국어 😀 wrote",
    "no font, leftward": "שלום",
}


def set_lines(*lines: str, size: float = 20) -> bytes:
    paper = Paper(max(map(width_of, lines)) * size + 40, (len(lines) + 1) * 2 * size, "#ffffff")
    for number, line in enumerate(lines, start=1):
        paper.text(line, 20, number * 2 * size, size=size, colour="#000000")
    paper.flush()
    return pdf_bytes([paper], {"Title": "Lines"})


def read(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def seen(text: str) -> str:
    """A text as a reader knows it: composed, and without what cannot be seen."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) not in {"Cf", "Cc", "Zs"})


def drawn(data: bytes, page: int = 0, scale: float = 1.0) -> np.ndarray[Any, Any]:
    """A page as PDFium draws it, from 0 to 1."""
    document = pypdfium2.PdfDocument(data)
    image = document[page].render(scale=scale).to_pil().convert("L")
    document.close()
    return np.asarray(image, float) / 255


def told(text: str) -> Document:
    entries = tuple(Entry("", notes=(f"[{n}] {text}",)) for n in range(3))
    maps = (ReportMap("A map", picture()),)
    return Document("A title", "", "", maps, (Chapter("Sources", entries),), ("A source",), "1")


@pytest.mark.parametrize("name", LINES)
def test_a_line_reads_as_it_was_written(name: str) -> None:
    """In logical order, whatever is joined, stacked, turned round or missing."""
    assert seen(read(set_lines(LINES[name]))) == seen(LINES[name])


@pytest.mark.parametrize("name", LINES)
def test_every_letter_belongs_to_one_cluster(name: str) -> None:
    said = "".join(cluster.said for cluster in clusters(shape(LINES[name])))
    assert Counter(seen(said)) == Counter(seen(LINES[name]))


def test_equal_neighbours_are_letters_of_their_own() -> None:
    for text, count in (("چچچ", 3), ("11", 2), ("ບ" * 3, 3), ("a\u0323a\u0323", 2)):
        assert len(clusters(shape(text))) == count, text


def test_every_word_of_a_picture_is_found() -> None:
    shown = PictureReader(picture())
    sheet = MapSheet(shown, MapModel(shown, assets()), OPTIONS)
    found = seen(read(figure_bytes(Held(picture()), assets(), FigureFormat.PDF, OPTIONS)))
    lines = sheet.draw().said
    assert len(lines) > 20
    assert [line for line in lines if seen(line) not in found] == []


def test_it_looks_like_the_picture() -> None:
    """Text that can be read is also the text that is seen: same place, same letters."""
    options = replace(OPTIONS, dpi=144)
    pdf = figure_bytes(Held(picture()), assets(), FigureFormat.PDF, options)
    png = figure_bytes(Held(picture()), assets(), FigureFormat.PNG, options)
    one, other = drawn(pdf, scale=2), np.asarray(Image.open(io.BytesIO(png)).convert("L"), float)
    rows, columns = (min(a, b) for a, b in zip(one.shape, other.shape, strict=True))
    assert abs(one.shape[0] - other.shape[0]) <= 2
    blocks = [
        np.add.reduceat(
            np.add.reduceat(each[:rows, :columns], np.arange(0, rows, 4), axis=0),
            np.arange(0, columns, 4),
            axis=1,
        )
        for each in (one, other / 255)
    ]
    assert np.corrcoef(blocks[0].ravel(), blocks[1].ravel())[0, 1] > 0.985


@pytest.mark.parametrize("name", ["tibetan", "uyghur", "mixed"])
def test_letters_keep_their_shapes(name: str) -> None:
    line = LINES.get(name, "Ürümqi ئۈرۈمچى 乌鲁木齐 བོད་ (12 %)")
    paper = Paper(width_of(line) * 40 + 40, 120, "#ffffff")
    paper.text(line, 20, 70, size=40, colour="#000000")
    paper.flush()
    pdf = 1 - drawn(pdf_bytes([paper], {}), scale=1)
    # Clusters are set one by one: what is lost or moved leaves a hole in the line.
    ink = pdf.sum(axis=0)
    outlines = np.zeros_like(ink)
    for glyph in shape(line).glyphs:
        if glyph.path is not None:
            x = np.asarray(glyph.path.vertices)[:, 0] + glyph.x
            left, right = 20 + 40 * x.min(), 20 + 40 * x.max()
            outlines[int(left + 1) : max(int(left + 2), int(right - 1))] = 1
    assert (ink[outlines > 0] > 0).mean() > 0.97
    assert ink[:18].max() < 0.05


def test_fonts_are_embedded_and_hold_only_what_is_used() -> None:
    data = figure_bytes(Held(picture()), assets(), FigureFormat.PDF, OPTIONS)
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    fonts = [each.get_object() for each in page["/Resources"]["/Font"].values()]
    names = [str(font["/BaseFont"]) for font in fonts]
    assert all(re.fullmatch(r"/[A-Z]{6}\+\w+-\w+", name) for name in names)
    assert any("SourceSans3-Semibold" in name for name in names)
    assert all("/ToUnicode" in font for font in fonts)
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        assert inner["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\x00\x01\x00\x00"
    assert len(data) < 250_000


def links(data: bytes) -> list[tuple[str, tuple[float, ...]]]:
    return [
        (str(note["/A"]["/URI"]), tuple(map(float, note["/Rect"])))
        for page in pypdf.PdfReader(io.BytesIO(data)).pages
        for note in (each.get_object() for each in page.get("/Annots", ()))
    ]


def test_addresses_lead_to_their_source_also_over_two_lines() -> None:
    address = "https://example.org/" + "a-long-path/" * 12 + "end"
    found = links(report_bytes(told(f"A report ({address})."), assets(), FigureFormat.PDF, A4))
    assert {each for each, _ in found} == {address}
    assert len(found) > 3, "each of its lines is a part of the link"
    for _, (left, bottom, right, top) in found:
        assert 0 < left < right < 595
        assert 2 < top - bottom < 20


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "www.example.org",
        "https://",
    ],
)
def test_nothing_else_is_a_link(text: str) -> None:
    assert links(report_bytes(told(f"See {text} there"), assets(), FigureFormat.PDF, A4)) == []


def test_letters_beyond_ascii_are_escaped_in_a_link() -> None:
    data = report_bytes(told("https://example.org/Ürümqi?a=%20"), assets(), FigureFormat.PDF, A4)
    assert {each for each, _ in links(data)} == {"https://example.org/%C3%9Cr%C3%BCmqi?a=%20"}


def test_it_says_what_it_is() -> None:
    reader = pypdf.PdfReader(
        io.BytesIO(figure_bytes(Held(picture(title="A <b> & title")), assets(), FigureFormat.PDF))
    )
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == language()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "A <b> & title"
    assert reader.metadata.creation_date is None
    described = reader.xmp_metadata
    assert described is not None
    assert described.dc_title == {"x-default": "A <b> & title"}
    assert described.dc_language == [language()]
    assert described.xmp_create_date is None
