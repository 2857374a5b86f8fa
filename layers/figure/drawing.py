"""Draw a picture or a report and return it as a file."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from geodata.errors import ViewError
from geodata.i18n import _
from layers.assets.coverage import MissingLetter, missing_letters
from layers.figure.draw.model import MapModel
from layers.figure.draw.paper import Paper
from layers.figure.layout.report import ReportSheets
from layers.figure.layout.sheet import MapSheet
from layers.figure.options import FigureFormat, FigureOptions
from layers.figure.save import own_settings, saved, saved_pages
from layers.picture.description import alt_text, long_description
from layers.picture.reader import PictureReader
from layers.report import Document

__all__ = ["Drawing", "draw_figure", "draw_report", "figure_bytes", "report_bytes"]

_SPACE = re.compile("[\\s\u200e\u200f]+")
_ONE_AT_A_TIME = threading.Lock()
"""Fonts and settings of matplotlib belong to the whole process."""


class Spec(Protocol):
    """A picture whose parts all carry their data."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """See :attr:`layers.picture.mapspec.MapSpec.payload`."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure.

    Parameters
    ----------
    data : bytes
        A whole file.
    missing : tuple of MissingLetter
        Letters that no font here holds; a crossed box stands for each of them.
    """

    data: bytes
    missing: tuple[MissingLetter, ...] = ()


def figure_bytes(
    spec: Spec,
    assets: Mapping[str, Mapping[str, Any]],
    form: FigureFormat,
    options: FigureOptions | None = None,
) -> bytes:
    """Return a picture as the bytes of a figure; see :func:`draw_figure`."""
    return draw_figure(spec, assets, form, options).data


def draw_figure(
    spec: Spec,
    assets: Mapping[str, Mapping[str, Any]],
    form: FigureFormat,
    options: FigureOptions | None = None,
) -> Drawing:
    """Return a picture as a figure. Equal arguments give equal bytes.

    Parameters
    ----------
    spec : Spec
        The picture, such as a :class:`layers.picture.mapspec.MapSpec`.
    assets : mapping of str to mapping
        Geometry and context by id, as for the exported page.
    form : FigureFormat
        Kind of file.
    options : FigureOptions, optional
        Size, theme and words.

    Raises
    ------
    ViewError
        If an asset is missing, or ``extent`` or ``highlight`` name a region that has no
        outline on this map.
    """
    chosen = options or FigureOptions()
    with _ONE_AT_A_TIME, own_settings():
        paper, sheet = _drawn(spec.payload, assets, chosen)
        size = chosen.size
        pixels = (round(size.width), round(size.height or 0)) if size.pixels else None
        data = saved(
            paper,
            form,
            chosen.resolution,
            title=sheet.title,
            alt=alt_text(spec.payload),
            description=_told(paper, long_description(spec.payload)),
            pixels=pixels,
        )
        return Drawing(data, _missing([paper]))


def report_bytes(
    report: Document,
    assets: Mapping[str, Mapping[str, Any]],
    form: FigureFormat,
    options: FigureOptions,
) -> bytes:
    """Return a report as the bytes of a figure; see :func:`draw_report`."""
    return draw_report(report, assets, form, options).data


def draw_report(
    report: Document,
    assets: Mapping[str, Mapping[str, Any]],
    form: FigureFormat,
    options: FigureOptions,
) -> Drawing:
    """Return a report as a figure. Equal arguments give equal bytes.

    Parameters
    ----------
    report : Document
        What is told.
    assets : mapping of str to mapping
        Geometry and context of its maps, by id.
    form : FigureFormat
        Kind of file. A PDF has as many pages as it takes, where the size has a height.
    options : FigureOptions
        Size, theme and words.

    Raises
    ------
    ViewError
        If a picture of a fixed height cannot hold the report.
    """
    with _ONE_AT_A_TIME, own_settings():
        sheets = ReportSheets(report, assets, options)
        papers = sheets.draw()
        alt = report.sentences(sheets.title)
        maps = (alt_text(each.payload) for each in report.maps)
        sources = _("Sources: {names}").format(names="  ·  ".join(report.attribution))
        told = "\n".join((*maps, *report.lines(), sources))
        if form is FigureFormat.PDF:
            data = saved_pages(papers, title=sheets.title, alt=alt, description=told)
            return Drawing(data, _missing(papers))
        if len(papers) > 1:
            raise ViewError(
                _("This report needs {n} pages of this size.").format(n=len(papers)),
                where="--size",
                remedy=_("Write a PDF, or give a width alone, such as 210mm."),
            )
        data = saved(
            papers[0],
            form,
            options.resolution,
            title=sheets.title,
            alt=alt,
            description=told,
            pixels=None,
        )
        return Drawing(data, _missing(papers))


def _drawn(
    payload: Mapping[str, Any], assets: Mapping[str, Any], options: FigureOptions
) -> tuple[Paper, MapSheet]:
    shown = PictureReader(payload)
    sheet = MapSheet(shown, MapModel(shown, assets, options.extent), options)
    return sheet.draw(), sheet


def _missing(papers: Iterable[Paper]) -> tuple[MissingLetter, ...]:
    return missing_letters(line for paper in papers for line in paper.said)


def _told(paper: Paper, description: str) -> str:
    """Return a description with every word that stands on the sheet and not in it yet."""
    known = _flat(description)
    more = [line for line in dict.fromkeys(paper.said) if _flat(line) not in known]
    if not more:
        return description
    also = _("Also on the sheet: {words}").format(words=" ".join(more))
    return f"{description}\n\n{also}"


def _flat(text: str) -> str:
    return _SPACE.sub("", text)
