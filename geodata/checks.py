"""What only shows when events are joined with regions and their residents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from geodata.census import Census
from geodata.dataset import Dataset, Problem, Severity
from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import CellStatus, Claim, Event, MeasureUnit, QuantityKind
from geodata.place import Method, Placement, Turned, holding, misplaced, turned_into

__all__ = ["crowded_claims", "geography_problems", "misplaced_points", "unplaced_events"]

_PERSONS = frozenset({MeasureUnit.PEOPLE, MeasureUnit.CHILDREN})
"""Units of which one stands for one person."""


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
        if claim.unit not in _PERSONS or claim.quantity_kind is QuantityKind.CAPACITY:
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


_MOST_LISTED = 5


def geography_problems(regions: Regions, census: Census) -> Iterator[Problem]:
    """Yield what does not fit together in a geography: outlines, figures, names and sources.

    Nothing of it keeps an atlas from being opened: what has no figure is shown as not covered.
    """
    yield from _mended(regions)
    yield from _same_names(regions)
    yield from _figures_without_outline(census)
    yield from _outlines_without_figure(regions, census)
    for code, year, said in census.crowded_units():
        message = _("The groups of {year} are more than the residents: {said}.").format(
            year=year, said=said
        )
        remedy = _("Check the figures, and whether a group is counted within another.")
        yield _finding("groups.csv", "population", code, message, remedy)
    yield from _sources(regions, census)


def _finding(file: str, field: str, record: str, message: str, remedy: str = "") -> Problem:
    return Problem(Severity.FINDING, file, None, field, record, message, remedy)


def _listed(codes: Sequence[str]) -> str:
    more = ", …" if len(codes) > _MOST_LISTED else ""
    return ", ".join(codes[:_MOST_LISTED]) + more


def _mended(regions: Regions) -> Iterator[Problem]:
    file = regions.boundaries.version if regions.boundaries.provider == "file" else ""
    for each in regions.repairs:
        yield Problem(
            Severity.FINDING,
            file or regions.boundaries.provider,
            None,
            each.level,
            each.code,
            f"{each.problem[:1].upper()}{each.problem[1:]}: {each.mend}.",
        )


def _same_names(regions: Regions) -> Iterator[Problem]:
    for level in regions.geography.levels:
        names = {code: (regions.parent(code), regions.name(code)) for code in regions.codes(level)}
        often = Counter(name for name in names.values() if name[1])
        for (parent, name), count in often.items():
            if count > 1:
                codes = [code for code, each in names.items() if each == (parent, name)]
                message = _("{n} regions of one unit have the name {name!r}.").format(
                    n=count, name=name
                )
                remedy = _("Names alone will not tell them apart: use their codes.")
                yield _finding("boundaries", level.value, _listed(codes), message, remedy)


def _figures_without_outline(census: Census) -> Iterator[Problem]:
    codes = census.units_without_outline()
    if codes:
        message = _("{n} codes of the census tables have no outline: {codes}.").format(
            n=len(codes), codes=_listed(codes)
        )
        remedy = _("Their figures are not shown. Correct the codes, or lead them to outlines.")
        yield _finding("population.csv", "code", "", message, remedy)


def _outlines_without_figure(regions: Regions, census: Census) -> Iterator[Problem]:
    for year in census.years:
        for level in regions.geography.levels:
            table = census.population(level, year)
            bare = table[table["status"] == CellStatus.NO_RECORD]
            if len(bare):
                message = _("{n} of {all} {units} have no residents in {year}: {codes}.").format(
                    n=len(bare),
                    all=len(table),
                    units=level.plural,
                    year=year,
                    codes=_listed([str(code) for code in bare.index]),
                )
                yield _finding("population.csv", "code", level.value, message)


def _sources(regions: Regions, census: Census) -> Iterator[Problem]:
    for source in sorted(census.source_ids() - set(census.sources)):
        message = _("No row says what the source {source!r} is.").format(source=source)
        yield _finding("sources.csv", "id", source, message, _("Add a row with its citation."))
    for source_id, found in sorted(census.sources.items()):
        if not found.licence:
            message = _("The licence is missing.")
            remedy = _("Say under which licence, or that figures are facts.")
            yield _finding("sources.csv", "licence", source_id, message, remedy)
    if not regions.boundaries.licence_note:
        message = _("Nothing says under which licence the boundaries may be shown.")
        remedy = _("Write licence_note under [boundaries].")
        yield _finding("geography.toml", "boundaries.licence_note", "", message, remedy)
