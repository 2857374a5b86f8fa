"""The part of a picture that gives each unit its colour, value and note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from geodata.workspace import once_per_atlas
from layers.catalogue import layer
from layers.estimate.objections import objection_words
from layers.estimate.range_bars import range_bars
from layers.interval import month_of
from layers.picture.mapspec import Part
from layers.spec import Categories, Grid, LayerSpec, narrowed_view, table_of
from layers.style import NO_VALUE, Fill
from layers.tables import EvidenceKind, LayerTable
from layers.view import View

__all__ = ["build_symbology"]

_CACHE_SIZE = 96
"""Fills kept: one for each layer, level, year, area and set of filters in recent use."""

_ONE_CODE = re.compile(r"(?<=unit )(\d{6})(?!\d)")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PATTERNS = {
    CellStatus.NO_RECORD: "hatch",
    CellStatus.NOT_COVERED: "dots",
    CellStatus.WITHHELD: "dots",
    CellStatus.NOT_COMPARABLE: "dots",
}


@dataclass(frozen=True, slots=True)
class _Class:
    fill: Fill
    pattern: str | None
    label: str
    status: CellStatus


def _is_range(row: Any) -> bool:
    return bool(pd.isna(row.value) and pd.notna(row.low))


def _deciding(spec: LayerSpec) -> str:
    """Return the column without which a region has no class."""
    return "low" if spec.grid is not None and spec.assumes else spec.by


def _value_classes(spec: LayerSpec, table: LayerTable) -> tuple[list[_Class], dict[str, int]]:
    """Return the coloured classes and the class of each region that has a value."""
    known = table.frame[table.frame[_deciding(spec)].notna()]
    if known.empty:
        return [], {}
    if spec.grid is not None:
        return _grid_classes(spec.grid), {
            str(row.Index): spec.grid.classify(row) for row in known.itertuples()
        }
    labels = spec.class_labels()
    fills = spec.ramp.fills(len(labels))
    falling = [high <= 0 for _low, high in spec.breaks.intervals()]
    usual = "stripes" if spec.label is EvidenceKind.ILLUSTRATION else None
    classes = [
        _Class(fill, "fall" if falls else usual, label, CellStatus.REPORTED)
        for fill, label, falls in zip(fills, labels, falling, strict=True)
    ]
    found = spec.breaks.classify([float(value) for value in known[spec.by]])
    return classes, dict(zip(known.index, found, strict=True))


def _grid_classes(grid: Grid) -> list[_Class]:
    return [
        _Class(fill, pattern, label, CellStatus.REPORTED)
        for fill, pattern, label in zip(grid.fills, grid.patterns, grid.labels(), strict=True)
    ]


def _grid(spec: LayerSpec, classes: list[_Class]) -> dict[str, object]:
    """Return the legend of a layer with two things at once, as a table of classes."""
    grid = spec.grid
    if grid is None or len(classes) < len(grid.fills):
        return {}
    return {
        "grid": {
            "x_title": grid.x_title,
            "y_title": grid.y_title,
            "x": list(grid.x),
            "y": list(grid.y),
            "cells": grid.cells(),
            **({"spans": [list(across) for across in grid.spans]} if grid.spans else {}),
        }
    }


def _words(spec: LayerSpec, row: Any) -> str:
    if pd.notna(row.value):
        return spec.write(float(row.value))
    if _is_range(row):
        return spec.write_span(float(row.low), float(row.high))
    return CellStatus(row.status).label


def _twin(spec: LayerSpec, row: Any, facts: Facts) -> tuple[str, str, str, str]:
    """Return what a table says beside the value: its ends in words, its kind, its source.

    The ends are left empty where they meet, and where both read like the value itself.
    """
    low, high = spec.end_words(row.low, row.high)
    read = {spec.write(float(end)) for end in (row.low, row.high) if pd.notna(end)}
    if row.low == row.high or (pd.notna(row.value) and read <= {spec.write(float(row.value))}):
        low = high = ""
    credited = [facts.census.source(each).short for each in str(row.source).split("; ") if each]
    status = spec.answer_words(CellStatus(row.status))
    return low, high, status, "; ".join(dict.fromkeys(credited))


def _gathered(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, each once; those that differ only in the code of one region as one text."""
    codes: dict[tuple[str, str], list[str]] = {}
    for text in dict.fromkeys(texts):
        before, code, after = (*_ONE_CODE.split(text), "", "")[:3]
        codes.setdefault((before, after), []).append(code)
    for (before, after), found in codes.items():
        several = before.removesuffix("unit ") + "units " if len(found) > 1 else before
        yield f"{several}{', '.join(found)}{after}"


def _credited(spec: LayerSpec, ids: pd.Series, facts: Facts) -> str:
    """Return where the drawn figures come from: the data set, census tables, or both."""
    named = sorted({part for joined in ids for part in str(joined).split("; ") if part})
    tables = _gathered(facts.census.source(each).short for each in named)
    if named and not spec.of_events:
        return "; ".join(tables)
    metadata = facts.dataset.metadata
    events = _("{title}, version {version}").format(title=metadata.title, version=metadata.version)
    return "; ".join((events, *tables))


def _unit(spec: LayerSpec, table: LayerTable) -> str:
    unit = table.unit if spec.assumes else spec.unit
    return _("{unit}; coloured by the upper end").format(unit=unit) if spec.by == "high" else unit


