"""How numbers are rounded: a single number to the nearest, the ends of a range outward."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

__all__ = ["Number", "nearest", "rough_ends", "rounded_ends", "whole_parts"]

Number = Fraction | Decimal | float


def _exact(value: Number) -> Fraction:
    """Return a number as a fraction; of a float the decimal that it prints."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _decimal(steps: int, digits: int) -> Decimal:
    return Decimal(steps).scaleb(-digits)


def nearest(value: Number, digits: int = 0) -> Decimal:
    """Return a number to the nearest decimal, halves away from zero.

    Examples
    --------
    >>> nearest(Fraction(49, 4), 1), nearest(-0.25, 1)
    (Decimal('12.3'), Decimal('-0.3'))
    """
    steps = math.floor(abs(_exact(value)) * Fraction(10) ** digits + Fraction(1, 2))
    return _decimal(steps if value >= 0 else -steps, digits)


def rounded_ends(
    low: Number | None, high: Number | None, digits: int = 0
) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of a range at the same decimal, rounded outward.

    What lies between the exact ends lies between the rounded ones. Ends that meet are a
    single number, which is rounded to the nearest.

    Parameters
    ----------
    low, high : number or None
        ``None`` for an end that nothing limits.
    digits : int
        Decimals; -3 rounds to thousands.

    Examples
    --------
    >>> rounded_ends(Fraction(2107, 100), Fraction(2451, 100), 1)
    (Decimal('21.0'), Decimal('24.6'))
    >>> rounded_ends(Fraction(27, 4), Fraction(27, 4), 1)
    (Decimal('6.8'), Decimal('6.8'))
    """
    if low is not None and low == high:
        return nearest(low, digits), nearest(low, digits)
    scale = Fraction(10) ** digits
    return (
        None if low is None else _decimal(math.floor(_exact(low) * scale), digits),
        None if high is None else _decimal(math.ceil(_exact(high) * scale), digits),
    )


def rough_ends(low: Number, high: Number) -> tuple[Decimal, Decimal]:
    """Return a range so rounded that it does not look exact: two figures of its lower end.

    Both ends are rounded outward at the same decimal. A range from zero goes by its upper end.

    Examples
    --------
    >>> [f"{end:,f}" for end in rough_ends(89_582, 104_222)]
    ['89,000', '105,000']
    >>> [f"{end:,f}" for end in rough_ends(0, 1_452_035)]
    ['0', '1,500,000']
    """
    least, most = _exact(low), _exact(high)
    leading = least or most
    if not leading:
        return Decimal(0), Decimal(0)
    figures = Decimal(leading.numerator) / Decimal(leading.denominator)
    digits = 1 - figures.adjusted()
    low_end, high_end = rounded_ends(least, most, digits)
    assert low_end is not None
    assert high_end is not None
    return low_end, high_end


def whole_parts(parts: Mapping[str, Fraction]) -> dict[str, int]:
    """Return parts of a total as whole numbers that add up to it, by largest remainder.

    Each part is rounded down; what is missing to the total, rounded to the nearest, goes to
    the parts that lost most, one to each. Parts that lost the same go by their names.

    Parameters
    ----------
    parts : mapping of str to Fraction
        None negative.

    Examples
    --------
    >>> whole_parts({"a": Fraction(5, 2), "b": Fraction(9, 4), "c": Fraction(21, 4)})
    {'a': 3, 'b': 2, 'c': 5}
    """
    whole = {name: math.floor(part) for name, part in parts.items()}
    missing = int(nearest(sum(parts.values(), Fraction(0)))) - sum(whole.values())
    losers = sorted(parts, key=lambda name: (whole[name] - parts[name], name))
    return whole | {name: whole[name] + 1 for name in losers[:missing]}
