"""A picture as one web page that needs no network."""

from __future__ import annotations

from pathlib import Path

from dashboard.atlas import Atlas
from dashboard.files import write_whole
from layers.pictures import assets_of
from layers.resolve import resolve
from layers.view import View
from layers.web.document import WHOLE_PAGE, PageForm, page_html

__all__ = ["page_text", "write_page"]


def page_text(atlas: Atlas, view: View, form: PageForm = WHOLE_PAGE) -> str:
    """Return the page of a view.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = resolve(view, atlas.facts, atlas.assets.id_of)
    return page_html(picture, assets_of(view, atlas.facts, atlas.assets), form)


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
