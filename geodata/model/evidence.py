"""Documented events, the sources that report them, their claims, and where they disagree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from geodata.model.dates import PartialDate
from geodata.model.vocabulary import (
    BaseKind,
    ClaimField,
    Credibility,
    DateBasis,
    DatePrecision,
    Disagreement,
    Justification,
    Kind,
    Level,
    MeasureUnit,
    Modality,
    Precision,
    Qualifier,
    QuantityKind,
    ReadAs,
    Reliability,
    Scenario,
    Scope,
    SourceKind,
    Status,
)

__all__ = ["Claim", "Discrepancy", "Event", "Source", "Version"]


@dataclass(frozen=True, slots=True)
class Event:
    """One documented thing, with what its sources say in :class:`~geodata.model.Claim`.

    ``region`` is the code of the smallest region with a boundary that the source
    names; it is empty where the source names only the country. ``precision`` is the
    source's own and may be finer than ``region`` (a township has no boundary here).
    ``doubt`` is an editor's reason for holding the event at low confidence even
    where its grades alone would give more.
    """

    event_id: str
    parent_id: str
    scope: Scope
    kind: Kind
    modality: tuple[Modality, ...]
    title: str
    place_as_written: str
    place_zh: str
    region: str
    level_reported: Precision
    latitude: float | None
    longitude: float | None
    precision: Precision
    start: PartialDate | None
    end: PartialDate | None
    date_precision: DatePrecision
    date_basis: DateBasis
    target_group: str
    justification: tuple[Justification, ...]
    witness_based: bool
    status: Status
    status_reason: str
    doubt: str
    remark: str

    @property
    def level(self) -> Level:
        """The level at which the event is drawn: its precision, but no finer than the finest."""
        return self.precision.level


@dataclass(frozen=True, slots=True)
class Source:
    """One document, as it was read.

    ``parent_source_id`` is the document that this one repeats. Two sources that
    lead to the same root are one witness, however often it is reprinted. ``how_read``
    adds to ``read_as`` what a reader needs to repeat the reading. ``builds_on`` names
    documents whose findings this one takes further: beside them it is no independent source.
    """

    source_id: str
    kind: SourceKind
    publisher: str
    title: str
    author: str
    language: str
    published: PartialDate | None
    url: str
    url_read: str
    archive_url: str
    archive_holds_content: str
    accessed: PartialDate | None
    sha256: str
    read_as: ReadAs
    how_read: str
    parent_source_id: str
    builds_on: tuple[str, ...]
    reliability: Reliability
    note: str


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


@dataclass(frozen=True, slots=True)
class Version:
    """One of the versions that disagree.

    ``claim_id`` names the claim that holds it; it is empty where the version is computed
    from other figures, or is told of without a claim of its own. ``said`` puts it in words.
    """

    version_id: str
    discrepancy_id: str
    claim_id: str
    said: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One disagreement about one or several events.

    ``treatment`` says what is shown, and why; no version is overwritten by another.
    """

    discrepancy_id: str
    kind: Disagreement
    event_ids: tuple[str, ...]
    topic: str
    treatment: str
