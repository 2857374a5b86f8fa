"""The words under which things are found, folded as names are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodata.facts import Facts
from geodata.model import Event, Source, Status
from geodata.names.index import fold
from geodata.workspace import once_per_atlas
from layers.events import region_of
from layers.wording import dates

__all__ = [
    "Entry",
    "Terms",
    "event_index",
    "place_terms",
    "source_index",
    "vendor_index",
    "words_of",
]

_BETWEEN = re.compile(r"[^\w\u0300-\u036f'’ʼ\u0f00-\u0fff]+")


def words_of(text: str) -> tuple[str, ...]:
    """Return what a reader typed as folded words.

    Examples
    --------
    >>> words_of("Qīnghǎi  DNA")
    ('qinghai', 'dna')
    """
    return tuple(filter(None, map(fold, text.split())))


@dataclass(frozen=True, slots=True)
class Terms:
    """Folded words of one thing, and its texts as a whole for scripts without spaces.

    Examples
    --------
    >>> terms = Terms.of(["Haidong City", "海东市"])
    >>> terms.holds("hai"), terms.holds("haidongcity"), terms.holds("东"), terms.holds("dong")
    (True, True, True, False)
    """

    beginnings: frozenset[str]
    whole: str

    @classmethod
    def of(cls, texts: Iterable[str]) -> Terms:
        """Return the terms of some texts."""
        folded: set[str] = set()
        others: list[str] = []
        for text in filter(None, texts):
            key = fold(text)
            folded |= {key, *map(fold, text.split()), *map(fold, _BETWEEN.split(text))}
            if not key.isascii():
                others.append(key)
        return cls(frozenset(folded - {""}), "\n".join(others))

    def __or__(self, other: Terms) -> Terms:
        return Terms(self.beginnings | other.beginnings, f"{self.whole}\n{other.whole}")

    def holds(self, word: str) -> bool:
        """Whether a folded word begins one of these; in other scripts, stands in one."""
        return any(each.startswith(word) for each in self.beginnings) or (
            not word.isascii() and word in self.whole
        )

    def hold(self, words: Iterable[str]) -> bool:
        """Whether each of some folded words is held."""
        return all(map(self.holds, words))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is found: its key, its own name, and all that is known of it."""

    key: str
    own: Terms
    every: Terms


@once_per_atlas(maxsize=8192)
def place_terms(code: str, facts: Facts) -> Terms:
    """Return the names of a region in every language, and those of all that it lies in."""
    codes = (
        (code, *facts.regions.ancestors(code))
        if code != facts.geography.root
        else (facts.geography.root,)
    )
    return Terms.of(name.text for each in codes for name in facts.gazetteer.names(each))


@once_per_atlas()
def event_index(facts: Facts) -> tuple[Entry, ...]:
    """Return every published event with its name, type, kind, date, vendors, sources and place."""
    return tuple(_event_entry(event, facts) for event in _published(facts))


def _published(facts: Facts) -> Iterator[Event]:
    return (event for event in facts.dataset.events if event.status is Status.PUBLISHED)


def _event_entry(event: Event, facts: Facts) -> Entry:
    data = facts.dataset
    own = Terms.of((event.event_id, event.title))
    cited = {claim.source_id for claim in data.claims_of.get(event.event_id, ())}
    sources = (text for each in sorted(cited) for text in _source_texts(data.source[each]))
    about = Terms.of(
        (
            event.place_as_written,
            event.place_zh,
            event.kind.label,
            event.scope.label,
            dates(event),
            *(each.label for each in event.modality),
            *data.vendors_of(event.event_id),
            *sources,
        )
    )
    return Entry(
        event.event_id,
        own,
        own | about | place_terms(region_of(event, facts) or facts.geography.root, facts),
    )


def _source_texts(source: Source) -> tuple[str, ...]:
    return source.source_id, source.publisher, source.title, source.author


@once_per_atlas()
def source_index(facts: Facts) -> tuple[Entry, ...]:
    """Return every source with its name, kind and year, and what its events are found by."""
    entries = {entry.key: entry for entry in event_index(facts)}
    told: dict[str, set[str]] = {}
    for claim in facts.dataset.claims:
        if claim.event_id in entries:
            told.setdefault(claim.source_id, set()).add(claim.event_id)
    found = []
    for source in facts.dataset.sources:
        published = "" if source.published is None else source.published.words
        own = Terms.of((*_source_texts(source), source.kind.label, published))
        events = (entries[name] for name in sorted(told.get(source.source_id, ())))
        found.append(_with_events(source.source_id, own, events))
    return tuple(found)


@once_per_atlas()
def vendor_index(facts: Facts) -> tuple[Entry, ...]:
    """Return every vendor with its name, and what the events that name it are found by."""
    entries = {entry.key: entry for entry in event_index(facts)}
    named: dict[str, list[Entry]] = {name: [] for name in facts.dataset.vendors}
    for key, entry in entries.items():
        for vendor in facts.dataset.vendors_of(key):
            named[vendor].append(entry)
    return tuple(_with_events(name, Terms.of((name,)), events) for name, events in named.items())


def _with_events(key: str, own: Terms, events: Iterable[Entry]) -> Entry:
    every = [own, *(entry.every for entry in events)]
    return Entry(
        key,
        own,
        Terms(
            frozenset[str]().union(*(each.beginnings for each in every)),
            "\n".join(dict.fromkeys(each.whole for each in every)),
        ),
    )
