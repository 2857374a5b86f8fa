"""What was found while a data set was read: by file, line and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Problem", "RowCount", "Severity", "ValidationReport"]


class Severity(StrEnum):
    """How much a problem matters, gravest first."""

    ERROR = "error"
    REPAIRED = "repaired"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person should look at.

    An *error* keeps its row out (it is quarantined, not lost); a *repaired* cell was
    changed harmlessly; a *finding* is something true that readers should know.
    """

    severity: Severity
    file: str
    line: int | None
    field: str
    record: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        line = "" if self.line is None else f" line {self.line}"
        field = f", {self.field}" if self.field else ""
        record = f" [{self.record}]" if self.record else ""
        return f"{self.file}{line}{field}{record}: {self.message} {self.remedy}".rstrip()


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows of one file. ``kept + quarantined == read`` always holds."""

    file: str
    read: int
    kept: int

    @property
    def quarantined(self) -> int:
        """Rows kept out because of an error."""
        return self.read - self.kept


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All problems of a data set and what became of its rows."""

    problems: tuple[Problem, ...]
    rows: tuple[RowCount, ...]

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """Return the problems of one severity, in reading order."""
        return tuple(problem for problem in self.problems if problem.severity is severity)

    @property
    def left_out(self) -> int:
        """Rows of all files that errors kept out."""
        return sum(count.quarantined for count in self.rows)

    @property
    def has_errors(self) -> bool:
        """Whether any row was kept out."""
        return bool(self.of(Severity.ERROR))

    def plus(self, problems: Iterable[Problem]) -> ValidationReport:
        """Return the report with further problems appended."""
        return ValidationReport((*self.problems, *problems), self.rows)
