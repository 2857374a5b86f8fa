"""Links to views, what is cited with them, and what a link was made on."""

from __future__ import annotations

import re
from datetime import date

from geodata.facts import Facts
from geodata.i18n import _
from layers.address import address_of
from layers.export.citations import dataset_citation
from layers.view import View

__all__ = ["LINK", "PAGE_PARAMETERS", "citation", "fingerprint", "moved_on", "query"]

LINK = "{link}"
"""Stands in texts where the browser puts the address that the reader has before them."""

PAGE_PARAMETERS = frozenset(
    {"data"}
    | {"source", "q", "sort", "read", "grade"}
    | {"order", "order_events", "order_sources"}
    | {"embed", "embed_options"}
)
"""Parameters that are no choice of a view: what a link was made on, those of evidence and of
tables, and Streamlit's own."""

_DIGITS = 8
_FINGERPRINT = re.compile(r"[0-9a-f]{8}")


def fingerprint(facts: Facts) -> str:
    """Return the first eight hex digits of what all facts together are, for links."""
    return facts.fingerprint[:_DIGITS]


def query(view: View, facts: Facts, **others: str) -> str:
    """Return the query of a link to a view, with what it was made on.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known now.
    others : str
        Parameters of the page that are no choice of a view.
    """
    return address_of(view, facts, **others, data=fingerprint(facts))


def moved_on(made_on: str | None, facts: Facts) -> str:
    """Return what to tell the reader of a link that was made on other data; empty if it was not.

    Parameters
    ----------
    made_on : str or None
        What the link says it was made on.
    facts : Facts
        What is known now.
    """
    now = fingerprint(facts)
    if made_on is None or made_on == now:
        return ""
    if not _FINGERPRINT.fullmatch(made_on):
        return _(
            "This link does not tell what data it was made on. The map shows version {version} "
            "({now})."
        ).format(version=facts.dataset.metadata.version, now=now)
    return _(
        "The data have moved on since this link was made: version {version} ({now}) is shown, "
        "the link was made on {made_on}. Numbers and events may differ from those that were seen."
    ).format(version=facts.dataset.metadata.version, now=now, made_on=made_on)


def citation(facts: Facts, accessed: date) -> str:
    """Return how to cite what is shown, with :data:`LINK` in place of its address.

    Parameters
    ----------
    facts : Facts
        What is shown.
    accessed : datetime.date
        Day of access.
    """
    return _("{citation} Data {data}. {link}").format(
        citation=dataset_citation(facts, accessed), data=facts.fingerprint[:12], link=LINK
    )
