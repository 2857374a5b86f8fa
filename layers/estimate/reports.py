"""What sources count of one measure, as limits of what had been collected by then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from geodata.dataset import original_claims as told_first
from geodata.dataset import qualifiers_of
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Claim, Event, Qualifier, QuantityKind
from geodata.workspace import once_per_atlas
from layers.events import chosen_events, region_of
from layers.interval import month_number
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import Measure
from layers.wording import told_qualifier

__all__ = [
    "PART_ONLY",
    "ReportedCount",
    "ends",
    "hedge_before",
    "left_out",
    "original_claims",
    "other_reports",
    "printed_number",
    "reports_of",
]

_CACHE_SIZE = 64
PART_ONLY = _("Counted for a part of the region only.")
"""What a reader must know of such counts."""

_KINDS = {QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE}


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """One count of one measure for one region, up to one month.

    ``low`` and ``high`` limit what had been collected in the whole region by then;
    ``None`` limits nothing. ``part`` says that the source counts only a part of the
    region, such as a township, so that no upper end follows. ``near`` is a number that
    limits nothing, and ``hedge`` the words before it: "about", "reportedly", or "nearly" of
    a part.
    """

    report_id: str
    region: str
    low: Fraction | None
    high: Fraction | None
    month: int
    label: EvidenceKind
    part: bool = False
    near: Fraction | None = None
    hedge: str = ""

    @property
    def limits(self) -> bool:
        """Whether anything follows from it for its region."""
        return self.low is not None or self.high is not None


def original_claims(event: Event, facts: Facts) -> tuple[Claim, ...]:
    """Return the claims of an event that state a number, retold versions counted once.

    See :func:`geodata.dataset.original_claims`.
    """
    return told_first(event.event_id, facts.dataset)


def ends(claim: Claim) -> tuple[Fraction | None, Fraction | None]:
    """Turn a printed number and its qualifier into a lower and an upper end.

    A range gives both. "More than N" and "at least N" give N as the lower end; "nearly N"
    and "at most N" give N as the upper end; a bare number and "so far" give it as both.
    "About N" limits nothing, unless it stands before a printed range; nor does a single
    number that its source hedges in any other way, such as "reportedly N".

    Parameters
    ----------
    claim : Claim
        A statement with a number.

    Returns
    -------
    low, high : Fraction or None
        Exact; ``None`` where nothing is limited.
    """
    low = None if claim.low is None else Fraction(claim.low)
    high = None if claim.high is None else Fraction(claim.high)
    best = None if claim.best is None else Fraction(claim.best)
    if _is_hedged_number(claim):
        return None, None
    if claim.quantity_kind is QuantityKind.ESTIMATE_RANGE or best is None:
        return low, high
    match claim.qualifier:
        case Qualifier.EXACT | Qualifier.SO_FAR:
            return best, best
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return best, high
        case Qualifier.AT_MOST | Qualifier.NEARLY:
            return low, best
        case _:
            return low, high


def _is_hedged_number(claim: Claim) -> bool:
    """Whether a claim gives one number, with a hedge that is more than its qualifier."""
    ranged = claim.quantity_kind is QuantityKind.ESTIMATE_RANGE
    if ranged or (claim.low is not None and claim.high is not None):
        return False
    return any(claim.qualifier not in qualifiers_of(word) for word in claim.hedges)


def printed_number(claim: Claim) -> Fraction | None:
    """Return the single number that a claim prints, whatever its hedge."""
    given = (claim.best, claim.high, claim.low)
    return next((Fraction(each) for each in given if each is not None), None)


def hedge_before(claim: Claim) -> str:
    """Return the words that weaken a number, as they stand before it."""
    return " ".join((*claim.hedges, told_qualifier(claim))).strip()


@once_per_atlas(maxsize=_CACHE_SIZE)
def reports_of(measure: Measure, chosen: EventFilter, facts: Facts) -> tuple[ReportedCount, ...]:
    """Return the reports of a measure among the events that a filter lets through.

    Targets and capacities are no counts and bind nothing. A retold number counts once.

    Parameters
    ----------
    measure : Measure
        What is counted.
    chosen : EventFilter
        Which events count.
    facts : Facts
        What is known.

    Returns
    -------
    tuple of ReportedCount
        In order of their claims' ids.
    """
    found = (_report(event, claim, facts) for event, claim in _counts(measure, chosen, facts))
    return tuple(sorted((each for each in found if each), key=lambda each: each.report_id))


def left_out(measure: Measure, chosen: EventFilter, facts: Facts) -> tuple[str, ...]:
    """Return the ids of claims that count this measure but bind nothing, for want of a date."""
    return tuple(
        claim.claim_id
        for event, claim in _counts(measure, chosen, facts)
        if _report(event, claim, facts) is None
    )


def other_reports(chosen: EventFilter, facts: Facts) -> Iterator[tuple[ReportedCount, str, bool]]:
    """Yield what is counted and stands in no measure, with its unit and whether it has a date.

    Counts in units that no estimate uses, such as examinations, and those without a date.
    """
    for event in chosen_events(chosen, facts):
        for claim in original_claims(event, facts):
            if claim.quantity_kind not in _KINDS or claim.unit is None:
                continue
            measures = [each for each in Measure if _is_of(each, event, claim)]
            dated = _report(event, claim, facts)
            if measures and dated is not None:
                continue
            unit = measures[0].label if len(measures) == 1 else claim.unit.label
            yield dated or _read(event, claim, 0, facts), unit, dated is not None


def _is_of(measure: Measure, event: Event, claim: Claim) -> bool:
    return measure.modality in event.modality and claim.unit == measure.unit


def _counts(measure: Measure, chosen: EventFilter, facts: Facts) -> Iterator[tuple[Event, Claim]]:
    for event in chosen_events(chosen, facts):
        if measure.modality not in event.modality:
            continue
        for claim in original_claims(event, facts):
            if _is_of(measure, event, claim) and claim.quantity_kind in _KINDS:
                yield event, claim


def _report(event: Event, claim: Claim, facts: Facts) -> ReportedCount | None:
    last = event.end or event.start
    return None if last is None else _read(event, claim, month_number(last.last), facts)


def _read(event: Event, claim: Claim, month: int, facts: Facts) -> ReportedCount:
    region = region_of(event, facts) or facts.geography.root
    low, high = ends(claim)
    part = event.precision.value != facts.regions.level(region).value
    silent = low is None and (part or high is None)
    near = printed_number(claim) if silent else None
    ranged = claim.quantity_kind is QuantityKind.ESTIMATE_RANGE
    return ReportedCount(
        report_id=claim.claim_id,
        region=region,
        low=low,
        high=None if part else high,
        month=month,
        label=EvidenceKind.PUBLISHED if ranged else EvidenceKind.DOCUMENTED,
        part=part,
        near=near,
        hedge="" if near is None else hedge_before(claim),
    )
