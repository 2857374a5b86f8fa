"""Letters of a data set that pictures cannot show, by file, line and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from geodata.dataset import Dataset, Problem, Severity
from geodata.i18n import _
from geodata.model import Claim, Discrepancy, Event, Source, Version
from layers.assets.coverage import missing_letters, missing_words

__all__ = ["letter_findings"]

Record = Event | Source | Claim | Discrepancy | Version


def letter_findings(dataset: Dataset) -> Iterator[Problem]:
    """Yield a finding for every cell with letters that no font of the atlas holds."""
    for entry in fields(dataset.metadata):
        yield from _findings(
            "datapackage.json", None, entry.name, "", getattr(dataset.metadata, entry.name)
        )
    tables: tuple[tuple[str, Iterable[Record]], ...] = (
        ("events.csv", dataset.events),
        ("sources.csv", dataset.sources),
        ("claims.csv", dataset.claims),
        ("discrepancies.csv", dataset.discrepancies),
        ("versions.csv", dataset.versions),
    )
    for file, records in tables:
        for record in records:
            for name, cell in _cells(record):
                key = str(getattr(record, fields(record)[0].name))
                yield from _findings(file, dataset.line_of(file, key), name, key, cell)


def _cells(record: Record) -> Iterator[tuple[str, str]]:
    for entry in fields(record):
        value = getattr(record, entry.name)
        parts = value if isinstance(value, tuple) else (value,)
        yield entry.name, " ".join(part for part in parts if type(part) is str)


def _findings(
    file: str, line: int | None, field: str, record: str, cell: object
) -> Iterator[Problem]:
    missing = missing_letters([str(cell)])
    if missing:
        yield Problem(
            Severity.FINDING,
            file,
            line,
            field,
            record,
            _("The fonts of the atlas lack letters: {letters}.").format(
                letters=missing_words(missing)
            ),
            _("Pictures and PDF show a crossed box for each; tables and web pages keep them."),
        )
