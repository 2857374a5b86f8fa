"""How much was collected in a region, line by line, as a reader sees it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from dashboard.viewmodel.cites import Cite, base_cites, census_cites, claim_cites
from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus, Source
from layers.estimate.bases import Share, shares_of
from layers.estimate.bounded import bounds_of
from layers.estimate.documented import documented_counts
from layers.estimate.estimate import Base, Estimate
from layers.estimate.groups import GroupBounds, groups_of, told_apart
from layers.estimate.illustration import illustrated
from layers.estimate.methods import method
from layers.estimate.published import published_estimates
from layers.estimate.reports import reports_of
from layers.span import month_of
from layers.tables import Label
from layers.view import COUNTRY, View
from layers.wording import bounds_words, number, percent, qualified, span, two_figures

__all__ = [
    "ABOUT_SHARES",
    "EstimateLine",
    "GroupLine",
    "ShareLine",
    "estimate_lines",
    "group_lines",
    "share_lines",
]

ABOUT_SHARES = _(
    "A share of residents only if those counted live here. Shares are rounded to the nearest "
    "tenth, bounds outward."
)
"""What a reader must know of shares, and why they can differ from a rate by a tenth."""

_GROUP_WORDS = {
    "non_Han_total": _("not Han"),
    "Other": _("of other groups"),
    "Other_minority": _("of other groups"),
}


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One number with its kind of knowledge, its assumption and what it rests on.

    ``residents`` says who counted those beside which it is put.
    """

    label: Label
    said: str
    rate: str
    rate_number: str
    rate_per: str
    sentence: str
    method: str
    rests_on: tuple[tuple[str, Source], ...]
    residents: tuple[Cite, ...] = ()
    known: bool = True
    low: Fraction | None = None
    value: Fraction | None = None
    high: Fraction | None = None
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One printed count as a share of one base.

    ``source_id`` names the source of the data set that prints the base; for a census table
    it is empty. ``count`` is the claim that prints the count.
    """

    base: str
    residents: str
    share: str
    source_id: str
    source: str
    address: str
    count: Cite


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many of those counted can belong to a group, and the census that tells its size.

    ``hint`` says what to choose on the page for more.
    """

    group: str
    said: str
    sentence: str
    census: tuple[Cite, ...]
    hint: str = ""


def estimate_lines(code: str, view: View, facts: Facts) -> Iterator[EstimateLine]:
    """Yield what is counted, published and bounded for a region, and no illustration unasked."""
    assume = view.assume
    for counted in documented_counts(assume, view.events, facts).get(code, ()):
        yield _line(counted, facts)
    for published in published_estimates(assume, view.events, facts).get(code, ()):
        yield _line(published, facts)
    yield _line(bounds_of(assume, view.events, facts)[code], facts)
    if view.layer == "even_spread" and code != COUNTRY:
        level = facts.regions.level(code)
        spread = illustrated(assume, view.events, level, facts).get(code)
        if spread is not None:
            yield _line(spread, facts)


def _line(estimate: Estimate, facts: Facts) -> EstimateLine:
    known = estimate.status is CellStatus.REPORTED
    until = (
        ""
        if estimate.as_of is None
        else _("Up to {month}.").format(month=month_of(estimate.as_of).words)
    )
    sentences = (estimate.assumption, until, estimate.reason)
    beside = _beside(estimate) if known else ""
    ends = _per_hundred(estimate) if beside else ""
    return EstimateLine(
        label=estimate.label,
        said=_said(estimate) if known else f"{estimate.unit}: {estimate.status.label}",
        rate=_("{number} {per}").format(number=ends, per=beside) if beside else "",
        rate_number=ends,
        rate_per=beside,
        sentence=" ".join(each for each in sentences if each) if known else estimate.reason,
        method=method(estimate.method).title,
        rests_on=_sources(estimate.inputs, facts),
        residents=base_cites((estimate.base,), facts),
        known=known,
        low=estimate.low,
        value=estimate.value,
        high=estimate.high,
        base=estimate.base,
    )


def _said(estimate: Estimate) -> str:
    if estimate.value is not None:
        return qualified(estimate.hedge, f"{number(float(estimate.value))} {estimate.unit}")
    if estimate.label is Label.ILLUSTRATION:
        ends = span(two_figures(estimate.low or 0), two_figures(estimate.high or 0))
        return _("about {number} {unit}").format(number=ends, unit=estimate.unit)
    ends = f"{bounds_words(estimate.low, estimate.high)} {estimate.unit}"
    return qualified(estimate.hedge, ends)


