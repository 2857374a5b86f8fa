"""Small data sets made in code: every field has a default, a test names what it is about."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from geodata.dataset.schema import TABLES, descriptor

__all__ = [
    "claim_row",
    "discrepancy_row",
    "event_row",
    "source_row",
    "version_row",
    "write_dataset",
]

Row = dict[str, str]


def _row(table: str, defaults: Mapping[str, str], given: Mapping[str, str]) -> Row:
    names = [field.name for field in TABLES[table]]
    unknown = set(given) - set(names)
    assert not unknown, f"{table} has no field {unknown}"
    return {name: given.get(name, defaults.get(name, "")) for name in names}


def event_row(event_id: str = "E-1", **given: str) -> Row:
    """One event in Haidong, as cells."""
    defaults = {
        "scope": "core",
        "kind": "local_report",
        "modality": "iris",
        "title": "Police report scans",
        "place_as_written": "Haidong",
        "region": "630200",
        "level_reported": "prefecture",
        "precision": "prefecture",
        "start": "2019-03",
        "date_precision": "month",
        "date_basis": "event",
        "witness_based": "no",
        "status": "published",
    }
    return _row("events", defaults, {"event_id": event_id, **given})


def source_row(source_id: str = "S-1", **given: str) -> Row:
    """One source, as cells."""
    defaults = {
        "kind": "research_report",
        "publisher": "A publisher",
        "title": "A report",
        "language": "en",
        "url": "https://example.org/report",
        "read_as": "whole_page",
        "reliability": "A",
    }
    return _row("sources", defaults, {"source_id": source_id, **given})


def claim_row(claim_id: str = "C-1", **given: str) -> Row:
    """One claim without a number, as cells."""
    defaults = {
        "event_id": "E-1",
        "source_id": "S-1",
        "field": "description",
        "value_as_printed": "police scanned irises",
        "qualifier": "exact",
        "credibility": "2",
        "cites_official": "no",
    }
    return _row("claims", defaults, {"claim_id": claim_id, **given})


def discrepancy_row(discrepancy_id: str = "D-1", **given: str) -> Row:
    """One disagreement about the first event, as cells."""
    defaults = {
        "kind": "date",
        "event_ids": "E-1",
        "topic": "When it took place",
        "treatment": "The earlier date is shown.",
    }
    return _row("discrepancies", defaults, {"discrepancy_id": discrepancy_id, **given})


def version_row(version_id: str = "V-1", **given: str) -> Row:
    """One version of the first disagreement, as cells."""
    defaults = {"discrepancy_id": "D-1", "said": "in March"}
    return _row("versions", defaults, {"version_id": version_id, **given})


def write_dataset(
    folder: Path,
    events: Iterable[Row] = (),
    sources: Iterable[Row] = (),
    claims: Iterable[Row] = (),
    discrepancies: Iterable[Row] = (),
    versions: Iterable[Row] = (),
    **metadata: str,
) -> Path:
    """Write a data set folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "events": events,
        "sources": sources,
        "claims": claims,
        "discrepancies": discrepancies,
        "versions": versions,
    }
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in TABLES[table]])
            writer.writeheader()
            writer.writerows(rows)
    said = {"name": "test", "title": "Test data", "version": "1", **metadata}
    (folder / "datapackage.json").write_text(json.dumps(descriptor(said)), encoding="utf-8")
    return folder
