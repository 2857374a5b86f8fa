"""How well a region is documented: sources that do not repeat one another."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import Event
from layers.events import collecting, count_by_region, event_table
from layers.tables import LayerTable
from layers.view import View
from layers.wording import number

__all__ = ["build_roots", "coverage_words"]


def build_roots(facts: Facts, view: View) -> LayerTable:
    """Return the number of independent roots per region, its smaller regions included.

    The roots of a region are the distinct documents to which all sources of its events lead
    back (:meth:`geodata.dataset.Dataset.roots_of`), however often they are reprinted. A
    region without an event has no record; it is never 0.
    """
    found = count_by_region(collecting(view, facts), facts, view.level)

    def note(events: tuple[Event, ...]) -> str:
        publishers = sorted(
            {root.publisher for event in events for root in facts.dataset.roots_of(event.event_id)}
        )
        return _("They are: {names}.").format(names="; ".join(publishers))

    return event_table(
        "independent_roots",
        _("independent sources"),
        found,
        facts,
        view,
        value=lambda _events, roots: roots,
        note=note,
    )


def coverage_words(roots: int) -> str:
    """Say how well a region is documented, to stand beside a figure about it.

    Examples
    --------
    >>> coverage_words(2), coverage_words(0)
    ('Events here rest on 2 independent sources.', 'No event that the filters show is placed here.')
    """
    if not roots:
        return _("No event that the filters show is placed here.")
    return ngettext(
        "Events here rest on {n} independent source.",
        "Events here rest on {n} independent sources.",
        roots,
    ).format(n=number(roots))
