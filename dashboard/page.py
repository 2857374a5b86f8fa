"""A picture as one web page that needs no network."""

from __future__ import annotations

from dashboard.atlas import Atlas
from layers.pictures import assets_of
from layers.resolve import resolve
from layers.view import View
from layers.web.document import WHOLE_PAGE, PageForm, page_html

__all__ = ["page_text"]


def page_text(atlas: Atlas, view: View, form: PageForm = WHOLE_PAGE) -> str:
    """Return the page of a view.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = resolve(view, atlas.facts, atlas.assets.id_of)
    return page_html(picture, assets_of(view, atlas.facts, atlas.assets), form)
