"""Numbers and dates as readers see them. The only place that turns values into words."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from geodata.model import Claim, DateBasis, Event, Qualifier, QuantityKind

__all__ = [
    "DASH",
    "THIN_SPACE",
    "claimed_number",
    "dates",
    "isolated",
    "number",
    "percent",
    "plural",
    "points",
    "span",
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
    return f"{count:,} {one if count == 1 else many or one + 's'}"


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
