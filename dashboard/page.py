"""A picture as one web page that needs no network."""

from __future__ import annotations

from pathlib import Path

from dashboard.atlas import Atlas
from dashboard.files import write_whole
from layers.resolve import geometry_names
from layers.view import View
from layers.web.page import page_html

__all__ = ["page_text", "write_page"]


def page_text(atlas: Atlas, view: View) -> str:
    """Return the page of a view.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = atlas.picture(view)
    names = (*geometry_names(atlas.facts, view.area), "context")
    assets = {asset.id: asset.value() for asset in (atlas.assets.by_name(name) for name in names)}
    return page_html(picture, assets)


def write_page(atlas: Atlas, view: View, out: Path) -> None:
    """Write the page of a view; the file appears whole or not at all.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    AtlasError
        If the file cannot be written.
    """
    write_whole(out, page_text(atlas, view).encode())
