"""Residents, the share that is not Han, and named groups, region by region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.compare.rows import (
    Line,
    Mark,
    Row,
    Section,
    Shown,
    axis_of,
)
from dashboard.shared.citation import census_cites
from geodata.census.change import complement_change, population_change
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Language, Level
from geodata.workspace import once_per_atlas
from layers.naming import display_name
from layers.rounding import rounded_ends
from layers.wording import THIN_SPACE, number, percent, points, span

__all__ = ["residents_section", "share_section"]

_CACHE_SIZE = 32
_PEOPLE, _NON_HAN = "people", "non_han"
_UNKNOWN_WIDTH = _("The rounding of this figure is not known.")
"""A note of the census that stands beside the number already."""


@once_per_atlas(maxsize=32)
def _table(kind: str, level: Level, year: int, facts: Facts) -> pd.DataFrame:
    read = facts.census.population if kind == _PEOPLE else facts.census.complement
    return read(level, year)


@once_per_atlas(maxsize=32)
def _changes(kind: str, level: Level, period: tuple[int, int], facts: Facts) -> pd.DataFrame:
    made = population_change if kind == _PEOPLE else complement_change
    return made(facts.census, level, *period)


def _years(kind: str, code: str, facts: Facts) -> dict[int, Any]:
    level = facts.regions.level(code)
    return {year: _table(kind, level, year, facts).loc[code] for year in facts.census.years}


def _since(kind: str, code: str, facts: Facts) -> dict[tuple[int, int], Any]:
    level = facts.regions.level(code)
    return {
        period: _changes(kind, level, period, facts).loc[code]
        for period in pairwise(facts.census.years)
    }


def _missing(what: str, cell: Any) -> Shown:
    return Shown(what, CellStatus(cell["status"]).label)


def _line(
    code: str,
    kind: str,
    write: Callable[[str, Any], Shown],
    write_change: Callable[[str, Any], Shown],
    facts: Facts,
) -> Line:
    years, since = _years(kind, code, facts), _since(kind, code, facts)
    figures = [
        write(str(year), cell) if pd.notna(cell["value"]) else _missing(str(year), cell)
        for year, cell in years.items()
    ]
    figures += [
        write_change(span(*map(str, period)), cell)
        if pd.notna(cell["value"])
        else _missing(span(*map(str, period)), cell)
        for period, cell in since.items()
    ]
    marks = tuple(
        Mark(
            "census",
            str(year),
            _or_none(cell.get("low")),
            float(cell["value"]),
            _or_none(cell.get("high")),
            joined=any(
                period[1] == year and pd.notna(change["value"]) for period, change in since.items()
            ),
        )
        for year, cell in years.items()
        if pd.notna(cell["value"])
    )
    return Line(
        figures=tuple(figures),
        marks=marks,
        notes=tuple(_notes(years, since)),
        because=census_cites((cell["source"] for cell in years.values()), facts),
    )


def _or_none(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type,call-overload]


def _notes(years: dict[int, Any], since: dict[tuple[int, int], Any]) -> Iterator[str]:
    """Yield why a figure or a change is missing, and what else must be known, each once."""
    told: set[str] = set()
    for cells in (years, since):
        for when, cell in cells.items():
            note = str(cell["note"]).replace(_UNKNOWN_WIDTH, "").strip()
            unclear = pd.isna(cell["value"]) or cells is years
            if note and unclear and note not in told and not _repeats(note, cells, years):
                told.add(note)
                words = span(*map(str, when)) if isinstance(when, tuple) else str(when)
                yield f"{words}: {note}"


def _repeats(note: str, cells: object, years: dict[int, Any]) -> bool:
    """Whether a change is missing only because one of its years is, which is already said."""
    return cells is not years and any(note == str(each["note"]) for each in years.values())


def _count(what: str, cell: Any) -> Shown:
    return Shown(what, number(int(cell["value"])), str(int(cell["value"])))


def _grew(what: str, cell: Any) -> Shown:
    return Shown(what, percent(cell["value"], signed=True), f"{cell['value']:.6f}")


def _share(what: str, cell: Any) -> Shown:
    persons = number(int(cell["persons"]))
    width = cell["half_width"]
    if pd.isna(width):
        detail = _("{persons} people; rounding not known").format(persons=persons)
    elif width:
        detail = _("{persons} ± {width} people").format(persons=persons, width=number(int(width)))
    else:
        detail = _("{persons} people").format(persons=persons)
    return Shown(what, percent(cell["value"]), f"{cell['value']:.6f}", detail)


def _moved(what: str, cell: Any) -> Shown:
    low, high = cell["low"], cell["high"]
    if pd.isna(low):
        ends = _("rounding not known")
    elif f"{low:.2f}" == f"{high:.2f}":
        ends = ""
    else:
        least, most = (_signed(end) for end in rounded_ends(low, high, 2) if end is not None)
        ends = _("{low} to {high} after rounding").format(low=least, high=most)
    return Shown(what, points(cell["value"], brief=True), f"{cell['value']:.6f}", ends)


def _signed(value: Decimal) -> str:
    sign = "−" if value < 0 else "+"
    return f"{sign}{abs(value):f}"


def _rows(
    codes: tuple[str, ...], language: Language, facts: Facts, make: Callable[[str], Line]
) -> tuple[Row, ...]:
    rows = tuple(Row(code, display_name(facts, code, language), (make(code),)) for code in codes)
    return rows if len(codes) == 1 else tuple(map(partial(_without, _silent(rows)), rows))


def _silent(rows: tuple[Row, ...]) -> frozenset[str]:
    """Return the years and periods of which no region has a figure."""
    every = {figure.what for row in rows for figure in row.lines[0].figures}
    known = {figure.what for row in rows for figure in row.lines[0].figures if figure.known}
    return frozenset(every - known)


def _without(silent: frozenset[str], row: Row) -> Row:
    """Leave out columns that hold nothing, with what is said of them."""
    (line,) = row.lines
    figures = tuple(each for each in line.figures if each.what not in silent)
    notes = tuple(each for each in line.notes if each.split(":")[0] not in silent)
    return replace(row, lines=(replace(line, figures=figures or line.figures, notes=notes),))


def _held(rows: tuple[Row, ...], facts: Facts) -> str:
    """Say which censuses tell nothing of any of the regions."""
    shown = {figure.what for row in rows for figure in row.lines[0].figures if figure.known}
    left = [str(year) for year in facts.census.years if str(year) not in shown]
    if not left:
        return ""
    return " " + _("There is no {years} figure for these regions.").format(years=", ".join(left))


@once_per_atlas(maxsize=_CACHE_SIZE)
def residents_section(codes: tuple[str, ...], language: Language, facts: Facts) -> Section:
    """Return the residents of each region in every census, on one scale from zero."""
    rows = _rows(codes, language, facts, lambda code: _line(code, _PEOPLE, _count, _grew, facts))
    return Section(
        key="residents",
        title=_("Residents"),
        lead=_(
            "Counted in the censuses of {years}. A line joins two censuses only "
            "where both speak of the same ground."
        )
        + _held(rows, facts),
        rows=rows,
        axis=axis_of(mark.value or 0.0 for row in rows for mark in row.lines[0].marks),
        legend=tuple(("census", str(year)) for year in facts.census.years),
    )


@once_per_atlas(maxsize=_CACHE_SIZE)
def share_section(codes: tuple[str, ...], language: Language, facts: Facts) -> Section:
    """Return the share of residents who are not Han, with what rounding leaves open."""
    rows = _rows(codes, language, facts, lambda code: _line(code, _NON_HAN, _share, _moved, facts))
    return Section(
        key="non-han",
        title=_("Non-Han population"),
        lead=_(
            "Share of all residents. “Non-Han” is not “Tibetan” and not “Uyghur”: it counts "
            "all other groups together. Most half-widths are too small to be seen."
        )
        + _held(rows, facts),
        rows=rows,
        axis=axis_of((), f"{THIN_SPACE}%", most=100.0),
        legend=tuple(("census", str(year)) for year in facts.census.years),
    )
