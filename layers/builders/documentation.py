"""How well regions are documented: sources, purchases, and documentation next to the population."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus, ClaimField, Event, Kind
from layers.builders.census_facts import census_facts
from layers.builders.census_layers import slug
from layers.builders.layer_settings import settings_of
from layers.builders.people import build_complement, values_of
from layers.estimate import published
from layers.events import build_event_counts, collecting, count_by_region, event_table
from layers.spec import Grid, LayerSpec, Theme
from layers.style import RAMPS, Fill, fixed_breaks, round_breaks
from layers.tables import EvidenceKind, LayerTable
from layers.view import View
from layers.wording import hedged, number, percent, plural

__all__ = [
    "DOCUMENTATION",
    "amounts",
    "build_documentation_by_share",
    "build_purchases",
    "build_roots",
    "building_words",
    "coverage_words",
    "documentation_by_share",
]


def build_roots(facts: Facts, view: View) -> LayerTable:
    """Return the number of independent roots per region, its smaller regions included.

    They are the distinct documents to which all sources of its events lead back, however
    often they are reprinted; one that builds on another of them does not count beside it
    (:meth:`geodata.dataset.Dataset.independent_of`). A region without an event has no record;
    it is never 0.
    """
    found = count_by_region(collecting(view, facts), facts, view.map.level)

    def note(events: tuple[Event, ...]) -> str:
        ids = [event.event_id for event in events]
        publishers = {root.publisher for root in facts.dataset.independent_of(*ids)}
        said = _("They are: {names}.").format(names="; ".join(sorted(publishers)))
        return f"{said} {building_words(ids, facts)}".rstrip()

    return event_table(
        "independent_roots",
        _("independent sources"),
        found,
        facts,
        view,
        value=lambda _events, roots: roots,
        note=note,
    )


def building_words(event_ids: Iterable[str], facts: Facts) -> str:
    """Say which sources of some events build on another and do not count; ``""`` for none."""
    built = facts.dataset.building_on(*event_ids)
    named = "; ".join(f"{source.publisher}, {source.title}" for source in built)
    return (
        ngettext(
            "Not counted, as it builds on one of them: {names}.",
            "Not counted, as they build on one of them: {names}.",
            len(built),
        ).format(names=named)
        if built
        else ""
    )


def coverage_words(roots: int) -> str:
    """Say how well a region is documented, to stand beside a figure about it.

    Examples
    --------
    >>> coverage_words(2), coverage_words(0)
    ('Events here rest on 2 independent sources.', 'No event that the filters show is placed here.')
    """
    if not roots:
        return _("No event that the filters show is placed here.")
    return ngettext(
        "Events here rest on {n} independent source.",
        "Events here rest on {n} independent sources.",
        roots,
    ).format(n=number(roots))


def amounts(event: Event, facts: Facts) -> tuple[str, ...]:
    """Return every amount that a source prints for an event, with its publisher.

    Amounts are claims: two sources may print different ones, and both stay. They are never
    added up and never converted.
    """
    return tuple(
        f"{hedged(claim.value_as_printed, claim.hedges)} "
        f"({facts.dataset.source[claim.source_id].publisher})"
        for claim in facts.dataset.claims_of.get(event.event_id, ())
        if claim.field is ClaimField.AMOUNT
    )


def build_purchases(facts: Facts, view: View) -> LayerTable:
    """Return the number of documented purchases and tenders per region, parts included.

    The note lists the amount of each as printed, or says that none is known.
    """
    bought = (event for event in collecting(view, facts) if event.kind is Kind.PROCUREMENT)
    found = count_by_region(bought, facts, view.map.level)

    unknown = _("no amount is known")

    def note(events: tuple[Event, ...]) -> str:
        told = (f"{event.title}: {'; '.join(amounts(event, facts)) or unknown}" for event in events)
        return ". ".join(told) + "."

    return event_table(
        "documented_purchases",
        _("purchases and tenders"),
        found,
        facts,
        view,
        value=lambda events, _roots: len(events),
        note=note,
        silent=_("No purchase or tender that the filters show is documented here."),
    )


def build_documentation_by_share(year: int, facts: Facts, view: View) -> LayerTable:
    """Return the share of residents outside the majority, with independent roots beside it.

    ``value``, ``low`` and ``high`` are the share in one census, in per cent; ``n_events`` and
    ``n_roots`` those of :func:`build_roots`. The note names both. A region without a share is
    not covered by the census: hatched here are regions without an event.
    """
    shares = build_complement(facts, view.choose(year=year)).frame
    roots = build_roots(facts, view).frame
    status = shares["status"].where(
        shares["status"] != CellStatus.NO_RECORD, CellStatus.NOT_COVERED
    )
    frame = shares.assign(
        status=status,
        n_events=roots["n_events"],
        n_roots=roots["n_roots"],
        note=[
            f"{_documented(count)}. {note}"
            for count, note in zip(roots["n_roots"], shares["note"], strict=True)
        ],
    )
    return LayerTable(
        view.map.layer, view.map.level, EvidenceKind.CENSUS, _("% of residents"), frame
    )


def _documented(count: int) -> str:
    if not count:
        return _("No event that the filters show is placed here")
    return plural(count, "independent source")


_FILLS = (
    *(Fill("#efece4", "#26292c"), Fill("#b9d6cf", "#2d5653"), Fill("#62a59d", "#35716b")),
    *(Fill("#f0c79c", "#6b4825"), Fill("#b8b088", "#7d7a4c"), Fill("#5f8a68", "#86b48a")),
    *(Fill("#d0752c", "#c67c3a"), Fill("#94662b", "#d6a95f"), Fill("#3c4a2b", "#e6dcae")),
)

_LOW_AND_HIGH = (20.0, 60.0)
"""Upper ends of the first two classes of the share, in per cent, where the data give none."""


def documentation_by_share(facts: Facts) -> LayerSpec | None:
    """Return the layer of documentation and majority at once; none without such a census."""
    held = census_facts(facts)
    if not held.complement_years:
        return None
    year, majority = held.complement_years[-1], held.majority
    ends = (
        settings_of(facts).bounds.get("documentation_share")
        or (round_breaks(values_of(build_complement, facts, (year,)), 3).bounds[:-1])
    )
    low, high = ends if len(ends) == 2 else _LOW_AND_HIGH

    def cell(row: Any) -> int:
        return 3 * min(int(row.n_roots), 2) + sum(float(row.value) > end for end in (low, high))

    return LayerSpec(
        layer_id=f"documentation_by_non_{slug(majority)}",
        theme=Theme.DOCUMENTATION,
        title=_("Documentation × non-{majority} share").format(majority=majority),
        question=_(
            "Are regions with a high non-{majority} share documented better or worse than others?"
        ).format(majority=majority),
        unit=_("independent sources; % of residents"),
        period=str(year),
        caveat=_(
            "Hatched regions have no documented event that the filters show. That says "
            "nothing about how much is collected there: it may be that nobody has looked."
        ),
        label=EvidenceKind.DOCUMENTED,
        build=partial(build_documentation_by_share, year),
        ramp=RAMPS["people"],
        breaks=fixed_breaks(0, low, high, 100),
        write=lambda value: _("{value} non-{majority}").format(
            value=percent(value), majority=majority
        ),
        of_events=True,
        grid=Grid(
            x_title=_("Non-{majority} population").format(majority=majority),
            y_title=_("Independent sources"),
            x=(
                _("up to {share} %").format(share=f"{low:g}"),
                f"{low:g}–{high:g} %",
                _("above {share} %").format(share=f"{high:g}"),
            ),
            y=(_("none"), _("one"), _("several")),
            fills=_FILLS,
            patterns=("hatch", "hatch", "hatch", None, None, None, None, None, None),
            classify=cell,
        ),
    )


_EVER_MORE = 1_000_000_000.0
_NO_DATA_NO_COUNT = _("Events that concern no biometric data are not counted.")


def _sentences(*each: str) -> str:
    return " ".join(each)


DOCUMENTATION = (
    LayerSpec(
        layer_id="documented_events",
        theme=Theme.DOCUMENTATION,
        title=_("Documented events"),
        question=_("Where is police collection of biometric data documented?"),
        unit=_("events"),
        caveat=_sentences(
            _(
                "More events mean more documentation, not more collection. No record does "
                "not mean that nothing happened."
            ),
            _NO_DATA_NO_COUNT,
        ),
        label=EvidenceKind.DOCUMENTED,
        build=build_event_counts,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, 8, _EVER_MORE),
        write=lambda value: plural(int(value), "event"),
        of_events=True,
        counts_events=True,
        whole=True,
    ),
    LayerSpec(
        layer_id="independent_roots",
        theme=Theme.DOCUMENTATION,
        title=_("Independent sources"),
        question=_("How many sources that do not repeat one another document each region?"),
        unit=_("independent sources"),
        caveat=_sentences(
            _(
                "It measures how well a region is documented, not how much was collected "
                "there. Reprints of one original count once."
            ),
            _NO_DATA_NO_COUNT,
        ),
        label=EvidenceKind.DOCUMENTED,
        build=build_roots,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, 8, _EVER_MORE),
        write=lambda value: plural(int(value), "independent source"),
        of_events=True,
        whole=True,
    ),
    LayerSpec(
        layer_id="documented_purchases",
        theme=Theme.DOCUMENTATION,
        title=_("Documented purchases"),
        question=_("Where are purchases or tenders for biometric collection documented?"),
        unit=_("purchases and tenders"),
        caveat=_(
            "Coloured by their number. Amounts stand in the text of each region, as "
            "printed: they are never added up or converted. A tender is not a delivery."
        ),
        label=EvidenceKind.DOCUMENTED,
        build=build_purchases,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, _EVER_MORE),
        write=lambda value: plural(int(value), "purchase or tender", "purchases or tenders"),
        of_events=True,
        of_kind=Kind.PROCUREMENT,
        whole=True,
    ),
    LayerSpec(
        layer_id="published_range",
        theme=Theme.DOCUMENTATION,
        title=_("Published range"),
        question=_("For which region did a source publish how much was collected?"),
        unit=_("as printed by the source"),
        caveat=_(
            "A range holds for the whole region it was published for. Nothing follows "
            "from it about a part of that region."
        ),
        label=EvidenceKind.PUBLISHED,
        build=published.build_published_ranges,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1),
        write=number,
        of_events=True,
        ranges=published.published_ranges,
    ),
)
"""The layers that every data set has, whatever its geography holds."""
