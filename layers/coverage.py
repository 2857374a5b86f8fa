"""How well a region is documented: sources that do not repeat one another."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import Event
from layers.events import collecting, count_by_region, event_table
from layers.tables import LayerTable
from layers.view import View
from layers.wording import number

__all__ = ["build_roots", "building_words", "coverage_words"]


def build_roots(facts: Facts, view: View) -> LayerTable:
    """Return the number of independent roots per region, its smaller regions included.

    They are the distinct documents to which all sources of its events lead back, however
    often they are reprinted; one that builds on another of them does not count beside it
    (:meth:`geodata.dataset.Dataset.independent_of`). A region without an event has no record;
    it is never 0.
    """
    found = count_by_region(collecting(view, facts), facts, view.level)

    def note(events: tuple[Event, ...]) -> str:
        ids = [event.event_id for event in events]
        publishers = {root.publisher for root in facts.dataset.independent_of(*ids)}
        said = _("They are: {names}.").format(names="; ".join(sorted(publishers)))
        return f"{said} {building_words(ids, facts)}".rstrip()

    return event_table(
        "independent_roots",
        _("independent sources"),
        found,
        facts,
        view,
        value=lambda _events, roots: roots,
        note=note,
    )


def building_words(event_ids: Iterable[str], facts: Facts) -> str:
    """Say which sources of some events build on another and do not count; ``""`` for none."""
    built = facts.dataset.building_on(*event_ids)
    named = "; ".join(f"{source.publisher}, {source.title}" for source in built)
    return (
        ngettext(
            "Not counted, as it builds on one of them: {names}.",
            "Not counted, as they build on one of them: {names}.",
            len(built),
        ).format(names=named)
        if built
        else ""
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
