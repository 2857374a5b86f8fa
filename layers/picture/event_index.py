"""Every event that a filter can show in an area, by place, with what its sources say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Claim, Event, Kind, Language, Modality, Source, Status
from geodata.workspace import once_per_atlas
from layers.events import region_of
from layers.interval import interval_of
from layers.naming import display_name
from layers.picture.mapspec import Json, Part
from layers.picture.regions import province_of
from layers.reading import reading_words
from layers.style import KIND_LINES, MODALITY_LINES, UNNAMED_LINE, LineStyle, vendor_lines
from layers.view import Lines
from layers.wording import claimed_number, dates, hedged, value_words

__all__ = [
    "build_details",
    "build_event_index",
    "differences",
    "event_details",
    "in_area",
    "is_marked",
    "line_sorts",
    "listed_events",
    "source_details",
]

_WEB = ("https://", "http://")


def source_details(source: Source) -> Json:
    """Return a source as readers are told of it; only web addresses become links."""
    found = (source.url, source.url_read, source.archive_url)
    return {
        "publisher": source.publisher,
        "title": source.title,
        "published": "" if source.published is None else source.published.words,
        "url": next((address for address in found if address.startswith(_WEB)), ""),
        "read": reading_words(source),
        "grade": source.reliability.label,
    }


def event_details(event: Event, facts: Facts, number_of: Callable[[str], int]) -> list[Json]:
    """Return what each source says about an event, source by source.

    Parameters
    ----------
    event : Event
    facts : Facts
    number_of : callable
        ``number_of(source_id) -> int``: where the source stands in the list of sources.
    """
    grouped: dict[str, list[Claim]] = {}
    for claim in facts.dataset.claims_of.get(event.event_id, ()):
        grouped.setdefault(claim.source_id, []).append(claim)
    return [
        {
            "source": number_of(source_id),
            "repeats": [
                number_of(each.source_id) for each in facts.dataset.shown_origin_of(source_id)[1:]
            ],
            "says": [_said(claim, facts.dataset.source[source_id]) for claim in claims],
        }
        for source_id, claims in grouped.items()
    ]


def _said(claim: Claim, source: Source) -> Json:
    said = claimed_number(claim)
    printed, short = value_words(claim, source.language)
    return {
        "about": claim.field.label if said else hedged(claim.field.label, claim.hedges),
        "speaker": claim.speaker,
        "said": said,
        "printed": "" if printed in {said, claim.quote} else printed,
        "short": short,
        "quote": claim.quote,
        "quote_lang": claim.quote_language,
        "place": claim.locator,
        "note": claim.note,
        "grade": claim.credibility.label,
    }


def differences(event: Event, facts: Facts) -> Iterator[Json]:
    """Yield the disagreements whose versions are all told about this very event.

    One that also rests on other events is left out: a picture may hide those.
    """
    data = facts.dataset
    for found in data.discrepancies_of(event.event_id):
        versions = data.versions_of.get(found.discrepancy_id, ())
        claims = [data.claim[each.claim_id] for each in versions if each.claim_id]
        if found.event_ids == (event.event_id,) and all(
            claim.event_id == event.event_id for claim in claims
        ):
            yield {
                "topic": found.topic,
                "versions": [each.said for each in versions],
                "shown": found.treatment,
            }


_CACHE_SIZE = 32
_SITE = "site"
"""The one precision whose coordinates are drawn as a point."""

_EACH = ("place", "ink", "span", "counted")
"""The columns of an event index: one entry for each event."""


def in_area(code: str, area: str, facts: Facts) -> bool:
    """Whether a region is an area or lies in it."""
    return area in {facts.geography.root, code} or (
        code != facts.geography.root and area in facts.regions.ancestors(code)
    )


def is_marked(code: str, facts: Facts) -> bool:
    """Whether events of a region stand on the map; the others stand beside it."""
    return facts.regions.level(code).rank > _listed_rank(facts)


def _listed_rank(facts: Facts) -> int:
    """Rank of the finest level of which events stand beside the map: the widest of several."""
    return 1 if len(facts.geography.levels) > 1 else 0


@once_per_atlas(maxsize=_CACHE_SIZE)
def listed_events(area: str, facts: Facts) -> tuple[Event, ...]:
    """Return every published event that belongs on a map of an area, or beside it.

    Beside it stand events known only for a province or the whole country.
    """

    def belongs(code: str) -> bool:
        if not code:
            return False
        if not is_marked(code, facts):
            return facts.geography.root in {code, area} or code == province_of(facts, area)
        return in_area(code, area, facts)

    return tuple(
        event
        for event in facts.dataset.events
        if event.status is Status.PUBLISHED and belongs(region_of(event, facts))
    )


def line_sorts(
    lines: Lines, events: Iterable[Event], facts: Facts
) -> tuple[list[tuple[str, str, LineStyle]], Callable[[Event], list[str]]]:
    """Return id, label and line of each sort, and a function from event to its sorts."""
    if lines is Lines.MODALITY:
        return (
            [(each.value, each.label, MODALITY_LINES[each]) for each in Modality],
            lambda event: [each.value for each in Modality if each in event.modality],
        )
    if lines is Lines.KIND:
        return (
            [(each.value, each.label, KIND_LINES[each]) for each in Kind],
            lambda event: [event.kind.value],
        )
    of = facts.dataset.vendors_of
    names = tuple(sorted({name for event in events for name in of(event.event_id)}))
    return (
        [(name, name, ink) for name, ink in vendor_lines(names).items()]
        + [("", _("no vendor named"), UNNAMED_LINE)],
        lambda event: list(of(event.event_id)) or [""],
    )


def _site(event: Event) -> tuple[float, float] | None:
    """Return coordinates only of an event whose source names the very site."""
    if event.precision != _SITE:
        return None
    if event.longitude is None or event.latitude is None:
        return None
    return event.longitude, event.latitude


@once_per_atlas(maxsize=_CACHE_SIZE)
def build_event_index(area: str, language: Language, lines: Lines, facts: Facts) -> Part:
    """Return place, lines and span of each event of an area, in order of their ids."""
    events = listed_events(area, facts)
    sorts, sorts_of = line_sorts(lines, events, facts)
    present = {name for event in events for name in sorts_of(event)}
    sorts = [each for each in sorts if each[0] in present]
    ink_at = {name: index for index, (name, _, _) in enumerate(sorts)}
    keys = [(region_of(event, facts), _site(event)) for event in events]
    ordered = sorted(set(keys), key=lambda key: (key[0], key[1] or ()))
    place_at = {key: index for index, key in enumerate(ordered)}
    spans = [interval_of(event) for event in events]
    return Part(
        {
            "each": list(_EACH),
            "inks": [
                {
                    "id": name,
                    "label": label,
                    "colour": ink.light,
                    "colour_dark": ink.dark,
                    "dash": list(ink.dash),
                }
                for name, label, ink in sorts
            ],
            "places": [
                {
                    "code": code,
                    "level": facts.regions.level(code).value,
                    "rank": facts.regions.level(code).rank,
                    "finest": facts.regions.level(code) == facts.geography.finest,
                    "name": display_name(facts, code, language),
                    "within": list(facts.regions.ancestors(code))
                    if code != facts.geography.root
                    else [],
                    "marked": is_marked(code, facts),
                    "at": None if at is None else [round(degree, 5) for degree in at],
                }
                for code, at in ordered
            ],
            "place": [place_at[key] for key in keys],
            "ink": [[ink_at[name] for name in sorts_of(event)] for event in events],
            "span": [None if span is None else span.as_list() for span in spans],
            # As in the layer of documented events: no biometric data, no count.
            "counted": [int(event.modality != (Modality.NONE,)) for event in events],
        }
    )


@once_per_atlas(maxsize=_CACHE_SIZE)
def build_details(area: str, language: Language, facts: Facts) -> Part:
    """Return each event of an area in words, in the order of the event index, and its sources."""
    numbers: dict[str, int] = {}

    def number_of(source_id: str) -> int:
        return numbers.setdefault(source_id, len(numbers))

    events = [_described(event, language, facts, number_of) for event in listed_events(area, facts)]
    told = (source_details(facts.dataset.source[source_id]) for source_id in numbers)
    return Part({"events": events, "sources": list(told)})


def _described(
    event: Event, language: Language, facts: Facts, number_of: Callable[[str], int]
) -> dict[str, object]:
    return {
        "id": event.event_id,
        "title": event.title,
        "when": dates(event),
        "where": display_name(facts, region_of(event, facts), language),
        "precision": event.precision.label,
        "kind": event.kind.label,
        "what": [modality.label for modality in Modality if modality in event.modality],
        "confidence": facts.dataset.confidence(event.event_id).label,
        "doubtful": bool(event.doubt),
        "doubt": event.doubt,
        "sources": _sources(event, facts),
        "told": event_details(event, facts, number_of),
        "differ": list(differences(event, facts)),
    }


def _sources(event: Event, facts: Facts) -> list[str]:
    """Return publisher and title of each source that says something about an event."""
    told = (
        facts.dataset.source[claim.source_id]
        for claim in facts.dataset.claims_of.get(event.event_id, ())
    )
    return list(dict.fromkeys(f"{source.publisher}: {source.title}" for source in told))
