"""A view as files: pictures, reports, the page, and the bundle that holds everything.

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
from dashboard.compare import with_selection
from dashboard.compare.report import compare_report, views_of_comparison
from dashboard.region.report import profile_report, view_of_profile
from dashboard.renderings import shared_renderings
from geodata.i18n import _
from layers import figure, web
from layers.assets.coverage import missing_letters, standing_in
from layers.export import bundle_bytes
from layers.export.about import address
from layers.figure import FigureFormat, FigureOptions, FigureTheme, report_size
from layers.picture.description import alt_text, long_description
from layers.picture.picture import assets_of
from layers.picture.resolve import check_view, resolve
from layers.report import Document, ReportPage
from layers.view import View
from layers.web.page_form import WHOLE_PAGE, PageForm

if TYPE_CHECKING:
    from layers.figure import Drawing

__all__ = [
    "ReportPage",
    "bundle_of",
    "bundle_with_notes",
    "drawing_of",
    "figure_of",
    "page_text",
    "picture_of",
    "report_drawing",
    "report_file",
    "report_of",
    "report_of_page",
    "stand_ins_of_map",
    "stand_ins_of_report",
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
    if not missing_letters([_text(atlas.picture(view).payload)]):
        return ""
    return standing_in(drawing_of(atlas, view, FigureFormat.SVG, FigureOptions()).missing)


def stand_ins_of_report(atlas: Atlas, page: ReportPage, view: View) -> str:
    """Return which letters of the report of a page are drawn as stand-ins; empty for none."""
    report, assets = report_of(atlas, page, view)
    said = (report.title, report.kicker, report.subtitle, *report.attribution, *report.lines())
    if not missing_letters((*said, *(_text(each.payload) for each in report.maps))):
        return ""
    options = FigureOptions(size=report_size(FigureFormat.PDF))
    return standing_in(figure.draw_report(report, assets, FigureFormat.PDF, options).missing)


def _text(payload: Mapping[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False, default=str)


def report_of(
    atlas: Atlas, page: ReportPage, view: View
) -> tuple[Document, Mapping[str, Mapping[str, Any]]]:
    """Return the report of a page, and the geometry and context of its maps.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    page : ReportPage
        Whose words are told.
    view : View
        Everything that was chosen.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist, or compares nothing.
    """
    facts = atlas.facts
    check_view(view, facts)
    compared = page is ReportPage.COMPARE
    view = with_selection(view) if compared else view
    views = views_of_comparison(view, facts) if compared else (view_of_profile(view, facts),)
    payloads = [resolve(each, facts, atlas.assets.id_of).payload for each in views]
    assets: dict[str, Mapping[str, Any]] = {}
    for each in views:
        assets |= assets_of(each, facts, atlas.assets)
    if compared:
        return compare_report(view, payloads, facts), assets
    return profile_report(view, payloads[0], facts), assets


def report_file(
    atlas: Atlas, page: ReportPage, view: View, form: FigureFormat, options: FigureOptions
) -> bytes:
    """Return the report of a page as the bytes of a file; see :func:`report_drawing`."""
    return report_drawing(atlas, page, view, form, options).data


def report_drawing(
    atlas: Atlas, page: ReportPage, view: View, form: FigureFormat, options: FigureOptions
) -> Drawing:
    """Return the report of a page as a file; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        See :func:`report_of`; also if a picture of a fixed height cannot hold the report.
    """
    report, assets = report_of(atlas, page, view)
    return figure.draw_report(report, assets, form, options)


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
