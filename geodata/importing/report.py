"""What became of every row of an imported file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["ImportReport", "Outcome", "RowNote", "sorted_notes"]


class Outcome(StrEnum):
    """What was done with a row or one of its cells, gravest first."""

    QUARANTINED = "quarantined"
    UNPLACED = "unplaced"
    REPAIRED = "repaired"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class RowNote:
    """One thing about one row. ``before`` and ``after`` are cells of a repair."""

    line: int
    field: str
    outcome: Outcome
    reason: str
    remedy: str = ""
    before: str = ""
    after: str = ""


_COLUMNS = ("line", "field", "outcome", "before", "after", "reason", "remedy")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ImportReport:
    """Counts and notes of one import; ``kept + quarantined == read`` always holds.

    ``placed`` counts the kept rows by the way in which they were placed; ``notes`` are what is
    true of the whole file.
    """

    file: str
    read: int
    kept: int
    rows: tuple[RowNote, ...]
    placed: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def quarantined(self) -> int:
        """Rows kept out, each with a reason."""
        return self.read - self.kept

    @property
    def repaired(self) -> int:
        """Kept rows of which a cell was changed."""
        return len(self._lines(Outcome.REPAIRED))

    @property
    def unplaced(self) -> int:
        """Kept rows of which the place could not be told."""
        return len(self._lines(Outcome.UNPLACED))

    def _lines(self, outcome: Outcome) -> set[int]:
        """Return the lines of kept rows with an outcome."""
        out = {note.line for note in self.rows if note.outcome is Outcome.QUARANTINED}
        return {note.line for note in self.rows if note.outcome is outcome} - out

    def lines(self) -> list[str]:
        """Return the summary in words, a line each."""
        placed = ", ".join(f"{count:,} {way}" for way, count in self.placed)
        reasons = Counter(
            (note.outcome.value, note.reason)
            for note in self.rows
            if note.outcome is not Outcome.FINDING
        )
        return [
            f"{self.file}: {self.read:,} rows read, {self.kept:,} kept, "
            f"{self.quarantined:,} quarantined.",
            f"{self.repaired:,} rows repaired, {self.unplaced:,} not placed.",
            *([f"Placed by: {placed}."] if placed else []),
            *self.notes,
            *(
                f"  {count:,} × {outcome}: {reason}"
                for (outcome, reason), count in reasons.most_common(12)
            ),
        ]

    def to_csv(self) -> str:
        """Return ``import-report.csv``; cells that a spreadsheet would run are quoted."""
        held = io.StringIO(newline="")
        writer = csv.writer(held, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for note in self.rows:
            writer.writerow(_safe(getattr(note, name)) for name in _COLUMNS)
        return held.getvalue()


def _safe(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) and not text[1:2].isdigit() else text


def sorted_notes(notes: Iterable[RowNote]) -> tuple[RowNote, ...]:
    """Return notes in order of their lines, gravest first."""
    order = list(Outcome)
    return tuple(sorted(notes, key=lambda note: (note.line, order.index(note.outcome), note.field)))
