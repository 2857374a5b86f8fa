"""What limits alone refute about a published total, as sentences that can be quoted."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level
from geodata.workspace import once_per_atlas
from layers.estimate.bounds import base_of
from layers.estimate.hypotheses import needed_per_person
from layers.estimate.reports import ReportedCount, reports_of
from layers.events import chosen_events, region_of
from layers.naming import area_name
from layers.rounding import rounded_ends
from layers.tables import EvidenceKind
from layers.view import EventFilter
from layers.view.assumptions import PER_PERSON, Assumptions
from layers.wording import bounds_words, number

__all__ = [
    "METHOD",
    "alone_words",
    "documented_regions",
    "listed_names",
    "needed_words",
    "published_total",
    "refutations",
    "residents_of",
]

METHOD = "refutation/1"


def published_total(
    assume: Assumptions, chosen: EventFilter, code: str, facts: Facts
) -> ReportedCount | None:
    """Return the one published range of the nearest region that is or holds a region.

    ``None`` where none is published, where the nearest region has several, and for the country.
    """
    found: dict[str, list[ReportedCount]] = {}
    for report in reports_of(assume.counted, chosen, facts):
        ranged = report.label is EvidenceKind.PUBLISHED and not report.part
        if ranged and report.low is not None and report.high is not None:
            found.setdefault(report.region, []).append(report)
    root = facts.geography.root
    line = (code, *facts.regions.ancestors(code)) if code != root else ()
    nearest = next((found[each] for each in line if each in found and each != root), ())
    return nearest[0] if len(nearest) == 1 else None


def documented_regions(
    assume: Assumptions, chosen: EventFilter, area: str, level: Level, facts: Facts
) -> tuple[str, ...]:
    """Return the regions of a level in an area with events of their own or of a smaller region.

    Events count that concern what the measure counts. One of a wider region is no event of its
    parts.
    """
    regions = facts.regions
    placed = {
        region_of(event, facts)
        for event in chosen_events(chosen, facts)
        if assume.counted.modality in event.modality
    } - {"", facts.geography.root}
    holding = {above for code in placed for above in (code, *regions.ancestors(code))}
    return tuple(code for code in regions.codes(level, area) if code in holding and code != area)


def residents_of(codes: Iterable[str], assume: Assumptions, facts: Facts) -> int:
    """Return the residents of regions together; 0 where the census lacks any of them."""
    bases = [base_of(code, assume.base_year, facts) for code in codes]
    known = [base.persons for base in bases if base is not None]
    return sum(known) if len(known) == len(bases) else 0


def listed_names(codes: Iterable[str], facts: Facts) -> str:
    """Return the names of regions as a list in a sentence."""
    names = [area_name(facts, code) for code in codes]
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


_TIMES = {
    "scan": (_("one scan a person"), _("two scans a person")),
    "sample": (_("one sample a person"), _("two samples a person")),
    "entry": (_("one entry a person"), _("two entries a person")),
}


def _times(assume: Assumptions) -> tuple[int, ...]:
    """Return how often one person may be supposed to be counted, people themselves once."""
    return PER_PERSON[:1] if assume.counted.counts_persons else PER_PERSON


def _needed(least: Fraction, persons: int) -> str:
    """Return how often each resident would have to be counted, rounded down to a tenth."""
    needed = needed_per_person(least, persons)
    low, _most = rounded_ends(needed, None, 1)
    return f"{low:f}" if low is not None else ""


def needed_words(least: Fraction, persons: int) -> str:
    """Say how often each of some residents would have to be counted to reach a total.

    Examples
    --------
    >>> needed_words(Fraction(90), 100)
    'Each of their 100 residents would have to be counted 0.9 times or more.'
    """
    return _(
        "Each of their {persons} residents would have to be counted {needed} times or more."
    ).format(persons=number(persons), needed=_needed(least, persons))


def alone_words(who: str, persons: int, least: Fraction, assume: Assumptions) -> str:
    """Say that some residents alone could not hold a total; ``""`` if they could.

    The largest number of times a person is named at which they still could not.
    """
    needed = needed_per_person(least, persons)
    refused = [] if needed is None else [times for times in _times(assume) if needed > times]
    if not refused:
        return ""
    return _(
        "{who} alone, {persons} residents, could not hold the total of at least {least} {unit} at "
        "{times}: each of them would have to be counted {needed} times or more."
    ).format(
        who=who,
        persons=number(persons),
        least=bounds_words(least, least),
        unit=assume.counted.label,
        times=_TIMES[assume.counted.one][refused[-1] - 1],
        needed=_needed(least, persons),
    )


@once_per_atlas(maxsize=32)
def refutations(
    assume: Assumptions, chosen: EventFilter, area: str, facts: Facts
) -> tuple[str, ...]:
    """Return what limits alone refute about a published total, each as one quotable sentence.

    Formula: residents × how often one person is counted, against the lower printed end.

    Assumes: the published range is complete for its region, and those counted are residents.

    Source: the census and the claim with the range.

    Cannot say: that a hypothesis that is not refuted holds.

    Parameters
    ----------
    assume : Assumptions
        What is counted, and the census.
    chosen : EventFilter
        Which events count.
    area : str
        Code of a region: the published range of it or of the nearest region around it counts.
    facts : Facts
        What is known.
    """
    report = published_total(assume, chosen, area, facts)
    if report is None or report.low is None:
        return ()
    said = []
    for level in facts.geography.levels[facts.regions.level(report.region).rank :]:
        codes = facts.regions.codes(level, report.region)
        documented = documented_regions(assume, chosen, report.region, level, facts)
        own = [code for code in documented if facts.regions.level(code) == level]
        if own:
            persons = residents_of(own, assume, facts)
            said.append(alone_words(listed_names(own, facts), persons, report.low, assume))
        said.append(_fewest(codes, report.low, level, assume, facts))
    return tuple(dict.fromkeys(each for each in said if each))


def _fewest(
    codes: tuple[str, ...], least: Fraction, level: Level, assume: Assumptions, facts: Facts
) -> str:
    """Say how many regions a total needs at least; ``""`` if the largest alone could hold it."""
    found = (base_of(code, assume.base_year, facts) for code in codes)
    persons = sorted((base.persons for base in found if base is not None), reverse=True)
    if len(persons) < len(codes):
        return ""
    for times in reversed(_times(assume)):
        held, needed = 0, 0
        while held < least and needed < len(persons):
            held += times * persons[needed]
            needed += 1
        if needed > 1 and held >= least:
            fewer = needed - 1
            total, times_words = bounds_words(least, least), _TIMES[assume.counted.one][times - 1]
            if fewer == 1:
                return _(
                    "No single one of the {all} {level} could hold the total of at least {least} "
                    "{unit} at {times}: the largest has {persons} residents."
                ).format(
                    all=len(codes),
                    level=level.plural,
                    least=total,
                    unit=assume.counted.label,
                    times=times_words,
                    persons=number(persons[0]),
                )
            return _(
                "No {n} of the {all} {level} could hold the total of at least {least} {unit} at "
                "{times}: the {n} largest together have {persons} residents."
            ).format(
                n=fewer,
                all=len(codes),
                level=level.plural,
                least=total,
                unit=assume.counted.label,
                times=times_words,
                persons=number(sum(persons[:fewer])),
            )
    return ""
