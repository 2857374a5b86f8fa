"""A picture as a figure for a report: which view, which regions, which file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dashboard.atlas import Atlas
from dashboard.estimates import region_of_text
from dashboard.viewmodel.compare_report import compare_report, views_of_comparison
from dashboard.viewmodel.profile_report import profile_report, view_of_profile
from geodata.errors import ViewError
from layers.report import Report
from layers.resolve import check_view, geometry_names, resolve
from layers.view import View

__all__ = ["assets_of", "link_of", "regions_of", "report_of", "with_language"]


def with_language(view: View, language: str) -> View:
    """Return a view with names in another language; empty keeps that of the view.

    Raises
    ------
    ViewError
        If there is no such language.
    """
    if not language:
        return view
    chosen, problems = View.from_params({**view.to_params(), "lang": language})
    if problems:
        raise ViewError(problems[0].problem, where="--lang", remedy=problems[0].remedy)
    return chosen


def regions_of(texts: list[str] | None, atlas: Atlas, option: str) -> tuple[str, ...]:
    """Return the codes of regions given by code or by name.

    Raises
    ------
    ViewError
        If a name is unknown or belongs to several.
    """
    try:
        return tuple(region_of_text(text, atlas.facts) for text in texts or ())
    except ViewError as problem:
        raise ViewError(problem.problem, where=option, remedy=problem.remedy) from None


def assets_of(atlas: Atlas, view: View) -> Mapping[str, Mapping[str, Any]]:
    """Return geometry and context that a picture of a view draws from, by id."""
    names = (*geometry_names(atlas.facts, view.area), "context")
    return {asset.id: asset.value() for asset in map(atlas.assets.by_name, names)}


def link_of(view: View) -> str:
    """Return the query that restores a view in any copy of the dashboard."""
    params = view.to_params()
    return f"?{urlencode(params)}" if params else "/"


def report_of(
    page: str, view: View, atlas: Atlas
) -> tuple[Report, Mapping[str, Mapping[str, Any]]]:
    """Return the report of a page, and the geometry and context of its maps.

    Parameters
    ----------
    page : str
        ``region`` or ``compare``.
    view : View
        Everything that was chosen.
    atlas : Atlas
        What is known.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist, or compares nothing.
    """
    facts = atlas.facts
    check_view(view, facts)
    compared = page == "compare"
    views = views_of_comparison(view, facts) if compared else (view_of_profile(view, facts),)
    payloads = [resolve(each, facts, atlas.assets.id_of).payload for each in views]
    assets: dict[str, Mapping[str, Any]] = {}
    for each in views:
        assets |= assets_of(atlas, each)
    if compared:
        return compare_report(view, payloads, facts), assets
    return profile_report(view, payloads[0], facts), assets
