"""Where a number comes from: the claim of a source, or a census table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.facts import Facts
from geodata.model import Source
from layers.estimate.estimate import Base
from layers.reading import reading_words

__all__ = ["Citation", "base_cites", "census_cites", "claim_cites"]


@dataclass(frozen=True, slots=True)
class Citation:
    """What a number rests on.

    Parameters
    ----------
    claim : str
        Id of the claim; ``""`` for a census table.
    words : str
        Who says it.
    address : str
        Where it can be read outside the atlas; ``""`` where no address is known.
    source_id : str
        The source of the data set, which has a page of its own; ``""`` for a census table.
    reading : str
        How and when it was read; ``""`` for a census table.
    """

    claim: str
    words: str
    address: str
    source_id: str = ""
    reading: str = ""


def census_cites(ids: Iterable[str], facts: Facts) -> tuple[Citation, ...]:
    """Return the census tables of some ids, which may be joined by ``"; "``, each once."""
    named = dict.fromkeys(part for joined in ids for part in joined.split("; ") if part)
    found = (facts.census.source(each) for each in named)
    return tuple(Citation("", each.citation, each.url) for each in found)


def base_cites(bases: Iterable[Base | None], facts: Facts) -> tuple[Citation, ...]:
    """Return who tells the residents beside which numbers are put: a census, or a source."""
    found: dict[Citation, None] = {}
    for base in bases:
        source = None if base is None else facts.dataset.source.get(base.source)
        if source is not None:
            found |= dict.fromkeys(claim_cites([("", source)]))
        elif base is not None:
            found |= dict.fromkeys(census_cites((base.source,), facts))
    return tuple(found)


def claim_cites(rests_on: Iterable[tuple[str, Source]]) -> tuple[Citation, ...]:
    """Return the sources of some claims, each with the id of its claim."""
    return tuple(
        Citation(
            claim,
            f"{source.publisher}: {source.title}",
            source.url or source.url_read,
            source.source_id,
            reading_words(source),
        )
        for claim, source in rests_on
    )
