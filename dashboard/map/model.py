"""The map as tables: the same picture, row by row, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.address.table_order import EVENT_ORDERS, REGION_ORDERS, Column, Sorting
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Confidence, Event, Modality
from layers.catalogue import layer
from layers.events import region_of, shown_counted
from layers.interval import Occurrence, month_number, occurrence_at
from layers.naming import Text, display_name
from layers.picture.mapspec import MapSpec
from layers.picture.resolve import shown_and_listed
from layers.spec import table_of
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import dates

__all__ = [
    "EVENTS",
    "REGIONS",
    "EventRow",
    "MapTables",
    "Origin",
    "RegionRow",
    "event_rows",
    "map_tables",
]

_OF_EVENTS = {
    EvidenceKind.DOCUMENTED: _("the events of the region"),
    EvidenceKind.PUBLISHED: _("the sources named beside it"),
    EvidenceKind.BOUNDED: _("the claims named beside it"),
    EvidenceKind.ILLUSTRATION: _("the claims named beside it"),
}
"""Where a number of each kind comes from, apart from a census."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: words, and an address where there is one."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One coloured region: its value as the map says it, and what stands behind it.

    ``low`` and ``high`` are rounded as on the map, and empty where they read like the value;
    ``known`` holds value, low and high as numbers, ``None`` where they are unknown. A region
    without a number has no ``origins``.
    """

    code: str
    name: Text
    within: Text | None
    value: str
    note: str
    low: str
    high: str
    status: str
    events: int
    roots: int
    origins: tuple[Origin, ...]
    known: tuple[float | None, float | None, float | None] = (None, None, None)


REGIONS: Sorting[RegionRow] = REGION_ORDERS.by(
    {
        "name": Column(lambda row: row.name["text"].casefold(), down_first=False),
        "value": Column(lambda row: row.known[0]),
        "low": Column(lambda row: row.known[1]),
        "high": Column(lambda row: row.known[2]),
        "events": Column(lambda row: row.events or None),
        "origins": Column(lambda row: row.roots or None),
    }
)


@dataclass(frozen=True, slots=True)
class MapTables:
    """A picture as rows, in the order of its regions."""

    title: str
    unit: str
    label: str
    caveat: str
    rows: tuple[RegionRow, ...]

    @property
    def sortable(self) -> frozenset[str]:
        """Columns that rows may stand by: not by a value of which only the ends are known."""
        values = {"value"} if any(row.known[0] is not None for row in self.rows) else set()
        ends = {"low", "high"} if self.has_range else set()
        return frozenset({"name", "events", "origins"} | values | ends)

    @property
    def has_range(self) -> bool:
        """Whether any value has ends of its own."""
        return any(row.low or row.high for row in self.rows)


def map_tables(picture: MapSpec, view: View, facts: Facts) -> MapTables:
    """Return the coloured regions of a picture as rows, in its own order and words.

    Parameters
    ----------
    picture : MapSpec
        The picture of the view.
    view : View
        The choices.
    facts : Facts
        What is known.
    """
    spec = layer(view.map.layer, facts)
    regions = picture.regions.data["regions"]
    codes = tuple(region["code"] for region in regions)
    table = table_of(spec, facts, view)
    frame = table.frame.loc[list(codes)]
    values = picture.parts["values"].data
    texts = [values["texts"][at] for at in values["of"]]
    lines = [values["rows"][at] for at in values["row_of"]]
    counted = shown_counted(view, facts, view.map.level)
    head = picture.symbology.data["layer"]
    rows = [
        _row(region, cells, said, line, counted.get(region["code"], ()), table.label, facts)
        for region, cells, said, line in zip(regions, frame.itertuples(), texts, lines, strict=True)
    ]
    return MapTables(
        title=head["title"] + (f", {head['year']}" if head["year"] else ""),
        unit=head["unit"],
        label=table.label.label,
        caveat=head["caveat"],
        rows=tuple(rows),
    )


def _row(
    region: dict[str, Any],
    cells: Any,
    said: list[str],
    line: list[str],
    events: tuple[Event, ...],
    label: EvidenceKind,
    facts: Facts,
) -> RegionRow:
    value, note = said
    low, high, status, _source = line
    known = (_known(cells.value), _known(cells.low), _known(cells.high))
    roots = facts.dataset.independent_of(*(event.event_id for event in events))
    return RegionRow(
        code=region["code"],
        name=region["name"],
        within=region["parent"],
        value=value,
        note=note,
        low=low,
        high=high,
        status=status,
        events=len(events),
        roots=len(roots),
        origins=() if known == (None, None, None) else tuple(_origins(cells, label, facts)),
        known=known,
    )


def _known(number: Any) -> float | None:
    return float(number) if pd.notna(number) else None


def _origins(cells: Any, label: EvidenceKind, facts: Facts) -> Iterator[Origin]:
    """Yield what a number was taken from: sources of the data set in words, then tables."""
    if label in _OF_EVENTS:
        yield Origin(_OF_EVENTS[label], "")
    for each in filter(None, str(cells.source).split("; ")):
        source = facts.census.source(each)
        yield Origin(source.short, source.url)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One shown event, as the map and its strip hold it.

    ``date`` is the first that its source gives, as in ISO 8601, and empty where there is none;
    ``going`` is what is known of the month of the view, if it has one.
    """

    event_id: str
    region: str
    title: str
    when: str
    date: str
    going: Occurrence | None
    where: Text
    kind: str
    what: str
    confidence: Confidence
    roots: int


EVENTS: Sorting[EventRow] = EVENT_ORDERS.by(
    {
        "when": Column(lambda row: row.date or None, down_first=False),
        "going": Column(lambda row: _GOING.get(row.going)),
        "title": Column(lambda row: row.title.casefold(), down_first=False),
        "where": Column(lambda row: row.where["text"].casefold(), down_first=False),
        "kind": Column(lambda row: row.kind.casefold(), down_first=False),
        "what": Column(lambda row: row.what.casefold() or None, down_first=False),
        "confidence": Column(lambda row: list(Confidence).index(row.confidence)),
        "origins": Column(lambda row: row.roots or None),
    }
)

_GOING: Mapping[Occurrence | None, int] = {
    Occurrence.NOT_THEN: 0,
    Occurrence.PERHAPS: 1,
    Occurrence.SURE: 2,
}


def event_rows(view: View, facts: Facts) -> tuple[EventRow, ...]:
    """Return the events that a picture shows, the earliest first and undated ones last."""
    rows = (
        _event_row(event, view, facts)
        for event in shown_and_listed(view.events, view.map.area, facts)
    )
    return tuple(sorted(rows, key=lambda row: (row.date or "~", row.event_id)))


def _event_row(event: Event, view: View, facts: Facts) -> EventRow:
    code = region_of(event, facts)
    return EventRow(
        event_id=event.event_id,
        region=code,
        title=event.title,
        when=dates(event),
        date=str(event.start or event.end or ""),
        going=None
        if view.map.time is None
        else occurrence_at(event, month_number(view.map.time.first)),
        where=display_name(facts, code or facts.geography.root, view.map.language),
        kind=event.kind.label,
        what=", ".join(each.label for each in Modality if each in event.modality),
        confidence=facts.dataset.confidence(event.event_id),
        roots=len(facts.dataset.independent_of(event.event_id)),
    )
