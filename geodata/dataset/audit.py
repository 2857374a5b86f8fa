"""Printed percentages against their own count and base.

For a printed share *p* with *d* decimals and the share *s = 100 · count / base*:

* *exact*: *s = p*;
* *rounds*: *s*, rounded half up to *d* decimals, is *p*;
* *truncates*: *s*, cut to *d* decimals, is *p*;
* *approximates*: the source hedges what it prints, and *s* is less than one unit of the last
  printed digit away from *p*: "roughly 13%" was never meant to be exact;
* *differs*: none of these.

A share that differs is a finding to show, not an error of the data set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, trunc

from geodata.model import Claim, LabeledEnum

__all__ = ["ShareAudit", "ShareClass", "audit_claim", "audit_shares", "classify_share"]


class ShareClass(LabeledEnum):
    """How a printed share relates to its own count and base."""

    EXACT = "exact", "exact"
    ROUNDS = "rounds", "correctly rounded"
    TRUNCATES = "truncates", "truncated"
    APPROXIMATES = "approximates", "agrees as closely as the hedge allows"
    DIFFERS = "differs", "does not follow from the printed count and base"


@dataclass(frozen=True, slots=True)
class ShareAudit:
    """One printed share and what its own count and base give, in per cent.

    ``hedges`` are the words with which the source weakens both.
    """

    claim_id: str
    event_id: str
    end: str
    count: Decimal
    base: Decimal
    printed: Decimal
    recomputed: Decimal
    share_class: ShareClass
    hedges: tuple[str, ...] = ()


def classify_share(
    printed: Decimal, count: Decimal, base: Decimal, *, hedged: bool = False
) -> ShareClass:
    """Return how a printed percentage relates to its count and base.

    Parameters
    ----------
    printed : Decimal
        The percentage with the digits that were printed.
    count, base : Decimal
        What the source prints beside it.
    hedged : bool
        Whether the source says that its numbers are not exact.

    Raises
    ------
    ValueError
        If the base is not positive.

    Examples
    --------
    >>> classify_share(Decimal("25.6"), Decimal(1452035), Decimal(5900000)).value
    'differs'
    >>> classify_share(Decimal("13"), Decimal(300000), Decimal(2200000)).value
    'truncates'
    >>> classify_share(Decimal("13"), Decimal(300000), Decimal(2200000), hedged=True).value
    'approximates'
    """
    if base <= 0:
        raise ValueError("the base must be positive")
    # Exact whole numbers: a decimal context has too few digits for some count and base.
    share = 100 * Fraction(count) / Fraction(base)
    steps = 10 ** max(0, -int(printed.as_tuple().exponent))
    shown, exact = Fraction(printed) * steps, share * steps
    if exact == shown:
        return ShareClass.EXACT
    if _half_up(exact) == shown:
        return ShareClass.ROUNDS
    if hedged:
        near = abs(share - Fraction(printed)) * steps < 1
        return ShareClass.APPROXIMATES if near else ShareClass.DIFFERS
    if trunc(exact) == shown:
        return ShareClass.TRUNCATES
    return ShareClass.DIFFERS


def _half_up(value: Fraction) -> int:
    """Return the nearest whole number; a half goes away from zero."""
    nearest = floor(abs(value) + Fraction(1, 2))
    return -nearest if value < 0 else nearest


def audit_claim(claim: Claim) -> Iterator[ShareAudit]:
    """Yield one audit per printed share that has a count and a base of its own.

    A single figure stands for both ends; where both ends are printed alike it is
    audited once.
    """
    if claim.base is None:
        return
    ends = (
        ("low", claim.low, claim.share_low_printed),
        ("high", claim.high, claim.share_high_printed),
    )
    seen = set()
    for end, own, printed in ends:
        count = claim.best if own is None else own
        if count is None or printed is None or (count, printed) in seen:
            continue
        seen.add((count, printed))
        yield ShareAudit(
            claim_id=claim.claim_id,
            event_id=claim.event_id,
            end=end,
            count=count,
            base=claim.base,
            printed=printed,
            recomputed=100 * count / claim.base,
            share_class=classify_share(printed, count, claim.base, hedged=claim.is_hedged),
            hedges=claim.hedges,
        )


def audit_shares(claims: Iterable[Claim]) -> tuple[ShareAudit, ...]:
    """Return the audits of all claims, in their order."""
    return tuple(audit for claim in claims for audit in audit_claim(claim))
