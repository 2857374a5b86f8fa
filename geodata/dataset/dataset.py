"""A data set as one value: events, sources and claims, how they relate, and their grades."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from geodata.dataset.origins import Origins
from geodata.dataset.report import ValidationReport
from geodata.model import (
    Claim,
    Confidence,
    Credibility,
    Discrepancy,
    Event,
    Reliability,
    Source,
    Subject,
    Version,
    bundled_subject,
)

__all__ = ["Dataset", "Grade", "Metadata", "OfferedComparison", "confidence_of"]

Grade = tuple[Reliability, Credibility, bool]

_ORDER = tuple(Confidence)


def _claim_confidence(grade: Grade) -> Confidence:
    reliability, credibility, cites_official = grade
    if reliability is Reliability.F and credibility is Credibility.UNKNOWN:
        return Confidence.UNGRADED
    if reliability in "AB" and credibility in "12" and cites_official:
        return Confidence.HIGH
    if reliability in "ABC" and credibility in "123":
        return Confidence.MEDIUM
    return Confidence.LOW


def confidence_of(grades: Iterable[Grade], *, doubted: bool) -> Confidence:
    """Return the confidence that follows from the grades of an event's claims.

    An event is ungraded where no claim has a grade, or neither source nor claim can be judged.

    Parameters
    ----------
    grades : iterable of (Reliability, Credibility, bool)
        Reliability of the source, credibility of the claim, and whether an official
        document is cited.
    doubted : bool
        Whether an editor holds the event at low confidence.

    Examples
    --------
    >>> confidence_of([(Reliability.B, Credibility.PROBABLE, True)], doubted=False)
    <Confidence.HIGH: 'high'>
    >>> confidence_of([], doubted=False)
    <Confidence.UNGRADED: 'ungraded'>
    """
    if doubted:
        return Confidence.LOW
    return max(map(_claim_confidence, grades), key=_ORDER.index, default=Confidence.UNGRADED)


_LONGEST_CHAIN = 8
"""Sources of one chain that stand beside a claim; its root is always one of them."""


@dataclass(frozen=True, slots=True)
class OfferedComparison:
    """Regions that a data set offers to compare, under a title, and the level of their maps."""

    title: str
    regions: tuple[str, ...]
    level: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What ``datapackage.json`` says about the whole.

    ``created`` is a day, as ``2026-11-22``, or empty where none is given. ``opening`` is the
    view with which the atlas opens, as parameters of its address by name; ``areas`` are the
    regions that it is about, and ``comparisons`` what it offers to compare. ``geography`` is the
    id of a bundled geography or a folder, ``boundaries`` a file, both beside the description;
    empty where it names none.
    """

    name: str
    title: str
    version: str
    licence: str
    description: str
    contributors: str
    created: str = ""
    opening: Mapping[str, str] = field(default_factory=dict, hash=False)
    areas: tuple[str, ...] = ()
    comparisons: tuple[OfferedComparison, ...] = ()
    geography: str = ""
    subject: str = ""
    boundaries: str = ""


