"""CSV and other delimited text: encoding, separator, headings."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from statistics import median

from charset_normalizer import from_bytes

from geodata.errors import ImportRefused
from geodata.importing.layout import find_layout
from geodata.importing.table import RawTable, TableBuilder

__all__ = ["decode", "read_delimited"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = [
    *("gb18030", "big5", "cp949", "shift_jis", "euc_jp"),
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1258"),
    *("cp874", "mac_roman"),
]
_SAMPLE = 200_000
_DELIMITERS = ",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_LONGEST_CELL = 1_000_000
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""Excel writes the separator into the first line."""


def decode(raw: bytes, file: str, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Parameters
    ----------
    raw : bytes
    file : str
        Name for messages.
    encoding : str, optional
        Encoding that the user names; else it is found from a byte-order mark, from the bytes
        being valid UTF-8, or from how letters follow one another.

    Raises
    ------
    ImportRefused
        If the bytes are not text.
    """
    if encoding:
        return _named(raw, encoding, file), encoding
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw, name, file).lstrip("\ufeff"), name.removesuffix("-sig")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if text.count("\0") < 1 + len(text) // 100:
            return text.replace("\0", ""), "utf-8"
    return _guessed(raw, file)


def _named(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding).lstrip("\ufeff")
    except (LookupError, UnicodeError) as error:
        raise ImportRefused(
            f"The file is not {encoding}.", where=file, remedy="Name another encoding."
        ) from error


def _guessed(raw: bytes, file: str) -> tuple[str, str]:
    sample = raw[:_SAMPLE]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(zeros) > 4 and zeros.count(0) > 0.3 * len(zeros):
            return _strictly(raw, name, file).lstrip("\ufeff"), name
    if sample.count(0) > len(sample) // 100:
        raise _no_text(file)
    best = from_bytes(_to_line_end(sample), cp_isolation=_ENCODINGS).best()
    if best is None:
        raise _no_text(file)
    return raw.decode(best.encoding, errors="replace").replace("\0", ""), best.encoding


def _to_line_end(sample: bytes) -> bytes:
    end = sample.rfind(b"\n")
    return sample[: end + 1] if len(sample) == _SAMPLE and end > 0 else sample


def _strictly(raw: bytes, name: str, file: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeError as error:
        raise _no_text(file) from error


def _no_text(file: str) -> ImportRefused:
    return ImportRefused(
        "The file is neither text nor a format that can be read.",
        where=file,
        remedy="Save it as CSV (UTF-8), XLSX, ODS, GeoJSON, GeoPackage, zipped Shapefile, KML, "
        "GPX or Parquet, or name its encoding.",
    )


def _separator(text: str) -> str:
    """Return the separator that cuts most of the first rows into the same number of cells."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1]
    best, chosen = (0.0, 0.0), ","
    for mark in _DELIMITERS:
        if mark not in sample:
            continue
        try:
            widths = [len(row) for row in islice(_reader(sample, mark), 400) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        usual = median(widths)
        score = (sum(width == usual for width in widths) / len(widths), usual)
        if usual > 1 and (score[0] > best[0] + 0.1 or (score[0] > best[0] - 0.1 and score > best)):
            best, chosen = score, mark
    return chosen


def _reader(text: str, mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def read_delimited(raw: bytes, file: str, *, encoding: str = "", separator: str = "") -> RawTable:
    """Read delimited text.

    Blank rows do not count. A row with more cells than the heading is broken; sums and notes
    below the table are kept out with that reason.

    Raises
    ------
    ImportRefused
        If it is not text, or a quotation mark is never closed.
    """
    text, name = decode(raw, file, encoding)
    if not text.strip():
        raise ImportRefused("The file is empty.", where=file, remedy="Give a file with rows.")
    declared = _DECLARED.match(text)
    skipped = 0
    if declared is not None:
        separator, text, skipped = separator or declared[1], text[declared.end() :], 1
    mark = separator or _separator(text)
    if len(mark) != 1 or mark in '"\r\n':
        raise ImportRefused("The separator must be one sign.", where=file, remedy="Give ; or |.")
    rows = _reader(text, mark)
    numbered = _numbered(rows, skipped, file)
    head = list(islice(numbered, 60))
    layout = find_layout([cells for _, cells in head])
    columns = head[layout.heading][1] if layout.heading is not None else []
    width = max((len(cells) for _, cells in head[layout.first :]), default=0)
    if layout.heading is None:
        columns = [""] * max(width, 1)
    # A column without a heading still holds cells.
    elif width > len(columns) and all(
        len(cells) in {0, width} for _, cells in head[layout.first :]
    ):
        columns = [*columns, *[""] * (width - len(columns))]
    builder = TableBuilder(file, "", columns)
    builder.add_all(chain(head[layout.first :], numbered))
    notes = [f"Encoding {name}; cells are separated by {_NAMES.get(mark, mark)}."]
    if layout.heading is None:
        notes.append("The table has no row of headings.")
    elif layout.heading:
        notes.append(f"{layout.heading} lines above the headings are not part of the table.")
    return builder.table(notes)


def _numbered(
    rows: Iterator[list[str]], skipped: int, file: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins."""
    line = 1 + skipped
    try:
        for cells in rows:
            yield line, cells
            line = rows.line_num + 1 + skipped  # type: ignore[attr-defined]
    except csv.Error as error:
        raise ImportRefused(
            f"The file cannot be read as a table: {error}.",
            where=f"{file} line {line}",
            remedy="Look for a double quote that is opened and never closed.",
        ) from error
