"""One folder into a :class:`~geodata.dataset.Dataset`; nothing is dropped in silence."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from geodata.dataset.csv_reader import Cells, read_cells
from geodata.dataset.dataset import Dataset
from geodata.dataset.description import read_description
from geodata.dataset.integrity import KeptRows, without_broken_chains, without_broken_references
from geodata.dataset.parse import (
    parse_claim,
    parse_discrepancy,
    parse_event,
    parse_source,
    parse_version,
)
from geodata.dataset.printed import wording_findings
from geodata.dataset.report import Problem, RowCount, Severity, ValidationReport
from geodata.dataset.retold import retold_findings
from geodata.dataset.rules import Complaint, claim_rules, event_rules, source_rules
from geodata.dataset.schema import OPTIONAL_TABLES, TABLES
from geodata.dataset.years import unlikely_dates
from geodata.errors import DatasetError
from geodata.geography import PACKS, Geography, bundled_geography
from geodata.model import (
    Claim,
    Credibility,
    Discrepancy,
    Event,
    PartialDate,
    Source,
    Version,
)

__all__ = ["BUNDLED", "read_dataset"]

BUNDLED = PACKS / "police-biometric-collection-china"
"""Folder of the data set that comes with the product."""

_FEWEST_VERSIONS = 2

T = TypeVar("T", Event, Source, Claim, Discrepancy, Version)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a check of cells needs: the table, its file and its cells."""

    table: str
    file: str
    cells: Cells

    def problem(self, row: int, field: str, message: str, remedy: str) -> tuple[int, Problem]:
        """Return an error of one row."""
        record = self.cells.columns[TABLES[self.table][0].name][row]
        line = self.cells.lines[row]
        return row, Problem(Severity.ERROR, self.file, line, field, record, message, remedy)


def _bad_cells(reading: _Reading) -> Iterator[tuple[int, Problem]]:
    """Yield an error for every cell that the Table Schema does not allow.

    Each distinct value of a column is looked at once.
    """
    cells = reading.cells
    for field in TABLES[reading.table]:
        values = set(cells.columns[field.name])
        if field.required and "" in values:
            for row, _cell in cells.where(field.name, ("",)):
                yield reading.problem(row, field.name, "The cell is empty.", field.expected)
        for row, cell in cells.where(field.name, (values - {""}) - field.allowed(values - {""})):
            message = f"{cell!r} is not allowed."
            yield reading.problem(row, field.name, message, field.expected)
    name = TABLES[reading.table][0].name
    if len(set(cells.columns[name])) < len(cells.lines):
        counts = Counter(cells.columns[name])
        for row, _cell in cells.where(name, (each for each, n in counts.items() if each and n > 1)):
            yield reading.problem(row, name, "The name is used twice.", "Give each row its own.")


def _impossible_dates(reading: _Reading, broken: Container[int]) -> Iterator[tuple[int, Problem]]:
    """Yield an error for each date of the right form that the calendar does not have."""
    for field in TABLES[reading.table]:
        if not field.is_date:
            continue
        wrong: dict[str, str] = {}
        for cell in field.allowed(set(reading.cells.columns[field.name]) - {""}):
            try:
                PartialDate.parse(cell)
            except ValueError as error:
                wrong[cell] = f"{error}."
        for row, cell in reading.cells.where(field.name, wrong):
            if row not in broken:
                remedy = "Check day, month and year."
                yield reading.problem(row, field.name, wrong[cell], remedy)


def _unknown_places(
    reading: _Reading, broken: Container[int], geography: Geography
) -> Iterator[tuple[int, Problem]]:
    """Yield an error for each code or precision that the geography cannot have."""
    columns = reading.cells.columns
    pattern = re.compile(geography.code_pattern or ".*")
    codes = set(columns["region"]) - {"", geography.root}
    wrong = [("region", {each for each in codes if not pattern.fullmatch(each)})]
    listed = ", ".join(geography.precisions)
    wrong += [
        (name, set(columns[name]) - {""} - geography.precisions.keys())
        for name in ("level_reported", "precision")
    ]
    for name, values in wrong:
        remedy = geography.code_hint if name == "region" else f"Use one of: {listed}."
        for row, cell in reading.cells.where(name, values):
            if row not in broken:
                yield reading.problem(row, name, f"{cell!r} is not allowed.", remedy)


