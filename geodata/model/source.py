"""Where a claim comes from."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model.dates import PartialDate
from geodata.model.vocabulary import ReadAs, Reliability, SourceKind

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """One document, as it was read.

    ``parent_source_id`` is the document that this one repeats. Two sources that
    lead to the same root are one witness, however often it is reprinted. ``how_read``
    adds to ``read_as`` what a reader needs to repeat the reading. ``builds_on`` names
    documents whose findings this one takes further: beside them it is no independent source.
    """

    source_id: str
    kind: SourceKind
    publisher: str
    title: str
    author: str
    language: str
    published: PartialDate | None
    url: str
    url_read: str
    archive_url: str
    archive_holds_content: str
    accessed: PartialDate | None
    sha256: str
    read_as: ReadAs
    how_read: str
    parent_source_id: str
    builds_on: tuple[str, ...]
    reliability: Reliability
    note: str
