"""The report of a page as a file: what each page tells is its own, how it is saved is said here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.atlas import Atlas
from dashboard.exports.files import payload_text
from dashboard.renderings import shared_renderings
from geodata.facts import Facts
from layers import figure
from layers.address import address_of, check_view
from layers.assets.coverage import missing_letters, standing_in
from layers.figure import FigureFormat, FigureOptions, FigureTheme, report_size
from layers.picture.picture import assets_of
from layers.picture.resolve import resolve
from layers.report import Document, ReportPage
from layers.view import View

if TYPE_CHECKING:
    from layers.figure import Drawing

__all__ = [
    "PageReport",
    "report_drawing",
    "report_file",
    "report_of",
    "report_of_page",
    "stand_ins_of_report",
]


@dataclass(frozen=True, slots=True)
class PageReport:
    """What one page tells in a report.

    Parameters
    ----------
    page : ReportPage
        Which page it is.
    views : callable
        ``views(view, facts)``: of what the report has maps.
    document : callable
        ``document(view, payloads, facts)``: the report with the pictures of those maps.
    """

    page: ReportPage
    views: Callable[[View, Facts], tuple[View, ...]]
    document: Callable[[View, Sequence[Mapping[str, Any]], Facts], Document]


def report_of(
    atlas: Atlas, told: PageReport, view: View
) -> tuple[Document, Mapping[str, Mapping[str, Any]]]:
    """Return the report of a page, and the geometry and context of its maps.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    told : PageReport
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
    views = told.views(view, facts)
    payloads = [resolve(each, facts, atlas.assets.id_of).payload for each in views]
    assets: dict[str, Mapping[str, Any]] = {}
    for each in views:
        assets |= assets_of(each, facts, atlas.assets)
    return told.document(view, payloads, facts), assets


def report_file(
    atlas: Atlas, told: PageReport, view: View, form: FigureFormat, options: FigureOptions
) -> bytes:
    """Return the report of a page as the bytes of a file; see :func:`report_drawing`."""
    return report_drawing(atlas, told, view, form, options).data


def report_drawing(
    atlas: Atlas, told: PageReport, view: View, form: FigureFormat, options: FigureOptions
) -> Drawing:
    """Return the report of a page as a file; equal inputs give equal bytes.

    Raises
    ------
    ViewError
        See :func:`report_of`; also if a picture of a fixed height cannot hold the report.
    """
    report, assets = report_of(atlas, told, view)
    return figure.draw_report(report, assets, form, options)


def report_of_page(
    atlas: Atlas,
    told: PageReport,
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
        size=report_size(form),
        theme=theme,
        restore=f"{told.page.value}{address_of(view, atlas.facts)}",
    )
    key = ("report", atlas.facts.fingerprint, told.page, view, form, options)
    return shared_renderings.wait(key, lambda: report_file(atlas, told, view, form, options))


def stand_ins_of_report(atlas: Atlas, told: PageReport, view: View) -> str:
    """Return which letters of the report of a page are drawn as stand-ins; empty for none."""
    report, assets = report_of(atlas, told, view)
    said = (report.title, report.kicker, report.subtitle, *report.attribution, *report.lines())
    if not missing_letters((*said, *(payload_text(each.payload) for each in report.maps))):
        return ""
    options = FigureOptions(size=report_size(FigureFormat.PDF))
    return standing_in(figure.draw_report(report, assets, FigureFormat.PDF, options).missing)
