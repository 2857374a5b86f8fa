"""Where a number comes from: a claim of a source or a census table, and numbered footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from geodata.dataset import Dataset
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Source
from layers.estimate.estimate import Base
from layers.reading import reading_words
from layers.report import Chapter, Entry

__all__ = ["Citation", "Footnotes", "base_cites", "census_cites", "claim_cites"]


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


@dataclass
class Footnotes:
    """The sources that were cited so far, in the order of their numbers.

    A source of the data set is known by its id: two may share an address, or their words. A
    census table is known by its citation and address, which several sheets of it can share.
    """

    dataset: Dataset
    _words: dict[tuple[str, ...], str] = field(default_factory=dict)
    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)

    def document(self, source_id: str) -> int:
        """Return the number of a source of the data set."""
        source, root = self.dataset.source[source_id], self.dataset.root_of(source_id)
        published = "" if source.published is None else f", {source.published.words}"
        words = f"{source.publisher}: {source.title}{published}"
        if root != source:
            words = _("{publisher}, as reported by {told}").format(
                publisher=root.publisher, told=words
            )
        reading = reading_words(source)
        return self._number((source_id,), words, source.url or source.url_read, reading)

    def table(self, words: str, address: str = "") -> int:
        """Return the number of a census table."""
        return self._number((words, address), words.rstrip("."), address)

    def cite(self, cite: Citation) -> int:
        """Return the number of what a number rests on."""
        if cite.source_id:
            return self.document(cite.source_id)
        return self.table(cite.words, cite.address)

    def _number(self, key: tuple[str, ...], words: str, address: str, reading: str = "") -> int:
        told = f"{words}. {address}".removesuffix(". ")
        self._words.setdefault(key, f"{told} ({reading})" if reading else told)
        return self._numbers.setdefault(key, len(self._words))

    @staticmethod
    def mark(numbers: Iterable[int]) -> str:
        """Return numbers as they stand behind what they support.

        Examples
        --------
        >>> Footnotes.mark([3, 1, 3]), Footnotes.mark([])
        ('[1, 3]', '')
        """
        found = sorted(set(numbers))
        return f"[{', '.join(map(str, found))}]" if found else ""

    def chapter(self) -> Chapter:
        """Return all of them under one heading."""
        return Chapter(_("Sources"), tuple(self._entries()))

    def _entries(self) -> Iterator[Entry]:
        for number, words in enumerate(self._words.values(), 1):
            yield Entry("", notes=(f"[{number}] {words}",))
