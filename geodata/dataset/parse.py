"""Checked cells into frozen values. Every cell here has passed :mod:`geodata.dataset.schema`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from geodata.model import (
    BaseKind,
    Claim,
    ClaimField,
    Credibility,
    DateBasis,
    DatePrecision,
    Disagreement,
    Discrepancy,
    Event,
    Justification,
    Kind,
    LabeledEnum,
    MeasureUnit,
    Modality,
    PartialDate,
    Precision,
    Qualifier,
    QuantityKind,
    ReadAs,
    Reliability,
    Scenario,
    Scope,
    Source,
    SourceKind,
    Status,
    Version,
)

__all__ = [
    "parse_claim",
    "parse_discrepancy",
    "parse_event",
    "parse_source",
    "parse_version",
]

Cells = Mapping[str, str]
T = TypeVar("T")
W = TypeVar("W", bound=LabeledEnum)


_date = lru_cache(maxsize=1 << 15)(PartialDate.parse)
"""One object for each date that is written the same."""


def _optional(text: str, read: Callable[[str], T]) -> T | None:
    return read(text) if text else None


@lru_cache(maxsize=1 << 12)
def _several(text: str, words: type[W]) -> tuple[W, ...]:
    return tuple(words(part.strip()) for part in text.split(";") if part.strip())


@lru_cache(maxsize=1 << 12)
def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def parse_event(cells: Cells, precisions: Mapping[str, Precision]) -> Event:
    """Return the event of one checked row; ``precisions`` are those of its geography."""
    return Event(
        event_id=cells["event_id"],
        parent_id=cells["parent_id"],
        scope=Scope(cells["scope"]),
        kind=Kind(cells["kind"]),
        modality=_several(cells["modality"], Modality),
        title=cells["title"],
        place_as_written=cells["place_as_written"],
        place_zh=cells["place_zh"],
        region=cells["region"],
        level_reported=precisions[cells["level_reported"]],
        latitude=_optional(cells["latitude"], float),
        longitude=_optional(cells["longitude"], float),
        precision=precisions[cells["precision"]],
        start=_optional(cells["start"], _date),
        end=_optional(cells["end"], _date),
        date_precision=DatePrecision(cells["date_precision"]),
        date_basis=DateBasis(cells["date_basis"]),
        target_group=cells["target_group"],
        justification=_several(cells["justification"], Justification),
        witness_based=cells["witness_based"] == "yes",
        status=Status(cells["status"]),
        status_reason=cells["status_reason"],
        doubt=cells["doubt"],
        remark=cells["remark"],
    )


def parse_source(cells: Cells) -> Source:
    """Return the source of one checked row."""
    return Source(
        source_id=cells["source_id"],
        kind=SourceKind(cells["kind"]),
        publisher=cells["publisher"],
        title=cells["title"],
        author=cells["author"],
        language=cells["language"],
        published=_optional(cells["published"], _date),
        url=cells["url"],
        url_read=cells["url_read"],
        archive_url=cells["archive_url"],
        archive_holds_content=cells["archive_holds_content"],
        accessed=_optional(cells["accessed"], _date),
        sha256=cells["sha256"],
        read_as=ReadAs(cells["read_as"]),
        how_read=cells["how_read"],
        parent_source_id=cells["parent_source_id"],
        builds_on=_names(cells["builds_on"]),
        reliability=Reliability(cells["reliability"]),
        note=cells["note"],
    )


def parse_claim(cells: Cells) -> Claim:
    """Return the claim of one checked row."""
    return Claim(
        claim_id=cells["claim_id"],
        event_id=cells["event_id"],
        source_id=cells["source_id"],
        speaker=cells["speaker"],
        field=ClaimField(cells["field"]),
        value_as_printed=cells["value_as_printed"],
        vendors=_names(cells["vendor"]),
        qualifier=Qualifier(cells["qualifier"]),
        hedge=cells["hedge"],
        low=_optional(cells["low"], Decimal),
        best=_optional(cells["best"], Decimal),
        high=_optional(cells["high"], Decimal),
        unit=_optional(cells["unit"], MeasureUnit),
        quantity_kind=_optional(cells["quantity_kind"], QuantityKind),
        base=_optional(cells["base"], Decimal),
        base_kind=_optional(cells["base_kind"], BaseKind),
        share_low_printed=_optional(cells["share_low_printed"], Decimal),
        share_high_printed=_optional(cells["share_high_printed"], Decimal),
        quote=cells["quote"],
        quote_language=cells["quote_language"],
        locator=cells["locator"],
        speaks_against=_several(cells["speaks_against"], Scenario),
        credibility=Credibility(cells["credibility"]),
        cites_official=cells["cites_official"] == "yes",
        note=cells["note"],
    )


def parse_discrepancy(cells: Cells) -> Discrepancy:
    """Return the disagreement of one checked row."""
    return Discrepancy(
        discrepancy_id=cells["discrepancy_id"],
        kind=Disagreement(cells["kind"]),
        event_ids=tuple(part.strip() for part in cells["event_ids"].split(";")),
        topic=cells["topic"],
        treatment=cells["treatment"],
    )


def parse_version(cells: Cells) -> Version:
    """Return the version of one checked row."""
    return Version(
        version_id=cells["version_id"],
        discrepancy_id=cells["discrepancy_id"],
        claim_id=cells["claim_id"],
        said=cells["said"],
    )