def _read_table(
    folder: Path,
    table: str,
    parse: Callable[[Mapping[str, str]], T],
    rules: Callable[[T], Iterable[Complaint]] = lambda _value: (),
    geography: Geography | None = None,
) -> tuple[KeptRows[T], list[Problem], int]:
    file = f"{table}.csv"
    # A link that leads nowhere is not absent: whoever made it meant a table to be there.
    if table in OPTIONAL_TABLES and not os.path.lexists(folder / file):
        return {}, [], 0
    names = tuple(field.name for field in TABLES[table])
    optional = frozenset(field.name for field in TABLES[table] if field.optional)
    cells, problems, read = read_cells(folder / file, names, optional)
    reading = _Reading(table, file, cells)
    bad = dict[int, list[Problem]]()
    for row, problem in _bad_cells(reading):
        bad.setdefault(row, []).append(problem)
    for row, problem in list(_impossible_dates(reading, bad)):
        bad.setdefault(row, []).append(problem)
    if geography is not None:
        for row, problem in list(_unknown_places(reading, bad, geography)):
            bad.setdefault(row, []).append(problem)
    problems += (problem for row in sorted(bad) for problem in bad[row])
    kept: KeptRows[T] = {}
    for row, each in enumerate(cells.rows()):
        if row in bad:
            continue
        value = parse(each)
        complaints = [
            reading.problem(row, field, message, remedy)[1]
            for field, message, remedy in rules(value)
        ]
        problems += complaints
        if not complaints:
            kept[each[names[0]]] = (cells.lines[row], value)
    return kept, problems, read


def _findings(dataset: Dataset, lines: dict[str, int]) -> Iterator[Problem]:
    """What is true of the whole and worth knowing, without being an error."""
    if not dataset.events:
        message = "The data set has no event."
        yield Problem(Severity.FINDING, "events.csv", None, "", "", message)
    for dispute in dataset.discrepancies:
        if len(dataset.versions_of.get(dispute.discrepancy_id, ())) < _FEWEST_VERSIONS:
            yield Problem(
                Severity.FINDING,
                "discrepancies.csv",
                lines[dispute.discrepancy_id],
                "discrepancy_id",
                dispute.discrepancy_id,
                "Fewer than two versions are given.",
                "Add each version to versions.csv.",
            )
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
        found = dataset.independent_of(claim.event_id)
        if claim.credibility is Credibility.CONFIRMED and len(found) < 2:
            yield Problem(
                Severity.FINDING,
                "claims.csv",
                lines[claim.claim_id],
                "credibility",
                claim.claim_id,
                "It is graded 1, confirmed, but rests on one independent source.",
                "Add the second source, or grade it 2.",
            )


def _told_findings(dataset: Dataset, lines: dict[str, int]) -> Iterator[Problem]:
    """Yield where a claim says more than its words, or counts what another source says."""
    found = [
        *((claim, each) for claim in dataset.claims for each in wording_findings(claim)),
        *retold_findings(dataset),
    ]
    for claim, (field, message, remedy) in found:
        line = lines[claim.claim_id]
        yield Problem(Severity.FINDING, "claims.csv", line, field, claim.claim_id, message, remedy)


