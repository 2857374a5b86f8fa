"""Copies of the link, the citation and the code of a frame, under the map."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard.atlas import Atlas
from dashboard.component.shell import share_buttons
from dashboard.viewmodel.embed import FRAME_HEIGHT, EmbedForm, embed_path, frame_code
from dashboard.viewmodel.links import LINK, citation, fingerprint
from geodata.i18n import _
from layers.view import View

__all__ = ["draw_share"]


def draw_share(view: View, atlas: Atlas) -> None:
    """Draw the buttons that copy what leads to a view."""
    title = atlas.picture(view).frame.data["title"]
    share_buttons(
        {
            "citation": citation(atlas.facts, datetime.now(UTC).date()),
            "embed": frame_code(LINK, title, FRAME_HEIGHT),
            "map": embed_path(view, EmbedForm.HTML),
            "fingerprint": fingerprint(atlas.facts),
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
