"""A view as figures: its map, and the reports of the pages Region and Compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dashboard.atlas import Atlas
from dashboard.viewmodel.compare import with_selection
from dashboard.viewmodel.compare_report import compare_report, views_of_comparison
from dashboard.viewmodel.profile_report import profile_report, view_of_profile
from layers.figure import (
    Drawing,
    FigureFormat,
    FigureOptions,
    draw_figure,
    draw_report,
    report_size,
)
from layers.pictures import assets_of
from layers.report import Document, ReportPage
from layers.resolve import check_view, resolve
from layers.view import View
from layers.web.coverage import missing_letters, standing_in

__all__ = [
    "ReportPage",
    "drawing_of",
    "figure_of",
    "report_drawing",
    "report_file",
    "report_of",
    "stand_ins_of_map",
    "stand_ins_of_report",
]


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
    return draw_figure(picture, assets, form, options)


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
    return standing_in(draw_report(report, assets, FigureFormat.PDF, options).missing)


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
    return draw_report(report, assets, form, options)
