"""One picture as a value: what a painter needs, decided, with a stable hash."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from layers.canonical import canonical

__all__ = ["FORMAT", "MapSpec", "Part", "mask"]

FORMAT = "deployment-atlas/map/2"

Json = dict[str, Any]
_SHORT = 16
_SMALL = 5_000


@dataclass(frozen=True)
class Part:
    """A share of a picture that stays the same while other shares change."""

    data: Json

    @cached_property
    def text(self) -> str:
        """Canonical JSON of the part."""
        return canonical(self.data)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of :attr:`text`."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """First 16 hex digits of :attr:`digest`."""
        return self.digest[:_SHORT]


@dataclass(frozen=True)
class MapSpec:
    """Everything that a painter needs for one picture. Painters decide nothing.

    ``header`` holds title and sources, the selection, the moment and the camera; ``words``
    the words of the interface;
    ``regions`` the area and its units; ``symbology`` their colours and ``values`` the words
    of their values; ``event_index`` every event that any filter can show here, with its
    place and its span, and ``details`` its words; ``events`` which of them this picture
    shows, and the published ranges. A change of filter changes ``events`` and perhaps
    ``symbology``, which are small, so a map that stays mounted receives little.
    """

    header: Part
    words: Part
    regions: Part
    symbology: Part
    values: Part
    event_index: Part
    details: Part
    events: Part

    @cached_property
    def hash(self) -> str:
        """SHA-256 over header and parts. Equal pictures have equal hashes."""
        digests = [self.header.digest, *(part.digest for part in self.parts.values())]
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()

    @property
    def parts(self) -> dict[str, Part]:
        """The parts that may travel apart from the header, by name."""
        return {
            "words": self.words,
            "regions": self.regions,
            "symbology": self.symbology,
            "values": self.values,
            "event_index": self.event_index,
            "details": self.details,
            "events": self.events,
        }

    def message(self, *, inside: Collection[str]) -> Json:
        """Return what is sent to a painter of this atlas.

        Parameters
        ----------
        inside : collection of str
            Names of the parts that travel inside; of the others only the id does, and the
            painter asks for those it does not hold.
        """
        return self._sent(self.parts, inside)

    def small_parts(self, told: Collection[str]) -> frozenset[str]:
        """Return the names of the parts that are new to a painter and need no journey of their own.

        Parameters
        ----------
        told : collection of str
            Ids of the parts of the pictures that the painter was sent before.
        """
        return frozenset(
            name
            for name, part in self.parts.items()
            if part.id not in told and len(part.text) <= _SMALL
        )

    @cached_property
    def payload(self) -> Json:
        """The picture in one value, for a file: only the events that it shows are inside."""
        shown = [index for index, sign in enumerate(_bits(self.events.data["shown"])) if sign]
        index = self.event_index.data
        kept = {**index, **{name: [index[name][i] for i in shown] for name in index["each"]}}
        # Places are kept in their order, without those that no shown event names.
        used = sorted(set(kept["place"]))
        place = {old: new for new, old in enumerate(used)}
        kept["place"] = [place[old] for old in kept["place"]]
        kept["places"] = [index["places"][old] for old in used]
        told = {name: each for name, each in self.events.data.items() if name != "timeline"}
        parts = self.parts | {
            "event_index": Part(kept),
            "details": Part(_told(self.details.data, shown)),
            "events": Part({**told, "shown": mask([True] * len(shown))}),
        }
        return self._sent(parts, parts)

    def _sent(self, parts: dict[str, Part], inside: Collection[str]) -> Json:
        sent: Json = {"hash": self.hash, "header": {**self.header.data, "hash": self.hash}}
        for name, part in parts.items():
            sent[name] = {"id": part.id} | ({"data": part.data} if name in inside else {})
        return sent


def mask(shown: Sequence[bool]) -> str:
    """Return one bit for each event, four in a hexadecimal digit, the first one leftmost.

    Examples
    --------
    >>> mask([True, False, False, False, True])
    '88'
    """
    digits = -(-len(shown) // 4)
    signs = "".join("1" if each else "0" for each in shown).ljust(4 * digits, "0")
    return f"{int(signs, 2):0{digits}x}" if digits else ""


def _told(details: Json, shown: Sequence[int]) -> Json:
    """Return the words of some events, with the sources that tell of them and no others."""
    events = [details["events"][index] for index in shown]
    lists = [(each["source"], *each["repeats"]) for event in events for each in event["told"]]
    used = sorted({number for numbers in lists for number in numbers})
    at = {old: new for new, old in enumerate(used)}
    return {
        "events": [
            {
                **event,
                "told": [
                    {
                        **each,
                        "source": at[each["source"]],
                        "repeats": [at[number] for number in each["repeats"]],
                    }
                    for each in event["told"]
                ],
            }
            for event in events
        ],
        "sources": [details["sources"][number] for number in used],
    }


def _bits(digits: str) -> list[bool]:
    return [sign == "1" for digit in digits for sign in f"{int(digit, 16):04b}"]
