"""Other people's files into a data set: read, mapped, checked, placed, written."""

from geodata.importing.read import read_bytes, read_tables
from geodata.importing.table import RawTable

__all__ = ["RawTable", "read_bytes", "read_tables"]
