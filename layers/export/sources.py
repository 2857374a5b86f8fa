"""The sources that a view cites, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import pandas as pd

from geodata.census import CensusSource
from geodata.facts import Facts
from geodata.model import Source, SourceKind
from layers.export.columns import SOURCES
from layers.export.contents import Contents
from layers.export.sanitize import framed
from layers.reading import reading_words
from layers.view import View

__all__ = ["citation", "citations", "source_table"]

_EMPTY = dict.fromkeys(column.name for column in SOURCES)


def citation(source: Source) -> str:
    """Return a source in one line: publisher, title, date as far as it is known."""
    published = "" if source.published is None else f" ({source.published.words})"
    return f"{source.publisher}: {source.title}{published}"


def citations(ids: Iterable[str], facts: Facts) -> str:
    """Return sources of the data set or the census in one line each, joined by bars."""
    data = facts.dataset.source
    return " | ".join(
        citation(data[each]) if each in data else facts.census.source(each).citation for each in ids
    )


def source_table(view: View, facts: Facts) -> pd.DataFrame:
    """Return one row for each source that a view cites, census tables last.

    Sources that others repeat are listed too, since the panel names them.
    """
    held = Contents(view, facts)
    return framed(_rows(held), SOURCES)


def _rows(held: Contents) -> Iterator[dict[str, object]]:
    known = {source.source_id for source in held.sources}
    yield from (_document(source, known) for source in held.sources)
    yield from (_census(each) for name, each in held.census.items() if name not in known)


def _document(source: Source, known: Set[str]) -> dict[str, object]:
    return _EMPTY | {
        "source_id": source.source_id,
        "citation": citation(source),
        "kind": source.kind.label,
        "publisher": source.publisher,
        "title": source.title,
        "author": source.author,
        "language": source.language,
        "published": source.published,
        "url": source.url,
        "url_read": source.url_read,
        "archive_url": source.archive_url,
        "accessed": source.accessed,
        "sha256": source.sha256,
        "read_as": source.read_as.label,
        "how_read": source.how_read,
        "archive_holds_content": source.archive_holds_content,
        "reading": reading_words(source),
        "repeats": source.parent_source_id,
        "builds_on": "; ".join(each for each in source.builds_on if each in known),
        "reliability": source.reliability.label,
        "note": source.note,
    }


def _census(source: CensusSource) -> dict[str, object]:
    return _EMPTY | {
        "source_id": source.source_id,
        "citation": source.citation,
        "kind": SourceKind.CENSUS.label,
        "url": source.url,
        "licence": source.licence,
        "note": source.note,
    }
