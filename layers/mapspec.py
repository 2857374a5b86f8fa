"""One picture as a value: what a painter needs, decided, with a stable hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["FORMAT", "MapSpec", "Part", "canonical"]

FORMAT = "deployment-atlas/map/1"

Json = dict[str, Any]
_SHORT = 16


def canonical(value: object) -> str:
    """Return JSON that is the same for equal values: sorted keys, no spaces, UTF-8.

    Raises
    ------
    ValueError
        If a number is not finite; JSON has no word for it.

    Examples
    --------
    >>> canonical({"b": 1, "a": "བོད"})
    '{"a":"བོད","b":1}'
    """
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


@dataclass(frozen=True)
class Part:
    """A share of a picture that stays the same while other shares change."""

    data: Json

    @cached_property
    def text(self) -> str:
        """Canonical JSON of the part."""
        return canonical(self.data)

    @cached_property
    def id(self) -> str:
        """First 16 hex digits of the SHA-256 of :attr:`text`."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:_SHORT]


@dataclass(frozen=True)
class MapSpec:
    """Everything that a painter needs for one picture. Painters decide nothing.

    ``base`` holds the area, its units and their names; ``fill`` the colours and values;
    ``events`` the marks; ``frame`` the words around the map, the selection and the camera.
    A change of filter changes ``fill`` or ``events`` and leaves ``base`` as it is, so a map
    that stays mounted receives little.
    """

    frame: Part
    base: Part
    fill: Part
    events: Part

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the four parts. Equal pictures have equal hashes."""
        whole = "\n".join(part.text for part in (self.frame, self.base, self.fill, self.events))
        return hashlib.sha256(whole.encode()).hexdigest()

    @property
    def parts(self) -> dict[str, Part]:
        """The parts that may travel apart from the frame, by name."""
        return {"base": self.base, "fill": self.fill, "events": self.events}

    def message(self, *, whole: bool) -> Json:
        """Return what is sent to a painter.

        Parameters
        ----------
        whole : bool
            Whether the parts travel inside; otherwise only their ids do, and the painter
            asks for those it does not hold.
        """
        sent: Json = {"hash": self.hash, "frame": {**self.frame.data, "hash": self.hash}}
        for name, part in self.parts.items():
            sent[name] = {"id": part.id} | ({"data": part.data} if whole else {})
        return sent

    @cached_property
    def payload(self) -> Json:
        """The whole picture in one value."""
        return self.message(whole=True)
