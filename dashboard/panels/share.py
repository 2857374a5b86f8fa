"""Copies of the link, the citation and the code of a frame, under the map."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard.component.shell import share_buttons
from dashboard.viewmodel.links import citation, embed_code, fingerprint
from geodata.facts import Facts
from geodata.i18n import _
from layers.naming import area_name
from layers.view import View

__all__ = ["draw_share"]


def draw_share(view: View, facts: Facts) -> None:
    """Draw the buttons that copy what leads to a view."""
    title = _("Documented biometric collection: {area}").format(area=area_name(facts, view.area))
    share_buttons(
        {
            "citation": citation(facts, datetime.now(UTC).date()),
            "embed": embed_code(title),
            "fingerprint": fingerprint(facts),
        },
        {
            "link": _("Copy link"),
            "link_copied": _("The link is copied. It restores this view."),
            "citation": _("Copy citation"),
            "citation_copied": _("The citation is copied."),
            "embed": _("Copy embed code"),
            "embed_copied": _(
                "The code is copied. The server must be started with --allow-frame and the "
                "address of the site that shows it."
            ),
            "by_hand": _("Copy the text below by hand: this browser does not allow it."),
            "field": _("Text to copy"),
        },
    )
