"""One estimate: two ends or a value, what kind of knowledge it is, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from geodata.model import CellStatus
from layers.tables import EvidenceKind

__all__ = ["Base", "Estimate"]


@dataclass(frozen=True, slots=True)
class Base:
    """A population beside which a number is put."""

    persons: int
    year: int | None
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number about one region with everything that a reader must know about it.

    Numbers are exact: nothing is rounded before it is shown.

    Parameters
    ----------
    region : str
        Region code.
    label : EvidenceKind
        Kind of knowledge: documented, published, bounded or illustration.
    unit : str
        What is counted, in words.
    method : str
        Id and version of the method, as ``"tree/1"``; see :mod:`layers.estimate.methods`.
    assumption : str
        What it assumes, in a sentence.
    status : CellStatus
        ``REPORTED`` where there is a number; else the reason for none.
    value, low, high : Fraction or None
        Only a documented count has a value. An end that nothing limits is ``None``.
    inputs : tuple of str
        Ids of the claims it rests on, sorted.
    base : Base or None
        The population to which it may be put in relation.
    as_of : int or None
        Month (``12 * year + month - 1``) up to which it counts.
    reason : str
        Why there is no number, or what a reader must know of it.
    hedge : str
        "about" or "nearly" before a value that limits nothing, or before a printed range; else
        ``""``.

    Raises
    ------
    ValueError
        If a number stands under a status or label that forbids it, or ends cross.
    """

    region: str
    label: EvidenceKind
    unit: str
    method: str
    assumption: str
    status: CellStatus = CellStatus.REPORTED
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    inputs: tuple[str, ...] = ()
    base: Base | None = None
    as_of: int | None = None
    reason: str = ""
    hedge: str = ""

    def __post_init__(self) -> None:
        given = [part for part in (self.low, self.value, self.high) if part is not None]
        if given != sorted(given):
            raise ValueError(f"{self.region}: the ends of an estimate cross: {given}")
        if (self.status is CellStatus.REPORTED) is not bool(given):
            raise ValueError(f"{self.region}: {self.status.label} with {len(given)} numbers")
        if self.value is not None and self.label is not EvidenceKind.DOCUMENTED:
            raise ValueError(f"{self.region}: only a documented count has a value")

    @property
    def least(self) -> Fraction:
        """The lower end, 0 where nothing raises it: a count is never negative."""
        if self.low is not None:
            return self.low
        return Fraction(0) if self.hedge or self.value is None else self.value

    @property
    def most(self) -> Fraction | None:
        """The upper end, or ``None``."""
        return self.high if self.high is not None or self.hedge else self.value
