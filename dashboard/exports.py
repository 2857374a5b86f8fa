"""A view as files: pictures, reports, the page, and the bundle that holds everything."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from dashboard.atlas import Atlas
from dashboard.figure import (
    ReportPage,
    drawing_of,
    figure_of,
    report_file,
)
from dashboard.page import page_text
from dashboard.renderings import shared_renderings
from geodata.i18n import _
from layers.describe import alt_text, long_description
from layers.export import bundle_bytes
from layers.export.about import address
from layers.figure import Drawing, FigureFormat, FigureOptions, FigureTheme, report_size
from layers.view import View
from layers.web.coverage import standing_in

__all__ = ["bundle_of", "bundle_with_notes", "picture_of", "report_of_page"]

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
    chosen = replace(options or FigureOptions(), restore=address(view))
    key = ("picture", atlas.facts.fingerprint, view, form, chosen)
    return shared_renderings.wait(key, lambda: figure_of(atlas, view, form, chosen))


def report_of_page(
    atlas: Atlas,
    page: ReportPage,
    view: View,
    form: FigureFormat,
    theme: FigureTheme = FigureTheme.PRINT,
) -> bytes:
    """Return the report of a page: A4 pages as PDF, else one tall picture.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist, or compares nothing.
    Busy
        If too many others wait for pictures already.
    """
    options = FigureOptions(
        size=report_size(form), theme=theme, restore=f"{page.value}{address(view)}"
    )
    key = ("report", atlas.facts.fingerprint, page, view, form, options)
    return shared_renderings.wait(key, lambda: report_file(atlas, page, view, form, options))


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
        options = FigureOptions(restore=address(view))
        makers: dict[str, Callable[[], Drawing]] = {
            f"figure.{form}": partial(drawing_of, atlas, view, form, options)
            for form in FigureFormat
        }
        makers["map.html"] = lambda: Drawing(page_text(atlas, view).encode())
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
