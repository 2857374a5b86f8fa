"""Folded spellings of names to regions: whole, in part, and similar."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from geodata.names.names import Match, Name
from geodata.names.rules import Naming

__all__ = ["Index", "fold"]

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


_EXACT, _PREFIX, _INSIDE = 1.0, 0.8, 0.6
_LEAST_LETTERS = 2
_ALIKE = 75
"""Least similarity, in per cent of letters that stay in place, for a candidate."""

_LEAST_ALIKE_LETTERS = 3


class Index:
    """Regions by every spelling under which they may be typed.

    Parameters
    ----------
    names : mapping of str to tuple of Name
        Names by region code.
    root : str
        Code of the whole, which nobody types.
    naming : Naming
        Rules for other spellings of a name.
    """

    def __init__(self, names: Mapping[str, tuple[Name, ...]], root: str, naming: Naming) -> None:
        whole: dict[str, dict[str, Match]] = {}
        for code, name, key in _spellings(names, root, naming):
            whole.setdefault(key, {}).setdefault(code, Match(code, name, exact=True, score=_EXACT))
        self._whole = {key: tuple(found.values()) for key, found in whole.items()}
        self._keys = list(self._whole)

    def whole(self, wanted: str) -> tuple[Match, ...]:
        """Return every region of which the folded text is a whole name."""
        return self._whole.get(wanted, ())

    def containing(self, wanted: str) -> tuple[Match, ...]:
        """Return every region with a name that is, begins with or contains the folded text."""
        best = {match.code: match for match in self.whole(wanted)}
        if not wanted or (wanted.isascii() and len(wanted) < _LEAST_LETTERS):
            return tuple(best.values())
        for key in self._keys:
            if wanted not in key or wanted == key:
                continue
            score = _PREFIX if key.startswith(wanted) else _INSIDE
            for match in self._whole[key]:
                if match.code not in best or score > best[match.code].score:
                    best[match.code] = Match(match.code, match.name, exact=False, score=score)
        return tuple(best.values())

    def similar(self, wanted: str) -> tuple[Match, ...]:
        """Return regions with a name spelled similarly, best first; none is meant for certain.

        The score is the share of letters that stay in place (Indel similarity), below that
        of any name that contains the text.
        """
        if len(wanted) < _LEAST_ALIKE_LETTERS:
            return ()
        found = process.extract(
            wanted, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
        )
        best: dict[str, Match] = {}
        for key, score, _ in found:
            for match in self._whole[key]:
                alike = Match(
                    match.code,
                    match.name,
                    exact=False,
                    score=round(_INSIDE * score / 100, 4),
                    alike=True,
                )
                best.setdefault(match.code, alike)
        return tuple(best.values())


def _spellings(
    names: Mapping[str, tuple[Name, ...]], root: str, naming: Naming
) -> Iterator[tuple[str, Name, str]]:
    """Yield code, name and folded spelling of everything that can be typed."""
    for code, own in names.items():
        for name in own:
            for form in naming.forms(name.text):
                key = fold(form)
                if key:
                    yield code, name, key
        if code != root:
            yield code, own[0], code
