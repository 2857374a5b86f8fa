"""Reports as sheets: within their margins, nothing over anything else, the same each day."""

from __future__ import annotations

import hashlib
import io
import itertools
from dataclasses import replace
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geodata.errors import ViewError
from layers.figure import (
    FigureFormat,
    FigureOptions,
    FigureSize,
    FigureTheme,
    draw_report,
    report_bytes,
)
from layers.figure.draw.paper import Align, Paper
from layers.figure.layout.report import ReportSheets
from layers.figure.text.shaping import width_of
from layers.report import Chapter, Document, Entry, Range, ReportMap
from tests.hostile.corpus import CORPUS
from tests.layers.pictures import assets, elsewhere, picture

ROOT = Path(__file__).parents[2]
A4 = FigureOptions(size=FigureSize.parse("A4"), restore="region?region=630200")
TALL = FigureOptions(size=FigureSize.parse("210mm"))


def report(
    text: str = "Words that are long enough to need a second line. ", maps: int = 1
) -> Document:
    """A report with everything that one can hold."""
    ranges = (
        Range("census", value=0.2, name="2010"),
        Range("census", value=0.99, name="2020"),
        Range("published", 0.2, None, 0.7),
        Range("bounded", 0.0, None, 0.9),
        Range("illustration", 0.1, None, 0.3, open_end=True),
    )
    entries = tuple(
        Entry(
            f"Region {n}",
            "derived bounds",
            "bounded",
            f"{n} iris scans",
            (text * 2, "Source: C-1 [1]"),
            ranges,
            ((f"2020 {text}", "1,234"), ("2010", "no record")),
        )
        for n in range(6)
    )
    chapters = (
        Chapter("On a scale", entries, text, ((0.0, "0"), (0.5, "500,000"), (1.0, "1,000,000"))),
        Chapter("Plain", tuple(Entry("", notes=(text,)) for _ in range(9))),
        Chapter("Sources", tuple(Entry("", notes=(f"[{n}] {text}",)) for n in range(1, 9))),
    )
    told = tuple(ReportMap(f"Map {n}", picture()) for n in range(maps))
    return Document("A title", "A kicker", text, told, chapters, ("A source",), "1", "May 2026")


Words = tuple[str, float, float, float, float]


def words_of(
    monkeypatch: pytest.MonkeyPatch, told: Document, options: FigureOptions
) -> list[tuple[Paper, list[Words]]]:
    """Return the sheets with every line that was set, and the box that it takes."""
    held: dict[int, list[Words]] = {}
    plain = Paper.text

    def noting(
        self: Paper,
        line: str,
        x: float,
        y: float,
        *,
        size: float,
        align: Align = "left",
        **rest: object,
    ) -> None:
        wide = width_of(line, int(str(rest.get("weight", 400)))) * size
        left = x - {"left": 0.0, "middle": 0.5, "right": 1.0}[align] * wide
        box = (line, left, y - 0.66 * size, left + wide, y + 0.1 * size)
        held.setdefault(id(self), []).append(box)
        plain(self, line, x, y, size=size, align=align, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Paper, "text", noting)
    papers = ReportSheets(told, assets(), options).draw()
    return [(paper, held[id(paper)]) for paper in papers]


@pytest.mark.parametrize("maps", [1, 2, 3, 8])
@pytest.mark.parametrize("size", ["A4", "A4-landscape", "210mm", "column"])
def test_nothing_overlaps_and_nothing_leaves_the_margins(
    monkeypatch: pytest.MonkeyPatch, maps: int, size: str
) -> None:
    options = replace(A4, size=FigureSize.parse(size))
    sheets = words_of(monkeypatch, report(maps=maps), options)
    for paper, lines in sheets:
        margin = min(paper.width * 0.055, 20.0)
        for line, left, top, right, bottom in lines:
            assert margin < left + 1, line
            assert right < paper.width - margin + 1, line
            assert margin < top + 1, line
            assert bottom < paper.height - margin + 1, line
        # Names on a map may stand close; their own test keeps them apart.
        own = {unit["name"]["text"] for unit in picture()["regions"]["data"]["regions"]}
        apart = [each for each in lines if each[0].strip("\u200e") not in own]
        for one, other in itertools.combinations(apart, 2):
            aside = one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5
            assert aside or one[4] <= other[2] + 0.5 or other[4] <= one[2] + 0.5, (one, other)


