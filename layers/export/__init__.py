"""A view as files: tables, citations, and a bundle that holds them all."""

from layers.export.bundle import bundle_bytes
from layers.export.events import claim_table, event_table
from layers.export.formats import table_bytes, tables_of
from layers.export.regions import region_table
from layers.export.sources import source_table
from layers.table_format import TableFormat

__all__ = [
    "TableFormat",
    "bundle_bytes",
    "claim_table",
    "event_table",
    "region_table",
    "source_table",
    "table_bytes",
    "tables_of",
]
