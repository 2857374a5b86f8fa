"""A view as a figure file: PNG, SVG or PDF."""

from __future__ import annotations

from dashboard.atlas import Atlas
from layers.figure import FigureForm, FigureOptions, figure_bytes
from layers.pictures import assets_of
from layers.resolve import resolve
from layers.view import View

__all__ = ["figure_of"]


def figure_of(atlas: Atlas, view: View, form: FigureForm, options: FigureOptions) -> bytes:
    """Return the figure of a view; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = resolve(view, atlas.facts, atlas.assets.id_of)
    assets = assets_of(view, atlas.facts, atlas.assets)
    return figure_bytes(picture, assets, form, options)
