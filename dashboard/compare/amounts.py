"""How much was collected: counts, ranges, bounds and rates on shared scales, and in pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dashboard.compare.rows import (
    Axis,
    Line,
    Mark,
    Row,
    Section,
    Shown,
    axis_of,
    span_axis,
)
from dashboard.shared.citation import Citation, base_cites, claim_cites
from dashboard.shared.estimates import EstimateLine, estimate_lines, other_figures
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from layers.estimate.bounds import bounds_of
from layers.estimate.compare import Comparison, compare
from layers.estimate.documented import documented_counts
from layers.estimate.estimate import Estimate
from layers.estimate.words import hedge_sentence
from layers.naming import display_name
from layers.rounding import rounded_ends
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import bounds_words, isolated, number

__all__ = ["amounts_section", "pairs_section", "rates_section"]

_RATIO_DIGITS = 2
Ends = tuple[Fraction | None, Fraction | None]


def amounts_section(codes: tuple[str, ...], view: View, facts: Facts, measure: str) -> Section:
    """Return what is counted, published and bounded for each region, on one scale.

    Parameters
    ----------
    codes : tuple of str
        The regions.
    view : View
        Names the measure.
    facts : Facts
        What is known.
    measure : str
        Which measure is shown, and why.
    """
    rows = tuple(
        Row(
            code,
            display_name(facts, code, view.map.language),
            tuple(
                _amount(line, capped=view.assume.per_person is not None)
                for line in estimate_lines(code, view, facts)
            ),
        )
        for code in codes
    )
    return Section(
        key="amounts",
        title=_("Estimated range: {measure}").format(measure=view.assume.counted.label),
        lead=measure
        + " "
        + _(
            "A dot is a count that a source gives for the region itself. A double line is a "
            "range as published. A dashed line is what follows by arithmetic if that range is "
            "complete and the counts are right: nothing published says where on it the number "
            "lies, and all regions together add up to the total of the whole. Where it is "
            "hatched it begins at zero and excludes no small number. {cap}"
        ).format(cap=view.assume.cap_words()),
        rows=rows,
        axis=_axis(rows),
        legend=_legend(rows),
    )


def _axis(rows: tuple[Row, ...]) -> Axis | None:
    """Return the scale of all marks, or ``None`` where no number is known."""
    drawn = tuple(_drawn(rows))
    return axis_of(drawn) if drawn else None


def _legend(rows: tuple[Row, ...]) -> tuple[tuple[str, str], ...]:
    present = {mark.kind for row in rows for line in row.lines for mark in line.marks}
    return tuple((label.value, label.label) for label in EvidenceKind if label.value in present)


def _drawn(rows: tuple[Row, ...]) -> Iterator[float]:
    for row in rows:
        for line in row.lines:
            for mark in line.marks:
                yield from (each for each in (mark.low, mark.value, mark.high) if each is not None)


def _amount(line: EstimateLine, *, capped: bool) -> Line:
    known = line.known
    exact = line.value if line.value is not None else line.low
    return Line(
        figures=(Shown(line.label.label, line.said, _exact(exact, line.high) if known else ""),),
        marks=(_mark(line, Fraction(1)),) if known else (),
        label=line.label.value,
        notes=(
            (line.sentence, _("Method: {method}.").format(method=line.method))
            if known
            else (line.sentence,)
        ),
        because=_because(line, residents=capped),
    )


def _because(line: EstimateLine, *, residents: bool) -> tuple[Citation, ...]:
    """Return the claims of a number, and who counted the residents where they matter."""
    claims = claim_cites(line.rests_on)
    named = {each.source_id for each in claims}
    others = (each for each in line.residents if not each.source_id or each.source_id not in named)
    return (*claims, *others) if residents else claims


def _exact(low: Fraction | None, high: Fraction | None) -> str:
    """Return exact ends as text, one of them where they are equal."""
    return " ".join(dict.fromkeys(str(each) for each in (low, high) if each is not None))


def _mark(line: EstimateLine, scale: Fraction) -> Mark:
    def scaled(end: Fraction | None) -> float | None:
        return None if end is None else float(end * scale)

    return Mark(
        kind=line.label.value,
        name=line.label.label,
        low=scaled(line.low),
        value=scaled(line.value),
        high=scaled(line.high),
        open_end=line.value is None and line.high is None,
    )


def rates_section(codes: tuple[str, ...], view: View, facts: Facts) -> Section:
    """Return the same numbers for each 100 residents of the chosen census."""
    rows = tuple(
        Row(
            code,
            display_name(facts, code, view.map.language),
            tuple(_rate(line) for line in estimate_lines(code, view, facts) if line.rate)
            or (Line((Shown(_("rate"), _("no rate")),), notes=(_why_no_rate(code, view, facts),)),),
        )
        for code in codes
    )
    return Section(
        key="rates",
        title=_("The same for each 100 residents"),
        lead=_(
            "Beside the residents of the {year} census. It is a rate of {measure}, not a share "
            "of people: one person may have been counted more than once, and those counted "
            "need not live in the region."
        ).format(year=view.assume.base_year, measure=view.assume.counted.label),
        rows=rows,
        axis=_axis(rows),
        legend=_legend(rows),
    )


def _why_no_rate(code: str, view: View, facts: Facts) -> str:
    estimate = bounds_of(view.assume, view.events, facts)[code]
    if estimate.status is CellStatus.REPORTED:
        return _("No residents of {year} are known for this unit.").format(
            year=view.assume.base_year
        )
    return estimate.reason


def _rate(line: EstimateLine) -> Line:
    assert line.base is not None
    scale = Fraction(100, line.base.persons)
    low = line.value if line.value is not None else line.low
    ends = [None if end is None else end * scale for end in (low, line.high)]
    return Line(
        figures=(Shown(line.label.label, line.rate_number, _exact(*ends), line.rate_per),),
        marks=(_mark(line, scale),),
        label=line.label.value,
        notes=(line.hedge,) if line.hedge else (),
        because=_because(line, residents=True),
    )


class _Pair(NamedTuple):
    """Two estimates of one kind of knowledge."""

    label: EvidenceKind
    first: Estimate
    second: Estimate


def pairs_section(codes: tuple[str, ...], view: View, facts: Facts) -> Section:
    """Return difference and ratio of every region and the chosen one, with what limits them."""
    if len(codes) < 2:
        return Section("pairs", _("Against the first"), "", ())
    first = view.comparison.against if view.comparison.against in codes else codes[0]
    others = [code for code in codes if code != first]
    found = {
        code: [
            (pair, compare(pair.second, pair.first, called=lambda each: _name(each, view, facts)))
            for pair in _pairs(first, code, view, facts)
        ]
        for code in others
    }
    rows = tuple(
        Row(
            code,
            display_name(facts, code, view.map.language),
            tuple(_compared(pair, result, view, facts) for pair, result in found[code]),
        )
        for code in others
    )
    return Section(
        key="pairs",
        title=_("Against {first}").format(first=_name(first, view, facts)),
        lead=_(
            "Each region minus {first}, and divided by it, with the smallest and the largest "
            "result that the bounds allow. Where the bounds overlap there is no order; the "
            "order of the rows is yours and never a rank."
        ).format(first=_name(first, view, facts)),
        hint=_("Choose above with which region the others are compared.") if len(codes) > 2 else "",
        rows=rows,
        axis=span_axis(drawn) if (drawn := tuple(_drawn(rows))) else None,
    )


def _name(code: str, view: View, facts: Facts) -> str:
    return isolated(display_name(facts, code, view.map.language)["text"])


def _pairs(first: str, second: str, view: View, facts: Facts) -> Iterator[_Pair]:
    """Yield the newest documented counts, where both have one, and the bounds in any case."""
    counted = documented_counts(view.assume, view.events, facts)
    if counted.get(first) and counted.get(second):
        yield _Pair(EvidenceKind.DOCUMENTED, counted[first][0], counted[second][0])
    bounds = bounds_of(view.assume, view.events, facts)
    yield _Pair(EvidenceKind.BOUNDED, bounds[first], bounds[second])


def _compared(pair: _Pair, result: Comparison, view: View, facts: Facts) -> Line:
    inputs = dict.fromkeys((*pair.first.inputs, *pair.second.inputs))
    because = (*_cited(inputs, facts), *_census(pair, view, facts))
    if result.reason:
        silent = next(
            (
                each.reason
                for each in (pair.second, pair.first)
                if each.status is not CellStatus.REPORTED
            ),
            "",
        )
        others = tuple(_elsewhere((pair.second, pair.first), view, facts))
        claims = dict.fromkeys(claim for _said, found in others for claim in found)
        because = (*because, *_cited(claims, facts))
        return Line(
            figures=(Shown(_("difference"), _("not comparable")),),
            label=pair.label.value,
            notes=tuple(
                each
                for each in (result.reason, silent, *(said for said, _claims in others))
                if each
            ),
            because=because,
        )
    low, high = result.difference
    verdict = (
        _(
            "{name} has more for certain, if the published ranges are complete and counts right."
        ).format(name=_name(result.more, view, facts))
        if result.more
        else _("The bounds overlap: which of the two has more is not known.")
    )
    return Line(
        figures=(
            Shown(_("difference"), _difference(low, high), _exact(low, high) or "open"),
            Shown(_("ratio"), _ratio(result.ratio), _exact(*result.ratio)),
        ),
        marks=(
            Mark(
                pair.label.value,
                _("difference"),
                low=None if low is None else float(low),
                high=None if high is None else float(high),
                open_end=high is None,
            ),
        ),
        label=pair.label.value,
        notes=(verdict, *_hedges(pair, facts)),
        because=because,
    )


def _hedges(pair: _Pair, facts: Facts) -> tuple[str, ...]:
    """Return how the sources of a pair hedge their numbers, each sentence once."""
    found = (hedge_sentence(each, facts) for each in (pair.second, pair.first))
    return tuple(dict.fromkeys(sentence for sentence in found if sentence))


def _elsewhere(
    pair: Iterable[Estimate], view: View, facts: Facts
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is documented in other units for regions without a number, and its claims."""
    for each in pair:
        if each.status is CellStatus.NO_RECORD:
            figures, claims = other_figures(each.region, view, facts)
            if figures:
                name = _name(each.region, view, facts)
                yield _("{name}: {figures}").format(name=name, figures=figures), claims


def _census(pair: _Pair, view: View, facts: Facts) -> tuple[Citation, ...]:
    """Return the census by which bounds are capped; none where no cap is assumed."""
    if view.assume.per_person is None:
        return ()
    return base_cites((pair.first.base, pair.second.base), facts)


def _cited(inputs: dict[str, None], facts: Facts) -> tuple[Citation, ...]:
    data = facts.dataset
    return claim_cites(
        (claim, data.source[data.claim[claim].source_id]) for claim in inputs if claim in data.claim
    )


def _signed(value: Decimal) -> str:
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return f"{sign}{number(abs(value))}"


def _difference(low: Fraction | None, high: Fraction | None) -> str:
    least, most = (None if end is None else _signed(end) for end in rounded_ends(low, high))
    if least is None and most is None:
        return _("nothing limits it")
    if least is None:
        return _("at most {most}").format(most=most)
    if most is None:
        return _("at least {least}").format(least=least)
    return least if least == most else _("{least} to {most}").format(least=least, most=most)


def _ratio(ends: Ends) -> str:
    low, high = ends
    if high is None and not low:
        return _("inconclusive")
    return _("{ends} times").format(ends=bounds_words(low, high, _RATIO_DIGITS))
