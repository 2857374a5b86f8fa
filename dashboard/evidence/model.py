"""Sources and claims: what rests on each, what it repeats, and what was searched for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dashboard.address.table_order import SOURCE_ORDERS, Column, Sorting
from dashboard.shared.claim_cards import ClaimCard, Dispute, claim_card, dispute, versions_of
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import (
    Claim,
    Event,
    LabeledEnum,
    ReadAs,
    Reliability,
    Scope,
    Source,
    SourceKind,
    Status,
)
from geodata.names.index import fold
from geodata.workspace import once_per_atlas
from layers.events import region_of
from layers.naming import Text, display_name
from layers.view import View

__all__ = [
    "SOURCES",
    "Asked",
    "Difference",
    "EventClaims",
    "SourceCard",
    "SourceRow",
    "asked_of",
    "differences",
    "result_words",
    "source_card",
    "source_rows",
    "unlisted_events",
]

W = TypeVar("W", bound=LabeledEnum)

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the evidence asked for; everything by default.

    Parameters
    ----------
    source : str
        Id of the source that is open.
    text : str
        Words that a source or a claim of it must hold.
    sort : SourceKind or None
        Kind of source.
    read : ReadAs or None
        How much of a source was read.
    grade : Reliability or None
        Reliability of a source.
    """

    source: str = ""
    text: str = ""
    sort: SourceKind | None = None
    read: ReadAs | None = None
    grade: Reliability | None = None

    def to_params(self) -> dict[str, str]:
        """Return what was asked for as address parameters.

        Examples
        --------
        >>> Asked(text="iris", grade=Reliability.A).to_params()
        {'q': 'iris', 'grade': 'A'}
        """
        values = {
            "source": self.source,
            "q": self.text,
            "sort": self.sort,
            "read": self.read,
            "grade": self.grade,
        }
        return {name: str(value) for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in the list. Context and leads are counted apart from what is on the subject."""

    source: Source
    claims: int
    events: int
    context: int
    leads: int
    roots: tuple[Source, ...]


SOURCES: Sorting[SourceRow] = SOURCE_ORDERS.by(
    {
        "source": Column(lambda row: _in_words(row.source), down_first=False),
        "published": Column(lambda row: str(row.source.published or "") or None),
        "read": Column(lambda row: list(ReadAs).index(row.source.read_as), down_first=False),
        "grade": Column(lambda row: _GRADE.get(row.source.reliability), down_first=False),
        "statements": Column(lambda row: (row.claims, row.context, row.leads)),
    }
)

_GRADE: Mapping[Reliability, int] = {
    grade: place for place, grade in enumerate(Reliability) if grade is not Reliability.F
}


def _in_words(source: Source) -> tuple[str, str]:
    return source.publisher.casefold(), source.title.casefold()


@dataclass(frozen=True, slots=True)
class EventClaims:
    """An event with what one source says of it."""

    event: Event
    where: Text
    region: str
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class SourceCard:
    """One source with everything that rests on it; ``repeats`` ends with its root."""

    source: Source
    repeats: tuple[Source, ...]
    repeated_by: tuple[Source, ...]
    builds_on: tuple[Source, ...]
    built_on_by: tuple[Source, ...]
    checked: tuple[EventClaims, ...]
    context: tuple[EventClaims, ...]
    leads: tuple[EventClaims, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement between sources, with the events that it concerns.

    ``region`` is that of the first of them.
    """

    name: str
    region: str
    told: Dispute
    sources: tuple[Source | None, ...]
    events: tuple[Event, ...]


def _word(words: type[W], name: str, text: str) -> W | None:
    if not text:
        return None
    for word in words:
        if word.value == text:
            return word
    listed = ", ".join(word.value for word in words)
    raise ViewError(
        _("{text!r} is not a choice.").format(text=text[:_LONGEST]),
        where=name,
        remedy=_("Choose from: {listed}.").format(listed=listed),
    )


def asked_of(params: Mapping[str, str], facts: Facts) -> tuple[Asked, tuple[ViewError, ...]]:
    """Read what an address asks of the evidence, keeping whatever can be understood.

    Returns
    -------
    asked : Asked
    problems : tuple of ViewError
        One for each parameter that makes no sense.
    """
    problems: list[ViewError] = []

    def one(words: type[W], name: str) -> W | None:
        try:
            return _word(words, name, params.get(name, ""))
        except ViewError as problem:
            problems.append(problem)
            return None

    source = params.get("source", "")
    if source and source not in _listed(facts):
        problems.append(
            ViewError(
                _("{source!r} is no source here.").format(source=source[:_LONGEST]),
                where="source",
                remedy=_("Search for its publisher or title."),
            )
        )
        source = ""
    asked = Asked(
        source,
        params.get("q", "")[:_LONGEST],
        one(SourceKind, "sort"),
        one(ReadAs, "read"),
        one(Reliability, "grade"),
    )
    return asked, tuple(problems)


@once_per_atlas()
def _claims_by_source(facts: Facts) -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims of each source on events that are published."""
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in facts.dataset.claims:
        event = facts.dataset.event.get(claim.event_id)
        if event is not None and event.status is Status.PUBLISHED:
            grouped[claim.source_id].append(claim)
    return {source_id: tuple(claims) for source_id, claims in grouped.items()}


@once_per_atlas()
def _listed(facts: Facts) -> Mapping[str, Source]:
    """Return the sources that may be shown: not those of unpublished events alone.

    A source that no claim rests on is listed, as what it is: known, or repeated by others.
    """
    data = facts.dataset
    used = {claim.source_id for claim in data.claims}
    spoken = data.origins.behind(_claims_by_source(facts))
    hidden = data.origins.behind(used - spoken) - spoken
    return {each.source_id: each for each in data.sources if each.source_id not in hidden}


@once_per_atlas()
def _words_of(facts: Facts) -> Mapping[str, str]:
    """Return the folded words under which each source is found."""
    return {
        name: "\n".join(map(fold, _texts(each, facts))) for name, each in _listed(facts).items()
    }


def _texts(source: Source, facts: Facts) -> Iterator[str]:
    yield from (source.source_id, source.publisher, source.title, source.author)
    for claim in _claims_by_source(facts).get(source.source_id, ()):
        event = facts.dataset.event[claim.event_id]
        yield from (claim.claim_id, claim.value_as_printed, claim.quote, claim.note)
        yield from (event.title, event.place_as_written, event.place_zh, *claim.vendors)
        region = region_of(event, facts)
        if region not in {"", facts.geography.root}:
            yield from (name.text for name in facts.gazetteer.names(region))


def source_rows(asked: Asked, facts: Facts) -> tuple[SourceRow, ...]:
    """Return the sources that were asked for, those on which most rests first."""
    wanted = [fold(word) for word in asked.text.split()]
    words = _words_of(facts)
    rows = [
        _row(source, facts)
        for name, source in _listed(facts).items()
        if all(word in words[name] for word in wanted)
        and asked.sort in {None, source.kind}
        and asked.read in {None, source.read_as}
        and asked.grade in {None, source.reliability}
    ]
    by_name = sorted(rows, key=lambda row: row.source.source_id)
    return tuple(sorted(by_name, key=SOURCES.columns["statements"].key, reverse=True))


def _row(source: Source, facts: Facts) -> SourceRow:
    claims = _claims_by_source(facts).get(source.source_id, ())
    events = [facts.dataset.event[claim.event_id] for claim in claims]
    told = Counter(event.scope for event in events)
    return SourceRow(
        source=source,
        claims=told[Scope.CORE],
        events=len({event.event_id for event in events if event.scope is Scope.CORE}),
        context=told[Scope.CONTEXT],
        leads=told[Scope.LEAD],
        roots=(facts.dataset.root_of(source.source_id),),
    )


def source_card(source_id: str, view: View, facts: Facts) -> SourceCard:
    """Return a source with what rests on it, what it repeats, and what repeats it.

    Raises
    ------
    KeyError
        If there is no such source.
    """
    data = facts.dataset
    source, *repeats = data.origin_of(source_id)
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in _claims_by_source(facts).get(source_id, ()):
        grouped[claim.event_id].append(claim)

    def of(scope: Scope) -> tuple[EventClaims, ...]:
        return tuple(
            _event_claims(data.event[event_id], claims, view, facts)
            for event_id, claims in grouped.items()
            if data.event[event_id].scope is scope
        )

    return SourceCard(
        source=source,
        repeats=tuple(repeats),
        repeated_by=tuple(
            each for each in _listed(facts).values() if each.parent_source_id == source_id
        ),
        builds_on=tuple(data.source[name] for name in source.builds_on if name in data.source),
        built_on_by=tuple(each for each in _listed(facts).values() if source_id in each.builds_on),
        checked=of(Scope.CORE),
        context=of(Scope.CONTEXT),
        leads=of(Scope.LEAD),
    )


def _event_claims(event: Event, claims: list[Claim], view: View, facts: Facts) -> EventClaims:
    region = region_of(event, facts) or facts.geography.root
    return EventClaims(
        event=event,
        where=display_name(facts, region, view.map.language),
        region=region,
        claims=tuple(claim_card(claim, facts) for claim in claims),
    )


def unlisted_events(scope: Scope, view: View, facts: Facts) -> tuple[EventClaims, ...]:
    """Return the published events of one scope with all their claims: leads, or context."""
    return tuple(
        _event_claims(event, list(facts.dataset.claims_of.get(event.event_id, ())), view, facts)
        for event in facts.dataset.events
        if event.scope is scope and event.status is Status.PUBLISHED
    )


def differences(facts: Facts) -> tuple[Difference, ...]:
    """Return the disagreements about published events, with who tells each version.

    One that concerns a draft is left out whole: its words could tell what the draft says.
    """
    data = facts.dataset
    found = []
    for each in data.discrepancies:
        events = [data.event[name] for name in each.event_ids if name in data.event]
        shown = tuple(event for event in events if event.status is Status.PUBLISHED)
        if not shown or any(event.status is Status.DRAFT for event in events):
            continue
        claims = [version.claim_id for version in versions_of(each, facts)]
        found.append(
            Difference(
                name=each.discrepancy_id,
                region=region_of(shown[0], facts) or facts.geography.root,
                told=dispute(each, facts),
                sources=tuple(
                    data.source[data.claim[name].source_id] if name in data.claim else None
                    for name in claims
                ),
                events=shown,
            )
        )
    return tuple(found)


def result_words(count: int, facts: Facts) -> str:
    """Say how many sources were found of how many there are.

    Parameters
    ----------
    count : int
        Sources that were found.
    """
    return _("{n} of {all} sources").format(n=count, all=len(_listed(facts)))
