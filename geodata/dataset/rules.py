"""What a row must satisfy that its single cells cannot say.

Each rule yields ``(field, message, remedy)`` for what is wrong with one value.
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.geography import Geography
from geodata.model import (
    SPOKEN,
    Claim,
    ClaimField,
    DatePrecision,
    Event,
    QuantityKind,
    Source,
    Status,
)

__all__ = ["Complaint", "claim_rules", "event_rules", "source_rules"]

Complaint = tuple[str, str, str]

LONGEST_QUOTE_WORDS = 25


def _coordinate_rules(event: Event) -> Iterator[Complaint]:
    if (event.latitude is None) != (event.longitude is None):
        yield "latitude", "Only one coordinate is given.", "Give both or neither."
    elif event.latitude is not None and event.longitude is not None:
        if not (-90 <= event.latitude <= 90 and -180 <= event.longitude <= 180):
            yield "latitude", "The coordinates lie outside the globe.", _other_order(event)
        elif event.latitude == 0 and event.longitude == 0:
            yield "latitude", "0, 0 is a spot in the Atlantic.", "Leave both empty if unknown."
        if event.witness_based:
            yield "latitude", "An event that rests on witnesses has coordinates.", "Remove them."


def _other_order(event: Event) -> str:
    """Propose to exchange latitude and longitude where that gives a place on the globe."""
    north, east = event.longitude, event.latitude
    if north is not None and east is not None and abs(north) <= 90 and abs(east) <= 180:
        return f"They may be exchanged: latitude {north:.10g}, longitude {east:.10g}."
    return "Use degrees, WGS 84."


def _place_rules(event: Event, geography: Geography) -> Iterator[Complaint]:
    if event.level.rank == 0:
        stands = geography.levels_of.get(event.region, (geography.levels[0],))
        if event.region and event.region != geography.root and stands[0].rank > 1:
            yield "region", "A nation-wide event has a local region.", "Leave the region empty."
    elif not event.region and event.latitude is None:
        yield "region", "The event has no place.", "Give a region code or coordinates."
    if event.precision.rank > event.level_reported.rank:
        yield (
            "precision",
            "The event is placed more closely than its source says.",
            f"Use {event.level_reported.value}.",
        )
    if event.witness_based and event.precision.rank > event.level.rank:
        yield (
            "precision",
            "An event that rests on witnesses is never placed more closely than a "
            f"{event.level.label}.",
            f"Use {event.level}, to protect them.",
        )


def event_rules(event: Event, geography: Geography) -> Iterator[Complaint]:
    """Yield what is wrong with one event on its own, in the words of a geography."""
    yield from _coordinate_rules(event)
    yield from _place_rules(event, geography)
    if event.start and event.end and event.end.last < event.start.first:
        yield "end", "It ends before it starts.", "Check both dates."
    dated = event.start is not None or event.end is not None
    if not dated and event.date_precision is not DatePrecision.UNKNOWN:
        yield "date_precision", "There is no date.", "Use unknown."
    if event.status is Status.WITHDRAWN and not event.status_reason:
        yield "status_reason", "A withdrawn event needs a reason.", "Say why in one sentence."


def source_rules(source: Source) -> Iterator[Complaint]:
    """Yield what is wrong with one source on its own."""
    if source.archive_holds_content and not source.archive_url:
        yield "archive_url", "No archived copy is recorded.", "Clear archive_holds_content."


def _number_rules(claim: Claim) -> Iterator[Complaint]:
    known = [part for part in (claim.low, claim.best, claim.high) if part is not None]
    if any(part < 0 for part in known):
        yield "low", "A count is negative.", "Check the sign."
    if known != sorted(known):
        yield "low", "low, best and high are not in order.", "Check the three numbers."
    if known and claim.unit is None:
        yield "unit", "A number has no unit.", "Say what is counted."
    if claim.base is not None and claim.base < 1:
        yield "base", "The base is less than one person.", "Leave it empty if unknown."


def _quantity_rules(claim: Claim) -> Iterator[Complaint]:
    if claim.field is ClaimField.QUANTITY and claim.quantity_kind is None:
        yield "quantity_kind", "The kind of number is missing.", "Say what sort of number it is."
    if claim.quantity_kind is QuantityKind.ESTIMATE_RANGE and (
        claim.low is None or claim.high is None
    ):
        yield "low", "A range lacks an end.", "Give both ends, or use reported_count."
    if claim.quantity_kind is QuantityKind.TARGET_ALL and claim.has_number:
        yield "quantity_kind", "The target has a number.", "Use target_number."
    if claim.field in SPOKEN and claim.has_number:
        yield (
            "field",
            f"A {claim.field.value} has a number: words of a speaker count nothing.",
            "Leave the numbers to a claim of its own, or to the words.",
        )


def claim_rules(claim: Claim) -> Iterator[Complaint]:
    """Yield what is wrong with one claim on its own."""
    yield from _number_rules(claim)
    yield from _quantity_rules(claim)
    for name, share in (
        ("share_low_printed", claim.share_low_printed),
        ("share_high_printed", claim.share_high_printed),
    ):
        if share is not None and not 0 <= share <= 100:
            yield name, "The share is not between 0 and 100.", "Write per cent."
    if len(claim.quote.split()) > LONGEST_QUOTE_WORDS:
        yield "quote", f"The quote has more than {LONGEST_QUOTE_WORDS} words.", "Shorten it."
