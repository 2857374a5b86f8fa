"""What a provider of boundaries gives, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import geopandas as gpd

from geodata.model import LabeledEnum, Level

__all__ = ["CRS", "Boundaries", "Detail", "Provider", "Repair"]

CRS = "EPSG:4326"


class Detail(LabeledEnum):
    """How finely outlines are drawn."""

    OVERVIEW = "overview", "overview of the country"
    DETAIL = "detail", "one province"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Where a set of boundaries comes from.

    ``fingerprint`` is the SHA-256 (hex) of the source files. ``vintage`` says in
    words which state of the administrative division the outlines show.
    """

    provider: str
    version: str
    citation: str
    vintage: str
    licence_note: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was mended in the outlines as delivered; ``code`` is empty for a layer."""

    code: str
    level: Level
    problem: str
    mend: str


class Provider(Protocol):
    """Something that can read boundaries."""

    @property
    def boundaries(self) -> Boundaries:
        """Origin of the boundaries."""

    def read(self, level: Level) -> gpd.GeoDataFrame:
        """One level as delivered.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``code`` (six digits), ``name_zh`` and ``geometry`` in EPSG:4326,
            one row a unit; empty if the provider does not have the level. Rows
            without an administrative code have the code ``""``.
        """
