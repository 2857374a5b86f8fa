"""The kinds of file that a table can be written as; light, so that commands refuse early."""

from __future__ import annotations

from geodata.model import LabeledEnum

__all__ = ["TableFormat"]


class TableFormat(LabeledEnum):
    """The forms of a table; the value is the ending of the file."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel workbook"
    GPKG = "gpkg", "GeoPackage"
    PARQUET = "parquet", "GeoParquet"
    GEOJSON = "geojson", "GeoJSON"

    @property
    def mime(self) -> str:
        """Media type."""
        return {
            TableFormat.CSV: "text/csv",
            TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            TableFormat.GPKG: "application/geopackage+sqlite3",
            TableFormat.PARQUET: "application/vnd.apache.parquet",
            TableFormat.GEOJSON: "application/geo+json",
        }[self]