def test_every_word_stands_on_a_page_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = report()
    sheets = words_of(monkeypatch, told, A4)
    assert len(sheets) > 1
    said = "".join("".join(each[0].split()) for _, lines in sheets for each in lines)
    said = said.replace("\u200e", "").replace(":", "").replace(".", "")
    for line in told.lines():
        for word in line.replace(":", "").replace(".", "").split():
            assert word in said, word
    for index, (_, lines) in enumerate(sheets, 1):
        assert any(f"page {index} of {len(sheets)}" in each[0] for each in lines)


def test_a_scale_is_repeated_where_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bar stands in a column without the numbers that it is read by."""
    lines = [each[0] for _, page in words_of(monkeypatch, report(), A4) for each in page]
    again = sum("On a scale, continued" in line for line in lines)
    assert again >= 1
    assert lines.count("1,000,000") == again + 1


def test_pages_keep_their_edges_white() -> None:
    data = report_bytes(report(), assets(), FigureFormat.PNG, replace(TALL, dpi=72))
    light = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    edge = 20
    for strip in (light[:edge], light[-edge:], light[:, :edge], light[:, -edge:]):
        assert strip.min() > 250


_AGAIN = """
import hashlib
from layers.figure import FigureFormat, report_bytes
from tests.layers.pictures import assets
from tests.layers.test_report import A4, TALL, report
for form in FigureFormat:
    data = report_bytes(report(), assets(), form, A4 if form is FigureFormat.PDF else TALL)
    print(form.value, hashlib.sha256(data).hexdigest())
"""


def test_the_same_bytes_again_and_in_another_process(tmp_path: Path) -> None:
    here = {
        form.value: hashlib.sha256(
            report_bytes(report(), assets(), form, A4 if form is FigureFormat.PDF else TALL)
        ).hexdigest()
        for form in FigureFormat
    }
    assert elsewhere(_AGAIN, tmp_path) == here


def test_other_words_give_another_hash() -> None:
    told = report()
    assert told.hash == report().hash
    assert told.hash != report("Other words. ").hash
    assert told.hash != replace(told, title="Another").hash


@pytest.mark.parametrize(
    "name", [n for n in CORPUS if n not in {"private", "noncharacter", "joined", "scripts"}]
)
def test_hostile_text_is_drawn_as_it_stands(name: str) -> None:
    told = replace(report(f"{CORPUS[name]} "), title=CORPUS[name], kicker=CORPUS[name])
    drawing = report_bytes(told, assets(), FigureFormat.SVG, TALL).decode()
    assert "<script" not in drawing
    assert "\x1b" not in drawing
    assert (
        "49 " not in unescape(drawing).split("<desc")[1].split("</desc>")[0] or name != "template"
    )
    assert report_bytes(told, assets(), FigureFormat.PDF, A4).startswith(b"%PDF-")


def test_a_letter_that_no_font_holds_is_named() -> None:
    drawing = draw_report(report("Smile \U0001f600 "), assets(), FigureFormat.PDF, A4)
    assert drawing.data.startswith(b"%PDF-")
    assert [each.letter for each in drawing.missing] == ["\U0001f600"]


def test_a_picture_of_a_fixed_height_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ViewError, match=r"needs \d pages"):
        report_bytes(report(), assets(), FigureFormat.PNG, A4)


@pytest.mark.parametrize("theme", list(FigureTheme))
def test_every_theme_tells_the_same(theme: FigureTheme, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [each[0] for each in words_of(monkeypatch, report(), TALL)[0][1]]
    assert usual == [
        each[0] for each in words_of(monkeypatch, report(), replace(TALL, theme=theme))[0][1]
    ]
