"""A file that a picture draws from, named by its content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Asset"]


@dataclass(frozen=True, slots=True)
class Asset:
    """JSON bytes with a readable name and an id made from them.

    Attributes
    ----------
    name : str
        For people, as in ``province-630000``.
    id : str
        First sixteen hex digits of the sha256 of `data`.
    data : bytes
        UTF-8 JSON.
    """

    name: str
    id: str
    data: bytes = field(repr=False)

    @classmethod
    def of(cls, name: str, data: bytes) -> Asset:
        """Name the bytes by their hash."""
        return cls(name=name, id=hashlib.sha256(data).hexdigest()[:16], data=data)

    def value(self) -> dict[str, Any]:
        """The JSON object, read anew at each call."""
        value: dict[str, Any] = json.loads(self.data)
        return value
