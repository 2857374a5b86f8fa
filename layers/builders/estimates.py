"""The layers that colour a map by estimates, and their tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus, Scenario
from layers.builders.documentation import build_roots, coverage_words
from layers.estimate.bounds import bounds_of
from layers.estimate.estimate import Estimate
from layers.estimate.published import published_ranges
from layers.estimate.range_bars import EvidenceStatus, capped, evidence_by_region
from layers.estimate.scenarios import illustrated, illustrated_counts
from layers.estimate.words import RATE_DIGITS, amount_words, hedge_sentence, per_hundred
from layers.interval import month_of
from layers.rounding import rough_ends, rounded_ends
from layers.spec import Categories, Grid, LayerSpec, Theme
from layers.style import NO_VALUE, RAMPS, Fill, fixed_breaks
from layers.tables import COLUMNS, EvidenceKind, LayerTable
from layers.view import View
from layers.view.assumptions import Weight
from layers.wording import bounds_words, number, rough_words

__all__ = [
    "BOUNDS",
    "ESTIMATES",
    "EVEN_SPREAD",
    "bounds_class",
    "bounds_table",
    "estimate_table",
    "illustration_table",
]

_PER = 100
_EVER_MORE = 1_000_000_000.0
_NEAR, _WIDE, _ALL = 10.0, 50.0, 100.0
"""How far apart bounds may be, in counts per 100 residents, for each row of the legend."""

_MIDDLES = (10.0, 25.0, 50.0)
"""Upper ends of the classes of the middle of the bounds, in counts per 100 residents."""


def estimate_table(
    layer_id: str, estimates: Iterable[Estimate], view: View, label: EvidenceKind, facts: Facts
) -> LayerTable:
    """Return estimates of one level as the table of a layer, in counts.

    Parameters
    ----------
    layer_id : str
        Id of the layer.
    estimates : iterable of Estimate
        One for each region, in any order.
    view : View
        Tells their level and what is counted.
    label : EvidenceKind
        Their kind of knowledge.
    facts : Facts
        What is known.

    Returns
    -------
    LayerTable
        Floats nearest to the exact numbers; ``note`` names assumption, month and claims.
    """
    ordered = sorted(estimates, key=lambda each: each.region)
    rows = [
        {
            "value": _float(each.value),
            "low": _float(each.low),
            "high": _float(each.high),
            "status": each.status,
            **_rests_on(each, facts),
            "source": "",
            "note": _note(each, facts),
        }
        for each in ordered
    ]
    index = pd.Index([each.region for each in ordered], name="region")
    frame = pd.DataFrame(rows, index, list(COLUMNS))
    return LayerTable(layer_id, view.map.level, label, view.assume.counted.label, frame)


def bounds_table(facts: Facts, view: View) -> LayerTable:
    """Return the bounds of every region of the view's level, in counts."""
    found = _bounds(facts, view)
    chosen = (found[code] for code in facts.regions.codes(view.map.level))
    return estimate_table(BOUNDS.layer_id, chosen, view, EvidenceKind.BOUNDED, facts)


def _bounds(facts: Facts, view: View) -> Mapping[str, Estimate]:
    return bounds_of(view.assume, view.events, facts)


def _spread(facts: Facts, view: View) -> Mapping[str, Estimate]:
    return illustrated(view.assume, view.events, view.map.level, facts)


def _spread_counts(facts: Facts, view: View) -> Mapping[str, Estimate]:
    return illustrated_counts(view.assume, view.events, view.map.level, facts)


def illustration_table(facts: Facts, view: View) -> LayerTable:
    """Return the even spread of published ranges over the regions of the view's level."""
    found = _spread(facts, view)
    table = estimate_table(
        EVEN_SPREAD.layer_id, found.values(), view, EvidenceKind.ILLUSTRATION, facts
    )
    weights = (
        facts.census.population(view.map.level, view.assume.base_year)
        if view.assume.weight is Weight.RESIDENTS
        else facts.census.complement(view.map.level, view.assume.base_year)
    )
    frame = table.frame
    spread = frame["status"] == CellStatus.REPORTED
    source = weights["source"].reindex(frame.index).where(spread, "").fillna("")
    return replace(table, frame=frame.assign(source=source))


def _float(end: Fraction | None) -> float:
    return math.nan if end is None else float(end)


def _rests_on(estimate: Estimate, facts: Facts) -> dict[str, int]:
    """Return how many events and how many independent sources an estimate rests on."""
    data = facts.dataset
    claims = [data.claim[claim] for claim in estimate.inputs]
    return {
        "n_events": len({claim.event_id for claim in claims}),
        "n_roots": len(data.independent(claim.source_id for claim in claims)),
    }


