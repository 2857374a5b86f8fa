"""What files are called: a name tells what a file shows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from layers.catalogue import layer
from layers.view import View

__all__ = ["file_name", "report_name"]


def file_name(view: View, ending: str) -> str:
    """Return a name that tells what a file shows; no two views share one.

    Area, level, layer, year, month, region and language stand in it as words; whatever else
    was chosen stands as a short hash.

    Examples
    --------
    >>> file_name(View(), "csv")
    'atlas-630000-prefecture-non_han_share-2020.csv'
    """
    years = layer(view.layer).years
    named = (
        "atlas",
        view.area,
        view.level.value,
        view.layer,
        str(view.year) if years else "",
        "" if view.time is None else str(view.time),
        view.region,
        "" if view.language is View().language else view.language.value,
    )
    told = {"area", "level", "layer", "year", "time", "region", "lang"}
    return f"{'-'.join(filter(None, (*named, _rest(view, told))))}.{ending}"


def report_name(page: str, view: View, ending: str) -> str:
    """Return a name that tells of which page a file is, and of which regions.

    Examples
    --------
    >>> report_name("compare", View(compare=("630200", "650100")), "pdf")
    'atlas-compare-630200-650100.pdf'
    """
    compared = page == "compare"
    codes = view.compare if compared else (view.region or view.area,)
    told = {"compare"} if compared else {"region"} if view.region else {"area"}
    return f"{'-'.join(filter(None, ('atlas', page, *codes, _rest(view, told))))}.{ending}"


def _rest(view: View, told: Collection[str]) -> str:
    """Return eight hex digits of the choices that a name does not tell; empty for none."""
    rest = sorted((name, text) for name, text in view.to_params().items() if name not in told)
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:8] if rest else ""
