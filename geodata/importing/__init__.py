"""Other people's files into a data set: read, mapped, checked, placed, written."""

from geodata.importing.columns import propose_mapping
from geodata.importing.convert import Imported, convert
from geodata.importing.dates import DateOrder
from geodata.importing.mapping import (
    ColumnUse,
    ImportField,
    ImportMapping,
    WordUse,
    changed_columns,
    read_mapping,
)
from geodata.importing.personal import NOT_FOUND, PersonalColumn, personal_columns
from geodata.importing.placing import Places
from geodata.importing.read import read_bytes, read_tables
from geodata.importing.report import ImportReport, Outcome, RowNote
from geodata.importing.table import RawTable
from geodata.importing.write import About, as_zip, folder_files, write_folder

__all__ = [
    "NOT_FOUND",
    "About",
    "ColumnUse",
    "DateOrder",
    "ImportField",
    "ImportMapping",
    "ImportReport",
    "Imported",
    "Outcome",
    "PersonalColumn",
    "Places",
    "RawTable",
    "RowNote",
    "WordUse",
    "as_zip",
    "changed_columns",
    "convert",
    "folder_files",
    "personal_columns",
    "propose_mapping",
    "read_bytes",
    "read_mapping",
    "read_tables",
    "write_folder",
]