def _note(estimate: Estimate, facts: Facts) -> str:
    if estimate.status is not CellStatus.REPORTED:
        return estimate.reason
    until = (
        ""
        if estimate.as_of is None
        else _("Up to {month}.").format(month=month_of(estimate.as_of).words)
    )
    rests = ngettext(
        "Rests on {n} claim: {names}.", "Rests on {n} claims: {names}.", len(estimate.inputs)
    ).format(n=len(estimate.inputs), names=", ".join(estimate.inputs))
    said = (estimate.assumption, until, estimate.reason, rests, hedge_sentence(estimate, facts))
    return " ".join(each for each in said if each)


def _build_rates(facts: Facts, view: View) -> LayerTable:
    """Return the bounds per 100 residents, so that regions of different size compare."""
    found = _bounds(facts, view)
    roots = build_roots(facts, view).frame["n_roots"]
    rows = [
        _rate(found[code], facts, coverage_words(int(roots[code])))
        for code in facts.regions.codes(view.map.level)
    ]
    index = pd.Index(facts.regions.codes(view.map.level), name="region")
    unit = _("{measure} per {per} residents ({base_year} census)").format(
        measure=view.assume.counted.label, per=_PER, base_year=view.assume.base_year
    )
    frame = pd.DataFrame(rows, index, list(COLUMNS)).sort_index()
    return LayerTable(BOUNDS.layer_id, view.map.level, EvidenceKind.BOUNDED, unit, frame)


def _rate(estimate: Estimate, facts: Facts, coverage: str) -> dict[str, Any]:
    row = {
        "value": math.nan,
        "low": math.nan,
        "high": math.nan,
        "status": estimate.status,
        **_rests_on(estimate, facts),
        "source": "" if estimate.base is None else estimate.base.source,
        "note": _note(estimate, facts),
    }
    if estimate.status is not CellStatus.REPORTED:
        return row
    counts = amount_words(estimate)
    if estimate.base is None:
        reason = _("{counts}; the census has no residents for this region. {note}").format(
            counts=counts, note=row["note"]
        )
        return row | {"status": CellStatus.NOT_COVERED, "note": reason}
    residents = _("{persons} residents").format(persons=number(estimate.base.persons))
    return row | {
        **_rates(estimate, estimate.base.persons),
        "note": f"{counts}; {residents}. {coverage} {row['note']}",
    }


def _rates(estimate: Estimate, persons: int) -> dict[str, float]:
    high = math.nan if estimate.high is None else float(estimate.high * _PER / persons)
    return {"low": float(estimate.least * _PER / persons), "high": high}


def bounds_class(estimate: Estimate) -> int | None:
    """Return the class in which the layer of bounds draws an estimate; ``None`` without a rate."""
    base = estimate.base
    if estimate.status is not CellStatus.REPORTED or base is None:
        return None
    return _cell(SimpleNamespace(**_rates(estimate, base.persons)))


def _width(row: Any) -> int:
    """Return how far apart the bounds of a row are: 0 for the closest, 3 for anything."""
    if pd.isna(row.high):
        return 3
    apart = float(row.high - row.low)
    return sum(apart > most for most in (_NEAR, _WIDE)) + int(apart >= _ALL)


def _cell(row: Any) -> int:
    """Return the cell of a row: the wider apart its bounds, the fewer middles are told apart."""
    across, width = len(_MIDDLES) + 1, _width(row)
    if width == len(_SPANS) - 1:
        return width * across
    middle = float(row.low + row.high) / 2
    column = sum(middle > most for most in _MIDDLES)
    return across * width + column - column % _SPANS[width][0]


def _rate_words(low: float, high: float) -> str:
    """Return bounds per 100 residents in words; the upper one may be NaN."""
    return _("{number} per {per} residents").format(
        number=per_hundred(low, None if math.isnan(high) else high), per=_PER
    )


def _rate_ends(low: float | None, high: float | None) -> tuple[str, str]:
    return _apart(rounded_ends(low, high, RATE_DIGITS))


def _count_ends(low: float | None, high: float | None) -> tuple[str, str]:
    return ("", "") if low is None or high is None else _apart(rough_ends(low, high))


def _apart(ends: tuple[Decimal | None, Decimal | None]) -> tuple[str, str]:
    """Return two ends as text; ``""`` for one that nothing limits."""
    least, most = ("" if end is None else f"{end:,f}" for end in ends)
    return least, most


def _count_words(low: float, high: float) -> str:
    return _("about {number} (scenario)").format(number=rough_words(low, high))


_SPANS = ((1, 1, 1, 1), (2, 2), (4,), (4,))
_ANYTHING = Fill("#c8c4ba", "#55575a")
_HALF = (Fill("#dfd2a8", "#6b6440"), Fill("#b98f6a", "#9c7a58"))
_FILLS = (
    *(Fill("#f2d04b", "#f2d04b"), Fill("#e58a2e", "#e58a2e")),
    *(Fill("#b8433a", "#d0564a"), Fill("#5e1440", "#a83a78")),
    *(_HALF[0], _HALF[0], _HALF[1], _HALF[1]),
    *(Fill("#cfc3a8", "#68635a"),) * 4,
    *(_ANYTHING,) * 4,
)

