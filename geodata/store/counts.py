"""Counts of events that add up: by region, months, kind, technologies, scope and confidence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geodata.geography import Regions
from geodata.model import DateBasis, PartialDate, Status, possible_months
from geodata.place import outlines_of, region_of

__all__ = ["COUNTS", "COUNT_KEYS", "count_events", "counts_hash", "merge_counts"]

COUNT_KEYS = pa.schema(
    [
        *((name, pa.string()) for name in ("region", "kind", "technology", "scope", "confidence")),
        *((name, pa.int32()) for name in ("first_month", "last_month")),
        ("dated", pa.bool_()),
    ]
)
"""What events are told apart by. Months count from the year 0, null is open; ``technology``
holds all of an event, sorted and joined by semicolons, so that each event is in one row."""

COUNTS = COUNT_KEYS.append(pa.field("events", pa.int64()))
"""The columns of a table of counts."""

Codes = npt.NDArray[np.int64]


def count_events(events: pa.Table, regions: Regions) -> pa.Table:
    """Count the published events of one table.

    An event is placed as :func:`geodata.place.place` places it: by its code, else by its
    coordinates, and never finer than its precision. One that cannot be placed is counted under
    the region ``""``. Each distinct code, date and set of technologies is read once.

    Parameters
    ----------
    events : pyarrow.Table
        As of :func:`~geodata.store.events.read_events`.
    regions : Regions

    Returns
    -------
    pyarrow.Table
        The columns of :data:`COUNT_KEYS` and ``events``, sorted.
    """
    status = events["status"].cast(pa.string())
    mask = pa.compute.is_in(status, pa.array(["", Status.PUBLISHED.value]))
    events = events.filter(mask)
    keys = [
        _placed(events, regions),
        *(_words(events, name) for name in ("kind", "modality", "scope", "confidence")),
        _months(events),
    ]
    _groups, first, counts = _grouped([codes for codes, _values in keys])
    columns: list[list[Any]] = [
        [values[code] for code in codes[first].tolist()] for codes, values in keys
    ]
    *words, months = columns
    flat = [*words, *([each[k] for each in months] for k in range(3))]
    arrays = [pa.array(each, field.type) for each, field in zip(flat, COUNT_KEYS, strict=True)]
    table = pa.table([*arrays, pa.array(counts)], schema=COUNTS)
    return merge_counts([table])


def _grouped(columns: Sequence[Codes]) -> tuple[Codes, Codes, Codes]:
    """Return the group of each row, the first row of each group, and how many rows it has."""
    group = np.zeros(len(columns[0]), dtype=np.int64)
    for codes in columns:
        wide = int(codes.max(initial=0)) + 1
        group = np.unique(group * wide + codes, return_inverse=True)[1]
    _unique, first, counts = np.unique(group, return_index=True, return_counts=True)
    return group, first, counts


def _dictionary(events: pa.Table, name: str) -> tuple[Codes, list[str]]:
    column = events[name].combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = (
            pa.concat_arrays(column.chunks)
            if column.num_chunks
            else pa.array([], pa.dictionary(pa.int32(), pa.string()))
        )
    return column.indices.to_numpy(zero_copy_only=False).astype(np.int64), (
        column.dictionary.to_pylist()
    )


def _joined(
    events: pa.Table, names: Sequence[str], read: Callable[..., Any]
) -> tuple[Codes, list[Any]]:
    """Return codes and values of what is read from several columns, each combination once."""
    parts = [_dictionary(events, name) for name in names]
    group, first, _counts = _grouped([codes for codes, _values in parts])
    values = [read(*(values[int(codes[row])] for codes, values in parts)) for row in first.tolist()]
    return _distinct(group, values)


def _distinct(codes: Codes, values: Sequence[Any]) -> tuple[Codes, list[Any]]:
    """Give equal values one code."""
    known: dict[Any, int] = {}
    new = np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)
    return (new[codes] if len(new) else codes), list(known)


def _words(events: pa.Table, name: str) -> tuple[Codes, list[Any]]:
    codes, values = _dictionary(events, name)
    return _distinct(
        codes,
        [";".join(sorted({each.strip() for each in value.split(";")} - {""})) for value in values],
    )


def _months(events: pa.Table) -> tuple[Codes, list[Any]]:
    def read(start: str, end: str, basis: str) -> tuple[int | None, int | None, bool]:
        of_event = basis in {"", DateBasis.EVENT.value}
        dates = [_date(start), _date(end)]
        return *possible_months(*dates, of_event=of_event), any(dates)

    return _joined(events, ("start", "end", "date_basis"), read)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None


def _placed(events: pa.Table, regions: Regions) -> tuple[Codes, list[Any]]:
    """Return the region in which each event is drawn."""
    geography = regions.geography
    precisions = geography.precisions

    def drawn(code: str, precision: str) -> str:
        level = precisions[precision].level if precision in precisions else geography.finest
        return region_of(code, level, regions) if code or level.rank == 0 else _BY_POINT

    codes, found = _joined(events, ("region", "precision"), drawn)
    if _BY_POINT not in found:
        return codes, found
    at = np.flatnonzero(codes == found.index(_BY_POINT))
    outlines = outlines_of(regions)
    x, y = (_numbers(events[name])[at] for name in "xy")
    rows = outlines.locate(x, y).astype(np.int64) + 1
    units = ("", *outlines.codes(outlines.finest))
    fineness, words = _dictionary(events, "precision")
    group, first, _counts = _grouped([rows, fineness[at]])
    levels = [precisions[word].level if word in precisions else geography.finest for word in words]
    values = [
        region_of(units[int(rows[row])], levels[int(fineness[at[row]])], regions)
        if rows[row]
        else ""
        for row in first.tolist()
    ]
    codes = codes.copy()
    codes[at] = group + len(found)
    return _distinct(codes, [*("" if each == _BY_POINT else each for each in found), *values])


_BY_POINT = "\0"
"""Stands for events without a code until their coordinates are looked up."""


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    return np.asarray(column.to_numpy(), dtype=np.float64)


def merge_counts(parts: Iterable[pa.Table]) -> pa.Table:
    """Add up counts; the order of the parts does not matter.

    Examples
    --------
    >>> merge_counts([COUNTS.empty_table(), COUNTS.empty_table()]).num_rows
    0
    """
    names = list(COUNT_KEYS.names)
    together = pa.concat_tables(list(parts) or [COUNTS.empty_table()])
    grouped = together.group_by(names, use_threads=False).aggregate([("events", "sum")])
    table = grouped.rename_columns([*names, "events"]).select([*names, "events"])
    return table.sort_by([(name, "ascending") for name in names]).combine_chunks()


def counts_hash(counts: pa.Table) -> str:
    """Return the SHA-256 over all rows of some counts, in their order."""
    rows = zip(*(column.to_pylist() for column in counts.columns), strict=True)
    digest = hashlib.sha256(repr(counts.column_names).encode())
    return reduce(_fed, rows, digest).hexdigest()


def _fed(digest: Any, row: tuple[Any, ...]) -> Any:
    digest.update(repr(row).encode())
    return digest
