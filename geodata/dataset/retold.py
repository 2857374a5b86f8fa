"""Numbers that a source repeats from another one, and the source on which they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from geodata.dataset.dataset import Dataset
from geodata.dataset.rules import Complaint
from geodata.model import Claim, ReadAs

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
    given = {(claim.source_id, claim.quantity_kind) for claim in claims}
    origin = {claim.claim_id: dataset.origin_of(claim.source_id) for claim in claims}

    def is_retold(claim: Claim) -> bool:
        return any(
            (source.source_id, claim.quantity_kind) in given
            for source in origin[claim.claim_id][1:]
        )

    def from_original(claim: Claim) -> tuple[int, bool]:
        return len(origin[claim.claim_id]), not claim.hedge

    told: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not is_retold(claim):
            root = origin[claim.claim_id][-1].source_id
            told[(root, *_figures(claim))].append(claim)
    kept = {min(versions, key=from_original).claim_id for versions in told.values()}
    return tuple(claim for claim in claims if claim.claim_id in kept)


def retold_findings(dataset: Dataset) -> Iterator[tuple[Claim, Complaint]]:
    """Yield the retold claims that carry a number which is not on its original source.

    A different number is no finding where a recorded disagreement names the claim, nor is
    an original that nobody has read.
    """
    disputed = {version.claim_id for version in dataset.versions}
    for event in dataset.events:
        claims = _numbered(event.event_id, dataset)
        for claim in claims:
            above = {source.source_id for source in dataset.origin_of(claim.source_id)[1:]}
            if not above:
                continue
            root = dataset.origin_of(claim.source_id)[-1]
            same_kind = [each for each in claims if each.quantity_kind is claim.quantity_kind]
            original = [each for each in same_kind if each.source_id in above]
            others = [
                each
                for each in same_kind
                if each.source_id != claim.source_id
                and dataset.origin_of(each.source_id)[-1] is root
            ]
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
