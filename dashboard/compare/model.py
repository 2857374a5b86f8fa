"""A comparison of two to eight regions as one value."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.compare.amounts import amounts_section, pairs_section, rates_section
from dashboard.compare.events import Timeline, roots_section, timeline
from dashboard.compare.figures import figures_section
from dashboard.compare.groups import GroupMatrix, group_matrix
from dashboard.compare.maps import Maps, small_maps
from dashboard.compare.people import residents_section, share_section
from dashboard.compare.rows import Section
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level
from geodata.workspace import once_per_atlas
from layers.estimate.measure import Basis, MeasureChoice, documented_measure
from layers.naming import Text, display_name
from layers.view import MOST_COMPARED, View
from layers.wording import isolated

__all__ = ["Chosen", "ComparePage", "ReadySet", "compare_page", "ready_sets", "with_selection"]

_QINGHAI, _TIBET, _XINJIANG = "630000", "540000", "650000"
_TSOSHAR, _URUMQI = "630200", "650100"


@dataclass(frozen=True, slots=True)
class ReadySet:
    """A comparison with its words and the level at which its maps tell most."""

    key: str
    title: str
    codes: tuple[str, ...]
    level: Level


def ready_sets(facts: Facts) -> tuple[ReadySet, ...]:
    """Return the ready comparisons whose regions all exist in these boundaries."""
    known = facts.regions
    parts = known.codes(facts.geography.levels[1], _QINGHAI) if _QINGHAI in known else ()
    sets = (
        ReadySet("qinghai", _("Qinghai’s eight prefectures"), parts, facts.geography.finest),
        ReadySet(
            "plateau",
            _("Qinghai – Tibet AR – Xinjiang"),
            (_QINGHAI, _TIBET, _XINJIANG),
            facts.geography.levels[1],
        ),
        ReadySet("cities", _("Tsoshar – Ürümqi"), (_TSOSHAR, _URUMQI), facts.geography.finest),
    )
    return tuple(
        each
        for each in sets
        if 2 <= len(each.codes) <= MOST_COMPARED and all(code in known for code in each.codes)
    )


_CACHE_SIZE = 32
"""Pages kept: one for each set of regions and choices in recent use."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One compared region: its name, its level and what it lies in."""

    code: str
    name: Text
    level: str
    within: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything that stands on the page, region by region in the reader's order."""

    regions: tuple[Chosen, ...]
    notes: tuple[str, ...]
    maps: Maps
    residents: Section
    share: Section
    groups: GroupMatrix
    timeline: Timeline
    roots: Section
    figures: Section
    amounts: Section
    rates: Section
    pairs: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of rows, in order."""
        people = (self.residents, self.share)
        every = (*people, self.roots, self.figures, self.amounts, self.rates, self.pairs)
        return tuple(section for section in every if section.rows)


def with_selection(view: View) -> View:
    """Return a view that compares the selected region where no other is compared."""
    return (
        view
        if view.comparison.compared or not view.map.region
        else view.choose(compared=(view.map.region,))
    )


def compare_page(view: View, facts: Facts) -> ComparePage:
    """Return the page of a view's regions.

    Parameters
    ----------
    view : View
        With at least one region in ``compare``.
    facts : Facts
        What is known.

    Raises
    ------
    ValueError
        If no region is chosen.
    """
    if not view.comparison.compared:
        raise ValueError("a comparison needs a region")
    return _page(
        view.choose(camera=None, region="", event="", highlight=(), time=None, area=""), facts
    )


@once_per_atlas(maxsize=_CACHE_SIZE)
def _page(view: View, facts: Facts) -> ComparePage:
    codes, language = view.comparison.compared, view.map.language
    choice = documented_measure(view, codes, facts)
    view = view.choose(measure=choice.measure)
    return ComparePage(
        regions=tuple(_chosen(code, view, facts) for code in codes),
        notes=tuple(_notes(view, facts)),
        maps=small_maps(codes, view, facts),
        residents=residents_section(codes, language, facts),
        share=share_section(codes, language, facts),
        groups=group_matrix(codes, facts),
        timeline=timeline(codes, view, facts),
        roots=roots_section(codes, view, facts),
        figures=figures_section(codes, view, facts),
        amounts=amounts_section(codes, view, facts, _measure_words(choice, codes)),
        rates=rates_section(codes, view, facts),
        pairs=pairs_section(codes, view, facts),
    )


def _measure_words(choice: MeasureChoice, codes: tuple[str, ...]) -> str:
    """Return which measure the regions are compared by, and why."""
    measure = choice.measure.label
    if choice.basis is Basis.CHOSEN:
        return _("Measure: {measure}, as chosen.").format(measure=measure)
    return _(
        "Measure: {measure}, the best documented: something is known of {n} of {all} regions."
    ).format(measure=measure, n=choice.known, all=len(codes))


def _chosen(code: str, view: View, facts: Facts) -> Chosen:
    above = facts.regions.ancestors(code)
    return Chosen(
        code=code,
        name=display_name(facts, code, view.map.language),
        level=facts.regions.level(code).label,
        within=tuple(
            display_name(facts, each, view.map.language)
            for each in above
            if each != facts.geography.root
        ),
    )


def _notes(view: View, facts: Facts) -> list[str]:
    """Say what a reader must keep in mind about this choice of regions."""
    codes = view.comparison.compared

    def name(code: str) -> str:
        return isolated(display_name(facts, code, view.map.language)["text"])

    notes = [
        _("{part} lies in {whole}: what is counted for the one is part of the other.").format(
            part=name(code), whole=name(above)
        )
        for code in codes
        for above in facts.regions.ancestors(code)
        if above in codes
    ]
    if len({facts.regions.level(code) for code in codes}) > 1:
        notes.append(
            _(
                "These regions are of different levels. Counts grow with the size of a region; "
                "shares and rates can be compared more safely."
            )
        )
    return notes
