"""A view as files: pictures, the page, and the bundle that holds everything."""

from __future__ import annotations

import threading

from dashboard.atlas import Atlas
from dashboard.figure import figure_of
from dashboard.page import page_text
from layers.describe import alt_text, long_description
from layers.export import bundle_bytes
from layers.export.about import address
from layers.figure import FigureForm, FigureOptions
from layers.view import View

__all__ = ["bundle_of", "picture_of"]

_ONE_AT_A_TIME = threading.Lock()
"""A bundle of the whole country holds tens of megabytes while it is made."""


def picture_of(atlas: Atlas, view: View, form: FigureForm) -> bytes:
    """Return a view as a picture of the usual size.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    AtlasError
        If a letter cannot be drawn.
    """
    return figure_of(atlas, view, form, FigureOptions(restore=address(view)))


def bundle_of(atlas: Atlas, view: View) -> bytes:
    """Return everything about a view as one ZIP file; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    AtlasError
        If a letter cannot be drawn.
    """
    with _ONE_AT_A_TIME:
        picture = atlas.picture(view)
        told = picture.payload
        files = {
            **{f"figure.{form}": picture_of(atlas, view, form) for form in FigureForm},
            "figure.txt": f"{alt_text(told)}\n\n{long_description(told)}\n".encode(),
            "map.html": page_text(atlas, view).encode(),
        }
        return bundle_bytes(view, atlas.facts, picture.hash, files)
