"""Sources of a report, each told once at its end and cited by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dashboard.viewmodel.cites import Citation
from geodata.dataset import Dataset
from geodata.i18n import _
from layers.reading import reading_words
from layers.report import Chapter, Entry

__all__ = ["Footnotes"]


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
            words = _("{publisher}, as told by {told}").format(publisher=root.publisher, told=words)
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
