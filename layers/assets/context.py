"""The surroundings of the map: Natural Earth's land, lakes, rivers and de facto country lines.

:mod:`layers.assets.build_context` makes the file from the original beside it.
"""

from __future__ import annotations

from functools import cache

from layers.assets.vendor import Asset, read_vendored

__all__ = ["CONTEXT_FILE", "ORIGINAL_FILE", "WINDOW", "context_asset"]

WINDOW = (44.0, 2.0, 165.0, 64.0)
"""West, south, east, north, in degrees."""

ORIGINAL_FILE = "natural-earth/asia_50m.json"
CONTEXT_FILE = "natural-earth/context.json"


@cache
def context_asset() -> Asset:
    """The context asset, ready to be sent or embedded."""
    return Asset.of("context", read_vendored(CONTEXT_FILE))
