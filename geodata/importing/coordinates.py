"""Coordinates as they are written, read column by column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd

__all__ = ["Degrees", "are_projected", "parse_degrees", "parse_pairs", "swapped"]

Degrees = np.ndarray[tuple[int], np.dtype[np.float64]]

_SIGNS = "NSEWO北南东東西СЮВЗ"
_DMS = re.compile(
    rf"(?P<h>[{_SIGNS}])?\s*(?P<sign>[-+])?(?P<d>\d{{1,3}}(?:[.,]\d+)?)\s*(?:°|º|˚|deg|d|度)?"
    rf"\s*(?:(?P<m>\d{{1,2}}(?:[.,]\d+)?)\s*(?:'|′|’|m|分)\s*)?"
    rf"(?:(?P<s>\d{{1,2}}(?:[.,]\d+)?)\s*(?:\"|″|”|''|′′|s|秒)\s*)?(?P<t>[{_SIGNS}])?",
    re.IGNORECASE,
)
_NEGATIVE = frozenset("SWO南西ЮЗ")
_PAIR = re.compile(
    r"^[(\[]?\s*(?:POINT\s*Z?\s*\()?\s*(?P<a>.+?)\s*(?:[;|]|,\s+|(?<=[NSns北南])\s*,?\s*|\s+|,)\s*(?P<b>[^,;|]+?)\s*[)\]]*$",
    re.IGNORECASE,
)


def _one(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").upper()
    found = _DMS.fullmatch(plain)
    if found is None:
        return float("nan")
    degrees, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("d", "m", "s")
    )
    if minutes >= 60 or seconds >= 60:
        return float("nan")
    value = degrees + minutes / 60 + seconds / 3600
    side = found["h"] or found["t"] or ""
    return -value if found["sign"] == "-" or side in _NEGATIVE else value


def parse_degrees(texts: pd.Series[str]) -> Degrees:
    r"""Read a column of one coordinate: decimal with point or comma, or degrees, minutes, seconds.

    Returns
    -------
    numpy.ndarray of float64
        NaN where a cell is empty or not a coordinate.

    Examples
    --------
    >>> parse_degrees(pd.Series(["36,5", "29° 39' 0\" N", "91.1 W", "x"])).tolist()
    [36.5, 29.65, -91.1, nan]
    """
    fast = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float, na_value=np.nan).copy()
    odd = np.isnan(fast) & (texts != "").to_numpy(dtype=bool)
    if odd.any():
        unique = texts[odd].unique()
        known = {text: _one(text) for text in unique}
        fast[odd] = [known[text] for text in texts[odd]]
    fast[~np.isfinite(fast)] = np.nan
    return fast


def parse_pairs(texts: pd.Series[str]) -> tuple[Degrees, Degrees]:
    """Read a column that holds both coordinates, as ``(39.34, -76.68)`` or WKT ``POINT (x y)``.

    Returns
    -------
    first, second : numpy.ndarray of float64
        In the order in which they stand, except that letters for north and south decide it;
        points in WKT are returned latitude first.
    """
    known: dict[str, tuple[float, float]] = {"": (np.nan, np.nan)}
    for text in texts.unique():
        known.setdefault(text, _pair(text))
    values = np.array([known[text] for text in texts], dtype=float).reshape(-1, 2)
    return values[:, 0].copy(), values[:, 1].copy()


def _pair(text: str) -> tuple[float, float]:
    cut = re.fullmatch(
        r"[(\[]?\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:[;|\s]\s*|,\s*)([-+]?\d+(?:[.,]\d+)?)\s*[)\]]?",
        text.strip(),
    )
    if cut is not None:
        return _one(cut[1]), _one(cut[2])
    found = _PAIR.match(text.strip())
    if found is None:
        return np.nan, np.nan
    first, second = _one(found["a"]), _one(found["b"])
    is_wkt = text.lstrip().upper().startswith("POINT")
    east_first = re.search(r"[EWO东東西]", found["a"].upper()) is not None
    return (second, first) if is_wkt or east_first else (first, second)


def swapped(latitude: Degrees, longitude: Degrees) -> bool:
    """Whether a column called latitude holds values that only a longitude can have.

    Said only where at least one value lies beyond 90° and none of the other column does.

    Examples
    --------
    >>> swapped(np.array([101.7, 102.4]), np.array([36.6, 36.5]))
    True
    """
    beyond = np.abs(latitude) > 90
    return (
        bool(beyond.any())
        and not bool((np.abs(longitude) > 90).any())
        and bool((np.abs(latitude[beyond]) <= 180).all())
    )


def are_projected(first: Iterable[float], second: Iterable[float]) -> bool:
    """Whether most values are too large for degrees, as metres of a projected system are."""
    values = np.abs(np.array([list(first), list(second)], dtype=float))
    values = values[:, ~np.isnan(values).any(axis=0)]
    return values.size > 0 and bool((values.max(axis=0) > 400).mean() > 0.5)
