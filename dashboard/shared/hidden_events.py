"""Which filters hide events, and the least change of them that shows one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Event, LabeledEnum, Scope
from layers.events import EVERY_EVENT, chosen_events
from layers.interval import interval_of
from layers.picture.resolve import shown_and_listed
from layers.view import EventFilter, View
from layers.wording import plural

__all__ = ["Hiding", "hiding", "left_out_undated", "widened", "window_words"]

_EXCLUDED = {
    Scope.CORE: (
        _("documented deployments are excluded"),
        _("documented deployments are included"),
    ),
    Scope.LEAD: (_("unverified leads are excluded"), _("unverified leads are included")),
    Scope.CONTEXT: (_("related programmes are excluded"), _("related programmes are included")),
}


@dataclass(frozen=True, slots=True)
class Hiding:
    """One choice that hides an event.

    Parameters
    ----------
    choice : str
        Its name in :class:`~layers.view.EventFilter`.
    reason : str
        Why the event is hidden, in words.
    remedy : str
        What is changed to show it, in words.
    shows : object
        The value of the choice that shows it.
    """

    choice: str
    reason: str
    remedy: str
    shows: Any


def hiding(event: Event, chosen: EventFilter, facts: Facts) -> tuple[Hiding, ...]:
    """Return every choice of a filter that hides a published event; none where it is shown."""
    return tuple(
        _hiding(name, event, chosen)
        for name in EventFilter.__dataclass_fields__
        if event not in chosen_events(_alone(name, chosen), facts)
    )


def widened(event: Event, chosen: EventFilter, facts: Facts) -> EventFilter:
    """Return a filter that shows an event; choices that do not hide it stay as they are."""
    return replace(chosen, **{each.choice: each.shows for each in hiding(event, chosen, facts)})


def _alone(name: str, chosen: EventFilter) -> EventFilter:
    return replace(EVERY_EVENT, **{name: getattr(chosen, name)})


def _hiding(name: str, event: Event, chosen: EventFilter) -> Hiding:
    match name:
        case "scope":
            reason, remedy = _EXCLUDED[event.scope]
            scopes = {*chosen.scope, event.scope}
            return Hiding(name, reason, remedy, tuple(each for each in Scope if each in scopes))
        case "low_confidence":
            return Hiding(
                name,
                _("events of low confidence are excluded"),
                _("events of low confidence are included"),
                True,
            )
        case _:
            title = _filter_title(name)
            reason = _("{filter}: {chosen}").format(filter=title, chosen=_chosen(name, chosen))
            remedy = _("the filter “{filter}” is off").format(filter=title)
            return Hiding(name, reason, remedy, getattr(EVERY_EVENT, name))


def _filter_title(name: str) -> str:
    return {
        "modality": _("Biometric type"),
        "kind": _("Kind of record"),
        "vendor": _("Vendor named"),
        "during": _("Window of time"),
    }[name]


def _chosen(name: str, chosen: EventFilter) -> str:
    if name == "during" and chosen.during is not None:
        begin, end = chosen.during
        return _("{begin} to {end}").format(begin=begin.words, end=end.words)
    return ", ".join(_words(getattr(chosen, name)))


def _words(values: Iterable[LabeledEnum | str]) -> Iterator[str]:
    return (each.label if isinstance(each, LabeledEnum) else each for each in values)


def left_out_undated(view: View, facts: Facts) -> int:
    """Return how many events of the area a window of time leaves out for want of any date."""
    if view.events.during is None:
        return 0
    whole = shown_and_listed(view.choose(during=None).events, view.map.area, facts)
    return sum(interval_of(event) is None for event in whole)


def window_words(view: View, facts: Facts) -> str:
    """Return what a window of time shows and leaves out, in a sentence; empty without one."""
    if view.events.during is None:
        return ""
    begin, end = (month.words for month in view.events.during)
    undated = left_out_undated(view, facts)
    told = _("Only events possibly under way from {begin} to {end}.").format(begin=begin, end=end)
    left = _("Left out, for want of any date: {events}.").format(events=plural(undated, "event"))
    return f"{told} {left}" if undated else told
