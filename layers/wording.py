"""Numbers and dates as readers see them. The only place that turns values into words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from geodata.dataset import is_printed, qualifiers_of
from geodata.i18n import _, direction, language, ngettext
from geodata.model import Claim, DateBasis, Event, MeasureUnit, Qualifier, QuantityKind
from layers.rounding import Number, nearest, rough_ends, rounded_ends

__all__ = [
    "DASH",
    "THIN_SPACE",
    "bounds_words",
    "claimed_number",
    "counted",
    "data_words",
    "dates",
    "from_left",
    "hedged",
    "isolated",
    "lowered",
    "number",
    "percent",
    "plural",
    "points",
    "qualified",
    "quoted",
    "raised",
    "rough_words",
    "share_words",
    "span",
    "told_qualifier",
    "value_words",
]

DASH = "–"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


def number(value: float | Decimal) -> str:
    """Return a count with separators.

    Examples
    --------
    >>> number(1248075), number(Decimal("5.5"))
    ('1,248,075', '5.5')
    """
    exact = Decimal(str(value))
    whole = exact.to_integral_value(ROUND_DOWN)
    return f"{int(whole):,}" if exact == whole else f"{exact.normalize():,f}"


def percent(value: Number, digits: int = 1, *, signed: bool = False) -> str:
    """Return a share with a fixed number of decimals and a space that does not break.

    Examples
    --------
    >>> percent(Decimal("24.611"), 2).split()
    ['24.61', '%']
    """
    return from_left(f"{_rounded(value, digits, signed)}{THIN_SPACE}%")


def points(value: float, *, brief: bool = False) -> str:
    """Return a change of a share in percentage points, with its sign.

    In ``brief`` words the reader knows already what the points are.

    Examples
    --------
    >>> points(-1.234), points(0.001)
    ('−1.2 percentage points', '0.0 percentage points')
    """
    # A thin space keeps the brief words on one line.
    said = (
        _("{number}\N{NARROW NO-BREAK SPACE}points") if brief else _("{number} percentage points")
    )
    return said.format(number=from_left(_rounded(value, 1, True)))


def _rounded(value: Number, digits: int, signed: bool) -> str:
    """Return a number with decimals; a true minus sign, and no sign before a zero."""
    rounded = nearest(value, digits)
    sign = "" if not rounded else "−" if rounded < 0 else "+" * signed
    return f"{sign}{abs(rounded):f}"


def span(low: str, high: str) -> str:
    """Return two ends as a range, or one of them where they are equal."""
    return low if low == high else from_left(f"{low}{DASH}{high}")


def bounds_words(low: Number | None, high: Number | None, digits: int = 0) -> str:
    """Return two ends in words, rounded outward at the same decimal.

    Examples
    --------
    >>> bounds_words(Fraction(5, 2), Fraction(7, 2)), bounds_words(Fraction(302), None)
    ('2–4', 'at least 302')
    >>> bounds_words(None, Fraction(9)), bounds_words(None, None)
    ('at most 9', 'nothing is known')
    >>> bounds_words(Fraction(2107, 100), Fraction(2451, 100), 1)
    '21.0–24.6'
    """
    least, most = (None if end is None else f"{end:,f}" for end in rounded_ends(low, high, digits))
    return _ends_in_words(least, most)


def share_words(low: Fraction | None, high: Fraction | None) -> str:
    """Return the ends of a share of one in per cent, rounded outward to the same tenth.

    Examples
    --------
    >>> share_words(Fraction(2107, 10_000), Fraction(2451, 10_000)).split()
    ['21.0', '%–24.6', '%']
    """
    ends = rounded_ends(low and 100 * low, high and 100 * high, 1)
    least, most = (None if end is None else percent(end) for end in ends)
    return _ends_in_words(least, most)


def _ends_in_words(least: str | None, most: str | None) -> str:
    if least is None:
        return _("nothing is known") if most is None else _("at most {most}").format(most=most)
    return _("at least {least}").format(least=least) if most is None else span(least, most)


def rough_words(low: Number, high: Number) -> str:
    """Return a range so that it does not look exact: two figures of its lower end, outward.

    Examples
    --------
    >>> rough_words(89_582, 104_222), rough_words(Fraction(54), Fraction(54))
    ('89,000–105,000', '54')
    """
    return span(*(f"{end:,f}" for end in rough_ends(low, high)))


def data_words(version: str, dated: str) -> str:
    """Return which data are shown, with their date where it is known; empty without a version.

    Examples
    --------
    >>> data_words("3", "22 November 2026"), data_words("3", ""), data_words("", "")
    ('Data 3 of 22 November 2026', 'Data 3', '')
    """
    if not version:
        return ""
    said = _("Data {version} of {date}") if dated else _("Data {version}")
    return said.format(version=version, date=dated)


def isolated(name: str) -> str:
    """Return a name set apart with Unicode isolates, so that its script moves nothing beside it."""
    return f"\u2068{name}\u2069"


def from_left(figure: str) -> str:
    """Return a number whose signs keep their side also among words that run from the right.

    Examples
    --------
    >>> from_left("−2.7 %")
    '−2.7 %'
    """
    return f"\u2066{figure}\u2069" if direction(language()) == "rtl" else figure


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    The message for translators is ``{n} event``, with its plural.

    Examples
    --------
    >>> plural(1, "event"), plural(3, "county", "counties")
    ('1 event', '3 counties')
    """
    many = many or f"{one}s"
    # The number is a part of the message: some languages put it behind the noun.
    said = ngettext(f"{{n}} {one}", f"{{n}} {many}", count)
    return said.format(n=f"{count:,}")


