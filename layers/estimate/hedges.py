"""The hedging words of the claims that an estimate rests on: they are part of its number."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate.estimate import Estimate
from layers.tables import EvidenceKind
from layers.wording import quoted

__all__ = ["hedge_sentence", "hedges_beside", "hedges_of"]


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
