"""What a claim makes of the words that its source printed: figures, hedges and aims.

The words are those of English and Chinese; a quote in another language is read for its
figures alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from geodata.dataset.rules import Complaint
from geodata.model import Claim, MeasureUnit, Qualifier, QuantityKind

__all__ = [
    "aiming_words",
    "hedging_words",
    "holds_number",
    "is_printed",
    "qualifiers_of",
    "wording_findings",
]

_CACHE_SIZE = 4096
"""Texts whose words are kept: rows of one register say the same."""

_COUNTED = frozenset({QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE})

_NUMBER_WORDS = {
    **{word: Decimal(place) for place, word in enumerate("一二三四五六七八九十", 1)},
    "两": Decimal(2),
    "兩": Decimal(2),
    "half": Decimal("0.5"),
    "one": Decimal(1),
    "two": Decimal(2),
    "three": Decimal(3),
    "four": Decimal(4),
    "five": Decimal(5),
    "six": Decimal(6),
    "seven": Decimal(7),
    "eight": Decimal(8),
    "nine": Decimal(9),
    "ten": Decimal(10),
    "eleven": Decimal(11),
    "twelve": Decimal(12),
}
_MULTIPLES = {
    Decimal(1): re.compile(""),
    Decimal(1_000): re.compile(r"thousands?\b|[0-9]\s?k\b|千", re.IGNORECASE),
    Decimal(10_000): re.compile("[万萬]"),
    Decimal(1_000_000): re.compile(r"millions?\b|[0-9]\s?(?:m|mn)\b", re.IGNORECASE),
    Decimal(100_000_000): re.compile("[亿億]"),
    Decimal(1_000_000_000): re.compile(r"billions?\b|[0-9]\s?bn\b", re.IGNORECASE),
}
_FIGURE = re.compile(r"[0-9]+(?:[,.'’ ][0-9]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,'’ ][0-9]{2,3})+(?:\.[0-9]+)?")
"""Thousands in groups of three, or as in India."""

_LONG_NUMERAL = re.compile("[一二三四五六七八九十百千两兩]{2}")

_BEFORE_NUMBER = (
    r"(?=\W{0,3}(?:(?:a|an|the|rmb|us|usd|cny)\b\W{0,3})?"
    r"(?:[0-9一二三四五六七八九十百千两兩]|(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|quarter|third"
    r"|fifth|tenth|dozens?|hundreds?|thousands?|millions?|billions?)\b))"
)


@dataclass(frozen=True, slots=True)
class _Hedge:
    """Words that weaken a statement, and the qualifiers that say the same."""

    words: re.Pattern[str]
    kept_by: frozenset[Qualifier]


def _before_number(words: str, chinese: str, *kept_by: Qualifier) -> _Hedge:
    pattern = rf"\b(?:{words})\b{_BEFORE_NUMBER}|(?:{chinese}){_BEFORE_NUMBER}"
    return _Hedge(re.compile(pattern, re.IGNORECASE), frozenset(kept_by))


_HEDGES = (
    # "may" in small letters: May is a month.
    _Hedge(re.compile(r"\b(?:may|might)\b"), frozenset()),
    _Hedge(
        re.compile(
            r"\b(?:could|possibly|perhaps|maybe|potentially|probably|likely|reportedly|allegedly"
            r"|purportedly|supposedly|apparently|seem(?:s|ed|ingly)?|believed|estimate[sd]?)\b"
            r"|可能|据报|據報|据称|據稱|据说|據說|估计|估計",
            re.IGNORECASE,
        ),
        frozenset(),
    ),
    _before_number(
        "roughly|about|around|approximately|circa|some", "大约|大約|约|約", Qualifier.ABOUT
    ),
    _before_number(
        "nearly|almost|close to", "将近|將近|接近|近", Qualifier.NEARLY, Qualifier.ABOUT
    ),
    _Hedge(
        re.compile(
            r"\b(?:at least|no fewer than|not less than)\b|至少|不少于|不少於", re.IGNORECASE
        ),
        frozenset({Qualifier.AT_LEAST}),
    ),
    _before_number(
        "more than|over|upwards? of|in excess of",
        "超过|超過|逾|多于|多於",
        Qualifier.MORE_THAN,
        Qualifier.AT_LEAST,
    ),
    _before_number(
        "up to|at most|as many as|no more than", "多达|多達|最多|至多", Qualifier.AT_MOST
    ),
    # 截至今年 is "as of this year".
    _Hedge(
        re.compile(r"\bso far\b|迄今|(?<!截)至今", re.IGNORECASE), frozenset({Qualifier.SO_FAR})
    ),
)
_AIMS = re.compile(
    r"\b(?:sought|seeks?|seeking|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|goals?|targets?|will"
    r"|intend(?:s|ed)?|hopes? to|hoped to|proposed?|up to|capacity|capable of|designed to"
    r"|(?:can|could|able to) (?:hold|store))\b"
    r"|目标|目標|计划|計劃|计畫|計畫|拟|擬|力争|力爭|容量",
    re.IGNORECASE,
)
_FIGURE_WORDS = frozenset(
    {
        *("hundred", "thousand", "million", "billion", "k", "m", "mn", "bn"),
        *("us", "usd", "rmb", "cny", "yuan", "dollars", "percent", "per", "cent"),
        *("to", "and", "or", "between", "from", "of", "at", "least", "most", "up", "as", "many"),
        *("about", "roughly", "around", "approximately", "some", "nearly", "almost"),
        *("more", "than", "over", "so", "far"),
        *(word for unit in MeasureUnit for word in unit.label.casefold().split()),
    }
)


def _plain(text: str) -> str:
    """Return text in which signs that differ only in their form are alike."""
    alike = unicodedata.normalize("NFKC", text).casefold()
    for signs, sign in (("‘’‚‛`´", "'"), ("“”„«»", '"'), ("‐‑‒–—−", "-")):
        alike = re.sub(f"[{signs}]", sign, alike)
    return " ".join(alike.split())


def _numbers(text: str) -> Iterator[Decimal]:
    for found in _FIGURE.findall(text):
        if _GROUPED.fullmatch(found):
            yield Decimal(re.sub(r"[^0-9.]", "", found))
        for part in re.split(r"[,'’ ]", found):
            if re.fullmatch(r"[0-9]+(\.[0-9]+)?", part):
                yield Decimal(part)
    for word in re.findall(r"[a-z]+|[一-鿿]", text):
        if word in _NUMBER_WORDS:
            yield _NUMBER_WORDS[word]


def holds_number(text: str, number: Decimal) -> bool:
    """Return whether a text prints a number, in digits or with a word such as "million".

    A long numeral in Chinese characters is not read: the text then counts as holding it.

    Examples
    --------
    >>> holds_number("between 1.2 and 1.4 million people", Decimal(1_200_000))
    True
    >>> holds_number("roughly 10% of the male population", Decimal(5_300_000))
    False
    >>> holds_number("收集120万至140万人", Decimal(1_400_000))
    True
    """
    plain = _plain(text)
    if _LONG_NUMERAL.search(plain):
        return True
    printed = set(_numbers(plain))
    return any(
        number / factor in printed for factor, word in _MULTIPLES.items() if word.search(plain)
    )


@lru_cache(maxsize=_CACHE_SIZE)
def hedging_words(text: str) -> tuple[str, ...]:
    """Return the words that weaken what a text says, in their order, each once.

    Words such as "about" and "over" count only before a number.

    Examples
    --------
    >>> hedging_words("police may have collected between roughly 919,282 and 1,206,962")
    ('may', 'roughly')
    >>> hedging_words("A report about scans in May, over the summer")
    ()
    """
    found = sorted(
        (match.start(), match[0].lower())
        for hedge in _HEDGES
        for match in hedge.words.finditer(text)
    )
    return tuple(dict.fromkeys(word for _place, word in found))


@lru_cache(maxsize=_CACHE_SIZE)
def qualifiers_of(words: str) -> frozenset[Qualifier]:
    """Return the qualifiers that say the same as a hedging word.

    Examples
    --------
    >>> [each.value for each in qualifiers_of("roughly")], qualifiers_of("may")
    (['about'], frozenset())
    """
    return frozenset(
        qualifier
        for hedge in _HEDGES
        if hedge.words.search(f"{words} 1")
        for qualifier in hedge.kept_by
    )


@lru_cache(maxsize=_CACHE_SIZE)
def aiming_words(text: str) -> tuple[str, ...]:
    """Return the words that speak of an aim, a plan or a capacity, in their order, each once.

    Examples
    --------
    >>> aiming_words("authorities have sought to collect up to 70 million samples")
    ('sought', 'up to')
    """
    return tuple(dict.fromkeys(match[0].lower() for match in _AIMS.finditer(text)))


def is_printed(claim: Claim, language: str) -> bool:
    """Return whether the value of a claim is what its source printed, and no summary of it.

    It is printed if the quote holds it; without a quote, if it is a bare figure of a source
    in English. Figures of other languages are given in English, so their words are not those
    of the source.

    Parameters
    ----------
    claim : Claim
    language : str
        Language of its source, as a BCP 47 tag.
    """
    value = _plain(claim.value_as_printed)
    if not value:
        return False
    if claim.quote:
        return value in _plain(claim.quote)
    words = set(re.findall(r"[^\W\d_]+", value))
    is_figure = any(sign.isdecimal() for sign in value) and words <= _FIGURE_WORDS
    return is_figure and language.partition("-")[0] == "en"


def wording_findings(claim: Claim) -> Iterator[Complaint]:
    """Yield what a claim makes of its words that they do not say."""
    yield from _unquoted(claim)
    lost = [word for word in hedging_words(claim.quote) if not _is_kept(word, claim)]
    if lost:
        yield (
            "hedge",
            f"Its quote is hedged ({_listed(lost)}), and neither hedge nor qualifier keeps it.",
            f"Write {'; '.join(lost)} into the column hedge.",
        )
    aims = aiming_words(f"{claim.quote} {claim.value_as_printed}")
    if aims and claim.quantity_kind in _COUNTED:
        yield (
            "quantity_kind",
            f"Its words ({_listed(aims)}) tell of an aim or a capacity, but it is stored as "
            f"{claim.quantity_kind.value}.",
            "Use target_number or capacity, which bound nothing, or quote the words that count.",
        )


def _unquoted(claim: Claim) -> Iterator[Complaint]:
    """Yield the numbers and the quoted words of a claim that its own quote does not contain."""
    if not claim.quote:
        return
    counts = [part for part in (claim.low, claim.best, claim.high) if part is not None]
    shares = [claim.share_low_printed, claim.share_high_printed]
    numbers = counts or [part for part in shares if part is not None]
    missing = [f"{each:f}" for each in numbers if not holds_number(claim.quote, each)]
    inside = re.findall("“([^”]+)”", claim.value_as_printed)
    missing += [f"“{each}”" for each in inside if _plain(each) not in _plain(claim.quote)]
    if missing:
        yield (
            "quote",
            f"The quote does not contain {_listed(dict.fromkeys(missing))}.",
            "Quote the words that print it, or leave the quote empty.",
        )


def _is_kept(word: str, claim: Claim) -> bool:
    kept = any(word in each.casefold() for each in claim.hedges)
    return kept or claim.qualifier in qualifiers_of(word)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
