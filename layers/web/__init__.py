"""The painter, its vendored assets, and the offline web page.

``from layers.web import page_html`` loads folium only when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layers.web.document import page, page_html

__all__ = ["page", "page_html"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Folium takes longer to load than everything else here.
    return getattr(import_module("layers.web.document"), name)
