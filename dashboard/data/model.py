"""What the page of data offers: files of the current view, counts, licence and citation."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import LabeledEnum
from layers.export import TableFormat, claim_table, event_table, source_table
from layers.export.about import heading
from layers.export.citations import bibtex, dataset_citation, dataset_item
from layers.view import View
from layers.wording import plural

__all__ = ["DataPage", "Group", "Offer", "data_page", "offers"]


class Group(LabeledEnum):
    """Under which heading a file is offered."""

    WHOLE = "whole", "Everything"
    TABLES = "tables", "Tables"
    PICTURES = "pictures", "Pictures and page"


@dataclass(frozen=True, slots=True)
class Offer:
    """One file: what it is called, what it is for, and where it gets its name and type."""

    group: Group
    key: str
    label: str
    purpose: str
    mime: str
    form: TableFormat | None = None


@dataclass(frozen=True, slots=True)
class DataPage:
    """What the page says of the current view and of the data set."""

    heading: str
    counts: str
    title: str
    version: str
    licence: str
    fingerprint: str
    citation: str
    bibtex: str


def _purposes() -> dict[TableFormat, str]:
    return {
        TableFormat.CSV: _(
            "The regions as plain text, for scripts and any spreadsheet: UTF-8 with a byte-order "
            "mark, which Excel needs."
        ),
        TableFormat.XLSX: _(
            "Regions, events, claims and sources on one sheet each, with an explanation."
        ),
        TableFormat.GPKG: _(
            "All four tables with the outlines of the regions, for QGIS and ArcGIS."
        ),
        TableFormat.PARQUET: _("The regions with their outlines, for Python and R."),
        TableFormat.GEOJSON: _("The regions with their outlines, for maps on the web."),
    }


def offers() -> tuple[Offer, ...]:
    """Return the files that a reader can take, the most complete first."""
    whole = Offer(
        Group.WHOLE,
        "zip",
        _("Bundle"),
        _(
            "Everything in one file that can be checked years later: tables, pictures, page, "
            "citations, licences, hashes, and the command that makes it again."
        ),
        "application/zip",
    )
    shown = Group.PICTURES
    pictures = (
        Offer(shown, "png", "PNG", _("The map as a picture, for articles."), "image/png"),
        Offer(shown, "svg", "SVG", _("The map as a drawing, to scale and edit."), "image/svg+xml"),
        Offer(shown, "pdf", "PDF", _("The map as a page, to print."), "application/pdf"),
    )
    page = Offer(
        shown,
        "html",
        _("Web page"),
        _("The map to explore, as one file that opens from disk without a network."),
        "text/html",
    )
    tables = (
        Offer(Group.TABLES, form.value, form.label, purpose, form.mime, form)
        for form, purpose in _purposes().items()
    )
    return (whole, *tables, *pictures, page)


def data_page(view: View, facts: Facts) -> DataPage:
    """Return what the page says of a view and of the data set."""
    regions = facts.regions.codes(view.map.level, view.map.area)
    meta = facts.dataset.metadata
    return DataPage(
        heading=heading(view, facts),
        counts=", ".join(
            (
                plural(len(regions), "region"),
                plural(len(event_table(view, facts)), "event"),
                plural(len(claim_table(view, facts)), "claim of a source", "claims of sources"),
                plural(len(source_table(view, facts)), "source"),
            )
        ),
        title=meta.title,
        version=meta.version,
        licence=meta.licence,
        fingerprint=facts.fingerprint[:16],
        citation=dataset_citation(facts),
        bibtex=bibtex([dataset_item(facts)]),
    )
