"""Named groups where they were counted: one matrix, each number with its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.shared.citation import Citation, census_cites
from geodata.census import GroupCount
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from geodata.workspace import once_per_atlas
from layers.wording import number, percent

__all__ = ["ABOUT_GROUPS", "GroupCell", "GroupMatrix", "group_matrix"]

ABOUT_GROUPS = _(
    "The newest count of each group, as a share of the residents of its own year. Counts "
    "of different years are shown next to one another and are not compared. A group that a "
    "list does not name has no record, which is not zero. Groups are ordered by their rank "
    "by number of people within any of the regions."
)
"""What a reader must know of the matrix, on the page and in its file."""

_LEAST_SHARE = 0.5
_MOST = 12


@dataclass(frozen=True, slots=True)
class GroupCell:
    """One group in one region: its share and number, or why there is none.

    ``share`` is ``None`` where no residents of that year are known: then no bar can be drawn.
    """

    said: str
    value: str = ""
    share: float | None = None
    year: str = ""
    detail: str = ""
    because: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupMatrix:
    """Groups by region, those that rank high within any first; ``left`` more are not listed."""

    groups: tuple[str, ...]
    cells: tuple[tuple[GroupCell, ...], ...]
    left: int
    years: tuple[int, ...]


@once_per_atlas(maxsize=32)
def group_matrix(codes: tuple[str, ...], facts: Facts) -> GroupMatrix:
    """Return the newest count of every named group of each region.

    Counts of different years are shown next to one another and carry their year; a group that
    a region's list does not name has no record, which is not zero. The order follows the
    number of people, which every count has, and never a share, which some lack. Only groups
    known to be less than half a per cent everywhere are left to the panel of each region.
    """
    newest = {code: _newest(code, facts) for code in codes}
    shares = {
        name: [
            _share(code, counts[name], facts) for code, counts in newest.items() if name in counts
        ]
        for name in {name for counts in newest.values() for name in counts}
    }
    ranks = _ranks(newest.values())
    order = sorted(ranks, key=ranks.__getitem__)
    shown = tuple(
        name
        for name in order
        if any(share is None or share >= _LEAST_SHARE for share in shares[name])
    )[:_MOST]
    cells = tuple(tuple(_cell(code, name, newest[code], facts) for code in codes) for name in shown)
    years = {counts[name].year for counts in newest.values() for name in shown if name in counts}
    return GroupMatrix(shown, cells, len(order) - len(shown), tuple(sorted(years)))


def _ranks(lists: Iterable[Mapping[str, GroupCount]]) -> dict[str, tuple[int, int, str]]:
    """Return what groups are ordered by: best rank within a region, then most people."""
    ranks: dict[str, tuple[int, int, str]] = {}
    for counts in lists:
        largest = sorted(counts.values(), key=lambda each: (-each.population, each.group))
        for place, each in enumerate(largest):
            key = (place, -each.population, each.group)
            ranks[each.group] = min(ranks.get(each.group, key), key)
    return ranks


def _newest(code: str, facts: Facts) -> dict[str, GroupCount]:
    counts = sorted(facts.census.groups(code), key=lambda each: each.year)
    named = frozenset(facts.census.group_names)
    return {each.group: each for each in counts if each.group in named}


def _share(code: str, count: GroupCount, facts: Facts) -> float | None:
    people = [each for each in facts.census.populations(code) if each.year == count.year]
    return 100 * count.population / people[0].population if people else None


def _cell(code: str, name: str, counts: dict[str, GroupCount], facts: Facts) -> GroupCell:
    count = counts.get(name)
    if count is None:
        status = CellStatus.NO_RECORD if counts else CellStatus.NOT_COVERED
        return GroupCell(status.label if counts else _("not counted by group"))
    share = _share(code, count, facts)
    people = number(count.population)
    width = f" ± {number(count.half_width)}" if count.half_width else ""
    return GroupCell(
        said=percent(share) if share is not None else people,
        value=str(count.population),
        share=share,
        year=str(count.year),
        detail=_("people; share unknown: no residents are recorded for that year")
        if share is None
        else _("{people} people").format(people=f"{people}{width}"),
        because=census_cites((count.source,), facts),
    )
