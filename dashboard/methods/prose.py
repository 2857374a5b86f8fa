"""Pages of plain text that come with the product."""

from __future__ import annotations

import re
from importlib.resources import files

import streamlit as st
from markupsafe import Markup, escape

from geodata.facts import Facts
from geodata.i18n import _, translated
from geodata.model import Event, Status

__all__ = ["draw_contents", "draw_prose", "draw_withdrawn", "headings", "withdrawn_markup"]

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def _text(page: str) -> str:
    """Return a page in the language of the interface, or in English where it is not translated.

    Translators' pages lie beside their catalogue, as ``ug/text/limits.md``.
    """
    folders = (*(each / "text" for each in translated()), files("dashboard") / "text")
    found = (folder.joinpath(f"{page}.md") for folder in folders)
    return next(each for each in found if each.is_file()).read_text(encoding="utf-8")


def headings(page: str) -> list[str]:
    """Return the headings of a page of ``dashboard/text``, in order."""
    return _HEADING.findall(_text(page))


def _anchor(heading: str) -> str:
    """Return the name under which Streamlit finds a heading.

    Examples
    --------
    >>> _anchor("Risks, and safeguards")
    'risks-and-safeguards'
    """
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def _jump(heading: str) -> Markup:
    """Return a link to a heading; its words alone in a script of which Streamlit makes no name."""
    name = _anchor(heading)
    return Markup('<a href="#{}">{}</a>').format(name, heading) if name else escape(heading)


def draw_contents(*chapters: tuple[str, list[str]]) -> None:
    """Draw a list of contents that leads to the headings of a page.

    Parameters
    ----------
    chapters : tuple of str and list of str
        The words of a chapter, and its headings.
    """
    parts = Markup("").join(
        Markup('<section><p class="chapter">{}</p><ul>{}</ul></section>').format(
            words,
            Markup("").join(Markup("<li>{}</li>").format(_jump(each)) for each in found),
        )
        for words, found in chapters
    )
    st.html(
        Markup('<nav class="region contents" aria-label="{}">{}</nav>').format(_("Contents"), parts)
    )


def draw_prose(page: str) -> None:
    """Draw a page of ``dashboard/text``."""
    with st.container(key=f"prose-{page}"):
        st.markdown(_text(page))


def withdrawn_markup(events: tuple[Event, ...]) -> Markup:
    """Return the withdrawn events with their reasons; all text in it is escaped."""
    told = Markup("").join(
        Markup("<li><strong>{}</strong>: {}</li>").format(event.event_id, event.status_reason)
        for event in events
    )
    nothing = Markup("<p>{}</p>").format(_("No event of this data set has been withdrawn."))
    return Markup('<div class="region withdrawn"><h3>{}</h3>{}</div>').format(
        _("Withdrawn events"), Markup("<ul>{}</ul>").format(told) if told else nothing
    )


def draw_withdrawn(facts: Facts) -> None:
    """Draw which events were withdrawn, and why."""
    gone = tuple(each for each in facts.dataset.events if each.status is Status.WITHDRAWN)
    with st.container(key="prose-withdrawn"):
        st.html(withdrawn_markup(gone))
