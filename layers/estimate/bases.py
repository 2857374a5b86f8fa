"""The same count on every base that a reader may think of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Claim
from layers.estimate.estimate import Base
from layers.estimate.reports import ends, hedge_before, printed_number

__all__ = ["Share", "printed_base", "shares_of"]

METHOD = "bases/1"


@dataclass(frozen=True, slots=True)
class Share:
    """A printed count as a share of one base. An end that is not printed is ``None``.

    ``hedge`` holds the words that weaken a count which limits nothing.
    """

    base: Base
    low: Fraction | None
    high: Fraction | None
    printed: bool
    hedge: str = ""


def printed_base(claim: Claim) -> Base | None:
    """Return the base that a source prints beside its count, or ``None``."""
    if claim.base is None:
        return None
    kind = _("printed by the source") + (
        f", {claim.base_kind.label}" if claim.base_kind and claim.base_kind != "unknown" else ""
    )
    return Base(int(Decimal(claim.base)), None, kind, claim.source_id)


def shares_of(claim: Claim, region: str, facts: Facts) -> Iterator[Share]:
    """Yield a printed count as a share of every base there is for its region, oldest first.

    Formula: count divided by base.

    Assumes: nothing about who was counted: a scan is not a resident, and those counted need
    not live in the region.

    Source: the claim for the count and the printed base; the census or the statistical
    communique named beside each other base.

    Cannot say: which base the source had in mind where it prints none.

    Parameters
    ----------
    claim : Claim
        A statement with a count.
    region : str
        Code of the region that the claim is about.
    facts : Facts
        What is known.
    """
    low, high = ends(claim)
    hedge = ""
    if low is None and high is None:
        low = high = printed_number(claim)
        hedge = hedge_before(claim)
    if low is None and high is None:
        return
    bases = [
        Base(
            count.population,
            count.year,
            _("census residents")
            if count.is_census
            else _("residents at the end of the year, estimated"),
            count.source,
        )
        for count in (facts.census.populations(region) if region != facts.geography.root else ())
    ]
    found = [(base, False) for base in bases]
    own = printed_base(claim)
    if own is not None:
        found.insert(0, (own, True))
    for base, printed in found:
        yield Share(base, _over(low, base), _over(high, base), printed, hedge)


def _over(count: Fraction | None, base: Base) -> Fraction | None:
    return None if count is None else count / base.persons
