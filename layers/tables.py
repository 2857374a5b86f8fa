"""What every layer yields: one value, or the reason for none, for each region of a level."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geodata.model import CellStatus, LabeledEnum, Level

__all__ = ["COLUMNS", "EvidenceKind", "LayerTable"]

COLUMNS = ("value", "low", "high", "status", "n_events", "n_roots", "source", "note")
"""Columns of every table, in order."""


class EvidenceKind(LabeledEnum):
    """What kind of knowledge a number is. Shown wherever the number is shown."""

    CENSUS = (
        "census",
        "census figure",
        "A figure of a census, or computed from such figures alone.",
    )
    DOCUMENTED = "documented", "documented", "Sources report it for this region itself."
    PUBLISHED = (
        "published",
        "published range",
        "A source prints a range for this region. The range has no middle.",
    )
    BOUNDED = (
        "bounded",
        "derived bounds",
        "Arithmetic on reported numbers, under the assumption named beside it. Nothing "
        "published says where between its ends a number lies; together, the parts add up to "
        "the total of the whole.",
    )
    ILLUSTRATION = (
        "illustration",
        "scenario, not evidence",
        "What would follow if an assumption held that no source makes. It is not "
        "evidence and no interval: the truth may lie far outside.",
    )


@dataclass(frozen=True)
class LayerTable:
    """Values of one layer at one level.

    Parameters
    ----------
    layer : str
        Id of the layer.
    level : Level
        Level of the regions.
    label : EvidenceKind
        Kind of knowledge.
    unit : str
        Unit of ``value``, ``low`` and ``high``.
    frame : pandas.DataFrame
        Indexed by region code, sorted, unique; columns ``value``, ``low``, ``high``
        (float, NaN where there is none), ``status`` (:class:`CellStatus`),
        ``n_events``, ``n_roots`` (int), ``source`` (ids of census sources, joined by
        ``"; "``; empty where the data set is the source) and ``note`` (str).

    Raises
    ------
    ValueError
        If the frame breaks one of these promises, if a value is present under a
        status that forbids it, or if ``low <= value <= high`` does not hold.
    """

    layer: str
    level: Level
    label: EvidenceKind
    unit: str
    frame: pd.DataFrame

    def __post_init__(self) -> None:
        frame = self.frame
        if tuple(frame.columns) != COLUMNS:
            raise ValueError(f"{self.layer}: columns are {list(frame.columns)}, not {COLUMNS}")
        if not frame.index.is_unique or not frame.index.is_monotonic_increasing:
            raise ValueError(f"{self.layer}: the regions are not unique and sorted")
        numbers = frame[["low", "value", "high"]]
        silent = ~frame["status"].isin([CellStatus.REPORTED, CellStatus.REPORTED_ZERO])
        if bool(numbers[silent].notna().to_numpy().any()):
            raise ValueError(f"{self.layer}: a region without a record carries a number")
        if bool(numbers[~silent].isna().all(axis=1).any()):
            raise ValueError(f"{self.layer}: a reported region carries no number")
        for smaller, larger in (("low", "value"), ("value", "high"), ("low", "high")):
            if bool((frame[smaller] > frame[larger]).any()):
                raise ValueError(f"{self.layer}: {smaller} exceeds {larger}")

    @property
    def codes(self) -> tuple[str, ...]:
        """Region codes, in order."""
        return tuple(self.frame.index)

    def within(self, codes: tuple[str, ...]) -> LayerTable:
        """Return the rows of these regions only."""
        chosen = self.frame.loc[self.frame.index.isin(set(codes))]
        return LayerTable(self.layer, self.level, self.label, self.unit, chosen)
