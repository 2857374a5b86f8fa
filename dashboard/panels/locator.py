"""Where a region lies, as a small picture with words."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from dashboard.panels.markup import bdi
from dashboard.viewmodel.locator import Locator, locator
from geodata.facts import Facts
from geodata.i18n import _
from layers.naming import display_name
from layers.view import View
from layers.wording import isolated

__all__ = ["locator_markup"]

_LINE = "#7d8583"
_HERE = "#2a8a90"
"""Both stand out from the light page and from the dark one: a picture knows of neither."""


def locator_markup(code: str, view: View, facts: Facts) -> Markup:
    """Return a figure that shows where a region lies; empty for the whole country."""
    found = locator(code, facts)
    if found is None:
        return Markup("")
    here = display_name(facts, code, view.language)
    whole = display_name(facts, found.within, view.language)
    words = _("{region} within {whole}").format(
        region=isolated(here["text"]), whole=isolated(whole["text"])
    )
    return Markup(
        '<figure class="region locator"><img alt="{}" width="{}" height="{}" src="{}">'
        '<figcaption class="quiet">{} {} {}</figcaption></figure>'
    ).format(
        words,
        found.width,
        found.height,
        "data:image/svg+xml," + quote(_svg(found)),
        _("Within"),
        bdi(whole),
        Markup("<br>{}").format(_("Outlines: {source}").format(source=_origin(facts))),
    )


def _origin(facts: Facts) -> str:
    boundaries = facts.regions.boundaries
    return (
        f"{boundaries.provider}, {boundaries.vintage}"
        if boundaries.vintage
        else (boundaries.provider)
    )


def _svg(found: Locator) -> str:
    """Return the picture. It holds numbers alone, and no text that could be anything else."""
    x, y = found.spot
    ring = (
        f'<circle cx="{x}" cy="{y}" r="16" fill="none" stroke="{_HERE}" stroke-width="3"/>'
        if found.small
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {found.width + 8} '
        f'{found.height + 8}" fill-rule="evenodd"><path d="{found.parts}" '
        f'fill="{_LINE}" fill-opacity=".13" stroke="{_LINE}" stroke-width="1" '
        f'stroke-linejoin="round"/>'
        f'<path d="{found.here}" fill="{_HERE}" stroke="{_HERE}" stroke-width="1.5" '
        f'stroke-linejoin="round"/>{ring}</svg>'
    )
