"""Numbers and dates as readers see them. The only place that turns values into words."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from geodata.i18n import ngettext
from geodata.model import Claim, DateBasis, Event, Qualifier, QuantityKind

__all__ = [
    "DASH",
    "THIN_SPACE",
    "bounds_words",
    "claimed_number",
    "dates",
    "isolated",
    "number",
    "percent",
    "plural",
    "points",
    "span",
    "two_figures",
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
    whole = exact.quantize(Decimal(1), ROUND_DOWN)
    return f"{int(whole):,}" if exact == whole else f"{exact.normalize():,f}"


def percent(value: float | Decimal, digits: int = 1, *, signed: bool = False) -> str:
    """Return a share with a fixed number of decimals and a space that does not break.

    Examples
    --------
    >>> percent(Decimal("24.611"), 2).split()
    ['24.61', '%']
    """
    return f"{_rounded(value, digits, signed)}{THIN_SPACE}%"


def points(value: float) -> str:
    """Return a change of a share in percentage points, with its sign.

    Examples
    --------
    >>> points(-1.234), points(0.001)
    ('−1.2 percentage points', '0.0 percentage points')
    """
    return f"{_rounded(value, 1, True)} percentage points"


def _rounded(value: float | Decimal, digits: int, signed: bool) -> str:
    """Return a number with decimals; a true minus sign, and no sign before a zero."""
    figure = f"{abs(value):.{digits}f}"
    if not float(figure):
        return figure
    sign = "−" if value < 0 else "+" * signed
    return f"{sign}{figure}"


def span(low: str, high: str) -> str:
    """Return two ends as a range, or one of them where they are equal."""
    return low if low == high else f"{low}{DASH}{high}"


def bounds_words(low: Fraction | None, high: Fraction | None) -> str:
    """Return two exact ends in words, rounded outward to whole numbers.

    Examples
    --------
    >>> bounds_words(Fraction(5, 2), Fraction(7, 2)), bounds_words(Fraction(302), None)
    ('2–4', 'at least 302')
    >>> bounds_words(None, Fraction(9)), bounds_words(None, None)
    ('at most 9', 'nothing is known')
    """
    least = None if low is None else number(math.floor(low))
    most = None if high is None else number(math.ceil(high))
    if least is None:
        return "nothing is known" if most is None else f"at most {most}"
    return f"at least {least}" if most is None else span(least, most)


def two_figures(value: Fraction | float) -> str:
    """Return a number rounded to two figures, so that it does not look exact.

    Examples
    --------
    >>> two_figures(286_206.28), two_figures(54), two_figures(0.5)
    ('290,000', '54', '0.5')
    """
    exact = (
        Decimal(value.numerator) / Decimal(value.denominator)
        if isinstance(value, Fraction)
        else Decimal(str(value))
    )
    if not exact:
        return "0"
    step = Decimal(1).scaleb(exact.adjusted() - 1)
    return number(exact.quantize(step) if step < 1 else (exact / step).quantize(1) * step)


def isolated(name: str) -> str:
    """Return a name set apart with Unicode isolates, so that its script moves nothing beside it."""
    return f"\u2068{name}\u2069"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> plural(1, "event"), plural(3, "county", "counties")
    ('1 event', '3 counties')
    """
    return f"{count:,} {ngettext(one, many or f'{one}s', count)}"


def claimed_number(claim: Claim) -> str:
    """Return the number of a claim with its qualifier and unit; ``""`` if it has none.

    The words follow the source: a target, a capacity and a count are never put alike.
    """
    unit = "" if claim.unit is None else f" {claim.unit.label}"
    if claim.quantity_kind is QuantityKind.TARGET_ALL:
        return "everyone in the target group; no number"
    if claim.low is not None and claim.high is not None:
        figure = span(number(claim.low), number(claim.high))
    else:
        single = next((n for n in (claim.best, claim.low, claim.high) if n is not None), None)
        if single is None:
            return ""
        figure = number(single)
    after = claim.qualifier is Qualifier.SO_FAR
    before = "" if after else f"{claim.qualifier.label} "
    prefix = ""
    if claim.quantity_kind is QuantityKind.CAPACITY:
        prefix = "room for "
    elif claim.quantity_kind is QuantityKind.TARGET_NUMBER:
        prefix = "planned: "
    said = f"{prefix}{before.lstrip()}{figure}{unit}"
    return f"{said} {claim.qualifier.label}" if after else said


def dates(event: Event) -> str:
    """Return when an event took place, as closely as its source says."""
    start, end = event.start, event.end
    if start is None and end is None:
        return "date not known"
    if start is None:
        assert end is not None
        words = f"before or in {end.words}"
    elif end is None:
        words = f"from {start.words}"
    else:
        words = start.words if start == end else f"{start.words}{DASH}{end.words}"
    return f"{words} (date of the report)" if event.date_basis is DateBasis.REPORT else words
