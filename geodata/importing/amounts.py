"""Numbers as sources print them: the printed words stay, with what they say as bounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from geodata.model import Qualifier

__all__ = ["Amount", "decimal_mark", "read_amount", "yes_or_no"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number. Ends that the source does not give are ``None``; there is no middle."""

    printed: str
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    hedge: str = ""

    @property
    def understood(self) -> bool:
        """Whether there is a number."""
        return any(part is not None for part in (self.low, self.best, self.high))


_TIMES = {
    **dict.fromkeys(
        ("k", "thousand", "mille", "mil", "tausend", "тыс", "тысяч", "千", "천"), 10**3
    ),
    **dict.fromkeys(("万", "萬", "만"), 10**4),
    **dict.fromkeys(("lakh", "lakhs", "lac"), 10**5),
    **dict.fromkeys(
        ("m", "mn", "million", "millions", "millones", "milhões", "millionen", "mio", "млн"), 10**6
    ),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("亿", "億", "억"), 10**8),
    **dict.fromkeys(("bn", "billion", "milliard", "milliards", "milliarden", "млрд"), 10**9),
}
_DIGITS = r"\d[\d.,'’\u00a0\u202f\u2009 ]*"
_NUMBER = rf"(?P<{{0}}>{_DIGITS})(?P<{{1}}>{'|'.join(sorted(_TIMES, key=len, reverse=True))})?\+?"
_ONE = re.compile(_NUMBER.format("n", "t"))
_TWO = re.compile(
    rf"(?:between\s+|from\s+|entre\s+|zwischen\s+|от\s+)?{_NUMBER.format('n', 't')}\s*"
    rf"(?:-|–|—|~|to|and|à|et|a|y|e|bis|und|до|至|到)\s*{_NUMBER.format('n2', 't2')}"
)
_WORDS = {
    Qualifier.MORE_THAN: "more than|over|>|above|plus de|más de|mais de|über|mehr als|более|超过|"
    "逾|多于|أكثر من",
    Qualifier.AT_LEAST: "at least|≥|>=|au moins|al menos|pelo menos|mindestens|не менее|至少|"
    "不少于|على الأقل",
    Qualifier.AT_MOST: "at most|up to|no more than|≤|<=|au plus|jusqu'à|hasta|até|höchstens|"
    "bis zu|не более|至多|不超过",
    Qualifier.NEARLY: "nearly|almost|close to|près de|presque|casi|quase|fast|почти|近|将近|"
    "ما يقرب من",
    Qualifier.ABOUT: "about|around|approximately|approx.|approx|roughly|some|~|≈|c.|ca.|circa|"
    "environ|unos|unas|cerca de|etwa|rund|около|约|大约|حوالي",
    Qualifier.SO_FAR: "so far|to date|already|已",
}
_PREFIX = sorted(
    ((word, qualifier) for qualifier, words in _WORDS.items() for word in words.split("|")),
    key=lambda pair: -len(pair[0]),
)
_THOUSANDS = re.compile(
    r"\d{1,3}(?:[,.'’\u00a0\u202f\u2009 ]\d{2,3})*[,.'’\u00a0\u202f\u2009 ]\d{3}"
)


def decimal_mark(texts: Iterable[str]) -> str:
    """Return ``"."`` or ``","`` as the cells of a column show; ``""`` if none shows it.

    Examples
    --------
    >>> decimal_mark(["1.234,5", "3"]), decimal_mark(["1,234"]), decimal_mark(["48.85"])
    (',', '', '.')
    """
    seen = set()
    for text in texts:
        plain = text.strip().lstrip("+-")
        for mark, other in ((".", ","), (",", ".")):
            if re.fullmatch(rf"[\d\s{re.escape(other)}]+{re.escape(mark)}\d+", plain) and (
                other in plain or not re.fullmatch(rf"\d{{1,3}}{re.escape(mark)}\d{{3}}", plain)
            ):
                seen.add(mark)
    return seen.pop() if len(seen) == 1 else ""