def _natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Order names so that ``X-2`` stands before ``X-10``."""
    return tuple(
        (part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in re.split(r"(\d+)", name)
    )


def _lines(kept: KeptRows[T]) -> dict[str, int]:
    return {record: line for record, (line, _) in kept.items()}


def read_dataset(folder: Path = BUNDLED, geography: Geography | None = None) -> Dataset:
    """Read and check a data set folder.

    Rows with errors are kept out and reported; rows that refer to them follow.

    Parameters
    ----------
    folder : Path
        Holds ``events.csv``, ``sources.csv``, ``claims.csv`` and ``datapackage.json``, and
        perhaps ``discrepancies.csv`` with ``versions.csv``.
    geography : Geography, optional
        Its levels and codes are those that events may have; by default that of the
        bundled data set.

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
    >>> bundled.metadata.name, bundled.report.has_errors
    ('police-biometric-collection-china', False)
    """
    try:
        is_folder, is_there = folder.is_dir(), folder.exists()
    except (OSError, ValueError):
        is_folder = is_there = False
    if not is_folder:
        problem = "This is a file, not a folder." if is_there else "There is no such folder."
        raise DatasetError(
            problem,
            where=str(folder)[:200],
            remedy="Give the folder that holds events.csv and datapackage.json.",
        )
    metadata, described = read_description(folder)
    geography = bundled_geography() if geography is None else geography
    events, event_problems, events_read = _read_table(
        folder,
        "events",
        partial(parse_event, precisions=geography.precisions),
        partial(event_rules, geography=geography),
        geography,
    )
    sources, source_problems, sources_read = _read_table(
        folder, "sources", parse_source, source_rules
    )
    claims, claim_problems, claims_read = _read_table(folder, "claims", parse_claim, claim_rules)
    disputes, dispute_problems, disputes_read = _read_table(
        folder, "discrepancies", parse_discrepancy
    )
    versions, version_problems, versions_read = _read_table(folder, "versions", parse_version)
    events, event_chains = without_broken_chains(
        events, "events.csv", "parent_id", lambda event: event.parent_id
    )
    sources, source_links = without_broken_references(
        sources,
        "sources.csv",
        lambda source: (("builds_on", other, sources, "sources.csv") for other in source.builds_on),
    )
    sources, source_chains = without_broken_chains(
        sources, "sources.csv", "parent_source_id", lambda source: source.parent_source_id
    )
    claims, claim_links = without_broken_references(
        claims,
        "claims.csv",
        lambda claim: (
            ("event_id", claim.event_id, events, "events.csv"),
            ("source_id", claim.source_id, sources, "sources.csv"),
        ),
    )
    disputes, dispute_links = without_broken_references(
        disputes,
        "discrepancies.csv",
        lambda dispute: (
            ("event_ids", event_id, events, "events.csv") for event_id in dispute.event_ids
        ),
    )
    versions, version_links = without_broken_references(
        versions,
        "versions.csv",
        lambda version: (
            ("discrepancy_id", version.discrepancy_id, disputes, "discrepancies.csv"),
            ("claim_id", version.claim_id, claims, "claims.csv"),
        ),
    )

    def values(kept: KeptRows[T]) -> tuple[T, ...]:
        return tuple(kept[record][1] for record in sorted(kept, key=_natural))

    report = ValidationReport(
        problems=(
            *described,
            *event_problems,
            *event_chains,
            *source_problems,
            *source_links,
            *source_chains,
            *claim_problems,
            *claim_links,
            *dispute_problems,
            *dispute_links,
            *version_problems,
            *version_links,
            *unlikely_dates("events", events, metadata.created),
            *unlikely_dates("sources", sources, metadata.created),
        ),
        rows=(
            RowCount("events.csv", events_read, len(events)),
            RowCount("sources.csv", sources_read, len(sources)),
            RowCount("claims.csv", claims_read, len(claims)),
            RowCount("discrepancies.csv", disputes_read, len(disputes)),
            RowCount("versions.csv", versions_read, len(versions)),
        ),
    )
    dataset = Dataset(
        folder=folder,
        metadata=metadata,
        events=values(events),
        sources=values(sources),
        claims=values(claims),
        report=report,
        discrepancies=values(disputes),
        versions=values(versions),
        lines_in={
            "events.csv": _lines(events),
            "sources.csv": _lines(sources),
            "claims.csv": _lines(claims),
            "discrepancies.csv": _lines(disputes),
            "versions.csv": _lines(versions),
        },
    )
    lines = {record: row[0] for kept in (events, claims, disputes) for record, row in kept.items()}
    findings = (*_findings(dataset, lines), *_told_findings(dataset, lines))
    return replace(dataset, report=report.plus(findings))
