"""A comparison of two to eight regions as one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.compare.amounts import amounts_section, pairs_section, rates_section
from dashboard.compare.events import Timeline, roots_section, timeline
from dashboard.compare.figures import figures_section
from dashboard.compare.groups import GroupMatrix, group_matrix
from dashboard.compare.maps import Maps, small_maps
from dashboard.compare.people import residents_section, share_section
from dashboard.compare.rows import Section
from geodata.dataset import OfferedComparison
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level
from geodata.workspace import once_per_atlas
from layers.address import dividing_level, opening_events, opening_view
from layers.estimate.measure import Basis, MeasureChoice, documented_measure
from layers.events import count_by_region
from layers.naming import Text, display_name
from layers.view import MOST_COMPARED, View
from layers.wording import isolated

__all__ = ["Chosen", "ComparePage", "ReadySet", "compare_page", "ready_sets", "with_selection"]


@dataclass(frozen=True, slots=True)
class ReadySet:
    """A comparison with its words and the level at which its maps tell most."""

    key: str
    title: str
    codes: tuple[str, ...]
    level: Level


def ready_sets(facts: Facts) -> tuple[ReadySet, ...]:
    """Return the comparisons that a data set offers and whose regions all exist.

    One that offers none has what its data suggest: see :func:`_from_data`.
    """
    offered = facts.dataset.metadata.comparisons
    if not offered:
        return tuple(_from_data(facts))
    return tuple(
        ReadySet(f"offered-{index}", each.title, each.regions, _level_of_maps(each, facts))
        for index, each in enumerate(offered)
        if each.title
        and 2 <= len(each.regions) <= MOST_COMPARED
        and all(code in facts.regions for code in each.regions)
    )


def _level_of_maps(offered: OfferedComparison, facts: Facts) -> Level:
    """Return the level that a data set names, else the widest that divides the first region."""
    named = (level for level in facts.geography.levels if level.value == offered.level)
    return next(named, dividing_level(facts, offered.regions[0]))


def _from_data(facts: Facts) -> Iterator[ReadySet]:
    """Yield the parts of the opening area, if they are few, and the regions with most events."""
    opening = opening_view(facts).map
    parts = facts.regions.codes(opening.level, opening.area)
    if 2 <= len(parts) <= MOST_COMPARED:
        name = display_name(facts, opening.area, opening.language)["text"]
        yield ReadySet("parts", name, parts, dividing_level(facts, parts[0]))
    counted = count_by_region(opening_events(facts), facts, opening.level)
    most = sorted(counted, key=lambda code: (-len(counted[code]), code))[:_MOST_EVENTS]
    if len(most) > 1 and set(most) != set(parts):
        title = _("Regions with most events")
        yield ReadySet("most", title, tuple(most), dividing_level(facts, most[0]))


_MOST_EVENTS = 4

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