def _number(text: str, mark: str) -> Decimal | None:
    """Return a number, unless nothing tells a mark of thousands from one of decimals."""
    digits = re.sub(r"['’\u00a0\u202f\u2009 ]", "", text)
    has = {sign for sign in ".," if sign in digits}
    if not mark and len(has) == 2:
        mark = max(has, key=digits.rindex)
    if not mark and len(has) == 1:
        (sign,) = has
        grouped = _THOUSANDS.fullmatch(text.strip()) is not None
        # 1,234,567 can only be thousands, 1.25 only decimals; of 1.234 nothing says which.
        if grouped and (digits.count(sign) > 1 or sign == ","):
            mark = "," if sign == "." else "."
        elif digits.count(sign) == 1 and not grouped:
            mark = sign
        else:
            return None
    other = "," if mark == "." else "."
    plain = digits.replace(other, "").replace(mark or ".", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def read_amount(text: str, mark: str = "") -> Amount:
    """Read one cell.

    Parameters
    ----------
    text : str
        Such as ``1,234``, ``3.5万``, ``2 lakh``, ``more than 1 million``, ``300-400``.
    mark : str
        Decimal mark of the column (:func:`decimal_mark`), if it is known.

    Examples
    --------
    >>> read_amount("nearly 1.2 million").best, read_amount("12万").best
    (Decimal('1200000'), Decimal('120000'))
    >>> amount = read_amount("between 300 and 400")
    >>> amount.low, amount.best, amount.high
    (Decimal('300'), None, Decimal('400'))
    >>> read_amount("Unknown").understood
    False
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    qualifier, hedge = Qualifier.EXACT, ""
    for word, meaning in _PREFIX:
        if plain.startswith(word):
            qualifier, hedge, plain = (
                meaning,
                word if word.isalpha() or " " in word else "",
                plain[len(word) :].strip(),
            )
            break
    if plain.endswith("+") and qualifier is Qualifier.EXACT:
        qualifier, plain = Qualifier.AT_LEAST, plain[:-1].strip()
    if found := _ONE.fullmatch(plain):
        return _single(text, found["n"], found["t"], mark, qualifier, hedge)
    if found := _TWO.fullmatch(plain):
        low = _scaled(found["n"], found["t"] or found["t2"], mark)
        high = _scaled(found["n2"], found["t2"], mark)
        if low is not None and high is not None and low <= high:
            return Amount(text, low=low, high=high, qualifier=qualifier, hedge=hedge)
    return Amount(text)


def _scaled(digits: str, times: str | None, mark: str) -> Decimal | None:
    number = _number(digits.strip(), mark)
    if number is None or number >= 10**15:
        return None
    scaled = number * _TIMES.get(times or "", 1)
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled


def _single(
    text: str, digits: str, times: str | None, mark: str, qualifier: Qualifier, hedge: str
) -> Amount:
    number = _scaled(digits, times, mark)
    return (
        Amount(text, best=number, qualifier=qualifier, hedge=hedge)
        if number is not None
        else Amount(text)
    )


_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "x",
        "✓",
        "✔",
        "是",
        "有",
        "对",
        "oui",
        "vrai",
        "sí",
        "si",
        "verdadero",
        "sim",
        "ja",
        "wahr",
        "да",
        "نعم",
    ]
)
_NO = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "否",
        "无",
        "没有",
        "non",
        "faux",
        "falso",
        "não",
        "nao",
        "nein",
        "falsch",
        "нет",
        "لا",
    ]
)


def yes_or_no(text: str) -> bool | None:
    """Return what a yes-or-no word says; ``None`` for anything else, which is never no.

    Examples
    --------
    >>> yes_or_no("Oui"), yes_or_no("нет"), yes_or_no("Unknown")
    (True, False, None)
    """
    word = unicodedata.normalize("NFC", text).strip().casefold()
    return True if word in _YES else False if word in _NO else None
