"""What changed between two censuses, where the figures speak of the same ground.

Two figures of a unit are compared only if nothing is known against it: neither a row of
``comparability.csv``, nor an outline that the census of either year does not count alone,
nor a statement of the geography (``other_ground``). For censuses before ``compared_since``
boundaries were not compared unit by unit: a figure that is far from such an early one without
an established cause is not compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from geodata.census.census import Census
from geodata.errors import CensusError
from geodata.i18n import _
from geodata.model import CellStatus, Level

__all__ = ["complement_change", "population_change"]

_COLUMNS = ["value", "low", "high", "status", "source", "note"]
_SPOKEN = {CellStatus.REPORTED, CellStatus.REPORTED_ZERO}
_LEAST, _MOST = 0.6, 1.7
"""Ratio of two censuses ten years apart beyond which a change of ground is suspected."""


def population_change(census: Census, level: Level, earlier: int, later: int) -> pd.DataFrame:
    """Change of the number of residents between two censuses, in per cent of the earlier one.

    ``100 · (later - earlier) / earlier``.

    Parameters
    ----------
    census : Census
    level : Level
    earlier, later : int
        Two census years.

    Returns
    -------
    pandas.DataFrame
        Index: region code, sorted. Columns ``value``, ``low``, ``high`` (per cent, equal:
        both figures are counts), ``status``, ``source`` (ids of both years), ``note``.

    Raises
    ------
    CensusError
        If a year is not a census year, or the earlier is not the earlier one.

    Examples
    --------
    >>> from geodata.census import load_census
    >>> from geodata.geography import load_regions
    >>> regions = load_regions()
    >>> change = population_change(load_census(regions), regions.geography.levels[0], 2010, 2020)
    >>> float(round(change.loc["630000", "value"], 2))
    5.28
    """
    _require_order(earlier, later)
    before, after = census.population(level, earlier), census.population(level, later)
    rows = []
    for code, old, new in _pairs(before, after):
        refused = _refused(census, code, level, earlier, old, new) or _far_apart(
            old.value, new.value, earlier, later, census.compared_since
        )
        if refused is not None:
            rows.append(refused)
            continue
        value = 100 * (new.value - old.value) / old.value
        rows.append(
            {
                "value": value,
                "low": value,
                "high": value,
                "status": CellStatus.REPORTED if value else CellStatus.REPORTED_ZERO,
                "source": f"{old.source}; {new.source}",
                "note": _joined(
                    _("{old:,.0f} residents in {earlier}, {new:,.0f} in {later}.").format(
                        old=old.value, earlier=earlier, new=new.value, later=later
                    ),
                    new.note,
                ),
            }
        )
    return _frame(rows, before.index)


def complement_change(census: Census, level: Level, earlier: int, later: int) -> pd.DataFrame:
    """Change of the share of residents outside the majority, in percentage points.

    The bounds combine what the rounding of both shares leaves open:
    ``low = later.low - earlier.high``, ``high = later.high - earlier.low``. Where they lie on
    both sides of zero, the sign of the change is not known, and the note says so.

    Parameters, return value and errors are those of :func:`population_change`.
    """
    _require_order(earlier, later)
    before, after = census.complement(level, earlier), census.complement(level, later)
    rows = []
    for code, old, new in _pairs(before, after):
        refused = _refused(census, code, level, earlier, old, new)
        if refused is not None:
            rows.append(refused)
            continue
        low, high = new.low - old.high, new.high - old.low
        unsure = math.isnan(low) or math.isnan(high)
        sign = (
            ""
            if unsure or low > 0 or high < 0
            else _("Rounding leaves open whether it rose or fell.")
        )
        rows.append(
            {
                "value": new.value - old.value,
                "low": math.nan if unsure else low,
                "high": math.nan if unsure else high,
                "status": CellStatus.REPORTED,
                "source": f"{old.source}; {new.source}",
                "note": _joined(
                    _("{old:.2f} % in {earlier}, {new:.2f} % in {later}.").format(
                        old=old.value, earlier=earlier, new=new.value, later=later
                    ),
                    sign,
                    new.note,
                ),
            }
        )
    return _frame(rows, before.index)


def _pairs(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[tuple[str, Any, Any]]:
    """Yield each unit with its row of both years."""
    for old, new in zip(before.itertuples(), after.itertuples(), strict=True):
        yield str(old.Index), old, new


def _require_order(earlier: int, later: int) -> None:
    if earlier >= later:
        raise CensusError(f"{earlier} is not before {later}.", where="census")


def _refused(
    census: Census, code: str, level: Level, earlier: int, old: Any, new: Any
) -> dict[str, object] | None:
    """Return why a unit has no change, or ``None`` if it has one."""
    for row in (new, old):
        if row.status not in _SPOKEN:
            return {"status": row.status, "source": "", "note": row.note}
    reasons = [item.detail.rstrip(".") + "." for item in census.comparability(code)]
    reasons += census.other_ground(code, level, earlier)
    if not reasons:
        return None
    note = _("Not comparable: {why}").format(why=" ".join(dict.fromkeys(reasons)))
    return {"status": CellStatus.NOT_COMPARABLE, "source": "", "note": note}


def _far_apart(
    old: float, new: float, earlier: int, later: int, since: int
) -> dict[str, object] | None:
    """Refuse a change since an unchecked census that is too large without a known cause."""
    decades = (later - earlier) / 10
    checked = earlier >= since
    if old and (checked or _LEAST**decades <= new / old <= _MOST**decades):
        return None
    note = _(
        "Not comparable: {old:,.0f} residents in {earlier} and {new:,.0f} in {later}: a change "
        "of boundary was neither found nor excluded."
    ).format(old=old, earlier=earlier, new=new, later=later)
    return {"status": CellStatus.NOT_COMPARABLE, "source": "", "note": note}


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _frame(rows: list[dict[str, object]], index: pd.Index) -> pd.DataFrame:
    words = {"status", "source", "note"}
    return pd.DataFrame(
        {
            name: pd.Series(
                [row.get(name, "" if name in words else math.nan) for row in rows],
                index=index,
                dtype=object if name in words else float,
            )
            for name in _COLUMNS
        }
    )
