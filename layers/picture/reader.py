"""What a finished picture shows: its events by place and month, and its classes.

The same reading as the painter's (``layers/web/painter/eventindex.js``), for what is made without
a browser: figures and descriptions. Nothing is decided here that the picture leaves open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from layers.interval import EventInterval, Occurrence, month_of, occurrence_in
from layers.recount import class_of_count, count_at, holder_of
from layers.tables import EvidenceKind
from layers.wording import raised

__all__ = ["Badge", "Line", "Mark", "PictureReader"]

_MISSING = {"fill": "", "fill_dark": "", "pattern": "hatch", "label": "", "status": "no_record"}
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """The line of one sort of events at one place, or in the legend.

    Parameters
    ----------
    label : str
        What it stands for.
    colour : str
        On a light page, as ``#rrggbb``.
    dash : tuple of float
        Strokes and gaps in pixels; empty where it is solid.
    faded : bool
        Whether it is uncertain that any event of the sort was going on.
    count : int
        Number of its events.
    """

    label: str
    colour: str
    dash: tuple[float, ...]
    faded: bool
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The events of one place.

    Parameters
    ----------
    place : mapping
        Code, level, name, what it lies in, whether it stands on the map, and a site.
    events : tuple of int
        Their numbers in the picture's event index.
    lines : tuple of Line
        One for each sort.
    faded : bool
        Whether it is uncertain of each of them that it was going on.
    """

    place: Json
    events: tuple[int, ...]
    lines: tuple[Line, ...]
    faded: bool

    @property
    def code(self) -> str:
        """Code of the region."""
        return str(self.place["code"])

    @property
    def level(self) -> str:
        """Level of the region."""
        return str(self.place["level"])


@dataclass(frozen=True, slots=True)
class Badge:
    """The count of one region on a map: its events, including sub-regions.

    Parameters
    ----------
    code, level : str
        The region.
    name : mapping
        Its name in the language of the picture.
    events : tuple of int
        Their numbers in the picture's event index.
    faded : bool
        Whether it is uncertain of each of them that it was going on.
    """

    code: str
    level: str
    name: Mapping[str, str]
    events: tuple[int, ...]
    faded: bool


