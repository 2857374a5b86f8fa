"""Letters outside the fonts: never a reason to draw nothing, always named."""

from __future__ import annotations

import unicodedata

import pytest

from layers.assets.coverage import choose_fonts, missing_letters, standing_in
from layers.figure.text.fonts import STAND_IN
from layers.figure.text.shaping import lines_of, shape

HELD = {
    "Russian": "Хайдун: радужка № 7",
    "Kazakh": "Қазақстан, әріп",
    "Greek": "Ίριδες ᾧ",
    "Vietnamese": "Hải Đông, ả Ẵ ữ",
    "Vietnamese, decomposed": unicodedata.normalize("NFD", "Hải Đông ữ"),
    "Turkish": "İğdır ş",
    "Uyghur": "ئۈرۈمچى",
    "Tibetan": "མཚོ་སྔོན",
    "Chinese": "青海省",
    "hyphens and spaces": "a\u00ad\u2009b\u200b\u200d\ufeffc\ufe0f",
}
OUTSIDE = {
    "Hebrew": "שלום",
    "Devanagari": "हिन्दी",
    "Bengali": "বাংলা",
    "Tamil": "தமிழ்",
    "Hangul": "한국어",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "Thai": "ไทย",
    "Khmer": "ខ្មែរ",
    "Burmese": "မြန်မာ",
    "Georgian": "ქართული",
    "Armenian": "Հայերեն",
    "Ethiopic": "አማርኛ",
    "Syriac": "ܣܘܪܝܝܐ",
    "N'Ko": "ߒߞߏ",
    "Cherokee": "ᏣᎳᎩ",
    "Yi": "ꆈꌠꁱ",
    "Lisu": "ꓡꓲꓢꓴ",
    "Tai Le": "ᥖᥭᥰ",
    "emoji": "😀👍🏽🇨🇳",
    "unassigned": "\u0378\U000e0fff",
    "private use": "\ue000\uf8ff\U0010ffff",
    "half of a letter": "\ud800",
}


@pytest.mark.parametrize("name", HELD)
def test_scripts_that_are_vendored_need_no_stand_in(name: str) -> None:
    assert missing_letters([HELD[name]]) == ()
    glyphs = shape(HELD[name]).glyphs
    assert STAND_IN not in {glyph.file for glyph in glyphs}
    assert any(glyph.path is not None for glyph in glyphs)


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("name", OUTSIDE)
def test_any_other_letter_has_a_box_of_its_own(name: str, weight: int) -> None:
    text = f"a {OUTSIDE[name]} b"
    missing = choose_fonts(text, weight).missing
    shaped = shape(text, weight)
    boxes = [glyph for glyph in shaped.glyphs if glyph.file == STAND_IN]
    assert len(boxes) == sum(letter in missing for letter in text)
    assert all(box.path is not None and box.advance > 0 for box in boxes)
    assert sorted(box.said for box in boxes) == sorted(c for c in text if c in missing)
    assert lines_of(text, 3.0), "it can be broken into lines"


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_letters_are_named_with_their_place(name: str) -> None:
    said = standing_in(missing_letters(["nothing here", OUTSIDE[name]]))
    first = next(c for c in OUTSIDE[name] if c in choose_fonts(OUTSIDE[name]).missing)
    assert f"U+{ord(first):04X}" in said
    assert f"“{OUTSIDE[name]}”" in said


def test_a_letter_is_named_once_and_a_long_list_is_cut() -> None:
    assert [each.text for each in missing_letters(["one 한", "two 한"])] == ["one 한"]
    many = "".join(chr(0xAC00 + n) for n in range(40))
    assert standing_in(missing_letters([many])).count("U+") < 20
    assert "28" in standing_in(missing_letters([many]))
    assert standing_in(()) == ""
