"""Any file into tables of text: the format is told by the first bytes, never by the name."""

from __future__ import annotations

from pathlib import Path

from geodata.errors import ImportRefused
from geodata.importing.archive import member, open_zip
from geodata.importing.delimited import read_delimited
from geodata.importing.features import (
    read_geopackage,
    read_json,
    read_parquet,
    read_shapefile,
)
from geodata.importing.table import RawTable, require_size
from geodata.importing.workbook import is_encrypted_office, read_workbook, require_workbook_size
from geodata.importing.xml_reader import read_gpx, read_kml

__all__ = ["read_bytes", "read_tables"]

_FOREIGN = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "packed with gzip",
    b"7z\xbc\xaf": "packed with 7-Zip",
    b"Rar!": "packed with RAR",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
_HEAD = 4096
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_tables(
    path: Path, *, part: str = "", encoding: str = "", separator: str = ""
) -> tuple[RawTable, ...]:
    """Read a file of events.

    Parameters
    ----------
    path : pathlib.Path
        CSV or other delimited text, XLSX, XLS, ODS, GeoJSON, JSON, GeoPackage, zipped
        Shapefile, KML, KMZ, GPX, Parquet or GeoParquet, at most 200 MB.
    part : str, optional
        The one sheet or layer that is read.
    encoding, separator : str, optional
        Of delimited text; found out if not given.

    Returns
    -------
    tuple of RawTable
        One for each sheet or layer with rows.

    Raises
    ------
    ImportRefused
        If the file is missing, too large, broken, protected or no table.
    """
    try:
        require_size(path.stat().st_size, path.name)
        raw = path.read_bytes()
    except OSError as error:
        raise ImportRefused(
            f"The file cannot be read ({error.strerror}).",
            where=path.name,
            remedy="Check its path.",
        ) from error
    return read_bytes(raw, path.name, part=part, encoding=encoding, separator=separator)


def read_bytes(
    raw: bytes, file: str, *, part: str = "", encoding: str = "", separator: str = ""
) -> tuple[RawTable, ...]:
    r"""Read the bytes of a file; see :func:`read_tables`.

    Examples
    --------
    >>> (table,) = read_bytes(b"title;place\nCameras;Dakar\n", "list.csv")
    >>> table.columns, table.read
    (('title', 'place'), 1)
    """
    require_size(len(raw), file)
    tables = _read(raw, file, part, encoding, separator)
    if not any(table.read for table in tables):
        raise ImportRefused("The file holds no rows.", where=file, remedy="Give a file with rows.")
    return tables


def _read(
    raw: bytes, file: str, part: str, encoding: str, separator: str, *, inside: bool = False
) -> tuple[RawTable, ...]:
    for start, what in _FOREIGN.items():
        if raw.startswith(start):
            raise ImportRefused(
                f"The file is {what}, not a table.", where=file, remedy="Give the table itself."
            )
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(raw, file, part, encoding, separator, inside=inside)
    if raw.startswith(_OLE):
        if is_encrypted_office(raw):
            raise ImportRefused(
                "The workbook is protected by a password.",
                where=file,
                remedy="Save a copy without the password.",
            )
        return read_workbook(raw, file, part)
    if raw.startswith(b"SQLite format 3\0"):
        return read_geopackage(raw, file, part)
    head = raw[:_HEAD].replace(b"\0", b"").lstrip(_BLANK)
    if head.startswith(b"<"):
        return _marked_up(raw, head, file, part)
    return (_single(raw, head, file, encoding, separator),)


def _single(raw: bytes, head: bytes, file: str, encoding: str, separator: str) -> RawTable:
    """Read a format that holds one table."""
    if raw.startswith(b"PAR1"):
        return read_parquet(raw, file)
    if head.startswith((b"{", b"[")) and not separator:
        return read_json(raw, file, encoding)
    return read_delimited(raw, file, encoding=encoding, separator=separator)


def _marked_up(raw: bytes, head: bytes, file: str, part: str) -> tuple[RawTable, ...]:
    lower = head.lower()
    if b"<gpx" in lower:
        return (read_gpx(raw, file),)
    if b"<html" in lower or b"<!doctype html" in lower or b"<table" in lower:
        raise ImportRefused(
            "The file is a web page, not a table, whatever its name says.",
            where=file,
            remedy="Open it in a spreadsheet program and save it as XLSX or CSV.",
        )
    return read_kml(raw, file, part)


def _zip(
    raw: bytes, file: str, part: str, encoding: str, separator: str, *, inside: bool
) -> tuple[RawTable, ...]:
    opened = open_zip(raw, file)
    names = [
        name
        for name in opened.namelist()
        if not name.endswith("/") and not name.startswith("__MACOSX/")
    ]
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        require_workbook_size(opened, file)
        return read_workbook(raw, file, part)
    if any(name.lower().endswith(".shp") for name in names):
        return read_shapefile(opened, file, part)
    kml = sorted((name for name in names if name.lower().endswith(".kml")), key=_doc_first)
    if kml:
        return read_kml(member(opened, kml[0], file), file, part)
    single = [name for name in names if not Path(name).name.startswith((".", "_"))]
    if len(single) != 1 or inside:
        raise ImportRefused(
            f"The archive holds {len(single)} files, and none is a map or a workbook.",
            where=file,
            remedy="Unpack it, and give the one file that is meant.",
        )
    name = single[0]
    return _read(
        member(opened, name, file),
        f"{file}, {Path(name).name}",
        part,
        encoding,
        separator,
        inside=True,
    )


def _doc_first(name: str) -> tuple[bool, str]:
    return (not name.lower().endswith("doc.kml"), name)
