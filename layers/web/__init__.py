"""The painter, its vendored assets, and the offline web page.

``from layers.web import page`` loads folium only when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layers.web.document import page

__all__ = ["page"]


def __getattr__(name: str) -> Any:
    if name != "page":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Folium takes longer to load than everything else here.
    return import_module("layers.web.document").page
