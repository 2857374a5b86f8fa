"""One documented thing."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model.dates import PartialDate
from geodata.model.vocabulary import (
    DateBasis,
    DatePrecision,
    Justification,
    Kind,
    Level,
    Modality,
    Precision,
    Scope,
    Status,
)

__all__ = ["Event"]


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
        """The level at which the event is drawn: its precision, but no finer than a county."""
        match self.precision:
            case Precision.SITE | Precision.TOWNSHIP | Precision.COUNTY:
                return Level.COUNTY
            case Precision.PREFECTURE:
                return Level.PREFECTURE
            case Precision.PROVINCE:
                return Level.PROVINCE
            case Precision.COUNTRY:
                return Level.COUNTRY
