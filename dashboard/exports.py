"""A view as a bundle: tables and citations, with the pictures and the page beside them."""

from __future__ import annotations

from dashboard.atlas import Atlas
from dashboard.page import page_text
from layers.export import bundle_bytes
from layers.view import View

__all__ = ["bundle_of"]


def bundle_of(atlas: Atlas, view: View) -> bytes:
    """Return everything about a view as one ZIP file; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = atlas.picture(view)
    files = {"map.html": page_text(atlas, view).encode()}
    return bundle_bytes(view, atlas.facts, picture.hash, files)