class PictureReader:
    """One picture, read.

    Parameters
    ----------
    payload : mapping
        A picture whose parts all carry their data:
        :attr:`layers.picture.mapspec.MapSpec.payload`.
    """

    def __init__(self, payload: Json) -> None:
        self.payload = payload
        self.header: Json = payload["header"]
        self.words: Json = payload["words"]["data"]
        self.regions: Json = payload["regions"]["data"]
        self.units: Sequence[Json] = self.regions["regions"]
        self.symbology: Json = payload["symbology"]["data"]
        self.layer: Json = self.symbology["layer"]
        self.month: int | None = self.header["moment"]
        self._event_index: Json = payload["event_index"]["data"]

    @property
    def kind(self) -> EvidenceKind:
        """What kind of knowledge the colours are."""
        return EvidenceKind(self.layer["label"])

    def level_words(self, level: str = "") -> str:
        """Words for one unit of a level, by default that of the coloured regions."""
        return str(self.words[f"level_{level or self.regions['level']}"])

    @property
    def units_words(self) -> str:
        """Words for several of the coloured regions."""
        return str(self.words[f"levels_{self.regions['level']}"])

    @property
    def shows_whole(self) -> bool:
        """Whether the picture is of all of the geography."""
        return bool(self.regions["area"]["whole"])

    @property
    def is_illustration(self) -> bool:
        """Whether the colours are an illustration and not evidence."""
        return self.kind is EvidenceKind.ILLUSTRATION

    @property
    def warning(self) -> str:
        """What must stand above colours that are no evidence; empty above others."""
        return f"{raised(self.kind.label)}." if self.is_illustration else ""

    @property
    def language(self) -> str:
        """Language of the names."""
        return str(self.header["language"])

    @cached_property
    def month_words(self) -> str:
        """The month at which the picture stands, in words; empty for all dates."""
        return "" if self.month is None else month_of(self.month).words

    @property
    def is_of_all_dates(self) -> bool:
        """Whether the picture stands at a month, and its colours rest on events of any date."""
        of_census = self.kind is EvidenceKind.CENSUS
        return self.month is not None and not of_census and not self.symbology.get("recount")

    @cached_property
    def ranges(self) -> Sequence[Json]:
        """Published ranges, each for a whole unit."""
        return list(self.payload["events"]["data"]["ranges"]) if self._option("ranges") else []

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the events that the picture shows at any date."""
        digits = self.payload["events"]["data"]["shown"]
        signs = "".join(f"{int(digit, 16):04b}" for digit in digits)
        total = len(self._event_index["place"])
        return tuple(i for i, sign in enumerate(signs[:total]) if sign == "1")

    @cached_property
    def undated(self) -> int:
        """How many of them have no date at all."""
        return sum(self._spans[i] is None for i in self.numbers)

    @cached_property
    def _all_marks(self) -> list[Mark]:
        if not self._option("marks"):
            return []
        held: dict[int, list[tuple[int, bool]]] = {}
        for i in self.numbers:
            state = occurrence_in(self._spans[i], self.month)
            if state.counts:
                sure = state is Occurrence.SURE
                held.setdefault(self._event_index["place"][i], []).append((i, sure))
        return [self._mark(self._event_index["places"][at], events) for at, events in held.items()]

    def _mark(self, place: Json, events: list[tuple[int, bool]]) -> Mark:
        counts: Counter[int] = Counter()
        certain: set[int] = set()
        for i, sure in events:
            counts.update(self._event_index["ink"][i])
            certain |= set(self._event_index["ink"][i]) if sure else set()
        lines = tuple(
            self._line(ink, counts[ink], faded=ink not in certain) for ink in sorted(counts)
        )
        numbers = tuple(i for i, _ in events)
        return Mark(place, numbers, lines, not any(sure for _, sure in events))

    def _line(self, ink: int, count: int, *, faded: bool) -> Line:
        said = self._event_index["inks"][ink]
        return Line(said["label"], said["colour"], tuple(said["dash"]), faded, count)

    @cached_property
    def _spans(self) -> tuple[EventInterval | None, ...]:
        return tuple(EventInterval(*span) if span else None for span in self._event_index["span"])

    def _lineage(self, event: int) -> tuple[str, ...]:
        """Return the region of an event and those that it lies in, from the inside out."""
        place = self._event_index["places"][self._event_index["place"][event]]
        return place["code"], *place["within"]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Places with events that stand on the map."""
        return tuple(mark for mark in self._all_marks if mark.place["marked"])

    @cached_property
    def beside(self) -> tuple[Mark, ...]:
        """Provinces and the country, whose events stand beside the map; the country last."""
        wide = [mark for mark in self._all_marks if not mark.place["marked"]]
        return tuple(sorted(wide, key=lambda mark: (mark.level == "country", mark.code)))

    @cached_property
    def tally(self) -> Mapping[str, tuple[Mark, ...]]:
        """The marks of every region by its code, including those of its sub-regions."""
        found: dict[str, list[Mark]] = {}
        for mark in self._all_marks:
            for code in (mark.code, *mark.place["within"]):
                found.setdefault(code, []).append(mark)
        return {code: tuple(marks) for code, marks in found.items()}

    @cached_property
    def badges(self) -> tuple[Badge, ...]:
        """The counts on the map: of each coloured unit, and of wider places that are outlined."""
        units = {unit["code"]: unit["name"] for unit in self.units}
        named: dict[str, tuple[str, Mapping[str, str]]] = {}
        for mark in self._all_marks:
            holder = holder_of((mark.code, *mark.place["within"]), units)
            if holder is not None:
                named[holder] = (str(self.regions["level"]), units[holder])
            elif mark.place["marked"]:
                named[mark.code] = (mark.level, mark.place["name"])
        return tuple(self._badge(code, *about) for code, about in named.items())

    def _badge(self, code: str, level: str, name: Mapping[str, str]) -> Badge:
        marks = self.tally[code]
        events = tuple(event for mark in marks for event in mark.events)
        return Badge(code, level, name, events, all(mark.faded for mark in marks))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sorts of events on the map, each with its number."""
        counts = Counter(
            ink for mark in self.marks for i in mark.events for ink in self._event_index["ink"][i]
        )
        return tuple(self._line(ink, counts[ink], faded=False) for ink in sorted(counts))

    @cached_property
    def class_of(self) -> tuple[int, ...]:
        """Index of the class of each unit; beyond the last class where it cannot be read."""
        return self._recounted or tuple(
            _digit(sign) for sign in self.symbology["class_of"].ljust(len(self.units), "-")
        )

    @cached_property
    def classes(self) -> tuple[Json, ...]:
        """The classes with the number of units in each, at the month of the picture."""
        if not self._recounted:
            return tuple(self.symbology["classes"])
        counts = Counter(self._recounted)
        return tuple(
            {**each, "count": counts[i]} for i, each in enumerate(self.symbology["classes"])
        )

    def class_at(self, index: int) -> Json:
        """Return a class; where there is none, that of no record, never the lowest."""
        return self.classes[index] if 0 <= index < len(self.classes) else _MISSING

    @cached_property
    def _recounted(self) -> tuple[int, ...]:
        """Classes by the events of the month alone; empty where the layer counts no events."""
        rule = self.symbology.get("recount")
        if self.month is None or not rule:
            return ()
        units = [unit["code"] for unit in self.units]
        events = (
            (self._spans[i], self._lineage(i))
            for i in self.numbers
            if self._event_index["counted"][i]
        )
        counts = count_at(self.month, events, frozenset(units))
        return tuple(
            class_of_count(counts.get(code, 0), rule["bounds"], int(rule["none"])) for code in units
        )

    def details(self, event: int) -> Json:
        """Return the words of an event."""
        found: Json = self.payload["details"]["data"]["events"][event]
        return found

    def value(self, unit: int) -> tuple[str, str]:
        """Return value and note of a unit, in words."""
        values = self.payload["values"]["data"]
        value, note = values["texts"][values["of"][unit]]
        return str(value), str(note)

    def _option(self, name: str) -> bool:
        return bool(self.header["options"][name])


def _digit(sign: str) -> int:
    return int(sign, 36) if sign.isascii() and sign.isalnum() else -1
