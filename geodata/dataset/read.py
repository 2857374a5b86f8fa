"""One folder into a :class:`~geodata.dataset.Dataset`; nothing is dropped in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pandera.pandas as pa

from geodata.dataset.cells import Row, read_rows
from geodata.dataset.dataset import Dataset, Metadata
from geodata.dataset.parse import Cells, parse_claim, parse_event, parse_source
from geodata.dataset.report import Problem, Report, RowCount, Severity
from geodata.dataset.rules import Complaint, chain, claim_rules, event_rules, source_rules
from geodata.dataset.schema import TABLES, cell_checks, table_schema
from geodata.errors import DatasetError
from geodata.model import Claim, Credibility, Event, Source

__all__ = ["BUNDLED", "read_dataset"]

BUNDLED = Path(__file__).parents[1] / "bundled" / "dataset"
"""Folder of the data set that comes with the product."""

T = TypeVar("T", Event, Source, Claim)
Kept = dict[str, tuple[int, T]]


def _metadata(folder: Path) -> Metadata:
    path = folder / "datapackage.json"
    remedy = "Write at least name, title, version and licenses, as in the bundled data set."
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatasetError("The file is missing.", where=path.name, remedy=remedy) from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise DatasetError(f"It is not JSON that can be read: {error}.", where=path.name) from None
    if not isinstance(said, dict) or not all(
        isinstance(said.get(key), str) and said[key] for key in ("name", "title", "version")
    ):
        raise DatasetError("Name, title or version is missing.", where=path.name, remedy=remedy)

    def joined(key: str, *inner: str) -> str:
        entries = said.get(key)
        named = (entry for entry in entries or () if isinstance(entry, dict))
        return "; ".join(
            next((str(entry[name]) for name in inner if entry.get(name)), "") for entry in named
        )

    return Metadata(
        name=said["name"],
        title=said["title"],
        version=said["version"],
        licence=joined("licenses", "name", "title", "path"),
        description=str(said.get("description", "")),
        contributors=joined("contributors", "title"),
    )


def _bad_cells(table: str, file: str, rows: list[Row]) -> Iterator[Problem]:
    """Check every cell against the Table Schema."""
    schema = table_schema(table)
    frame = pd.DataFrame([row.cells for row in rows], dtype=object).replace("", None)
    try:
        cell_checks(schema).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        described = {field.name: field for field in TABLES[table]}
        for failure in errors.failure_cases.itertuples():
            field = described[str(failure.column)]
            row = rows[int(failure.index)]
            match str(failure.check):
                case "not_nullable":
                    message, remedy = "The cell is empty.", field.expected
                case "field_uniqueness":
                    message, remedy = "The name is used twice.", "Give each row its own."
                case _:
                    message, remedy = f"{failure.failure_case!r} is not allowed.", field.expected
            record = row.cells[TABLES[table][0].name]
            yield Problem(Severity.ERROR, file, row.line, field.name, record, message, remedy)


def _read_table(
    folder: Path,
    table: str,
    parse: Callable[[Cells], T],
    rules: Callable[[T], Iterable[Complaint]],
) -> tuple[Kept[T], list[Problem], int]:
    file = f"{table}.csv"
    names = tuple(field.name for field in TABLES[table])
    rows, problems, read = read_rows(folder / file, names)
    bad = list(_bad_cells(table, file, rows)) if rows else []
    problems += bad
    broken = {problem.line for problem in bad}
    kept: Kept[T] = {}
    for row in rows:
        if row.line in broken:
            continue
        record = row.cells[names[0]]
        try:
            value = parse(row.cells)
        except ValueError as error:
            problems.append(Problem(Severity.ERROR, file, row.line, "", record, f"{error}."))
            continue
        complaints = [
            Problem(Severity.ERROR, file, row.line, field, record, message, remedy)
            for field, message, remedy in rules(value)
        ]
        problems += complaints
        if not complaints:
            kept[record] = (row.line, value)
    return kept, problems, read


def _without_broken_chains(
    kept: Kept[T], file: str, field: str, parent: Callable[[T], str]
) -> tuple[Kept[T], list[Problem]]:
    """Keep out rows whose parent is missing or leads in a circle, and then their children."""
    problems: list[Problem] = []
    while True:
        parents = {record: parent(value) for record, (_, value) in kept.items()}
        bad: dict[str, str] = {}
        for record, above in parents.items():
            if above and above not in kept:
                bad[record] = f"{above!r} is not a row that was kept."
                continue
            try:
                chain(record, parents)
            except ValueError as error:
                bad[record] = f"The parents lead in a circle: {error}."
        if not bad:
            return kept, problems
        problems += [
            Problem(
                Severity.ERROR,
                file,
                kept[record][0],
                field,
                record,
                message,
                "Name an existing row, or leave the cell empty.",
            )
            for record, message in bad.items()
        ]
        kept = {record: row for record, row in kept.items() if record not in bad}


def _without_broken_references(
    claims: Kept[Claim], events: Kept[Event], sources: Kept[Source]
) -> tuple[Kept[Claim], list[Problem]]:
    problems = [
        Problem(
            Severity.ERROR,
            "claims.csv",
            line,
            field,
            claim.claim_id,
            f"{named!r} is not a row that was kept in {file}.",
            "Correct the name or the row.",
        )
        for line, claim in claims.values()
        for field, named, table, file in (
            ("event_id", claim.event_id, events, "events.csv"),
            ("source_id", claim.source_id, sources, "sources.csv"),
        )
        if named not in table
    ]
    broken = {problem.record for problem in problems}
    return {record: row for record, row in claims.items() if record not in broken}, problems


def _findings(dataset: Dataset, lines: dict[str, int]) -> Iterator[Problem]:
    """What is true of the whole and worth knowing, without being an error."""
    for event in dataset.events:
        if event.event_id not in dataset.claims_of:
            yield Problem(
                Severity.FINDING,
                "events.csv",
                lines[event.event_id],
                "event_id",
                event.event_id,
                "No claim supports this event.",
                "Add the source that documents it.",
            )
    for claim in dataset.claims:
        if claim.credibility is Credibility.CONFIRMED and len(dataset.roots_of(claim.event_id)) < 2:
            yield Problem(
                Severity.FINDING,
                "claims.csv",
                lines[claim.claim_id],
                "credibility",
                claim.claim_id,
                "It is graded 1, confirmed, but rests on one root.",
                "Add the second root, or grade it 2.",
            )


def _natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Order names so that ``X-2`` stands before ``X-10``."""
    return tuple(
        (part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in re.split(r"(\d+)", name)
    )


def read_dataset(folder: Path = BUNDLED) -> Dataset:
    """Read and check a data set folder.

    Rows with errors are kept out and reported; rows that refer to them follow.

    Parameters
    ----------
    folder : Path
        Holds ``events.csv``, ``sources.csv``, ``claims.csv`` and ``datapackage.json``.

    Returns
    -------
    Dataset
        Its ``report`` says what became of every row: kept plus quarantined equals read.

    Raises
    ------
    DatasetError
        If a file is missing, unreadable or lacks a column.

    Examples
    --------
    >>> bundled = read_dataset()
    >>> len(bundled.events), bundled.report.has_errors
    (58, False)
    """
    if not folder.is_dir():
        raise DatasetError("There is no such folder.", where=str(folder), remedy="Check the path.")
    metadata = _metadata(folder)
    events, event_problems, events_read = _read_table(folder, "events", parse_event, event_rules)
    sources, source_problems, sources_read = _read_table(
        folder, "sources", parse_source, source_rules
    )
    claims, claim_problems, claims_read = _read_table(folder, "claims", parse_claim, claim_rules)
    events, event_chains = _without_broken_chains(
        events, "events.csv", "parent_id", lambda event: event.parent_id
    )
    sources, source_chains = _without_broken_chains(
        sources, "sources.csv", "parent_source_id", lambda source: source.parent_source_id
    )
    claims, reference_problems = _without_broken_references(claims, events, sources)

    def values(kept: Kept[T]) -> tuple[T, ...]:
        return tuple(kept[record][1] for record in sorted(kept, key=_natural))

    report = Report(
        problems=(
            *event_problems,
            *event_chains,
            *source_problems,
            *source_chains,
            *claim_problems,
            *reference_problems,
        ),
        rows=(
            RowCount("events.csv", events_read, len(events)),
            RowCount("sources.csv", sources_read, len(sources)),
            RowCount("claims.csv", claims_read, len(claims)),
        ),
    )
    dataset = Dataset(folder, metadata, values(events), values(sources), values(claims), report)
    lines = {record: row[0] for kept in (events, claims) for record, row in kept.items()}
    return Dataset(
        folder,
        metadata,
        dataset.events,
        dataset.sources,
        dataset.claims,
        report.plus(_findings(dataset, lines)),
    )
