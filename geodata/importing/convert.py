"""A table and its mapping into events, sources and claims, with an account of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.errors import ImportRefused
from geodata.importing.dates import DateReading, read_date
from geodata.importing.location import locate
from geodata.importing.mapping import ImportField, ImportMapping, changed_columns
from geodata.importing.personal import NOT_FOUND, personal_columns, without_personal
from geodata.importing.placing import Places
from geodata.importing.records import Records
from geodata.importing.report import ImportReport, Outcome, RowNote, sorted_notes
from geodata.importing.table import RawTable

__all__ = ["Imported", "convert"]

_F = ImportField


@dataclass(frozen=True)
class Imported:
    """Tables of text, ready to be written, and the account of the rows they come from."""

    events: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    report: ImportReport
    mapping: ImportMapping


def convert(
    table: RawTable, mapping: ImportMapping, places: Places, *, keep_personal: bool = False
) -> Imported:
    """Make events of the rows of a table.

    A row is kept out only for what cannot be true: a date that no calendar has, an end before
    the start. Whatever is not understood stays in the words of the event.

    Parameters
    ----------
    table : RawTable
    mapping : ImportMapping
    places : Places
    keep_personal : bool
        Whether columns that may identify people, and phone numbers, e-mail addresses and ID
        numbers in others, are kept.

    Raises
    ------
    ImportRefused
        If the file lacks a column that the mapping names.
    """
    missing, new = changed_columns(mapping, table.columns)
    if missing:
        raise ImportRefused(
            f"The file has no column {', '.join(missing[:8])}, which the mapping names.",
            where=table.file,
            remedy=f"New columns: {', '.join(new[:8]) or 'none'}. Correct mapping.toml or omit it.",
        )
    notes: list[RowNote] = [
        RowNote(
            problem.line or 0,
            "",
            Outcome.QUARANTINED,
            problem.message,
            problem.remedy,
            problem.record,
        )
        for problem in table.broken
    ]
    remarks = [*table.notes]
    if new:
        remarks.append(f"New columns, kept in the words of the event: {', '.join(new[:12])}.")
    table = _cleaned(table, mapping, notes, remarks, keep_personal=keep_personal)
    found = locate(table, mapping, places)
    notes += found.notes
    remarks += found.remarks
    start, end, bad = _dates(table, mapping, notes)
    kept = ~bad
    records = Records(table, mapping, found, places, start, end)
    if odd := records.foreign_technologies():
        remarks.append(
            "No bundled subject lists these technologies; they are kept as words of their own: "
            f"{', '.join(odd[:12])}."
        )
    events = records.events(notes)[kept].reset_index(drop=True)
    sources, claims = records.claims(events["event_id"], kept)
    notes += _duplicates(events, table.lines[kept].tolist())
    placed = Counter(str(way) for way in found.placed[kept])
    if not keep_personal:
        remarks.append(NOT_FOUND)
    report = ImportReport(
        table.file,
        table.read,
        int(kept.sum()),
        sorted_notes(notes),
        tuple(placed.most_common()),
        tuple(remarks),
    )
    return Imported(events, sources, claims, report, mapping)


def _cleaned(
    table: RawTable,
    mapping: ImportMapping,
    notes: list[RowNote],
    remarks: list[str],
    *,
    keep_personal: bool,
) -> RawTable:
    """Return the table without columns that are left out, and without numbers of people."""
    out = [name for name in mapping.of(_F.LEFT_OUT) if name in table.columns]
    cells = table.cells.drop(columns=out)
    if out:
        remarks.append(f"Left out: {', '.join(out)}.")
    if not keep_personal:
        for each in personal_columns(table):
            if each.column in out or each.reason.startswith("The heading"):
                continue
            cleaned, changed = without_personal(cells[each.column])
            cells[each.column] = cleaned
            for row in np.flatnonzero(changed):
                reason = "A phone number, e-mail address or ID number was removed."
                remedy = "Choose to keep personal data only where it harms nobody."
                line = int(table.lines[row])
                notes.append(
                    RowNote(line, each.column, Outcome.REPAIRED, reason, remedy, "", "[removed]")
                )
    return RawTable(
        table.file,
        table.part,
        cells,
        table.lines,
        table.geometry,
        table.crs,
        table.broken,
        table.notes,
    )


def _duplicates(events: pd.DataFrame, lines: list[int]) -> Iterator[RowNote]:
    """Yield a finding for each row that says what an earlier one says; none is merged."""
    seen: dict[tuple[str, ...], int] = {}
    names = ("title", "region", "latitude", "longitude", "place_as_written", "start", "modality")
    columns = [events[name].tolist() for name in names]
    for line, key in zip(lines, zip(*columns, strict=True), strict=True):
        if not any(key[1:6]):
            continue
        first = seen.setdefault((" ".join(key[0].casefold().split()), *key[1:]), line)
        if first != line:
            reason = "The row has the title, place, date and technology of an earlier row."
            remedy = f"See line {first}: leave one out if both are the same event."
            yield RowNote(line, "title", Outcome.FINDING, reason, remedy, key[0])


Dates = list[DateReading]


def _readings(table: RawTable, mapping: ImportMapping, wanted: ImportField) -> Dates:
    name = mapping.first(wanted)
    if name is None:
        return [DateReading()] * len(table.cells)
    cells = table.texts(name)
    known = {
        text: read_date(text, mapping.date_order, serials=mapping.serials) for text in set(cells)
    }
    return [known[text] for text in cells]


def _dates(
    table: RawTable, mapping: ImportMapping, notes: list[RowNote]
) -> tuple[Dates, Dates, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return first and last date of each row, and which rows are kept out for them."""
    first, last = _readings(table, mapping, _F.START), _readings(table, mapping, _F.END)
    bad = np.zeros(len(table.cells), dtype=bool)
    for wanted, readings in ((_F.START, first), (_F.END, last)):
        name = mapping.first(wanted)
        if name is None:
            continue
        for row, (reading, text) in enumerate(zip(readings, table.texts(name), strict=True)):
            line = int(table.lines[row])
            if reading.impossible:
                bad[row] = True
                reason = reading.note or "The calendar has no such date."
                note = RowNote(line, name, Outcome.QUARANTINED, reason, "Correct the date.", text)
                notes.append(note)
            elif reading.note:
                remedy = "Say whether day or month stands first."
                notes.append(RowNote(line, name, Outcome.FINDING, reading.note, remedy, text))
            elif text and not reading.understood:
                reason = "It is not read as a date; the words are kept."
                remedy = "Write 2019, 2019-03 or 2019-03-14."
                notes.append(RowNote(line, name, Outcome.FINDING, reason, remedy, text))
    for row, (begin, finish) in enumerate(zip(first, last, strict=True)):
        if begin.start and finish.start and finish.start.last < begin.start.first:
            bad[row] = True
            reason, line = "It ends before it starts.", int(table.lines[row])
            notes.append(RowNote(line, "end", Outcome.QUARANTINED, reason, "Check both dates."))
    return first, last, bad
