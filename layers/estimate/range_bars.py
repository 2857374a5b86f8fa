"""Range bars: residents, possible range, documented counts and scenarios of regions, row by row.

One value for every painter: page, panel, figure, table and command print the words that stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, LabeledEnum, Level
from geodata.workspace import once_per_atlas
from layers.estimate.bounds import base_of, bounds_of
from layers.estimate.documented import documented_counts
from layers.estimate.estimate import Base, Estimate
from layers.estimate.published import published_estimates
from layers.estimate.refutations import documented_regions, published_total
from layers.estimate.scenario_cases import scenario_cases
from layers.estimate.words import amount_words, hedges_beside, scenario_words
from layers.naming import area_name, display_name
from layers.view import EventFilter, View
from layers.view.assumptions import Assumptions
from layers.wording import bounds_words, hedged, number

__all__ = [
    "Dot",
    "EvidenceStatus",
    "RangeBar",
    "RangeBars",
    "Tick",
    "capped",
    "evidence_by_region",
    "range_bars",
]


class EvidenceStatus(LabeledEnum):
    """What is documented of a measure for a region, the closest first."""

    COUNT = "count", "Local count"
    REPORTS = "reports", "Local reports without a count"
    WIDER = "wider", "Only a figure for the wider region"
    NOTHING = "nothing", "No evidence"


@dataclass(frozen=True, slots=True)
class Dot:
    """A number that a source gives for the region itself; both ends are known of a range."""

    low: Fraction
    high: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """What one scenario would mean for the region."""

    title: str
    low: Fraction
    high: Fraction
    words: str


@dataclass(frozen=True, slots=True)
class RangeBar:
    """One row: what is known of one region.

    Parameters
    ----------
    region : str
        Its code.
    name : dict
        Its name, as :func:`layers.naming.display_name` gives it.
    residents : int or None
        ``None`` where the census has none.
    low, high : Fraction or None
        Possible range under the assumption of all rows; both ``None`` where nothing is published.
    words : str
        The range as it is printed, or why there is none.
    uncapped : str
        The range without a limit per person, where it differs; else ``""``.
    says_nothing : bool
        Whether anything from nobody to every resident is possible.
    evidence : EvidenceStatus
        What is documented for the region.
    documented : tuple of Dot
        Counts and ranges that sources give for the region itself.
    scenarios : tuple of Tick
        Empty unless they were asked for.
    claims : tuple of str
        Ids of the claims that the range and the documented numbers rest on.
    base : Base or None
        The census count of the residents.
    """

    region: str
    name: dict[str, str]
    residents: int | None
    low: Fraction | None
    high: Fraction | None
    words: str
    uncapped: str
    says_nothing: bool
    evidence: EvidenceStatus
    documented: tuple[Dot, ...] = ()
    scenarios: tuple[Tick, ...] = ()
    claims: tuple[str, ...] = ()
    base: Base | None = None

    @property
    def note(self) -> str:
        """What stands below the bar: residents, the range without a limit, what sources say."""
        told = (
            ""
            if self.residents is None
            else _("{persons} residents").format(persons=number(self.residents)),
            _("no cap: {range}").format(range=self.uncapped) if self.uncapped else "",
            _("no information") if self.says_nothing else "",
            *(each.words for each in self.documented),
        )
        return " · ".join(each for each in told if each)


@dataclass(frozen=True, slots=True)
class RangeBars:
    """Rows in a stated order, which is never that of results.

    Parameters
    ----------
    unit : str
        What is counted, in words.
    assumption : str
        How often one person was counted at most.
    order : str
        In which order the rows stand, in words.
    total : str
        The range published for the wider region, in words; ``""`` where there is none.
    rows : tuple of RangeBar
    """

    unit: str
    assumption: str
    order: str
    total: str
    rows: tuple[RangeBar, ...]

    @property
    def scale(self) -> Fraction:
        """Where the common axis of all rows ends: at the largest number of any of them."""
        ends = (
            end
            for row in self.rows
            for end in (
                Fraction(row.residents or 0),
                row.high,
                *(dot.high for dot in row.documented),
                *(tick.high for tick in row.scenarios),
            )
            if end is not None
        )
        return max(ends, default=Fraction(0)) or Fraction(1)

    def payload(self) -> dict[str, Any]:
        """Return what a painter needs: words, and positions as shares of the axis."""

        def at(end: Fraction | None) -> float | None:
            return None if end is None else round(float(end / self.scale), 4)

        return {
            "unit": self.unit,
            "assumption": self.assumption,
            "order": self.order,
            "total": self.total,
            "rows": [
                {
                    "code": row.region,
                    "name": dict(row.name),
                    "residents": at(None if row.residents is None else Fraction(row.residents)),
                    "low": at(row.low),
                    "high": at(row.high),
                    "words": row.words,
                    "note": row.note,
                    "dots": [[at(dot.low), at(dot.high)] for dot in row.documented],
                }
                for row in self.rows
            ],
        }


def capped(assume: Assumptions) -> Assumptions:
    """Return assumptions with a limit per person: one where none is chosen."""
    return replace(assume, per_person=assume.per_person or 1)


def range_bars(
    view: View, codes: Iterable[str], facts: Facts, *, scenarios: bool = False
) -> RangeBars:
    """Return the range bars of regions, those with most residents first.

    Parameters
    ----------
    view : View
        Its filters and assumptions; it names its measure. Where it sets no limit per person,
        one is assumed and printed, and the range without a limit stands beside it.
    codes : iterable of str
        The regions.
    facts : Facts
        What is known.
    scenarios : bool
        Whether what scenarios would mean is part of the rows.
    """
    assume, chosen = capped(view.assume), view.events
    year = assume.base_year
    rows = [_row(code, view, assume, facts, scenarios) for code in dict.fromkeys(codes)]
    ordered = sorted(rows, key=lambda row: (-(row.residents or 0), row.region))
    totals = dict.fromkeys(
        found
        for row in ordered
        if (found := published_total(assume, chosen, row.region, facts)) is not None
    )
    return RangeBars(
        unit=assume.counted.label,
        assumption=assume.cap_words(),
        order=_("In order of residents ({year} census).").format(year=year)
        if any(row.residents for row in ordered)
        else _("In order of codes."),
        total="; ".join(
            _("{range} {unit} published for {region}").format(
                range=bounds_words(each.low, each.high),
                unit=assume.counted.label,
                region=area_name(facts, each.region),
            )
            for each in totals
        ),
        rows=tuple(ordered),
    )


def _row(code: str, view: View, assume: Assumptions, facts: Facts, scenarios: bool) -> RangeBar:
    chosen = view.events
    limited = bounds_of(assume, chosen, facts)[code]
    free = bounds_of(replace(assume, per_person=None), chosen, facts)[code]
    base = base_of(code, assume.base_year, facts)
    known = limited.status is CellStatus.REPORTED
    low, high = (limited.least, limited.most) if known else (None, None)
    words = bounds_words(low, high) if known else limited.status.label
    other = bounds_words(free.least, free.most) if free.status is CellStatus.REPORTED else ""
    once = 1 if assume.counted.unit == "people" else assume.per_person or 1
    everyone = None if base is None else Fraction(once * base.persons)
    return RangeBar(
        region=code,
        name=display_name(facts, code, view.map.language),
        residents=None if base is None else base.persons,
        low=low,
        high=high,
        words=words,
        uncapped="" if other == words else other,
        says_nothing=known
        and low == 0
        and (high is None or (everyone is not None and high >= everyone)),
        evidence=evidence_by_region(assume, chosen, facts.regions.level(code), facts)[code],
        documented=tuple(_dots(code, assume, chosen, facts)),
        scenarios=_ticks(code, assume, chosen, facts) if scenarios else (),
        claims=tuple(
            dict.fromkeys((*limited.inputs, *_documented_claims(code, assume, chosen, facts)))
        ),
        base=base,
    )


def _dots(code: str, assume: Assumptions, chosen: EventFilter, facts: Facts) -> Iterable[Dot]:
    for make in (documented_counts, published_estimates):
        for each in make(assume, chosen, facts).get(code, ()):
            ends = _ends(each)
            if ends is not None:
                words = hedged(amount_words(each), hedges_beside(each, facts))
                yield Dot(*ends, f"{each.label.label}: {words}")


def _documented_claims(
    code: str, assume: Assumptions, chosen: EventFilter, facts: Facts
) -> Iterable[str]:
    for make in (documented_counts, published_estimates):
        for each in make(assume, chosen, facts).get(code, ()):
            yield from each.inputs


def _ends(estimate: Estimate) -> tuple[Fraction, Fraction] | None:
    given = [each for each in (estimate.low, estimate.value, estimate.high) if each is not None]
    return (given[0], given[-1]) if given else None


def _ticks(code: str, assume: Assumptions, chosen: EventFilter, facts: Facts) -> tuple[Tick, ...]:
    level = facts.regions.level(code)
    if not level.rank:
        return ()
    return tuple(
        Tick(case.title, *case.ranges[code], scenario_words(case.method, *case.ranges[code]))
        for case in scenario_cases(assume, chosen, code, level, facts)
        if code in case.ranges
    )


@once_per_atlas(maxsize=32)
def evidence_by_region(
    assume: Assumptions, chosen: EventFilter, level: Level, facts: Facts
) -> Mapping[str, EvidenceStatus]:
    """Return what is documented of a measure for each region of a level: itself, in it, around it.

    Parameters
    ----------
    assume : Assumptions
        What is counted.
    chosen : EventFilter
        Which events count.
    level : Level
        Level of the regions.
    facts : Facts
        What is known.
    """
    figures = (
        published_estimates(assume, chosen, facts),
        documented_counts(assume, chosen, facts),
    )
    counted = {code for found in figures for code in found}
    reported = set(documented_regions(assume, chosen, "", level, facts))

    def status(code: str) -> EvidenceStatus:
        if code in counted:
            return EvidenceStatus.COUNT
        if code in reported:
            return EvidenceStatus.REPORTS
        wider = not counted.isdisjoint(facts.regions.ancestors(code))
        return EvidenceStatus.WIDER if wider else EvidenceStatus.NOTHING

    return MappingProxyType({code: status(code) for code in facts.regions.codes(level)})