BOUNDS = LayerSpec(
    layer_id="collected_bounds",
    theme=Theme.ESTIMATES,
    title=_("Collection: lower and upper bounds"),
    question=_(
        "What follows by arithmetic, if the published ranges are complete and the counts right?"
    ),
    unit=_("per 100 residents"),
    caveat=_(
        "Bounds, not a best guess: nothing published says where between them a number "
        "lies. Not all regions can be at their upper ends, for together they add up to the "
        "total of the whole. Grey means that anything from none to everyone is possible. A "
        "scan or a sample is not a person."
    ),
    label=EvidenceKind.BOUNDED,
    build=_build_rates,
    ramp=RAMPS["people"],
    breaks=fixed_breaks(0, *_MIDDLES, _EVER_MORE),
    write=number,
    write_span=_rate_words,
    write_ends=_rate_ends,
    of_events=True,
    estimates=_bounds,
    estimate_class=bounds_class,
    offered=False,
    grid=Grid(
        x_title=_("Middle of the bounds, per 100 residents"),
        y_title=_("Bounds apart by, per 100 residents"),
        x=(_("up to 10"), "10–25", "25–50", _("above 50")),
        y=(_("up to 10"), "10–50", "50–100", _("100 or more")),
        fills=_FILLS,
        patterns=(None,) * 16,
        classify=_cell,
        spans=_SPANS,
    ),
)


def _capped_bounds(facts: Facts, view: View) -> Mapping[str, Estimate]:
    return bounds_of(capped(view.assume), view.events, facts)


def _evidence(facts: Facts, view: View) -> Mapping[str, int]:
    order = list(EvidenceStatus)
    found = evidence_by_region(view.assume, view.events, view.map.level, facts)
    return {code: order.index(status) for code, status in found.items()}


def _build_evidence(facts: Facts, view: View) -> LayerTable:
    """Return the bounds of every region, each with what is documented there."""
    found = _capped_bounds(facts, view)
    status = evidence_by_region(view.assume, view.events, view.map.level, facts)
    chosen = [found[code] for code in facts.regions.codes(view.map.level)]
    table = estimate_table(ESTIMATES.layer_id, chosen, view, EvidenceKind.BOUNDED, facts)
    notes = [f"{status[str(code)].label}. {note}" for code, note in table.frame["note"].items()]
    return replace(table, frame=table.frame.assign(note=notes))


def _whole_words(low: float, high: float) -> str:
    return bounds_words(low, None if math.isnan(high) else high)


ESTIMATES = LayerSpec(
    layer_id="estimates",
    theme=Theme.ESTIMATES,
    title=_("Estimates: what they rest on"),
    question=_("For which regions do sources give figures, and for which only a wider region?"),
    unit=_("counts"),
    caveat=_(
        "Coloured by what is documented, never by a number. A possible range says nothing about "
        "which number inside is likelier; together, regions add up to the published total."
    ),
    label=EvidenceKind.BOUNDED,
    build=_build_evidence,
    ramp=RAMPS["people"],
    breaks=fixed_breaks(0, _EVER_MORE),
    write=number,
    write_span=_whole_words,
    of_events=True,
    estimates=_capped_bounds,
    ranges=published_ranges,
    categories=Categories(
        labels=tuple(each.label for each in EvidenceStatus),
        fills=(
            Fill("#c9622f", "#d68e52"),
            Fill("#f3bd97", "#a9642f"),
            Fill("#e9e6dd", "#3a3d40"),
            NO_VALUE,
        ),
        patterns=(None, None, None, "hatch"),
        classify=_evidence,
    ),
)

EVEN_SPREAD = LayerSpec(
    layer_id="even_spread",
    theme=Theme.ESTIMATES,
    title=_("Scenario: same rate everywhere"),
    question=_("What would each region hold if the published total had the same rate everywhere?"),
    unit=_("counts, upper printed end"),
    caveat=_(
        "A scenario, not evidence. No source gives a number for any of these "
        "regions. The two ends are the published ends, each spread by itself; the "
        "truth may lie far outside."
    ),
    label=EvidenceKind.ILLUSTRATION,
    build=illustration_table,
    ramp=RAMPS["illustration"],
    breaks=fixed_breaks(0, 1_000, 10_000, 50_000, 100_000, 250_000, _EVER_MORE),
    write=number,
    write_span=_count_words,
    write_ends=_count_ends,
    by="high",
    scenario=Scenario.EVEN_SPREAD,
    of_events=True,
    estimates=_spread,
    whole_estimates=_spread_counts,
    weighted=True,
    offered=False,
)
