"""Rows that name other rows: what is left out when the other row is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from geodata.dataset.report import Problem, Severity

__all__ = ["KeptRows", "without_broken_chains", "without_broken_references"]

T = TypeVar("T")
KeptRows = dict[str, tuple[int, T]]
"""Rows by name, each with its line."""

_LISTED = 12
_REMEDY = "Name an existing row, or leave the cell empty."


def without_broken_chains(
    kept: KeptRows[T], file: str, field: str, parent: Callable[[T], str]
) -> tuple[KeptRows[T], list[Problem]]:
    """Keep out rows whose parent is missing or leads in a circle, and all rows below them.

    One problem names everything that goes with one cause. Every row is visited once.
    """
    parents = {record: parent(value) for record, (_, value) in kept.items()}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for record, above in parents.items():
        children[above].append(record)
    causes = [
        (circle, f"The parents lead in a circle: {_listed(circle)}.")
        for circle in _circles(parents)
    ]
    causes += [
        (below, f"{above!r} is not a row that was kept.")
        for above, below in children.items()
        if above and above not in kept
    ]
    problems, out = [], set()
    for records, message in causes:
        taken = _with_all_below(records, children)
        out |= taken
        first = records[0]
        problems.append(
            _problem(file, kept[first][0], field, first, message, taken - {first}, kept)
        )
    return {record: row for record, row in kept.items() if record not in out}, problems


def _circles(parents: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the rows of each circle, each followed by its parent."""
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        record = start
        while record in parents and record not in done:
            done.add(record)
            path[record] = None
            record = parents[record]
        if record in path:
            walked = list(path)
            yield walked[walked.index(record) :]


def _listed(circle: list[str]) -> str:
    return " → ".join([*circle[:_LISTED], *(["…"] if len(circle) > _LISTED else []), circle[0]])


def _with_all_below(records: Iterable[str], children: Mapping[str, list[str]]) -> set[str]:
    """Return some rows and all rows below them."""
    found: set[str] = set()
    queue = list(records)
    while queue:
        record = queue.pop()
        if record not in found:
            found.add(record)
            queue += children.get(record, ())
    return found


def _problem(
    file: str, line: int, field: str, record: str, message: str, others: set[str], kept: KeptRows[T]
) -> Problem:
    if others:
        message += f" {_with_it(kept[each][0] for each in others)}"
    return Problem(Severity.ERROR, file, line, field, record, message, _REMEDY)


def _with_it(lines: Iterable[int]) -> str:
    ordered = sorted(lines)
    listed = ", ".join(map(str, ordered[:_LISTED])) + (" …" if len(ordered) > _LISTED else "")
    if len(ordered) == 1:
        return f"1 more row is left out with it: line {listed}."
    return f"{len(ordered):,} more rows are left out with it: lines {listed}."


def without_broken_references(
    kept: KeptRows[T],
    file: str,
    named: Callable[[T], Iterable[tuple[str, str, Mapping[str, object], str]]],
) -> tuple[KeptRows[T], list[Problem]]:
    """Keep out rows that name a row of another file which is not there.

    Parameters
    ----------
    kept : dict
        Rows by name.
    file : str
        Their file.
    named : callable
        ``named(value)`` yields field, name, table and file of each row that a value names.
    """
    broken: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for record, (_, value) in kept.items():
        for field, name, table, other in named(value):
            if name and name not in table:
                broken[field, name, other].append(record)
    problems = []
    for (field, name, other), records in broken.items():
        message = f"{name!r} is not a row that was kept in {other}."
        line = kept[records[0]][0]
        rest = set(records[1:])
        if rest:
            message += f" {_with_it(kept[each][0] for each in rest)}"
        remedy = "Correct the name or the row."
        problems.append(Problem(Severity.ERROR, file, line, field, records[0], message, remedy))
    out = {record for records in broken.values() for record in records}
    return {record: row for record, row in kept.items() if record not in out}, problems
