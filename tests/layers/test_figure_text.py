"""Text of figures: shaped as a browser shapes it, broken into lines, in its own direction."""

from __future__ import annotations

import base64
import io
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from playwright.sync_api import Browser

from layers.assets.vendor import font_faces, read_vendored
from layers.figure.draw.paper import Paper
from layers.figure.text.shaping import clean, lines_of, shape, width_of

SIZE = 64
TEXTS = {
    "latin": "Tsojang (Haibei), Ürümqi 12",
    "tibetan": "བསྒྲུབས་པའི་རྒྱལ་རྩེ།",
    "uyghur": "ئۈرۈمچى شەھىرى",
    "chinese": "青海省海东市乐都区",
    "cyrillic": "Хайдун: радужка № 5",
    "greek": "Ίριδες στην περιοχή",
    "vietnamese": "Hải Đông",
    "mixed": "Ürümqi ئۈرۈمچى 乌鲁木齐 བོད་ (12 %)",
}


def ours(text: str) -> np.ndarray[Any, Any]:
    """The ink of a text as a figure draws it, from 0 to 1."""
    paper = Paper(width_of(text) * SIZE + 40, 3 * SIZE, "#ffffff")
    paper.text(text, 20, 2 * SIZE, size=SIZE, colour="#000000")
    paper.flush()
    paper.figure.set_dpi(72)
    canvas = FigureCanvasAgg(paper.figure)
    canvas.draw()
    return 1 - np.asarray(canvas.buffer_rgba())[:, :, :3].mean(axis=2) / 255


def theirs(browser: Browser, text: str) -> np.ndarray[Any, Any]:
    """The ink of a text as Chromium draws it with the same fonts."""
    needed = [face for face in font_faces() if face.codepoints() & set(map(ord, text))]
    rules = "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"unicode-range:{face.unicode_range};src:url(data:font/woff2;base64,"
        f"{base64.b64encode(read_vendored(face.file)).decode()})}}"
        for face in needed
    )
    families = '"Source Sans 3","Noto Serif Tibetan","Noto Sans Arabic","Noto Sans SC"'
    page = browser.new_page(viewport={"width": 1600, "height": 300})
    page.set_content(
        f"<style>{rules} body{{margin:0}} span{{font:400 {SIZE}px {families};white-space:pre;"
        "position:absolute;left:20px;top:40px;-webkit-font-smoothing:antialiased}</style>"
        "<span></span>"
    )
    page.evaluate("(text) => { document.querySelector('span').textContent = text }", text)
    page.evaluate("document.fonts.ready")
    picture = page.screenshot()
    page.close()
    return 1 - np.asarray(Image.open(io.BytesIO(picture)).convert("L"), float) / 255


def trimmed(ink: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    rows, columns = np.where(ink > 0.3)
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def coarse(ink: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Mean ink in fields of a grid."""
    rows = np.array_split(np.arange(ink.shape[0]), 12)
    columns = np.array_split(np.arange(ink.shape[1]), 60)
    return np.array([[ink[np.ix_(y, x)].mean() for x in columns] for y in rows])


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_shaped_as_in_chromium(browser: Browser, name: str) -> None:
    one, other = trimmed(ours(TEXTS[name])), trimmed(theirs(browser, TEXTS[name]))
    assert abs(one.shape[1] - other.shape[1]) <= 3 + 0.012 * other.shape[1]
    assert abs(one.shape[0] - other.shape[0]) <= 4
    alike = float(np.corrcoef(coarse(one).ravel(), coarse(other).ravel())[0, 1])
    assert alike > 0.93, f"{name}: ink agrees only to {alike:.2f}"


def test_what_matplotlib_is_asked_for_is_still_there() -> None:
    """The layout of 3.11: letters stack and join, and fonts stand in for one another."""
    assert len(shape("སྒྲུ").glyphs) < 4
    joined, apart = width_of("بب"), 2 * width_of("ب")
    assert joined < apart
    assert width_of("12\u202f%") > width_of("12%")


def test_a_name_moves_no_number_beside_it() -> None:
    alone = shape("\u200e\u2068ئۈرۈمچى\u2069, whole province")
    last = max(alone.glyphs, key=lambda glyph: glyph.x)
    assert last.path is shape("e").glyphs[0].path, "the Latin words stand after the name"
    assert lines_of("\u2068ئۈرۈمچى\u2069, whole province", 99)[0].startswith("\u200e")
    assert lines_of("ئۈرۈمچى 12", 99)[0].startswith("\u200f")


def test_lines_are_no_longer_than_their_room() -> None:
    texts = ["a " * 200, "W" * 500, "青海省" * 60, "བསྒྲུབས་" * 40, "one two–three " * 30]
    for text in texts:
        lines = lines_of(text, 12.0, most=4)
        assert 1 < len(lines) <= 4
        assert all(width_of(line) <= 12.0 for line in lines)
        assert lines[-1].endswith("…")


def test_nothing_is_lost_where_all_lines_are_kept() -> None:
    text = "Boundaries: Tianditu (天地图), as redistributed; 中共監控手段再增 བོད་རང་སྐྱོང་ལྗོངས།"
    lines = lines_of(text, 9.0)
    assert "".join("".join(lines).split()).replace("\u200e", "") == "".join(text.split())


def test_only_what_is_seen_is_drawn() -> None:
    assert clean("a\u202eb\x00c\u2028d\ufeff") == "ab c d"
    assert clean("\u2068x") == "x"
    assert clean("\u2068x\u2069 y") == "\u2068x\u2069 y"
