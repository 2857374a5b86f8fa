"""What files are called: a name tells what a file shows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from geodata.facts import Facts
from layers.address import opening_view, params_of
from layers.catalogue import layer
from layers.view import View

__all__ = ["file_name", "report_name"]


def file_name(view: View, facts: Facts, ending: str) -> str:
    """Return a name that tells what a file shows; no two views share one.

    Area, level, layer, year, month, region and language stand in it as words, as in
    ``atlas-630000-prefecture-population-2020.csv``; whatever else was chosen stands as a short
    hash.
    """
    of_map = view.map
    usual = opening_view(facts).map.language
    named = (
        "atlas",
        of_map.area,
        of_map.level.value,
        of_map.layer,
        str(of_map.year) if layer(of_map.layer, facts).years else "",
        "" if of_map.time is None else str(of_map.time),
        of_map.region,
        "" if of_map.language is usual else of_map.language.value,
    )
    told = {"area", "level", "layer", "year", "time", "region", "lang"}
    return f"{'-'.join(filter(None, (*named, _rest(view, facts, told))))}.{ending}"


def report_name(page: str, view: View, facts: Facts, ending: str) -> str:
    """Return a name that tells of which page a file is, and of which regions.

    An example is ``atlas-compare-630200-650100.pdf``.
    """
    compared = page == "compare"
    codes = view.comparison.compared if compared else (view.map.region or view.map.area,)
    told = {"compare"} if compared else {"region"} if view.map.region else {"area"}
    return f"{'-'.join(filter(None, ('atlas', page, *codes, _rest(view, facts, told))))}.{ending}"


def _rest(view: View, facts: Facts, told: Collection[str]) -> str:
    """Return eight hex digits of the choices that a name does not tell; empty for none."""
    params = params_of(view, facts)
    rest = sorted((name, text) for name, text in params.items() if name not in told)
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:8] if rest else ""
