"""Documented purchases and tenders, with the amounts as their sources print them."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import ClaimField, Event, Kind
from layers.events import collecting, count_by_region, event_table
from layers.tables import LayerTable
from layers.view import View
from layers.wording import hedged

__all__ = ["amounts", "build_purchases"]


def amounts(event: Event, facts: Facts) -> tuple[str, ...]:
    """Return every amount that a source prints for an event, with its publisher.

    Amounts are claims: two sources may print different ones, and both stay. They are never
    added up and never converted.
    """
    return tuple(
        f"{hedged(claim.value_as_printed, claim.hedges)} "
        f"({facts.dataset.source[claim.source_id].publisher})"
        for claim in facts.dataset.claims_of.get(event.event_id, ())
        if claim.field is ClaimField.AMOUNT
    )


def build_purchases(facts: Facts, view: View) -> LayerTable:
    """Return the number of documented purchases and tenders per region, parts included.

    The note lists the amount of each as printed, or says that none is known.
    """
    bought = (event for event in collecting(view, facts) if event.kind is Kind.PROCUREMENT)
    found = count_by_region(bought, facts, view.level)

    unknown = _("no amount is known")

    def note(events: tuple[Event, ...]) -> str:
        told = (f"{event.title}: {'; '.join(amounts(event, facts)) or unknown}" for event in events)
        return ". ".join(told) + "."

    return event_table(
        "documented_purchases",
        _("purchases and tenders"),
        found,
        facts,
        view,
        value=lambda events, _roots: len(events),
        note=note,
        silent=_("No purchase or tender that the filters show is documented here."),
    )
