"""Where sources disagree, and what is shown because of it."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model.vocabulary import Disagreement

__all__ = ["Discrepancy", "Version"]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the versions that disagree.

    ``claim_id`` names the claim that holds it; it is empty where the version is computed
    from other figures, or is told of without a claim of its own. ``said`` puts it in words.
    """

    version_id: str
    discrepancy_id: str
    claim_id: str
    said: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One disagreement about one or several events.

    ``treatment`` says what is shown, and why; no version is overwritten by another.
    """

    discrepancy_id: str
    kind: Disagreement
    event_ids: tuple[str, ...]
    topic: str
    treatment: str
