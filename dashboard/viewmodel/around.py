"""What lies around a region: wholes, parts, and the independent sources that document it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.viewmodel.search import view_of_region
from geodata.facts import Facts
from geodata.model import Level, Source
from layers.events import counted_words, shown_counted
from layers.naming import Text, display_name
from layers.resolve import opening_level
from layers.view import COUNTRY, View

__all__ = ["Neighbour", "RelatedRegions", "related_regions"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A wider region or a sub-region, with the view that shows it and its number of events."""

    code: str
    name: Text
    view: View
    events: int


@dataclass(frozen=True, slots=True)
class RelatedRegions:
    """Wholes from the widest, parts by code, and sources by publisher.

    ``counted`` heads the counts of events; ``roots`` are the independent sources; ``building``
    take one of them further and do not count beside it.
    """

    wholes: tuple[Neighbour, ...]
    parts: tuple[Neighbour, ...]
    part_level: str
    counted: str
    roots: tuple[Source, ...]
    building: tuple[Source, ...]


def related_regions(code: str, view: View, facts: Facts) -> RelatedRegions:
    """Return what lies around a region under the filters of a view.

    Parameters
    ----------
    code : str
        Code of a region, or ``"CN"``.
    view : View
        Decides which events count and the language of names.
    facts : Facts
        What is known.
    """
    regions = facts.regions
    finer = _finer(code, facts)
    parts = () if finer is None else regions.codes(finer, code)
    level = regions.level(code)
    own = shown_counted(view, facts, level).get(code, ())
    ids = [event.event_id for event in own]

    def neighbour(each: str) -> Neighbour:
        at = regions.level(each)
        counted = shown_counted(view, facts, at)
        return Neighbour(
            each,
            display_name(facts, each, view.language),
            view_of_region(each, view, facts),
            len(counted.get(each, ())),
        )

    return RelatedRegions(
        wholes=tuple(map(neighbour, reversed(regions.ancestors(code)))),
        parts=tuple(neighbour(each) for each in parts if each != code),
        part_level="" if finer is None else finer.label,
        counted="" if finer is None else counted_words(finer),
        roots=_by_publisher(facts.dataset.independent_of(*ids)),
        building=_by_publisher(facts.dataset.building_on(*ids)),
    )


def _by_publisher(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: (source.publisher, source.source_id)))


def _finer(code: str, facts: Facts) -> Level | None:
    """Return the widest level that divides a region, or ``None`` where none does."""
    if facts.regions.level(code) is Level.COUNTY:
        return None
    level = Level.PROVINCE if code == COUNTRY else opening_level(facts, code)
    return level if len(facts.regions.codes(level, code)) > 1 else None
