"""What every page needs of the browser, as Streamlit components of a few lines each."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.streamlit_adapter import draw_component
from geodata.i18n import _, direction

__all__ = ["share_buttons", "shell"]

SHELL = "deployment-atlas.shell"
SHARE = "deployment-atlas.share"


def shell(language: str, *, alone: bool) -> None:
    """Tell the browser the language of the page's words, and let links keep the page loaded.

    Parameters
    ----------
    language : str
        BCP 47 tag of the words of the interface, not of the place names.
    alone : bool
        Whether the page stands in a frame of another page, with nothing to skip.
    """
    skips = {"content": _("Skip to content"), "pages": _("Skip to navigation")}
    draw_component(
        SHELL,
        "shell.js",
        key="shell",
        data={
            "language": language,
            "direction": direction(language),
            "skips": None if alone else skips,
            "skip_label": _("Skip links"),
        },
    )


def share_buttons(texts: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Draw buttons that copy the link, the citation and the code of a frame.

    Parameters
    ----------
    texts : mapping of str to str
        ``citation`` and ``embed`` with ``{link}`` where an address belongs: that of the view,
        and that of the embedded map, whose path is ``map``; and ``fingerprint``.
    words : mapping of str to str
        Words of the buttons.
    """
    draw_component(
        SHARE, "share.js", key="share", data={"texts": dict(texts), "words": dict(words)}
    )
