"""What a data set says, as frozen values: events, sources, claims and their words."""

from geodata.model.claim import Claim
from geodata.model.dates import MONTHS, PartialDate
from geodata.model.discrepancy import Discrepancy, Version
from geodata.model.event import Event
from geodata.model.source import Source
from geodata.model.vocabulary import (
    BaseKind,
    CellStatus,
    ClaimField,
    Confidence,
    Credibility,
    DateBasis,
    DatePrecision,
    Disagreement,
    Justification,
    Kind,
    Level,
    Modality,
    Precision,
    Qualifier,
    QuantityKind,
    ReadAs,
    Reliability,
    Scope,
    SourceKind,
    Status,
    Unit,
    Word,
)

__all__ = [
    "MONTHS",
    "BaseKind",
    "CellStatus",
    "Claim",
    "ClaimField",
    "Confidence",
    "Credibility",
    "DateBasis",
    "DatePrecision",
    "Disagreement",
    "Discrepancy",
    "Event",
    "Justification",
    "Kind",
    "Level",
    "Modality",
    "PartialDate",
    "Precision",
    "Qualifier",
    "QuantityKind",
    "ReadAs",
    "Reliability",
    "Scope",
    "Source",
    "SourceKind",
    "Status",
    "Unit",
    "Version",
    "Word",
]