def _caveat(spec: LayerSpec, view: View, drawn: pd.Index[str], facts: Facts) -> str:
    said = (
        spec.caveat,
        view.assume.cap_words() if spec.assumes else "",
        ""
        if spec.scenario is None
        else objection_words(spec.scenario, view.assume.counted, view.events, facts, view.map.area),
        _as_of(spec, view, drawn, facts),
    )
    return " ".join(each for each in said if each)


def _as_of(spec: LayerSpec, view: View, drawn: pd.Index[str], facts: Facts) -> str:
    """Return the month up to which the drawn values count; empty where they have none."""
    if spec.estimates is None:
        return ""
    found = spec.estimates(facts, view)
    known = (found[code] for code in drawn if code in found)
    months = sorted(
        {
            each.as_of
            for each in known
            if each.as_of is not None and each.status is CellStatus.REPORTED
        }
    )
    if not months:
        return ""
    first, last = (month_of(month).words for month in (months[0], months[-1]))
    if first == last:
        return _("As of {month}.").format(month=first)
    return _("As of different months by province, from {first} to {last}.").format(
        first=first, last=last
    )


_MOST_BARS = 16
"""Regions for which a picture holds range bars at most."""


def _bars(spec: LayerSpec, view: View, facts: Facts) -> dict[str, object]:
    """Return the range bars of the regions of a layer of estimates, where they are few."""
    codes = facts.regions.codes(view.map.level, view.map.area)
    if spec.categories is None or len(codes) > _MOST_BARS:
        return {}
    return {"bars": range_bars(view, codes, facts).payload()}


def _recount(spec: LayerSpec, classes: list[_Class]) -> dict[str, object]:
    """Return how to class units by a number of events, for layers that count them."""
    if not spec.counts_events:
        return {}
    silent = [index for index, each in enumerate(classes) if each.status is CellStatus.NO_RECORD]
    return {"recount": {"bounds": list(spec.breaks.bounds), "none": silent[0]}}


def _category_classes(categories: Categories) -> list[_Class]:
    parts = (categories.fills, categories.patterns, categories.labels)
    return [
        _Class(fill, pattern, label, CellStatus.REPORTED)
        for fill, pattern, label in zip(*parts, strict=True)
    ]


def _all_classes(
    spec: LayerSpec, table: LayerTable, drawn: pd.DataFrame
) -> tuple[list[_Class], dict[str, int]]:
    """Return the classes of values, ranges and statuses, and that of each drawn region."""
    classes, class_of = _value_classes(spec, table)
    ranges = [
        str(row.Index)
        for row in drawn.itertuples()
        if _is_range(row) and str(row.Index) not in class_of
    ]
    if ranges:
        ground = spec.ramp.fills(2)[0]
        classes.append(
            _Class(ground, "range", _("range published for the region"), CellStatus.REPORTED)
        )
        class_of |= dict.fromkeys(ranges, len(classes) - 1)
    for status, pattern in _PATTERNS.items():
        codes = drawn.index[drawn["status"] == status]
        counted = spec.counts_events and status is CellStatus.NO_RECORD
        if len(codes) or counted:
            classes.append(_Class(NO_VALUE, pattern, status.label, status))
            class_of |= dict.fromkeys(codes, len(classes) - 1)
    return classes, class_of


def build_symbology(view: View, facts: Facts, spec: LayerSpec) -> tuple[Part, Part]:
    """Return the classes with the class of each unit of the area, and the values in words.

    The words are a part of their own: they are large, and nothing waits for them. Breaks
    are those of the layer, so that a colour means the same in every area; the count beside
    a class is that of the area.
    """
    return _build(narrowed_view(spec, view, facts), facts)


@once_per_atlas(maxsize=_CACHE_SIZE)
def _build(view: View, facts: Facts) -> tuple[Part, Part]:
    spec = layer(view.map.layer, facts)
    table = table_of(spec, facts, view)
    drawn = table.within(facts.regions.codes(view.map.level, view.map.area)).frame
    if spec.categories is None:
        classes, class_of = _all_classes(spec, table, drawn)
    else:
        classes = _category_classes(spec.categories)
        class_of = dict(spec.categories.classify(facts, view))
    assigned = [class_of[code] for code in drawn.index]
    counts = Counter(assigned)
    texts = [(_words(spec, row), row.note) for row in drawn.itertuples()]
    unique = {text: index for index, text in enumerate(dict.fromkeys(texts))}
    rows = [_twin(spec, row, facts) for row in drawn.itertuples()]
    lines = {line: index for index, line in enumerate(dict.fromkeys(rows))}
    values = Part(
        {
            "texts": [list(text) for text in unique],
            "of": [unique[text] for text in texts],
            "rows": [list(line) for line in lines],
            "row_of": [lines[line] for line in rows],
        }
    )
    symbology = Part(
        {
            "layer": {
                "id": spec.layer_id,
                "title": spec.title,
                "unit": _unit(spec, table),
                "question": spec.question,
                "caveat": _caveat(spec, view, drawn.index, facts),
                "label": spec.label.value,
                "of_kind": spec.of_kind.label if spec.of_kind else "",
                "year": spec.year_words(view),
                "source": _credited(spec, drawn["source"], facts),
            },
            "classes": [
                {
                    "fill": each.fill.light,
                    "fill_dark": each.fill.dark,
                    "pattern": each.pattern,
                    "label": each.label,
                    "count": counts[index],
                    "status": each.status.value,
                }
                for index, each in enumerate(classes)
            ],
            "class_of": "".join(_DIGITS[index] for index in assigned),
            **_recount(spec, classes),
            **_grid(spec, classes),
            **_bars(spec, view, facts),
        }
    )
    return symbology, values