def _beside(estimate: Estimate) -> str:
    """Return beside what the number is put; empty where the base is not known."""
    base = estimate.base
    told = estimate.label in {Label.DOCUMENTED, Label.BOUNDED} and not estimate.hedge
    if base is None or not told:
        return ""
    return _("for each 100 of {persons} residents ({year} census)").format(
        persons=number(base.persons), year=base.year
    )


def _per_hundred(estimate: Estimate) -> str:
    """Return a rate, rounded outward; that of a single number is rounded as any number is."""
    base, most = estimate.base, estimate.most
    assert base is not None
    if estimate.least == most:
        return number(round(float(100 * most / base.persons), 1))
    low = number(math.floor(1000 * estimate.least / base.persons) / 10)
    high = None if most is None else number(math.ceil(1000 * most / base.persons) / 10)
    return _("at least {least}").format(least=low) if high is None else span(low, high)


def _sources(claims: Iterable[str], facts: Facts) -> tuple[tuple[str, Source], ...]:
    data = facts.dataset
    return tuple(
        (claim, data.source[data.claim[claim].source_id]) for claim in claims if claim in data.claim
    )


def share_lines(code: str, view: View, facts: Facts) -> Iterator[tuple[str, tuple[ShareLine, ...]]]:
    """Yield, for each count of a region, the same count on every base there is."""
    for report in reports_of(view.measure, view.events, facts):
        if report.region != code or report.part or code == COUNTRY:
            continue
        claim = facts.dataset.claim[report.report_id]
        source = facts.dataset.source[claim.source_id]
        (count,) = claim_cites([(claim.claim_id, source)])
        lines = tuple(_share_line(share, count, facts) for share in shares_of(claim, code, facts))
        yield f"{bounds_words(report.low, report.high)} {view.measure.label}", lines


def _share_line(share: Share, count: Cite, facts: Facts) -> ShareLine:
    base = share.base
    printed = facts.dataset.source.get(base.source)
    census = None if printed else facts.census.source(base.source)
    return ShareLine(
        base=base.kind if base.year is None else f"{base.kind}, {base.year}",
        residents=number(base.persons),
        share=_shares(share.low, share.high),
        source_id=printed.source_id if printed else "",
        source=census.citation if census else printed.publisher if printed else "",
        address=census.url if census else printed.url or printed.url_read if printed else "",
        count=count,
    )


def _shares(low: Fraction | None, high: Fraction | None) -> str:
    """Return a share in words; one that is open at an end says so, and is rounded outward."""
    if low is not None and high is not None:
        return span(percent(100 * float(low)), percent(100 * float(high)))
    if low is not None:
        return _("at least {least}").format(least=percent(math.floor(1000 * low) / 10))
    assert high is not None
    return _("at most {most}").format(most=percent(math.ceil(1000 * high) / 10))


def group_lines(code: str, view: View, facts: Facts) -> tuple[GroupLine, ...]:
    """Return the limits for each group, with the plain statement where nothing follows."""
    estimate = bounds_of(view.assume, view.events, facts)[code]
    if estimate.status is not CellStatus.REPORTED:
        return ()
    lines = [_group_line(found, facts) for found in groups_of(estimate, view.assume, facts)]
    named = told_apart(code, facts) if code != COUNTRY else {}
    if view.base_year not in named:
        lines += [
            _other_census(code, year, groups, view, facts) for year, groups in sorted(named.items())
        ]
    return tuple(lines)


def _group_line(found: GroupBounds, facts: Facts) -> GroupLine:
    told = _("Nothing can be concluded.") if found.says_nothing else _("If the reports are right.")
    members = (
        ngettext(
            "{n} such resident (± {width}, as printed) in the {year} census.",
            "{n} such residents (± {width}, as printed) in the {year} census.",
            found.members,
        )
        if found.half_width
        else ngettext(
            "{n} such resident in the {year} census.",
            "{n} such residents in the {year} census.",
            found.members,
        )
    ).format(
        n=number(found.members),
        width=number(found.half_width) if found.half_width else "",
        year=found.year,
    )
    return GroupLine(
        group=_GROUP_WORDS.get(found.group, found.group),
        said=_("{number} people").format(number=bounds_words(found.low, Fraction(found.high))),
        sentence=f"{told} {members} {found.assumption}",
        census=census_cites((found.source,), facts),
    )


def _other_census(
    code: str, year: int, groups: tuple[str, ...], view: View, facts: Facts
) -> GroupLine:
    counts = facts.census.groups(code)
    return GroupLine(
        group=", ".join(groups),
        said=_("not told apart in the {year} census used here").format(year=view.base_year),
        sentence=_("The census of {year} has them.").format(year=year),
        census=census_cites((each.source for each in counts if each.year == year), facts),
        hint=_("Choose “Population base: {year}”.").format(year=year),
    )
