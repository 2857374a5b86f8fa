"""A view as files: pictures, the page, and the bundle that holds everything.

What draws is named by its package, which loads matplotlib for pictures and folium for pages
only when it is asked for: none waits for the other.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from dashboard.atlas import Atlas
from dashboard.renderings import shared_renderings
from geodata.i18n import _
from layers import figure, web
from layers.address import address_of
from layers.assets.coverage import missing_letters, standing_in
from layers.export import bundle_bytes
from layers.figure import FigureFormat, FigureOptions
from layers.picture.description import alt_text, long_description
from layers.picture.picture import assets_of
from layers.picture.resolve import resolve
from layers.view import View
from layers.web.page_form import WHOLE_PAGE, PageForm

if TYPE_CHECKING:
    from layers.figure import Drawing

__all__ = [
    "bundle_of",
    "bundle_with_notes",
    "drawing_of",
    "figure_of",
    "page_text",
    "payload_text",
    "picture_of",
    "stand_ins_of_map",
]


def page_text(atlas: Atlas, view: View, form: PageForm = WHOLE_PAGE) -> str:
    """Return the page of a view.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = resolve(view, atlas.facts, atlas.assets.id_of)
    return web.page_html(picture, assets_of(view, atlas.facts, atlas.assets), form)


def figure_of(atlas: Atlas, view: View, form: FigureFormat, options: FigureOptions) -> bytes:
    """Return the map of a view as the bytes of a figure; see :func:`drawing_of`."""
    return drawing_of(atlas, view, form, options).data


def drawing_of(atlas: Atlas, view: View, form: FigureFormat, options: FigureOptions) -> Drawing:
    """Return the map of a view as a figure; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    picture = resolve(view, atlas.facts, atlas.assets.id_of)
    assets = assets_of(view, atlas.facts, atlas.assets)
    return figure.draw_figure(picture, assets, form, options)


def stand_ins_of_map(atlas: Atlas, view: View) -> str:
    """Return which letters of the figure of a view are drawn as stand-ins; empty for none."""
    # Drawn only where some letter of the picture's data is missing: few data sets have any.
    if not missing_letters([payload_text(atlas.picture(view).payload)]):
        return ""
    return standing_in(drawing_of(atlas, view, FigureFormat.SVG, FigureOptions()).missing)


def payload_text(payload: Mapping[str, Any]) -> str:
    """Return everything that a picture says, as one text."""
    return json.dumps(payload, ensure_ascii=False, default=str)


_ONE_AT_A_TIME = threading.Lock()
"""A bundle of the whole country holds tens of megabytes while it is made."""


def picture_of(
    atlas: Atlas, view: View, form: FigureFormat, options: FigureOptions | None = None
) -> bytes:
    """Return the map of a view as a picture that says how to restore it.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    Busy
        If too many others wait for pictures already.
    """
    chosen = replace(options or FigureOptions(), restore=address_of(view, atlas.facts))
    key = ("picture", atlas.facts.fingerprint, view, form, chosen)
    return shared_renderings.wait(key, lambda: figure_of(atlas, view, form, chosen))


def bundle_of(atlas: Atlas, view: View) -> bytes:
    """Return everything about a view as one ZIP file; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    return bundle_with_notes(atlas, view)[0]


def bundle_with_notes(atlas: Atlas, view: View) -> tuple[bytes, Mapping[str, str]]:
    """Return a bundle, and what must be said of some of its files by their names.

    Drawing never blocks data: a picture or page that cannot be made is left out, and the
    bundle says which one and why.
    """
    with _ONE_AT_A_TIME:
        picture = atlas.picture(view)
        told = picture.payload
        options = FigureOptions(restore=address_of(view, atlas.facts))
        makers: dict[str, Callable[[], Drawing]] = {
            f"figure.{form}": partial(drawing_of, atlas, view, form, options)
            for form in FigureFormat
        }
        makers["map.html"] = lambda: figure.Drawing(page_text(atlas, view).encode())
        files = {"figure.txt": f"{alt_text(told)}\n\n{long_description(told)}\n".encode()}
        notes: dict[str, str] = {}
        for name, make in makers.items():
            try:
                drawing = make()
            except Exception as problem:
                notes[name] = _("It could not be made and is left out: {problem}").format(
                    problem=problem
                )
                continue
            files[name] = drawing.data
            if drawing.missing:
                notes[name] = standing_in(drawing.missing)
        return bundle_bytes(view, atlas.facts, picture.hash, files, notes), notes
