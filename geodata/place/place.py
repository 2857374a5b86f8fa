"""Place events in regions: by code first, by coordinates only if there is no code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import Event, LabeledEnum, Level
from geodata.place.kernel import RegionTree, locate
from geodata.place.outlines import BORDER_KM, outlines_of

__all__ = ["Method", "Placement", "place", "region_of"]


class Method(LabeledEnum):
    """How an event was brought to its region."""

    CODE = "code", "by the region that the source names"
    COORDINATE = "coordinate", "by coordinates alone"
    COUNTRY = "country", "country-wide"
    UNMATCHED = "unmatched", "not placed"


@dataclass(frozen=True, slots=True)
class Placement:
    """The region of one event.

    ``region`` is empty if the event could not be placed. ``level`` is the level of
    drawing: that of the source, never finer than the finest there is. ``on_border`` says that a
    bare coordinate lies on, or within a kilometre of, a border between regions, so
    that another region may be meant. ``note`` is for readers; empty if there is
    nothing to say.
    """

    event_id: str
    region: str
    level: Level
    method: Method
    on_border: bool
    note: str


Points = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def place(events: Sequence[Event], regions: Regions) -> dict[str, Placement]:
    """Find the region of every event.

    A code always wins over coordinates. A code finer than the event's precision is
    widened to it, never the other way round. A bare coordinate is looked up on the
    finest level that has outlines, the border belonging to both sides; if several
    regions hold it, the lowest code is taken and the event is marked.

    Parameters
    ----------
    events : sequence of Event
    regions : Regions

    Returns
    -------
    dict of str to Placement
        By event id, in the order of ``events``.
    """
    root, whole = regions.geography.root, regions.geography.whole
    found: dict[str, Placement] = {}
    bare: list[Event] = []
    of_code: dict[tuple[str, Level], Placement] = {}
    for event in events:
        if event.level.rank == 0 and event.region in {"", root}:
            placement = Placement("", root, whole, Method.COUNTRY, False, "")
        elif event.region:
            key = (event.region, event.level)
            if key not in of_code:
                of_code[key] = _by_code(*key, regions)
            placement = of_code[key]
        elif event.latitude is None or event.longitude is None:
            note = _("The event has neither a region code nor coordinates.")
            placement = Placement("", "", event.level, Method.UNMATCHED, False, note)
        else:
            bare.append(event)
            continue
        found[event.event_id] = replace(placement, event_id=event.event_id)
    if not bare:
        return found
    found |= _by_coordinates(bare, regions)
    return {event.event_id: found[event.event_id] for event in events}


def _by_code(code: str, level: Level, regions: Regions) -> Placement:
    if code not in regions:
        note = _("No region has the code {code}.").format(code=code)
        return Placement("", "", level, Method.UNMATCHED, False, note)
    region, drawn, note = _widened(code, level, regions)
    return Placement("", region, drawn, Method.CODE, False, note)


def region_of(code: str, level: Level, regions: Regions) -> str:
    """Return the region that an event with a code and a level is drawn as; ``""`` for none."""
    root = regions.geography.root
    if level.rank == 0 and code in {"", root}:
        return root
    return _by_code(code, level, regions).region


def _widened(code: str, level: Level, regions: Regions) -> tuple[str, Level, str]:
    """The unit holding ``code`` on a level, or ``code`` itself if that is wider already."""
    root = regions.geography.root
    if code == root or level.rank == 0:
        return root, regions.geography.whole, ""
    own = regions.level(code)
    if own.rank <= level.rank or code in regions.codes(level):
        drawn = level if code in regions.codes(level) else own
        return code, drawn, ""
    holder = next(
        (wider for wider in regions.ancestors(code) if regions.level(wider).rank <= level.rank),
        root,
    )
    note = _("The code {code} is finer than the source; drawn as {holder}.").format(
        code=code, holder=holder
    )
    return holder, regions.level(holder), note


def _by_coordinates(events: Sequence[Event], regions: Regions) -> dict[str, Placement]:
    """Place events by coordinates alone, each distinct point once."""
    given = np.array([(event.longitude, event.latitude) for event in events], dtype=np.float64)
    points, which = np.unique(given, axis=0, return_inverse=True)
    which = which.ravel()
    outlines = outlines_of(regions)
    holding, near = outlines.around(points[:, 0], points[:, 1])
    # One region of drawing for each distinct point and level.
    levels = [event.level for event in events]
    asked = dict.fromkeys(zip(which.tolist(), levels, strict=True))
    widened = cache(partial(_widened, regions=regions))
    drawn = {(at, level): widened(holding[at][0], level) for at, level in asked if holding[at]}
    by_outline: defaultdict[tuple[str, Level], list[int]] = defaultdict(list)
    for (at, _level), (region, level, _note) in drawn.items():
        by_outline[region, level].append(at)
    borders = {
        (region, level, at)
        for (region, level), rows in by_outline.items()
        if level.rank
        for at, close in zip(rows, outlines.on_border(region, level, *points[rows].T), strict=True)
        if close
    }
    outside = [at for at in range(len(points)) if not holding[at]]
    words = _outside_words(points[outside], [near[at] for at in outside], regions)
    why = dict(zip(outside, words, strict=True))
    placed: dict[tuple[int, Level], Placement] = {}
    for at, level in asked:
        if (at, level) not in drawn:
            note = why[at]
            placed[at, level] = Placement("", "", level, Method.UNMATCHED, False, note)
            continue
        region, on, note = drawn[at, level]
        on_border = (region, on, at) in borders
        if on_border:
            codes = {*holding[at], *near[at]}
            others = {widened(code, level)[0] for code in codes} - {region}
            note = f"{_border_words(others)} {note}".strip()
        placed[at, level] = Placement("", region, on, Method.COORDINATE, on_border, note)
    return {
        event.event_id: replace(placed[at, level], event_id=event.event_id)
        for event, at, level in zip(events, which.tolist(), levels, strict=True)
    }


def _outside_words(
    points: Points, near: Sequence[tuple[str, ...]], regions: Regions
) -> Iterator[str]:
    """Say of each point why it lies in no region."""
    claimed = regions.claimed()
    rows, _several = locate(RegionTree(claimed.geometry.to_numpy()), *points.T)
    names, notes = list(claimed["name"]), list(claimed["note"])
    for row, codes in zip(rows.tolist(), near, strict=True):
        if row >= 0:
            yield _("The coordinates lie in {name}: {note}.").format(
                name=names[row], note=notes[row]
            )
        elif codes:
            yield _(
                "The coordinates lie in no region of these boundaries. Within {n:g} km of {near}."
            ).format(n=BORDER_KM, near=", ".join(codes))
        else:
            yield _("The coordinates lie in no region of these boundaries.")


def _border_words(others: Iterable[str]) -> str:
    """Say that another region may be meant."""
    named = ", ".join(sorted(others))
    said = (
        _("Within {n:g} km of the border of {others}; the other side may be meant.")
        if named
        else _("Within {n:g} km of the border; the other side may be meant.")
    )
    return said.format(n=BORDER_KM, others=named)
