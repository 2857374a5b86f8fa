"""What the sources of an event say, as printed, for lists that stand beside a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from geodata.facts import Facts
from geodata.model import Claim, Event, Source
from layers.mapspec import Json
from layers.reading import reading_words
from layers.wording import claimed_number, hedged, value_words

__all__ = ["differences", "event_details", "source_details"]

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
