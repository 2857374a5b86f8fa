"""Rows that name other rows: what is left out when the other row is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from geodata.dataset.report import Problem, Severity

__all__ = ["Kept", "without_broken_chains", "without_broken_references"]

T = TypeVar("T")
Kept = dict[str, tuple[int, T]]
"""Rows by name, each with its line."""

_LISTED = 12
_REMEDY = "Name an existing row, or leave the cell empty."


def without_broken_chains(
    kept: Kept[T], file: str, field: str, parent: Callable[[T], str]
) -> tuple[Kept[T], list[Problem]]:
    """Keep out rows whose parent is missing or leads in a circle, and all rows below them.

    One problem names everything that goes with one cause. Every row is visited once.
    """
    parents = {record: parent(value) for record, (_, value) in kept.items()}
    causes: dict[str, str] = {}
    for record, circle in _circles(parents):
        causes[record] = f"The parents lead in a circle: {circle}."
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for record, above in parents.items():
        if above and above not in kept:
            missing[above].append(record)
    problems = [
        _problem(file, kept[record][0], field, record, message, _below({record}, parents), kept)
        for record, message in causes.items()
    ]
    for above, children in missing.items():
        others = set(children[1:]) | _below(set(children), parents)
        message = f"{above!r} is not a row that was kept."
        line = kept[children[0]][0]
        problems.append(_problem(file, line, field, children[0], message, others, kept))
    out = set(causes) | {child for children in missing.values() for child in children}
    out |= _below(out, parents)
    return {record: row for record, row in kept.items() if record not in out}, problems


def _circles(parents: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield every row that is its own ancestor, with its circle in words."""
    state: dict[str, int] = {}
    for start in parents:
        path: list[str] = []
        record = start
        while record in parents and record not in state:
            state[record] = 1
            path.append(record)
            record = parents[record]
        if state.get(record) == 1 and record in path:
            circle = path[path.index(record) :]
            shown = [*circle[:_LISTED], *(["…"] if len(circle) > _LISTED else []), record]
            yield from ((each, " → ".join(shown)) for each in circle)
        for each in path:
            state[each] = 2


def _below(roots: set[str], parents: Mapping[str, str]) -> set[str]:
    """Return all rows below some rows, these left out."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for record, above in parents.items():
        children[above].append(record)
    found: set[str] = set()
    queue = list(roots)
    while queue:
        for child in children[queue.pop()]:
            if child not in found and child not in roots:
                found.add(child)
                queue.append(child)
    return found


def _problem(
    file: str, line: int, field: str, record: str, message: str, others: set[str], kept: Kept[T]
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
    kept: Kept[T],
    file: str,
    named: Callable[[T], Iterable[tuple[str, str, Mapping[str, object], str]]],
) -> tuple[Kept[T], list[Problem]]:
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
