"""One view as one file of tables, in the form that a reader asks for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from layers.export.about import about, heading
from layers.export.events import claim_table, event_table
from layers.export.outlines import geojson_bytes, geopackage_bytes, geoparquet_bytes
from layers.export.regions import region_table
from layers.export.sanitize import DEFUSED, defused, shown_number
from layers.export.sources import source_table
from layers.export.xlsx import workbook
from layers.table_format import TableFormat
from layers.view import View

__all__ = ["csv_bytes", "table_bytes", "tables_of"]


def tables_of(view: View, facts: Facts) -> dict[str, pd.DataFrame]:
    """Return all tables of a view by name.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    return {
        "regions": region_table(view, facts),
        "events": event_table(view, facts),
        "claims": claim_table(view, facts),
        "sources": source_table(view, facts),
    }


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8; missing cells are empty, formulas in text defused.

    It begins with a byte-order mark: without one, Excel takes the letters for others.
    """
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        sheet.writerow(map(_written, row))
    return out.getvalue().encode("utf-8-sig")


def _written(value: object) -> str:
    if isinstance(value, str):
        return defused(value)
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return shown_number(float(str(value)))


def table_bytes(view: View, facts: Facts, form: TableFormat) -> bytes:
    """Return a view as one file of tables; equal inputs give equal bytes.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    form : TableFormat
        CSV, GeoParquet and GeoJSON hold the regions; XLSX and GeoPackage all tables.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    match form:
        case TableFormat.CSV:
            return csv_bytes(region_table(view, facts))
        case TableFormat.GEOJSON:
            return geojson_bytes(region_table(view, facts), view, facts)
        case TableFormat.PARQUET:
            return geoparquet_bytes(region_table(view, facts), view, facts)
        case TableFormat.GPKG:
            return geopackage_bytes(tables_of(view, facts), view, facts)
        case TableFormat.XLSX:
            return _workbook(tables_of(view, facts), view, facts)


def _workbook(tables: Mapping[str, pd.DataFrame], view: View, facts: Facts) -> bytes:
    told = (*about(view, facts), (_("Text and formulas"), DEFUSED))
    return workbook(tables, told, heading(view, facts), facts.dataset.metadata.created)
