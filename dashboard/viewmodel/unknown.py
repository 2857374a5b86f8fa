"""What the facts do not tell about a region, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Event, Level, MeasureUnit, Modality, QuantityKind, Scope
from layers.events import EVERY_EVENT, chosen_events, region_of, shown_counted, silence
from layers.naming import display_name
from layers.view import COUNTRY, View
from layers.wording import isolated, number

__all__ = ["speaks_for", "unknown"]

Events = tuple[Event, ...]

_COUNTED = {QuantityKind.REPORTED_COUNT, QuantityKind.ESTIMATE_RANGE}
_UNITS = {Modality.IRIS: MeasureUnit.IRIS_SCANS, Modality.DNA: MeasureUnit.DNA_SAMPLES}
"""The unit of a modality beside people. Examinations and children are other programmes."""

_NOT_COUNTABLE = {Modality.NONE, Modality.MULTI, Modality.HEALTH_EXAM}
_FINER = {Level.PROVINCE: Level.PREFECTURE, Level.PREFECTURE: Level.COUNTY}
_TWO_GROUPS = {"Han", "non_Han_total"}


def speaks_for(event: Event, level: Level) -> bool:
    """Whether an event is about a whole region of a level, not about a township in it."""
    return event.precision.value == level.value


def _counted(events: Iterable[Event], modality: Modality, facts: Facts) -> Events:
    """Return the events, leads apart, whose sources give a count of this modality itself."""
    units = {MeasureUnit.PEOPLE, _UNITS.get(modality, MeasureUnit.PEOPLE)}
    return tuple(
        event
        for event in events
        if event.scope is not Scope.LEAD
        and modality in event.modality
        and any(
            claim.quantity_kind in _COUNTED and claim.has_number and claim.unit in units
            for claim in facts.dataset.claims_of.get(event.event_id, ())
        )
    )


def _unknown_counts(
    code: str, exactly: Events, own: Events, wider: Events, facts: Facts, view: View
) -> Iterator[str]:
    name = isolated(display_name(facts, code, view.language)["text"])
    level = facts.regions.level(code)
    whole_region = [event for event in exactly if speaks_for(event, level)]
    nearer = [event for event in wider if region_of(event, facts) != COUNTRY]
    hidden = [
        event
        for event in chosen_events(EVERY_EVENT, facts)
        if region_of(event, facts) == code and speaks_for(event, level)
    ]
    concerned = {
        modality
        for event in (*own, *nearer)
        if event.scope is Scope.CORE
        for modality in event.modality
    } - _NOT_COUNTABLE
    uncounted: dict[str, list[str]] = {}
    for modality in (each for each in Modality if each in concerned):
        if _counted(whole_region, modality, facts):
            continue
        # A count that the filters hide is known all the same.
        above = () if _counted(hidden, modality, facts) else _counted(nearer, modality, facts)
        whole = region_of(above[0], facts) if above else ""
        uncounted.setdefault(whole, []).append(modality.label)
    for whole, labels in sorted(uncounted.items(), reverse=True):
        listed = ", ".join(labels)
        if whole:
            wide_name = isolated(display_name(facts, whole, view.language)["text"])
            yield _(
                "How much was collected in {name} is not known ({listed}): the figures "
                "published for {whole} are not broken down."
            ).format(name=name, listed=listed, whole=wide_name)
        else:
            yield _(
                "Nothing that the filters show gives a number for all of {name}: {listed}."
            ).format(name=name, listed=listed)


def _silent_parts(code: str, facts: Facts, view: View) -> Iterator[str]:
    finer = _FINER.get(facts.regions.level(code))
    parts = () if finer is None else facts.regions.codes(finer, code)
    if finer is None or len(parts) < 2:
        return
    found = shown_counted(view, facts, finer)
    silent = sum(part not in found for part in parts)
    if silent:
        name = isolated(display_name(facts, code, view.language)["text"])
        said = (
            _(
                "No event that the filters show is placed in {silent} of its {all} "
                "prefecture-level units by name. Events known only for all of {name} or more "
                "are not counted there."
            )
            if finer is Level.PREFECTURE
            else _(
                "No event that the filters show is placed in {silent} of its {all} county-level "
                "units by name. Events known only for all of {name} or more are not counted there."
            )
        )
        yield said.format(silent=silent, all=number(len(parts)), name=name)


def _groups(code: str, facts: Facts) -> Iterator[str]:
    counts = facts.census.groups(code)
    named = sorted({str(count.year) for count in counts if count.group not in _TWO_GROUPS})
    if counts and not named:
        yield (
            _(
                "The census tables used here tell only Han and not Han: they give no figure "
                "for Tibetans, Hui, Uyghurs or others in this region."
            )
        )
    elif counts and "2020" not in named:
        yield _("Named groups are known here only for {names}.").format(names=", ".join(named))


def unknown(
    code: str, exactly: Events, own: Events, wider: Events, facts: Facts, view: View
) -> Iterator[str]:
    """Yield one sentence for each thing that the facts do not tell about a region.

    Parameters
    ----------
    code : str
        The region.
    exactly, own, wider : tuple of Event
        Events drawn as this region, those in it or its parts, those of wider regions.
    facts : Facts
        What is known.
    view : View
        Decides which events count.
    """
    yield from _unknown_counts(code, exactly, own, wider, facts, view)
    if not own:
        nothing = _(
            "That does not mean that nothing happened: police reports are not published evenly."
        )
        yield f"{silence(code, facts)} {nothing}"
    yield from _silent_parts(code, facts, view)
    yield from _groups(code, facts)
