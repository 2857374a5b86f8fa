"""How much was collected in a region, line by line, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from dashboard.shared.citation import Citation, base_cites, census_cites, claim_cites
from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus, Source
from layers.catalogue import layer
from layers.estimate.bases import Share, shares_of
from layers.estimate.bounds import bounds_of
from layers.estimate.documented import documented_counts, documented_figures
from layers.estimate.estimate import Base, Estimate
from layers.estimate.groups import GroupBounds, groups_of, told_apart
from layers.estimate.measure import Basis, MeasureChoice, documented_measure
from layers.estimate.methods import method
from layers.estimate.published import published_estimates
from layers.estimate.reports import reports_of
from layers.estimate.words import (
    amount_words,
    hedge_sentence,
    hedges_beside,
    per_hundred,
    total_words,
)
from layers.interval import month_of
from layers.naming import display_name
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import (
    bounds_words,
    hedged,
    isolated,
    number,
    qualified,
    share_words,
)

__all__ = [
    "ABOUT_SHARES",
    "EstimateLine",
    "GroupLine",
    "ShareLine",
    "estimate_lines",
    "group_lines",
    "measure_words",
    "measured",
    "other_figures",
    "share_lines",
]

ABOUT_SHARES = _(
    "A share of residents only if those counted live here. Single numbers are rounded to the "
    "nearest tenth, the ends of a range outward."
)
"""What a reader must know of shares."""

_PRINTED = {EvidenceKind.DOCUMENTED, EvidenceKind.PUBLISHED}

_GROUP_WORDS = {
    "non_Han_total": _("non-Han"),
    "Other": _("of other groups"),
    "Other_minority": _("of other groups"),
}


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One number with its kind of knowledge, its assumption and what it rests on.

    ``residents`` says who counted those beside which it is put, ``hedge`` how its sources
    weaken what it rests on; ``said`` or ``sentence`` holds that too.
    """

    label: EvidenceKind
    said: str
    rate: str
    rate_number: str
    rate_per: str
    sentence: str
    method: str
    rests_on: tuple[tuple[str, Source], ...]
    residents: tuple[Citation, ...] = ()
    hedge: str = ""
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
    count: Citation


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many of those counted can belong to a group, and the census that tells its size.

    ``hint`` says what to choose on the page for more.
    """

    group: str
    said: str
    sentence: str
    census: tuple[Citation, ...]
    hint: str = ""


_WHY = {
    Basis.CHOSEN: _("Measure: {measure}, as chosen."),
    Basis.OWN: _("Measure: {measure}, because sources give such figures for {region}."),
    Basis.INSIDE: _(
        "Measure: {measure}, because sources give such figures for a sub-region of {region}."
    ),
    Basis.WIDER: _(
        "Measure: {measure}, because sources give such figures for the area around {region}."
    ),
    Basis.NOTHING: _("Measure: {measure}. No source gives a figure of any measure for {region}."),
}


def _choice(code: str, view: View, facts: Facts) -> tuple[MeasureChoice, str]:
    """Return the measure that is shown of a region, and the region that decides it."""
    # What is beside a map of estimates counts what the map counts.
    decides = view.map.area if layer(view.map.layer, facts).assumes else code
    return documented_measure(view, (decides,), facts), decides


def measured(code: str, view: View, facts: Facts) -> View:
    """Return a view that names the measure in which a region is shown.

    It is the measure of the address, if it names one; beside a map of estimates that of the
    map; else the one that is documented for the region.
    """
    return view.choose(measure=_choice(code, view, facts)[0].measure)


def measure_words(code: str, view: View, facts: Facts) -> str:
    """Return which measure is shown of a region, and why."""
    choice, decides = _choice(code, view, facts)
    return _WHY[choice.basis].format(
        measure=choice.measure.label,
        region=isolated(display_name(facts, decides, view.map.language)["text"]),
    )


def other_figures(code: str, view: View, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """Return the figures of a region in other units than the measure of a view, and their claims.

    The words are empty where there are none.
    """
    found = [
        each
        for each in documented_figures(view.assume, view.events, facts).get(code, ())
        if each.unit != view.assume.counted.label
    ]
    said = "; ".join(
        dict.fromkeys(hedged(amount_words(each), hedges_beside(each, facts)) for each in found)
    )
    claims = tuple(claim for each in found for claim in each.inputs)
    return _("Documented in another unit: {figures}.").format(figures=said) if said else "", claims


def estimate_lines(code: str, view: View, facts: Facts) -> Iterator[EstimateLine]:
    """Yield what is counted, published and bounded for a region, and no illustration unasked."""
    view = measured(code, view, facts)
    assume = view.assume
    chosen = assume.counted, view.events, facts
    for counted in documented_counts(assume, view.events, facts).get(code, ()):
        yield _line(counted, facts)
    for published in published_estimates(assume, view.events, facts).get(code, ()):
        yield _line(published, facts)
    bounded = bounds_of(assume, view.events, facts)[code]
    bounds = _line(bounded, facts, total_words(bounded, reports_of(*chosen), facts))
    elsewhere, claims = ("", ()) if bounds.known else other_figures(code, view, facts)
    if elsewhere:
        sentence = f"{bounds.sentence} {elsewhere}"
        bounds = replace(bounds, sentence=sentence, rests_on=_sources(claims, facts))
    yield bounds
    spec = layer(view.map.layer, facts)
    if spec.scenario is not None and spec.estimates is not None and code != facts.geography.root:
        own = view.choose(level=facts.regions.level(code))
        scenario = spec.estimates(facts, own).get(code)
        if scenario is not None:
            yield _line(scenario, facts)


def _line(estimate: Estimate, facts: Facts, total: str = "") -> EstimateLine:
    known = estimate.status is CellStatus.REPORTED
    until = (
        ""
        if estimate.as_of is None
        else _("Up to {month}.").format(month=month_of(estimate.as_of).words)
    )
    hedge = hedge_sentence(estimate, facts)
    # A printed number carries its hedges itself.
    printed = estimate.label in _PRINTED
    inline = hedges_beside(estimate, facts) if printed else ()
    told = "" if printed else hedge
    sentences = (told, estimate.assumption, until, estimate.reason, total)
    beside = _beside(estimate) if known else ""
    ends = _per_hundred(estimate) if beside else ""
    return EstimateLine(
        label=estimate.label,
        said=hedged(amount_words(estimate), inline)
        if known
        else f"{estimate.unit}: {estimate.status.label}",
        rate=_("{number} {per}").format(number=ends, per=beside) if beside else "",
        rate_number=ends,
        rate_per=beside,
        sentence=" ".join(each for each in sentences if each) if known else estimate.reason,
        method=method(estimate.method).title,
        rests_on=_sources(estimate.inputs, facts),
        residents=base_cites((estimate.base,), facts),
        hedge=hedge if known else "",
        known=known,
        low=estimate.low,
        value=estimate.value,
        high=estimate.high,
        base=estimate.base,
    )


def _beside(estimate: Estimate) -> str:
    """Return beside what the number is put; empty where the base is not known."""
    base = estimate.base
    told = estimate.label in {EvidenceKind.DOCUMENTED, EvidenceKind.BOUNDED} and not estimate.hedge
    if base is None or not told:
        return ""
    return _("for each 100 of {persons} residents ({year} census)").format(
        persons=number(base.persons), year=base.year
    )


def _per_hundred(estimate: Estimate) -> str:
    base, most = estimate.base, estimate.most
    assert base is not None
    scale = Fraction(100, base.persons)
    return per_hundred(scale * estimate.least, None if most is None else scale * most)


def _sources(claims: Iterable[str], facts: Facts) -> tuple[tuple[str, Source], ...]:
    data = facts.dataset
    return tuple(
        (claim, data.source[data.claim[claim].source_id]) for claim in claims if claim in data.claim
    )


def share_lines(code: str, view: View, facts: Facts) -> Iterator[tuple[str, tuple[ShareLine, ...]]]:
    """Yield, for each count of a region, the same count on every base there is."""
    measure = measured(code, view, facts).assume.counted
    for report in reports_of(measure, view.events, facts):
        if report.region != code or report.part or code == facts.geography.root:
            continue
        claim = facts.dataset.claim[report.report_id]
        source = facts.dataset.source[claim.source_id]
        (count,) = claim_cites([(claim.claim_id, source)])
        lines = tuple(_share_line(share, count, facts) for share in shares_of(claim, code, facts))
        if report.near is None:
            figure = bounds_words(report.low, report.high)
            yield hedged(f"{figure} {measure.label}", claim.hedges), lines
        else:
            figure = bounds_words(report.near, report.near)
            yield qualified(report.hedge, f"{figure} {measure.label}"), lines


def _share_line(share: Share, count: Citation, facts: Facts) -> ShareLine:
    base = share.base
    printed = facts.dataset.source.get(base.source)
    census = None if printed else facts.census.source(base.source)
    return ShareLine(
        base=base.kind if base.year is None else f"{base.kind}, {base.year}",
        residents=number(base.persons),
        share=qualified(share.hedge, share_words(share.low, share.high)),
        source_id=printed.source_id if printed else "",
        source=census.citation if census else printed.publisher if printed else "",
        address=census.url if census else printed.url or printed.url_read if printed else "",
        count=count,
    )


def group_lines(code: str, view: View, facts: Facts) -> tuple[GroupLine, ...]:
    """Return the limits for each group, with the plain statement where nothing follows."""
    view = measured(code, view, facts)
    estimate = bounds_of(view.assume, view.events, facts)[code]
    if estimate.status is not CellStatus.REPORTED:
        return ()
    lines = [
        _group_line(found, estimate, facts) for found in groups_of(estimate, view.assume, facts)
    ]
    named = told_apart(code, facts) if code != facts.geography.root else {}
    if view.assume.base_year not in named:
        lines += [
            _other_census(code, year, groups, view, facts) for year, groups in sorted(named.items())
        ]
    return tuple(lines)


def _group_line(found: GroupBounds, estimate: Estimate, facts: Facts) -> GroupLine:
    told = _("Nothing can be concluded.") if found.says_nothing else estimate.assumption
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
        said=_("no breakdown in the {year} census").format(year=view.assume.base_year),
        sentence=_("The census of {year} has them.").format(year=year),
        census=census_cites((each.source for each in counts if each.year == year), facts),
        hint=_("Choose “Population base: {year}”.").format(year=year),
    )
