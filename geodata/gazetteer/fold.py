"""Make spellings of one name equal: case, accents, tones, spaces, keyboard variants."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]

# Letters that keyboards exchange in Uyghur, and the several Tibetan separators.
_SAME = str.maketrans(
    {
        "ی": "ي",
        "ى": "ي",
        "ه": "ە",
        "ھ": "ە",
        "ک": "ك",
        "ـ": "",
        "\u0654": "",
        "༌": "་",
        "ı": "i",
        "ø": "o",
        "đ": "d",
    }
)
_ENDS = "་།༎༔"
_LATIN_MARKS = range(0x300, 0x370)


def fold(text: str) -> str:
    """Key under which a name is found.

    Accents and pinyin tones of Latin letters, case, spaces, hyphens and apostrophes
    do not count, nor a separator at the end of a Tibetan name. Tibetan vowel signs
    do count.

    Examples
    --------
    >>> fold("Hǎidōng Shì") == fold("haidongshi")
    True
    >>> fold("མཚོ་ཤར་") == fold("མཚོ་ཤར།")
    True
    >>> fold("Ürümqi") == fold("URUMQI")
    True
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in plain if ord(letter) not in _LATIN_MARKS)
    plain = unicodedata.normalize("NFC", plain).translate(_SAME)
    kept = "".join(letter for letter in plain if letter in _ENDS or _counts(letter))
    return kept.strip(_ENDS)


def _counts(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"
