"""What only shows when events are joined with regions and their residents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from geodata.census import Census
from geodata.dataset import Dataset, Problem, Severity
from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import Claim, Event, QuantityKind
from geodata.place import Method, Placement, Turned, holding, misplaced, turned_into

__all__ = ["crowded_claims", "misplaced_points", "unplaced_events"]


def unplaced_events(
    dataset: Dataset, placements: Mapping[str, Placement], regions: Regions
) -> Iterator[Problem]:
    """Yield an error for each event whose region code or coordinates lead nowhere."""
    for event in dataset.events:
        placement = placements[event.event_id]
        if placement.method is not Method.UNMATCHED:
            continue
        turned = None if event.region else turned_into(event, regions)
        said = placement.note or _("{region!r} is no region of these boundaries.").format(
            region=event.region
        )
        remedy = (
            _("Correct the code; the event is listed, but not drawn.")
            if turned is None
            else _("{proposal} The event is listed, but not drawn.").format(
                proposal=_proposal(turned)
            )
        )
        field = "region" if event.region or event.latitude is None else "latitude"
        yield _problem(Severity.ERROR, dataset, event, field, said, remedy)


def misplaced_points(dataset: Dataset, regions: Regions) -> Iterator[Problem]:
    """Yield a finding for each event whose coordinates do not lie in the region of its code."""
    for event in misplaced(dataset.events, regions):
        code = event.region
        turned = turned_into(event, regions, code)
        found = ", ".join(holding(event, regions)) or _("no region of these boundaries")
        said = _("The coordinates lie in {found}, not in {code}.").format(found=found, code=code)
        remedy = _("Check the code and the coordinates.") if turned is None else _proposal(turned)
        yield _problem(Severity.FINDING, dataset, event, "latitude", said, remedy)


def _proposal(turned: Turned) -> str:
    """Say which other reading of the coordinates leads to a region."""
    said = (
        _("Latitude and longitude may be exchanged: {point} lies in {code}.")
        if turned.exchanged
        else _("A sign may be wrong: {point} lies in {code}.")
    )
    return said.format(point=f"{turned.latitude:.10g}, {turned.longitude:.10g}", code=turned.code)


def _problem(
    severity: Severity, dataset: Dataset, event: Event, field: str, message: str, remedy: str
) -> Problem:
    line = dataset.line_of("events.csv", event.event_id)
    return Problem(severity, "events.csv", line, field, event.event_id, message, remedy)


def crowded_claims(
    dataset: Dataset, placements: Mapping[str, Placement], census: Census
) -> Iterator[Problem]:
    """Yield a finding for each count of people above all that were ever counted at its place."""
    most: dict[str, int] = {}
    for claim in dataset.claims:
        if (
            claim.unit is None
            or not claim.unit.persons
            or claim.quantity_kind is QuantityKind.CAPACITY
        ):
            continue
        region = placements[claim.event_id].region
        if region and region not in most:
            counts = census.populations(region)
            most[region] = max((each.population for each in counts), default=0)
        residents = most.get(region, 0)
        field, count = _largest(claim)
        if residents and count > residents:
            yield Problem(
                Severity.FINDING,
                "claims.csv",
                dataset.line_of("claims.csv", claim.claim_id),
                field,
                claim.claim_id,
                _("{n} people are more than the residents of {region}, {most} at most.").format(
                    n=f"{count:,f}", region=region, most=f"{residents:,}"
                ),
                _("Check the number, its unit and the place of {event}.").format(
                    event=claim.event_id
                ),
            )


def _largest(claim: Claim) -> tuple[str, Decimal]:
    """Return the largest number of a claim, and its column; nought where it has none."""
    numbers = {"best": claim.best, "high": claim.high, "low": claim.low}
    known = {name: number for name, number in numbers.items() if number is not None}
    field = max(known, key=known.__getitem__, default="best")
    return field, known.get(field, Decimal(0))
