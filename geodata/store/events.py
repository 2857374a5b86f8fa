"""Events as Arrow columns, from Parquet or CSV, on this machine or in a store of objects."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from geodata.errors import DatasetError

__all__ = ["EVENT_COLUMNS", "partitions_of", "read_events"]

EVENT_COLUMNS = (
    *("event_id", "scope", "kind", "modality", "confidence", "status"),
    *("region", "precision", "start", "end", "date_basis"),
)
"""Columns of text that counting reads; one that a file lacks is empty throughout."""

_DEGREES = ("longitude", "latitude")
_ENDINGS = (".parquet", ".csv")


def partitions_of(events: str) -> tuple[str, ...]:
    """Return the files that hold some events, sorted by name.

    Parameters
    ----------
    events : str
        A file (``.parquet`` or ``.csv``); a folder with ``events.parquet``, with Parquet files
        in ``events/``, with ``events.csv``, or with Parquet files alone; or the address of
        either in a store that ``fsspec`` knows, as ``s3://bucket/events``.

    Raises
    ------
    DatasetError
        If there is no such file.
    """
    found: list[str] = []
    if events.endswith(_ENDINGS) and "*" not in events:
        return (events,)
    base = events.rstrip("/")
    patterns = [f"{base}/{each}" for each in ("events.parquet", "events/*.parquet", "events.csv")]
    for pattern in [base] if "*" in base else [*patterns, f"{base}/*.parquet"]:
        found = _matches(pattern)
        if found:
            return tuple(sorted(found))
    raise DatasetError(
        "No file of events was found.",
        where=events,
        remedy="Give a .parquet or .csv file, or a folder with events.parquet or events/*.parquet.",
    )


def _matches(pattern: str) -> list[str]:
    if "://" not in pattern:
        path = Path(pattern)
        start = Path(path.anchor or ".")
        return [str(each) for each in start.glob(str(path.relative_to(path.anchor or ".")))]
    store, inside = _store(pattern)
    return [str(store.unstrip_protocol(each)) for each in store.glob(inside)]


def _store(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        raise DatasetError(
            "Addresses of stores need the package fsspec.",
            where=address,
            remedy="Install deployment-atlas[dask], or give a path.",
        ) from None
    try:
        store, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise DatasetError(str(error), where=address, remedy="Check the address.") from None
    return store, path


@contextmanager
def _opened(address: str) -> Iterator[IO[bytes]]:
    if "://" not in address:
        with Path(address).open("rb") as file:
            yield file
        return
    store, path = _store(address)
    with store.open(path, "rb") as file:
        yield file


def read_events(address: str) -> pa.Table:
    """Read the columns of one file that counting needs.

    Parameters
    ----------
    address : str
        One of :func:`partitions_of`.

    Returns
    -------
    pyarrow.Table
        :data:`EVENT_COLUMNS` as dictionaries of text (empty is ``""``), ``x`` and ``y`` in
        degrees east and north, EPSG:4326 (null where there is no point).

    Raises
    ------
    DatasetError
        If the file cannot be read, has no column that places an event, or holds a coordinate
        that is no number.
    """
    try:
        with _opened(address) as file:
            table = _parquet(file) if address.endswith(".parquet") else _csv(file)
    except (OSError, pa.ArrowException) as error:
        said = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise DatasetError(
            f"The file cannot be read: {said}.", where=address, remedy="Check or replace the file."
        ) from None
    if not {"region", *_DEGREES} & set(table.column_names):
        raise DatasetError(
            "No column says where the events are.",
            where=address,
            remedy="Give the column region, or latitude and longitude.",
        )
    columns = {name: _text(table, name) for name in EVENT_COLUMNS}
    for name, source in zip("xy", _DEGREES, strict=True):
        columns[name] = _degrees(table, source, address)
    return pa.table(columns)


def _parquet(file: IO[bytes]) -> pa.Table:
    source = pq.ParquetFile(file)
    wanted = [name for name in (*EVENT_COLUMNS, *_DEGREES) if name in source.schema_arrow.names]
    return source.read(columns=wanted)


def _csv(file: IO[bytes]) -> pa.Table:
    header = next(csv.reader([file.readline().decode("utf-8-sig")]), [])
    file.seek(0)
    wanted = [name for name in (*EVENT_COLUMNS, *_DEGREES) if name in header]
    options = pa_csv.ConvertOptions(
        include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string())
    )
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    return pa_csv.read_csv(file, parse_options=parse, convert_options=options)


def _text(table: pa.Table, name: str) -> pa.ChunkedArray:
    if name not in table.column_names:
        return pa.chunked_array(
            [
                pa.DictionaryArray.from_arrays(
                    pa.nulls(table.num_rows, pa.int32()).fill_null(0), pa.array([""])
                )
            ]
        )
    column = table[name]
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return pc.fill_null(column.cast(pa.string()), "").combine_chunks().dictionary_encode()


def _degrees(table: pa.Table, name: str, address: str) -> pa.ChunkedArray:
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.float64())
    column = table[name]
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        trimmed = pc.utf8_trim_whitespace(column)
        column = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, trimmed.type), trimmed)
    try:
        return column.cast(pa.float64())
    except pa.ArrowInvalid as error:
        raise DatasetError(
            f"A coordinate is no number: {error}.",
            where=f"{address}, {name}",
            remedy="Write decimal degrees; leave the cell empty if unknown.",
        ) from None
