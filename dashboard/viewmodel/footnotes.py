"""Sources of a report, each told once at its end and cited by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from geodata.i18n import _
from geodata.model import Source
from layers.reading import reading_words
from layers.report import Chapter, Entry

__all__ = ["Footnotes"]


@dataclass
class Footnotes:
    """The sources that were cited so far, in the order of their numbers.

    A document is known by its address, as it is described at greater or lesser length; a
    table by its words, as several can lie at one address.
    """

    _words: dict[str, str] = field(default_factory=dict)

    def document(self, source: Source) -> int:
        """Return the number of a source of the data set."""
        published = "" if source.published is None else f", {source.published.words}"
        words = f"{source.publisher}: {source.title}{published}"
        return self.named(words, source.url or source.url_read, reading_words(source))

    def named(self, words: str, address: str, reading: str = "") -> int:
        """Return the number of a document by its words, its address and how it was read."""
        told = f"{words}. {address}".removesuffix(". ")
        return self._number(address or words, f"{told} ({reading})" if reading else told)

    def table(self, words: str, address: str = "") -> int:
        """Return the number of a census table."""
        return self._number(words, f"{words.rstrip('.')}. {address}".removesuffix(". "))

    def _number(self, key: str, words: str) -> int:
        if len(words) > len(self._words.setdefault(key, words)):
            self._words[key] = words
        return list(self._words).index(key) + 1

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
