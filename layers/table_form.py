"""The kinds of file that a table can be written as; light, so that commands refuse early."""

from __future__ import annotations

from geodata.model import Word

__all__ = ["TableForm"]


class TableForm(Word):
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
            TableForm.CSV: "text/csv",
            TableForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            TableForm.GPKG: "application/geopackage+sqlite3",
            TableForm.PARQUET: "application/vnd.apache.parquet",
            TableForm.GEOJSON: "application/geo+json",
        }[self]
