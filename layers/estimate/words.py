"""The number of an estimate in words: one place for page, map, figure, table and command."""

from __future__ import annotations

from fractions import Fraction

from geodata.i18n import _
from layers.estimate.estimate import Estimate
from layers.rounding import Number
from layers.tables import Label
from layers.wording import bounds_words, number, qualified, rough_words

__all__ = ["RATE_DIGITS", "amount_words", "per_hundred"]

RATE_DIGITS = 1
"""Decimals of a number per 100 residents, wherever it is printed."""


def amount_words(estimate: Estimate) -> str:
    """Return the number of an estimate with its hedge and unit.

    Ends are rounded outward to whole numbers; those of an illustration to two figures, so
    that they do not look exact.

    Parameters
    ----------
    estimate : Estimate
        One with a number.
    """
    if estimate.value is not None:
        figure = number(float(estimate.value))
    elif estimate.label is Label.ILLUSTRATION:
        return _("about {number} {unit}").format(
            number=rough_words(estimate.low or Fraction(0), estimate.high or Fraction(0)),
            unit=estimate.unit,
        )
    else:
        figure = bounds_words(estimate.low, estimate.high)
    return qualified(estimate.hedge, f"{figure} {estimate.unit}")


def per_hundred(low: Number, high: Number | None) -> str:
    """Return limits of a number per 100 residents, as every picture and table prints them."""
    return bounds_words(low, high, RATE_DIGITS)
