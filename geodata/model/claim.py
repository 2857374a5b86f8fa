"""What one source says about one event."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from geodata.model.vocabulary import (
    BaseKind,
    ClaimField,
    Credibility,
    MeasureUnit,
    Qualifier,
    QuantityKind,
    Scenario,
)

__all__ = ["Claim"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one source about one event, as printed.

    ``low``, ``best`` and ``high`` stay ``None`` unless the source gives them: there
    is no midpoint. ``shares`` are the printed percentages, with the digits that
    were printed (so ``Decimal("13")`` and ``Decimal("13.0")`` differ). ``hedge`` keeps
    the words that weaken the statement ("may; roughly"), which are part of the number.
    ``speaker`` is who says it, where the source quotes somebody. ``speaks_against`` names
    the scenarios that do not fit the statement; they are never shown without it.
    """

    claim_id: str
    event_id: str
    source_id: str
    speaker: str
    field: ClaimField
    value_as_printed: str
    vendors: tuple[str, ...]
    qualifier: Qualifier
    hedge: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    unit: MeasureUnit | None
    quantity_kind: QuantityKind | None
    base: Decimal | None
    base_kind: BaseKind | None
    share_low_printed: Decimal | None
    share_high_printed: Decimal | None
    quote: str
    quote_language: str
    locator: str
    speaks_against: tuple[Scenario, ...]
    credibility: Credibility
    cites_official: bool
    note: str

    @property
    def hedges(self) -> tuple[str, ...]:
        """The hedging words, one by one, in the order in which they were printed."""
        return tuple(part.strip() for part in self.hedge.split(";") if part.strip())

    @property
    def is_hedged(self) -> bool:
        """Whether the source says that its number is not exact."""
        return bool(self.hedges) or self.qualifier in {Qualifier.ABOUT, Qualifier.NEARLY}

    @property
    def has_number(self) -> bool:
        """Whether the source gives at least one number."""
        return any(part is not None for part in (self.low, self.best, self.high))
