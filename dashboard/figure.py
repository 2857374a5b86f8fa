"""A picture as a figure for a report: which view, which regions, which file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from dashboard.atlas import Atlas
from dashboard.estimates import region_of_text
from dashboard.viewmodel.compare_report import compare_report, views_of_comparison
from dashboard.viewmodel.profile_report import profile_report, view_of_profile
from geodata.errors import ViewError
from geodata.i18n import _
from layers.report import Report
from layers.resolve import check_view, geometry_names, resolve
from layers.view import View

__all__ = ["assets_of", "figure_view", "link_of", "page_of", "regions_of", "report_of"]

_MOST = 1_000_000
"""Bytes of a file that is read for its view."""


def figure_view(text: str, language: str = "") -> View:
    """Return the view that an address, its query, a file with a view, or nothing names.

    Parameters
    ----------
    text : str
        A path of a JSON file is told by its ending.
    language : str
        Language of names in place of the view's; empty to keep that.

    Raises
    ------
    ViewError
        If it cannot be understood.
    """
    is_file = text.lower().endswith(".json") and "?" not in text
    view = _view_in(Path(text)) if is_file else View.from_link(text)
    if not language:
        return view
    chosen, problems = View.from_params({**view.to_params(), "lang": language})
    if problems:
        raise ViewError(problems[0].problem, where="--lang", remedy=problems[0].remedy)
    return chosen


def _view_in(path: Path) -> View:
    remedy = _('Give a JSON object whose "view" holds the parameters of an address.')
    if not path.is_file():
        raise ViewError(_("There is no such file."), where=str(path), remedy=remedy)
    if path.stat().st_size > _MOST:
        raise ViewError(_("The file is too large for a view."), where=str(path), remedy=remedy)
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ViewError(_("The file is no JSON."), where=str(path), remedy=remedy) from None
    view = said.get("view") if isinstance(said, dict) else None
    if not isinstance(view, dict) or not all(isinstance(each, str) for each in view.values()):
        raise ViewError(_("The file holds no view."), where=str(path), remedy=remedy)
    found, problems = View.from_params(view)
    if problems:
        raise problems[0]
    return found


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


def page_of(link: str) -> str:
    """Return the page that an address names: ``region``, ``compare``, or ``""`` for the map.

    Examples
    --------
    >>> page_of("http://127.0.0.1:8501/compare?compare=630200~650100"), page_of("?level=county")
    ('compare', '')
    """
    page = urlsplit(link).path.rpartition("/")[2] if "?" in link or "://" in link else ""
    return page if page in _REPORTS else ""


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


_REPORTS = {"region", "compare"}
