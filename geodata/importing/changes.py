"""What changed from one version of a data set to the next: events, sources and claims, by id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from geodata.dataset import Dataset
from geodata.model import Claim, Event, Source, Status

__all__ = ["Change", "ChangeKind", "changes_between", "changes_json", "changes_lines"]


class ChangeKind(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs. ``cells`` holds name, old and new value of each changed field.

    ``reason`` is the data set's own: why an event was withdrawn. A record that is gone without
    a word is *removed*, and says so.
    """

    table: str
    record: str
    title: str
    kind: ChangeKind
    cells: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""


Row = Event | Source | Claim


def _cells(row: Row) -> dict[str, str]:
    return {field.name: _text(getattr(row, field.name)) for field in fields(row)}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ";".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _title(row: Row) -> str:
    return row.value_as_printed[:120] if isinstance(row, Claim) else row.title


def _changes(table: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterable[Change]:
    for record in sorted({*old, *new}):
        if record not in old:
            yield Change(table, record, _title(new[record]), ChangeKind.ADDED)
            continue
        former = old[record]
        if record not in new:
            reason = "The record is gone; no reason is given."
            yield Change(table, record, _title(former), ChangeKind.REMOVED, reason=reason)
            continue
        latter = new[record]
        before, after = _cells(former), _cells(latter)
        cells = tuple(
            (name, before.get(name, ""), text)
            for name, text in after.items()
            if before.get(name, "") != text
        )
        if not cells:
            continue
        withdrawn = (
            isinstance(latter, Event)
            and latter.status is Status.WITHDRAWN
            and before["status"] != Status.WITHDRAWN.value
        )
        kind = ChangeKind.WITHDRAWN if withdrawn else ChangeKind.CHANGED
        reason = latter.status_reason if withdrawn and isinstance(latter, Event) else ""
        yield Change(table, record, _title(latter), kind, cells, reason)


def changes_between(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """Return every event, source and claim that differs, in this order and by id.

    Examples
    --------
    >>> from geodata.dataset import read_dataset
    >>> bundled = read_dataset()
    >>> changes_between(bundled, bundled)
    ()
    """
    return (
        *_changes("events", old.event, new.event),
        *_changes("sources", old.source, new.source),
        *_changes("claims", old.claim, new.claim),
    )


def changes_lines(changes: Iterable[Change], old: Dataset, new: Dataset) -> list[str]:
    """Return the data changelog as lines of Markdown."""
    changes = tuple(changes)
    lines = [f"## {new.metadata.title}: {old.metadata.version} → {new.metadata.version}", ""]
    if not changes:
        return [*lines, "No event, source or claim differs."]
    for table in ("events", "sources", "claims"):
        for kind in ChangeKind:
            found = [each for each in changes if each.table == table and each.kind is kind]
            if not found:
                continue
            lines += [f"### {table.capitalize()} {kind.value} ({len(found)})", ""]
            for each in found:
                lines.append(f"- `{each.record}` {each.title}".rstrip())
                lines += [f"  - {each.reason}"] if each.reason else []
                lines += [
                    f"  - {name}: {before or 'empty'} → {after or 'empty'}"
                    for name, before, after in each.cells
                ]
            lines.append("")
    return lines


def changes_json(changes: Iterable[Change]) -> str:
    """Return the changes as JSON: a list of objects, one a record."""
    said = [
        {
            "table": each.table,
            "record": each.record,
            "title": each.title,
            "change": each.kind.value,
            "reason": each.reason,
            "fields": [
                {"name": name, "before": before, "after": after}
                for name, before, after in each.cells
            ],
        }
        for each in changes
    ]
    return json.dumps(said, ensure_ascii=False, indent=2)