def lowered(text: str) -> str:
    """Return a phrase as it stands inside a sentence: in English without its capital.

    Other languages keep their letters; in some of them nouns have a capital anywhere.

    Examples
    --------
    >>> lowered("Non-Han population")
    'non-Han population'
    """
    return f"{text[:1].lower()}{text[1:]}" if language() == "en" else text


def raised(text: str) -> str:
    """Return a phrase as it stands at the head of a line: with a capital.

    Examples
    --------
    >>> raised("prefecture"), raised("DNA samples")
    ('Prefecture', 'DNA samples')
    """
    return f"{text[:1].upper()}{text[1:]}"


def counted(amount: str, unit: MeasureUnit | None) -> str:
    """Return a number with what it counts."""
    return amount if unit is None else _("{amount} {unit}").format(amount=amount, unit=unit.label)


def qualified(qualifier: str, amount: str) -> str:
    """Return a number behind the word that its source puts before it, if any.

    Examples
    --------
    >>> qualified("about", "300 people"), qualified("", "300 people")
    ('about 300 people', '300 people')
    """
    return (
        _("{qualifier} {amount}").format(qualifier=qualifier, amount=amount)
        if qualifier
        else amount
    )


def hedged(said: str, hedges: Iterable[str]) -> str:
    """Return a statement with the words that its source prints to weaken it.

    Examples
    --------
    >>> hedged("300 people", ("reportedly", "roughly")), hedged("300 people", ())
    ('300 people (“reportedly”, “roughly”)', '300 people')
    """
    words = quoted(hedges)
    return _("{said} ({hedges})").format(said=said, hedges=words) if words else said


def quoted(words: Iterable[str]) -> str:
    """Return printed words as a list, each in quotation marks.

    Examples
    --------
    >>> quoted(("may", "roughly"))
    '“may”, “roughly”'
    """
    return ", ".join(_("“{text}”").format(text=word) for word in words)


def told_qualifier(claim: Claim) -> str:
    """Return the qualifier before a number; ``""`` if a printed hedge stands for it.

    The qualifier "about" may be coded from "roughly": then the printed word is told alone.
    """
    is_about = claim.qualifier in {Qualifier.ABOUT, Qualifier.NEARLY}
    if is_about and any(claim.qualifier in qualifiers_of(word) for word in claim.hedges):
        return ""
    return claim.qualifier.label


def value_words(claim: Claim, source_language: str) -> tuple[str, str]:
    """Return the value of a claim as its source printed it, and in short: one of them is empty.

    Quotation marks belong around the first alone; the second is a coder's summary.
    """
    value = claim.value_as_printed
    return (value, "") if is_printed(claim, source_language) else ("", value)


def claimed_number(claim: Claim) -> str:
    """Return the number of a claim with qualifier, unit and hedges; ``""`` if it has none.

    The words follow the source: a target, a capacity and a count are never put alike. A
    qualifier that stands for a printed hedge is told in the words that were printed.
    """
    if claim.quantity_kind is QuantityKind.TARGET_ALL:
        return _("everyone in the target group; no number")
    if claim.low is not None and claim.high is not None:
        figure = span(number(claim.low), number(claim.high))
    else:
        single = next((n for n in (claim.best, claim.low, claim.high) if n is not None), None)
        if single is None:
            return ""
        figure = number(single)
    so_far = claim.qualifier is Qualifier.SO_FAR
    said = counted(figure, claim.unit)
    hedges = [word for word in claim.hedges if word.casefold() != told_qualifier(claim)]
    if not so_far:
        said = qualified(told_qualifier(claim), said)
    if claim.quantity_kind is QuantityKind.CAPACITY:
        said = _("room for {amount}").format(amount=said)
    elif claim.quantity_kind is QuantityKind.TARGET_NUMBER:
        said = _("target, not a count: {amount}").format(amount=said)
    return hedged(_("{amount} so far").format(amount=said) if so_far else said, hedges)


def dates(event: Event) -> str:
    """Return when an event took place, as closely as its source says."""
    start, end = event.start, event.end
    if start is None and end is None:
        return _("date not known")
    if start is None:
        assert end is not None
        words = _("before or in {date}").format(date=end.words)
    elif end is None:
        words = _("from {date}").format(date=start.words)
    else:
        words = start.words if start == end else f"{start.words}{DASH}{end.words}"
    return (
        _("{date} (date of the report)").format(date=words)
        if event.date_basis is DateBasis.REPORT
        else words
    )
