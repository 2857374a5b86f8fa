"""The number of an estimate in words with its hedges: for page, map, figure, table and command."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from layers.estimate.estimate import Estimate
from layers.estimate.reports import ReportedCount
from layers.naming import area_name
from layers.rounding import Number
from layers.tables import EvidenceKind
from layers.wording import bounds_words, number, qualified, quoted, rough_words

__all__ = [
    "RATE_DIGITS",
    "amount_words",
    "hedge_sentence",
    "hedges_beside",
    "hedges_of",
    "per_hundred",
    "scenario_words",
    "total_words",
]


def hedges_of(estimate: Estimate, facts: Facts) -> tuple[str, ...]:
    """Return the hedging words of its claims as printed, in their order, each once."""
    claims = facts.dataset.claim
    return tuple(
        dict.fromkeys(
            word for name in estimate.inputs if name in claims for word in claims[name].hedges
        )
    )


def hedges_beside(estimate: Estimate, facts: Facts) -> tuple[str, ...]:
    """Return those hedging words that do not stand before the number anyway."""
    return tuple(word for word in hedges_of(estimate, facts) if word not in estimate.hedge)


def hedge_sentence(estimate: Estimate, facts: Facts) -> str:
    """Return how the sources hedge what an estimate rests on; ``""`` where they do not.

    Beside a number that a source prints, the words themselves stand.
    """
    words = quoted(hedges_of(estimate, facts))
    if not words:
        return ""
    said = (
        _("Its source hedges this number: {hedges}.")
        if estimate.label in {EvidenceKind.DOCUMENTED, EvidenceKind.PUBLISHED}
        else _("It rests on numbers that their sources hedge: {hedges}.")
    )
    return said.format(hedges=words)


RATE_DIGITS = 1
"""Decimals of a number per 100 residents, wherever it is printed."""


def amount_words(estimate: Estimate) -> str:
    """Return the number of an estimate with its hedge and unit.

    Ends are rounded outward to whole numbers; those of an even spread to two figures, so
    that they do not look exact.

    Parameters
    ----------
    estimate : Estimate
        One with a number.
    """
    if estimate.value is not None:
        figure = number(float(estimate.value))
    elif estimate.label is EvidenceKind.ILLUSTRATION:
        ends = estimate.low or Fraction(0), estimate.high or Fraction(0)
        figure = scenario_words(estimate.method, *ends)
    else:
        figure = bounds_words(estimate.low, estimate.high)
    return qualified(estimate.hedge, f"{figure} {estimate.unit}")


_SHARED_OUT = "even-spread/"
"""Of the one scenario that gives each region a single share of each printed end."""


def scenario_words(method: str, low: Fraction, high: Fraction) -> str:
    """Return what a scenario would mean in words: two figures of a share, exact ends of a range.

    Examples
    --------
    >>> scenario_words("even-spread/2", Fraction(89_582), Fraction(104_222))
    'about 89,000–105,000'
    >>> scenario_words("selective/1", Fraction(11_665, 2), Fraction(203_756))
    '5,832–203,756'
    """
    if method.startswith(_SHARED_OUT):
        return _("about {number}").format(number=rough_words(low, high))
    return bounds_words(low, high)


def total_words(estimate: Estimate, reports: Iterable[ReportedCount], facts: Facts) -> str:
    """Say that nothing tells numbers inside bounds apart, and to which total parts add up.

    Parameters
    ----------
    estimate : Estimate
        Bounds of one region.
    reports : iterable of ReportedCount
        What they rest on.
    facts : Facts
        What is known.

    Returns
    -------
    str
        Empty where the ends meet, or where no wider region has a total.
    """
    if estimate.status is not CellStatus.REPORTED or estimate.least == estimate.most:
        return ""
    limits: dict[str, Fraction] = {}
    for report in reports:
        if report.high is not None and report.month >= (estimate.as_of or 0):
            known = limits.get(report.region, report.high)
            limits[report.region] = min(known, report.high)
    whole = next((code for code in facts.regions.ancestors(estimate.region) if code in limits), "")
    if not whole:
        return ""
    return _(
        "Nothing published says where between these ends the number lies; the sub-regions of "
        "{whole} together add up to no more than {total} {unit}."
    ).format(
        whole=area_name(facts, whole),
        total=bounds_words(limits[whole], limits[whole]),
        unit=estimate.unit,
    )


def per_hundred(low: Number, high: Number | None) -> str:
    """Return limits of a number per 100 residents, as every picture and table prints them."""
    return bounds_words(low, high, RATE_DIGITS)
