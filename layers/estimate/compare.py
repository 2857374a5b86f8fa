"""Difference and ratio of two regions, with bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from geodata.i18n import _
from geodata.model import CellStatus
from layers.estimate.estimate import Estimate
from layers.tables import EvidenceKind
from layers.wording import lowered

__all__ = ["Comparison", "compare"]

METHOD = "compare/1"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two estimates side by side. Ends that nothing limits are ``None``.

    ``more`` names the region that holds more for certain; ``""`` where the bounds overlap.
    ``reason`` says why the two must not be compared; then there are no numbers.
    """

    first: str
    second: str
    difference: tuple[Fraction | None, Fraction | None] = (None, None)
    ratio: tuple[Fraction | None, Fraction | None] = (None, None)
    more: str = ""
    reason: str = ""


def compare(first: Estimate, second: Estimate, called: Callable[[str], str] = str) -> Comparison:
    """Compare the estimates of two regions.

    Formula: the difference lies between the first's least minus the second's most, and the
    first's most minus the second's least; the ratio between the first's least over the
    second's most, and the first's most over the second's least. A region minus itself is
    exactly zero.

    Assumes: what the two estimates assume, at the same time.

    Source: interval arithmetic.

    Cannot say: which region has more where the bounds overlap; then no order is given.

    Parameters
    ----------
    first, second : Estimate
        Of the same unit, kind of knowledge, moment and kind of base.
    called : callable
        ``called(code) -> str``: what a reason calls a region; its code by default.

    Returns
    -------
    Comparison
        With a reason and without numbers where the two are not comparable.

    Examples
    --------
    >>> def known(region, low, high):
    ...     kind = EvidenceKind.BOUNDED
    ...     return Estimate(region, kind, "iris scans", "tree/1", "", low=low, high=high)
    >>> found = compare(known("a", Fraction(5), Fraction(9)), known("b", Fraction(1), Fraction(2)))
    >>> [int(end) for end in found.difference], found.more
    ([3, 8], 'a')
    """
    reason = _reason(first, second, called)
    if reason:
        return Comparison(first.region, second.region, reason=reason)
    if first == second:
        one = Fraction(1) if first.least > 0 else None
        zero = Fraction(0)
        return Comparison(first.region, second.region, (zero, zero), (one, one))
    more = ""
    if second.most is not None and first.least > second.most:
        more = first.region
    elif first.most is not None and second.least > first.most:
        more = second.region
    return Comparison(
        first.region,
        second.region,
        difference=(_minus(first.least, second.most), _minus(first.most, second.least)),
        ratio=(_over(first.least, second.most), _over(first.most, second.least)),
        more=more,
    )


def _minus(whole: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if whole is None or part is None else whole - part


def _over(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return None if part is None or not whole else part / whole


def _reason(first: Estimate, second: Estimate, called: Callable[[str], str]) -> str:
    return next(_obstacles(first, second, called), "")


def _obstacles(first: Estimate, second: Estimate, called: Callable[[str], str]) -> Iterator[str]:
    for each in (first, second):
        if each.status is not CellStatus.REPORTED:
            yield _silent(each.status).format(region=called(each.region))
        if each.label is EvidenceKind.ILLUSTRATION:
            yield _("Not comparable: a scenario is no evidence about any region.")
        if each.label is EvidenceKind.DOCUMENTED and each.reason:
            yield _("Not comparable: {region}: {why}.").format(
                region=called(each.region), why=lowered(each.reason).rstrip(".")
            )
    if first.unit != second.unit:
        yield _("Not comparable: {first} and {second} are different things.").format(
            first=first.unit, second=second.unit
        )
    if first.label is not second.label:
        yield _("Not comparable: one is {first}, the other {second}.").format(
            first=first.label.label, second=second.label.label
        )
    if first.as_of != second.as_of:
        yield _("Not comparable: the two count up to different months.")
    bases = [each.base and (each.base.kind, each.base.year) for each in (first, second)]
    if bases[0] != bases[1]:
        yield _("Not comparable: the two have different bases.")


def _silent(status: CellStatus) -> str:
    """Return why a region has no number, with a place for its name."""
    return {
        CellStatus.REPORTED_ZERO: _("Not comparable: {region} is reported as zero."),
        CellStatus.NO_RECORD: _("Not comparable: {region} has no record."),
        CellStatus.NOT_COVERED: _("Not comparable: {region} is not covered."),
        CellStatus.WITHHELD: _("Not comparable: the number of {region} is withheld."),
        CellStatus.NOT_COMPARABLE: _(
            "Not comparable: the reports about {region} contradict one another."
        ),
    }[status]
