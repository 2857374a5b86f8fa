"""Numbers that a source repeats from another one, and the source on which they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from geodata.dataset.dataset import Dataset
from geodata.dataset.rules import Complaint
from geodata.model import Claim, QuantityKind, ReadAs

__all__ = ["original_claims", "retold_findings"]


def _numbered(event_id: str, dataset: Dataset) -> tuple[Claim, ...]:
    return tuple(
        claim
        for claim in dataset.claims_of.get(event_id, ())
        if claim.quantity_kind is not None and claim.has_number
    )


def _figures(claim: Claim) -> tuple[object, ...]:
    return claim.quantity_kind, claim.unit, claim.low, claim.best, claim.high


def original_claims(event_id: str, dataset: Dataset) -> tuple[Claim, ...]:
    """Return the claims of an event that state a number and are not retold.

    A claim is retold if its source repeats another source that gives a number of the same
    kind for the same event: then only the original counts. Where the original has no claim,
    retellings of one number count once: the one nearest to the original, a hedged one before
    one that has lost its hedge.

    Parameters
    ----------
    event_id : str
        Id of an event.
    dataset : Dataset
        What its sources say.
    """
    claims = _numbered(event_id, dataset)
    given: defaultdict[QuantityKind | None, set[str]] = defaultdict(set)
    for claim in claims:
        given[claim.quantity_kind].add(claim.source_id)
    origins = dataset.origins
    retold = {kind: origins.repeating(named) for kind, named in given.items()}

    def from_original(claim: Claim) -> tuple[int, bool]:
        return origins.depth[claim.source_id], not claim.hedge

    told: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.source_id not in retold[claim.quantity_kind]:
            told[(origins.root[claim.source_id], *_figures(claim))].append(claim)
    kept = {min(versions, key=from_original).claim_id for versions in told.values()}
    return tuple(claim for claim in claims if claim.claim_id in kept)


def retold_findings(dataset: Dataset) -> Iterator[tuple[Claim, Complaint]]:
    """Yield the retold claims that carry a number which is not on its original source.

    A different number is no finding where a recorded disagreement names the claim, nor is
    an original that nobody has read.
    """
    disputed = {version.claim_id for version in dataset.versions}
    origins = dataset.origins
    for event in dataset.events:
        claims = _numbered(event.event_id, dataset)
        by_source: defaultdict[tuple[str, object], list[Claim]] = defaultdict(list)
        by_root: defaultdict[tuple[str, object], dict[str, Claim]] = defaultdict(dict)
        for claim in claims:
            by_source[claim.source_id, claim.quantity_kind].append(claim)
            known = by_root[origins.root[claim.source_id], claim.quantity_kind]
            known.setdefault(claim.source_id, claim)
        for claim in claims:
            kind, above = claim.quantity_kind, origins.above(claim.source_id)
            next(above)
            if not origins.parents[claim.source_id]:
                continue
            root = dataset.root_of(claim.source_id)
            nearest = next((each for each in above if (each, kind) in by_source), "")
            original = by_source[nearest, kind] if nearest else []
            versions = islice(by_root[root.source_id, kind].values(), 2)
            others = [each for each in versions if each.source_id != claim.source_id]
            if not original and others and root.read_as is not ReadAs.NOT_READ:
                yield (
                    claim,
                    (
                        "source_id",
                        f"Its number is retold, also by {others[0].claim_id}, and "
                        f"{root.source_id}, which both repeat, has no claim with it.",
                        f"Give {root.source_id} the claim, so that the number counts once.",
                    ),
                )
            elif (
                original
                and claim.claim_id not in disputed
                and all(_figures(each) != _figures(claim) for each in original)
            ):
                yield (
                    claim,
                    (
                        "low" if claim.best is None else "best",
                        f"It repeats {original[0].source_id} with another number.",
                        "Add both versions to versions.csv, or correct the number.",
                    ),
                )
