"""Range bars and scenarios as HTML: a table whose bars only repeat what its cells say in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from markupsafe import Markup

from dashboard.shared.citation import base_cites, claim_cites
from dashboard.shared.html import Heading, bdi, cited, each, heading
from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate.bounds import base_of
from layers.estimate.estimate import Base
from layers.estimate.range_bars import RangeBars, capped, range_bars
from layers.estimate.refutations import published_total, refutations
from layers.estimate.scenario_cases import ScenarioCase, scenario_cases
from layers.estimate.sensitivity import Swing, swings
from layers.estimate.words import scenario_words
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import bounds_words, raised

__all__ = ["MOST_ROWS", "bars_markup", "range_bars_markup", "scenarios_markup"]

MOST_ROWS = 24
"""Regions for which bars are drawn at most."""


_NO_SOURCES: Mapping[str, Markup] = MappingProxyType({})


def _rests_on(claims: Iterable[str], bases: Iterable[Base | None], facts: Facts) -> Markup:
    """Return links to the sources of claims and to the census; empty for none."""
    data = facts.dataset
    named = [(name, data.source[data.claim[name].source_id]) for name in claims]
    told = [*map(cited, claim_cites(named)), *map(cited, base_cites(bases, facts))]
    return Markup("; ").join(told)


def _share(end: Fraction, scale: Fraction) -> str:
    return f"{float(100 * end / scale):.2f}%"


def _piece(sort: str, low: Fraction, high: Fraction, scale: Fraction) -> Markup:
    return Markup('<span class="{}" style="--from:{};--to:{}"></span>').format(
        sort, _share(low, scale), _share(high, scale)
    )


def _track(*pieces: Markup) -> Markup:
    return Markup('<span class="track" aria-hidden="true">{}</span>').format(
        Markup("").join(pieces)
    )


def bars_markup(bars: RangeBars, sources: Mapping[str, Markup] = _NO_SOURCES) -> Markup:
    """Return range bars as a table; every piece of text in it is escaped.

    ``sources`` are links to what each row rests on, by region.
    """
    scale, zero = bars.scale, Fraction(0)
    rows = Markup("")
    for row in bars.rows:
        pieces = []
        if row.residents is not None:
            pieces.append(_piece("residents", zero, Fraction(row.residents), scale))
        if row.low is not None and row.high is not None:
            pieces.append(_piece("possible", row.low, row.high, scale))
        pieces += [_piece("counted", dot.low, dot.high, scale) for dot in row.documented]
        rows += Markup(
            '<tr><th scope="row">{}</th><td class="number">{}</td></tr>'
            '<tr class="under"><td colspan="2">{}<span class="quiet">{} {}</span></td></tr>'
        ).format(
            bdi(row.name),
            row.words,
            _track(*pieces),
            row.note,
            sources.get(row.region, Markup("")),
        )
    heads = each(Markup('<th scope="col">{}</th>'), (_("Region"), _("Possible range")))
    told = (raised(f"{bars.unit}."), bars.assumption, f"{bars.total}." if bars.total else "")
    return Markup(
        '<div class="range-bars"><p class="quiet">{}</p><table><thead><tr>{}</tr></thead>'
        '<tbody>{}</tbody></table><p class="quiet">{} {}</p></div>'
    ).format(
        " ".join(part for part in told if part),
        heads,
        rows,
        bars.order,
        _(
            "Grey: residents. Hatched: what is possible, not what is likely. Dot: a number that a "
            "source gives for the region itself."
        ),
    )


def range_bars_markup(view: View, codes: tuple[str, ...], facts: Facts) -> Markup:
    """Return the range bars of regions; empty for none, and for more than can be read.

    Parameters
    ----------
    view : View
        Its filters and assumptions; it names its measure.
    codes : tuple of str
        The regions.
    facts : Facts
        What is known.
    """
    if not 0 < len(codes) <= MOST_ROWS:
        return Markup("")
    bars = range_bars(view, codes, facts)
    known = any(row.high is not None or row.documented for row in bars.rows)
    if not known:
        return Markup("")
    links = {row.region: _rests_on(row.claims, (row.base,), facts) for row in bars.rows}
    return bars_markup(bars, links)


def scenarios_markup(code: str, view: View, facts: Facts, top: int) -> Markup:
    """Return the scenarios of a region, what limits refute, and which assumption matters most.

    Parameters
    ----------
    code : str
        A region.
    view : View
        Its filters and assumptions; it names its measure.
    facts : Facts
        What is known.
    top : int
        Level of the title of the panel on its page.
    """
    assume, chosen = capped(view.assume), view.events
    level = facts.regions.level(code)
    told = refutations(assume, chosen, code, facts)
    inside = published_total(assume, chosen, code, facts)
    cases = (
        scenario_cases(assume, chosen, code, level, facts)
        if level.rank and inside is not None and inside.region != code
        else ()
    )
    moved = swings(code, assume, chosen, facts) if cases else ()
    if not told and not cases:
        return Markup("")
    claims = () if inside is None else (inside.report_id,)
    source = _rests_on(claims, (base_of(code, assume.base_year, facts),), facts)
    parts = Markup("")
    if cases:
        top_end = max(
            (case.ranges[code][1] for case in cases if code in case.ranges), default=Fraction(1)
        )
        parts += Markup('<p class="quiet">{} {}</p><table>{}</table>').format(
            EvidenceKind.ILLUSTRATION.meaning,
            assume.cap_words(),
            each(
                Markup("{}"), (_case(case, code, top_end or Fraction(1), source) for case in cases)
            ),
        )
    if moved:
        parts += _moved(moved, top, source)
    if told:
        parts += heading(Heading.DETAIL, top, _("What limits refute"))
        parts += Markup("<ul>{}</ul>").format(
            each(Markup("<li>{}</li>"), (Markup("{} {}").format(one, source) for one in told))
        )
    return Markup('<details class="fold scenarios"><summary>{}</summary>{}</details>').format(
        raised(EvidenceKind.ILLUSTRATION.label), parts
    )


def _case(case: ScenarioCase, code: str, scale: Fraction, source: Markup) -> Markup:
    ends = case.ranges.get(code)
    words = _("refuted") if ends is None else scenario_words(case.method, *ends)
    bar = Markup("") if ends is None else _track(_piece("scenario", *ends, scale))
    said = " ".join(part for part in (case.assumption, *case.refuted, case.holds) if part)
    return Markup(
        '<tr><th scope="row">{}</th><td class="number">{}</td></tr>'
        '<tr class="under"><td colspan="2">{}<span class="quiet">{} {}</span></td></tr>'
    ).format(case.title, words, bar, said, source)


def _moved(moved: tuple[Swing, ...], top: int, source: Markup) -> Markup:
    scale = max(each_.high for each_ in moved) or Fraction(1)
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="number">{}</td></tr>'
            '<tr class="under"><td colspan="2">{}<span class="quiet">{}</span></td></tr>'
        ).format(
            each_.title,
            bounds_words(each_.low, each_.high),
            _track(_piece("scenario", each_.low, each_.high, scale)),
            source,
        )
        for each_ in moved
    )
    return Markup('{}<p class="quiet">{}</p><table>{}</table>').format(
        heading(Heading.DETAIL, top, _("Which assumption matters most")),
        _(
            "Each is changed alone, starting from the same rate everywhere and the upper printed "
            "end; the widest comes first."
        ),
        rows,
    )
