"""Documented events by what lines tell apart, all regions on one axis of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.compare.rows import (
    Axis,
    Line,
    Mark,
    Row,
    Section,
    Shown,
    axis_of,
)
from dashboard.shared.citation import Citation, claim_cites
from dashboard.shared.claim_cards import disputes_of
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Event
from geodata.workspace import once_per_atlas
from layers.events import shown_counted, silence
from layers.interval import EventInterval, interval_of
from layers.naming import Text, display_name
from layers.picture.event_index import line_sorts
from layers.style import LineStyle
from layers.view import Lines, MapView, View
from layers.wording import dates, plural

__all__ = [
    "Bar",
    "EventRow",
    "Sort",
    "Timeline",
    "Told",
    "events_of",
    "roots_section",
    "timeline",
]

_CACHE_SIZE = 32
_STEPS = tuple(each * 10**power for power in range(4) for each in (1, 2, 5))
"""Years between the ticks of an axis; dates are of the years 1 to 9999."""

_TOLD = 30
"""Events of one region that are listed: the panel of the region tells all."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What the events of one lane have in common, and its line on the map."""

    label: str
    ink: LineStyle


@dataclass(frozen=True, slots=True)
class Bar:
    """One event on the axis: four places in per cent, in the order of time.

    ``sure_from`` and ``sure_to`` are ``None`` where no month is sure. ``open_start`` and
    ``open_end`` say that the source leaves that end open.
    """

    event_id: str
    start: float
    sure_from: float | None
    sure_to: float | None
    end: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One event in a list, with its sources."""

    event_id: str
    title: str
    when: str
    kind: str
    confidence: str
    disputed: bool
    because: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """The events of one region: bars by sort, and how many have no date.

    ``silence`` says why there is none.
    """

    code: str
    name: Text
    count: int
    silence: str
    undated: int
    lanes: tuple[tuple[Sort, int, tuple[Bar, ...]], ...]
    told: tuple[Told, ...]

    @property
    def left(self) -> int:
        """How many events the list leaves out."""
        return self.count - len(self.told)


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """All rows on one axis, whose ticks are years.

    Two are equal only if they are the same object, so that their markup can be kept by them.
    """

    axis: Axis | None
    rows: tuple[EventRow, ...]
    sorts: tuple[Sort, ...]
    lines: Lines
    within: bool
    """Whether one region lies in another, so that events stand in both rows."""


def events_of(code: str, view: View, facts: Facts) -> tuple[Event, ...]:
    """Return the shown events of a region and of its parts, as its panel counts them."""
    return shown_counted(view, facts, facts.regions.level(code)).get(code, ())


def timeline(codes: tuple[str, ...], view: View, facts: Facts) -> Timeline:
    """Return the events of each region on one axis over all of them."""
    return _timeline(codes, _of_events(view).choose(lines=view.map.lines), facts)


def _of_events(view: View) -> View:
    """Return a view with only those choices on which events and their words depend."""
    of_map = MapView("", view.map.level, "", language=view.map.language)
    return View(of_map, view.events)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _timeline(codes: tuple[str, ...], view: View, facts: Facts) -> Timeline:
    events = {code: events_of(code, view, facts) for code in codes}
    spans = {each.event_id: interval_of(each) for own in events.values() for each in own}
    axis = _axis(span for span in spans.values() if span is not None)
    every = {each.event_id: each for own in events.values() for each in own}
    named, ids_of = line_sorts(view.map.lines, every.values(), facts)
    sorts = {id_: Sort(label, ink) for id_, label, ink in named}

    def lanes(own: tuple[Event, ...]) -> tuple[tuple[Sort, int, tuple[Bar, ...]], ...]:
        held: dict[str, list[Event]] = {}
        for event in _by_date(own):
            for id_ in ids_of(event):
                held.setdefault(id_, []).append(event)
        return tuple(
            (
                sort,
                len(held[id_]),
                tuple(
                    _bar(event.event_id, span, axis)
                    for event in held[id_]
                    if axis and (span := spans[event.event_id])
                ),
            )
            for id_, sort in sorts.items()
            if id_ in held
        )

    rows = tuple(
        _row(code, events[code], lanes(events[code]), spans, view, facts) for code in codes
    )
    present = {sort for row in rows for sort, _count, _bars in row.lanes}
    return Timeline(
        axis,
        rows,
        tuple(sort for sort in sorts.values() if sort in present),
        view.map.lines,
        any(set(facts.regions.ancestors(code)) & set(codes) for code in codes),
    )


def _by_date(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda each: (str(each.start or each.end or "~"), each.event_id))


def _axis(spans: Iterable[EventInterval]) -> Axis | None:
    months = [
        month
        for span in spans
        for month in (span.earliest, span.sure_from, span.sure_to, span.latest)
        if month is not None
    ]
    if not months:
        return None
    first, last = min(months) // 12, max(months) // 12 + 1
    step = next(each for each in _STEPS if (last - first) / each <= 8)
    years = (year for year in range(first, last + 1) if not year % step)
    ticks = tuple((12.0 * year, f"{year:04d}") for year in years)
    return Axis(12.0 * first, 12.0 * last, ticks)


def _row(
    code: str,
    events: tuple[Event, ...],
    lanes: tuple[tuple[Sort, int, tuple[Bar, ...]], ...],
    spans: dict[str, EventInterval | None],
    view: View,
    facts: Facts,
) -> EventRow:
    ordered = _by_date(events)
    return EventRow(
        code=code,
        name=display_name(facts, code, view.map.language),
        count=len(events),
        silence="" if events else silence(code, facts),
        undated=sum(spans[event.event_id] is None for event in events),
        lanes=lanes,
        told=tuple(_told(event, facts) for event in ordered[:_TOLD]),
    )


def _bar(event_id: str, span: EventInterval, axis: Axis) -> Bar:
    def place(month: int | None, after: int, otherwise: float) -> float:
        return otherwise if month is None else axis.place(float(month + after))

    return Bar(
        event_id=event_id,
        start=place(span.earliest, 0, 0.0),
        sure_from=None if span.sure_from is None else place(span.sure_from, 0, 0.0),
        sure_to=None if span.sure_to is None else place(span.sure_to, 1, 100.0),
        end=place(span.latest, 1, 100.0),
        open_start=span.earliest is None,
        open_end=span.latest is None,
    )


def _told(event: Event, facts: Facts) -> Told:
    claims = facts.dataset.claims_of.get(event.event_id, ())
    first = {claim.source_id: claim for claim in reversed(claims)}
    return Told(
        event_id=event.event_id,
        title=event.title,
        when=dates(event),
        kind=event.kind.label,
        confidence=facts.dataset.confidence(event.event_id).label,
        disputed=next(disputes_of(event, facts), None) is not None,
        because=claim_cites(
            (claim.claim_id, facts.dataset.source[source_id])
            for source_id, claim in sorted(first.items())
        ),
    )


def roots_section(codes: tuple[str, ...], view: View, facts: Facts) -> Section:
    """Return how many sources that do not repeat one another document each region."""
    return _roots_section(codes, _of_events(view), facts)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _roots_section(codes: tuple[str, ...], view: View, facts: Facts) -> Section:
    rows = tuple(
        Row(code, display_name(facts, code, view.map.language), (_roots(code, view, facts),))
        for code in codes
    )
    return Section(
        key="roots",
        title=_("Independent sources"),
        lead=_(
            "Documents to which all sources lead back; reprints count once. It measures how "
            "well a region is documented, not how much was collected there."
        ),
        rows=rows,
        axis=axis_of(
            (mark.value or 0.0 for row in rows for mark in row.lines[0].marks), whole=True
        ),
    )


def _roots(code: str, view: View, facts: Facts) -> Line:
    data = facts.dataset
    claims = [
        claim
        for event in events_of(code, view, facts)
        if any(each.of_subject for each in event.modality)
        for claim in data.claims_of.get(event.event_id, ())
    ]
    first = {data.root_of(claim.source_id).source_id: claim for claim in reversed(claims)}
    found = {
        root.source_id: (first[root.source_id].claim_id, root)
        for root in data.independent(claim.source_id for claim in claims)
    }
    what = _("independent sources")
    if not found:
        return Line((Shown(what, _("no record")),))
    return Line(
        figures=(Shown(what, plural(len(found), "source"), str(len(found))),),
        marks=(Mark("documented", what, value=float(len(found))),),
        because=claim_cites(found[each] for each in sorted(found)),
    )