@dataclass(frozen=True)
class Dataset:
    """One data set: what is documented, and who says so.

    Events, sources and claims are sorted by their ids; only rows without errors are here,
    the others are in ``report``.
    """

    folder: Path
    metadata: Metadata
    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    report: ValidationReport
    subject: Subject = field(default_factory=bundled_subject, hash=False, compare=False)
    discrepancies: tuple[Discrepancy, ...] = ()
    versions: tuple[Version, ...] = ()
    lines_in: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Line of each row that was kept, by file and id."""

    def line_of(self, file: str, record: str) -> int | None:
        """Return the line of a row in its file; ``None`` where it is not known."""
        return self.lines_in.get(file, {}).get(record)

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.event_id: event for event in self.events}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.source_id: source for source in self.sources}

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """Claims by event id."""
        grouped: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            grouped[claim.event_id].append(claim)
        return {event_id: tuple(claims) for event_id, claims in grouped.items()}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.claim_id: claim for claim in self.claims}

    @cached_property
    def versions_of(self) -> Mapping[str, tuple[Version, ...]]:
        """Versions by id of the disagreement."""
        grouped: defaultdict[str, list[Version]] = defaultdict(list)
        for version in self.versions:
            grouped[version.discrepancy_id].append(version)
        return {name: tuple(versions) for name, versions in grouped.items()}

    @cached_property
    def _disputed(self) -> Mapping[str, tuple[Discrepancy, ...]]:
        grouped: defaultdict[str, list[Discrepancy]] = defaultdict(list)
        for discrepancy in self.discrepancies:
            for event_id in discrepancy.event_ids:
                grouped[event_id].append(discrepancy)
        return {event_id: tuple(found) for event_id, found in grouped.items()}

    def discrepancies_of(self, event_id: str) -> tuple[Discrepancy, ...]:
        """Return the disagreements that concern an event."""
        return self._disputed.get(event_id, ())

    @cached_property
    def origins(self) -> Origins:
        """Which sources repeat which."""
        return Origins.of({source.source_id: source.parent_source_id for source in self.sources})

    def origin_of(self, source_id: str) -> tuple[Source, ...]:
        """Return a source and all that it repeats, nearest first; the last is its root."""
        return tuple(self.source[each] for each in self.origins.above(source_id))

    def shown_origin_of(self, source_id: str) -> tuple[Source, ...]:
        """Return the same for lists: of a long chain the nearest sources, and the root."""
        steps = islice(self.origins.above(source_id), _LONGEST_CHAIN)
        shown = dict.fromkeys((*steps, self.origins.root[source_id]))
        return tuple(self.source[each] for each in shown)

    def root_of(self, source_id: str) -> Source:
        """Return what a source leads back to: itself, if it repeats nothing."""
        return self.source[self.origins.root[source_id]]

    def roots_of(self, event_id: str) -> tuple[Source, ...]:
        """Return the roots of an event, sorted by id.

        However many reprints tell of an event, they are one root. How many of the roots are
        independent of one another, :meth:`independent_of` says.
        """
        return self._roots.get(event_id, ())

    @cached_property
    def _roots(self) -> Mapping[str, tuple[Source, ...]]:
        root = self.origins.root
        return {
            event_id: tuple(
                self.source[each] for each in sorted({root[claim.source_id] for claim in claims})
            )
            for event_id, claims in self.claims_of.items()
        }

    @cached_property
    def _built_on(self) -> Mapping[str, frozenset[str]]:
        """Roots that each root takes further, directly or by way of others."""
        near: defaultdict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            others = (name for name in source.builds_on if name in self.source)
            root = self.origins.root[source.source_id]
            near[root] |= {self.origins.root[name] for name in others}
        found: dict[str, frozenset[str]] = {}
        for name in (name for name, others in near.items() if others):
            reached, queue = set[str](), [name]
            while queue:
                new = near[queue.pop()] - reached
                reached |= new
                queue += new
            found[name] = frozenset(reached)
        return found

    def independent(self, source_ids: Iterable[str]) -> tuple[Source, ...]:
        """Return the independent sources to which some sources lead back, sorted by id.

        Reprints count as their root. A root that takes another one of them further, as a
        report that builds on an earlier one, is not independent of it.
        """
        roots = sorted({self.origins.root[each] for each in source_ids})
        built = self._built_on

        def depends(name: str) -> bool:
            # Of two that build on one another, the first by name stands for both.
            return any(
                other in built.get(name, ()) and (name not in built.get(other, ()) or other < name)
                for other in roots
                if other != name
            )

        return tuple(self.source[name] for name in roots if not depends(name))

    def independent_of(self, *event_ids: str) -> tuple[Source, ...]:
        """Return the independent sources of some events together; see :meth:`independent`.

        A statement that is graded improbable documents nothing, unless there is no other.
        """
        claims = [claim for name in event_ids for claim in self.claims_of.get(name, ())]
        credible = [each for each in claims if each.credibility is not Credibility.IMPROBABLE]
        return self.independent(claim.source_id for claim in credible or claims)

    def building_on(self, *event_ids: str) -> tuple[Source, ...]:
        """Return the roots of some events that take others of them further, sorted by id."""
        roots = {root.source_id for name in event_ids for root in self.roots_of(name)}
        return tuple(
            self.source[name]
            for name in sorted(roots - {root.source_id for root in self.independent(roots)})
        )

    @cached_property
    def _vendors(self) -> Mapping[str, tuple[str, ...]]:
        return {
            event_id: tuple(sorted({name for claim in claims for name in claim.vendors}))
            for event_id, claims in self.claims_of.items()
        }

    def vendors_of(self, event_id: str) -> tuple[str, ...]:
        """Return the vendors that sources name for an event, sorted."""
        return self._vendors.get(event_id, ())

    @cached_property
    def vendors(self) -> tuple[str, ...]:
        """All vendors that sources name, sorted."""
        return tuple(sorted({name for names in self._vendors.values() for name in names}))

    def confidence(self, event_id: str) -> Confidence:
        """Return the confidence of an event, by the rule of :mod:`geodata.dataset.dataset`."""
        return self._confidence[event_id]

    @cached_property
    def _confidence(self) -> Mapping[str, Confidence]:
        return {event.event_id: self._graded(event) for event in self.events}

    def _graded(self, event: Event) -> Confidence:
        graded = (
            (self.source[claim.source_id].reliability, claim.credibility, claim.cites_official)
            for claim in self.claims_of.get(event.event_id, ())
        )
        return confidence_of(graded, doubted=bool(event.doubt))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over every value of every row that was kept, sorted by id."""

        def plain(value: Any) -> Any:
            if isinstance(value, tuple):
                return [str(part) for part in value]
            return value if isinstance(value, bool) or value is None else str(value)

        rows = [
            [type(row).__name__, *(plain(getattr(row, field.name)) for field in fields(row))]
            for table in (
                self.events,
                self.sources,
                self.claims,
                self.discrepancies,
                self.versions,
            )
            for row in table
        ]
        canonical = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
