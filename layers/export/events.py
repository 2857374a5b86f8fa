"""The events of a view and what their sources say, as two tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from geodata.dataset import audit_claim
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Claim, Discrepancy, Event, LabeledEnum, Source, Term
from layers.address import check_view
from layers.events import region_of
from layers.export.columns import CLAIMS, EVENTS
from layers.export.contents import Contents
from layers.export.sanitize import framed
from layers.export.sources import citations
from layers.interval import month_number, occurrence_at
from layers.naming import display_name
from layers.picture.event_index import build_event_index, is_marked, listed_events
from layers.view import View
from layers.wording import claimed_number, dates, hedged, value_words

__all__ = ["claim_table", "event_table"]


def event_table(view: View, facts: Facts) -> pd.DataFrame:
    """Return one row for each event on the map or beside it, in order of their ids.

    Events that lie outside the map follow the same order where a number of the map rests on
    them; the column ``drawn`` tells them apart. Drafts, withdrawn events and whatever the
    filters leave out are not in the table.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    check_view(view, facts)
    held = Contents(view, facts)
    sites = _sites(view, facts)
    return framed((_event(event, sites, held) for event in held.events), EVENTS)


def claim_table(view: View, facts: Facts) -> pd.DataFrame:
    """Return one row for each statement of a source about these events, event by event.

    Numbers are those that the source gives: there is no middle where it prints a range.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    check_view(view, facts)
    return framed((_claim(claim, facts) for claim in Contents(view, facts).claims), CLAIMS)


def _sites(view: View, facts: Facts) -> Mapping[str, list[float]]:
    """Return the coordinates that the map draws, which are those of named sites alone."""
    event_index = build_event_index(view.map.area, view.map.language, view.map.lines, facts).data
    places = [event_index["places"][index]["at"] for index in event_index["place"]]
    listed = listed_events(view.map.area, facts)
    return {event.event_id: at for event, at in zip(listed, places, strict=True) if at is not None}


def _joined(words: Iterable[object]) -> str:
    return "; ".join(map(str, words))


def _labels(words: Iterable[LabeledEnum | Term]) -> str:
    return "; ".join(word.label for word in words)


def _event(event: Event, sites: Mapping[str, list[float]], held: Contents) -> dict[str, object]:
    facts, data = held.facts, held.facts.dataset
    said = data.claims_of.get(event.event_id, ())
    roots = data.independent_of(event.event_id)
    ids = list(dict.fromkeys(claim.source_id for claim in said))
    time = held.view.map.time
    return {
        "event_id": event.event_id,
        "title": event.title,
        "dates": dates(event),
        "start": event.start,
        "end": event.end,
        "date_precision": event.date_precision.label,
        "date_basis": event.date_basis.label,
        "at_moment": None if time is None else occurrence_at(event, month_number(time.first)).label,
        **_place(event, sites, held),
        "kind": event.kind.value,
        "kind_words": event.kind.label,
        "modality": _joined(each.value for each in event.modality),
        "modality_words": _labels(event.modality),
        "scope": event.scope.label,
        "target_group": event.target_group,
        "justification": _labels(event.justification),
        "witness_based": "yes" if event.witness_based else "no",
        "confidence": data.confidence(event.event_id).label,
        "doubt": event.doubt,
        "remark": event.remark,
        "disagreements": _disagreements(event, held),
        "vendors": _joined(data.vendors_of(event.event_id)),
        "parent_id": event.parent_id if _is_shown(event.parent_id, held) else None,
        "n_claims": len(said),
        "n_roots": len(roots) or None,
        "roots": _joined(sorted({root.publisher for root in roots})),
        "source_ids": _joined(ids),
        "sources": citations(ids, facts),
        "urls": " | ".join(
            dict.fromkeys(url for each in ids if (url := _address(data.source[each])))
        ),
    }


def _place(event: Event, sites: Mapping[str, list[float]], held: Contents) -> dict[str, object]:
    facts, code = held.facts, region_of(event, held.facts)
    drawn = _("not drawn: a number rests on it")
    if event.event_id in held.drawn:
        drawn = _("on the map") if is_marked(code, facts) else _("beside the map")
    longitude, latitude = sites.get(event.event_id, (None, None))
    return {
        "drawn": drawn,
        "region": code,
        "region_name": display_name(facts, code, held.view.map.language)["text"] if code else None,
        "region_level": facts.regions.level(code).label if code else None,
        "place_as_written": event.place_as_written,
        "place_zh": event.place_zh,
        "precision": event.precision.label,
        "latitude": latitude,
        "longitude": longitude,
    }


def _address(source: Source) -> str:
    return source.url or source.url_read


def _is_shown(event_id: str, held: Contents) -> bool:
    return any(event.event_id == event_id for event in held.events)


def _disagreements(event: Event, held: Contents) -> str:
    """Return each disagreement about an event in one line, told as in the panel.

    One that concerns anything which is not in these tables is left out: its words tell of it.
    """
    found = held.facts.dataset.discrepancies_of(event.event_id)
    return " | ".join(_told(each, held) for each in found if _is_all_shown(each, held))


def _is_all_shown(found: Discrepancy, held: Contents) -> bool:
    versions = held.facts.dataset.versions_of.get(found.discrepancy_id, ())
    events = {event.event_id for event in held.events}
    claims = {claim.claim_id for claim in held.claims}
    named = {version.claim_id for version in versions if version.claim_id}
    return events.issuperset(found.event_ids) and claims >= named


def _told(found: Discrepancy, held: Contents) -> str:
    data = held.facts.dataset
    said = []
    for version in data.versions_of.get(found.discrepancy_id, ()):
        teller = (
            f" ({data.source[data.claim[version.claim_id].source_id].publisher})"
            if version.claim_id
            else ""
        )
        said.append(f"{version.said}{teller}")
    return _("{topic}: {versions}. Shown here: {treatment}").format(
        topic=found.topic, versions="; ".join(said), treatment=found.treatment
    )


def _value_wording(claim: Claim, source: Source) -> str | None:
    printed, short = value_words(claim, source.language)
    return _("printed") if printed else _("summary") if short else None


def _claim(claim: Claim, facts: Facts) -> dict[str, object]:
    source = facts.dataset.source[claim.source_id]
    return {
        "claim_id": claim.claim_id,
        "event_id": claim.event_id,
        "source_id": claim.source_id,
        "publisher": source.publisher,
        "url": _address(source),
        "speaker": claim.speaker,
        "field": claim.field.label,
        "value_as_printed": claim.value_as_printed,
        "value_wording": _value_wording(claim, source),
        "said": claimed_number(claim),
        "vendors": _joined(claim.vendors),
        "qualifier": claim.qualifier.value,
        "hedge": claim.hedge,
        "low": claim.low,
        "best": claim.best,
        "high": claim.high,
        "unit": None if claim.unit is None else claim.unit.label,
        "quantity_kind": None if claim.quantity_kind is None else claim.quantity_kind.label,
        "base": claim.base,
        "base_kind": None if claim.base_kind is None else claim.base_kind.label,
        "share_low_printed": claim.share_low_printed,
        "share_high_printed": claim.share_high_printed,
        "share_check": _joined(
            f"{audit.printed} %: {hedged(audit.share_class.label, audit.hedges)}"
            for audit in audit_claim(claim)
        ),
        "quote": claim.quote,
        "quote_language": claim.quote_language,
        "locator": claim.locator,
        "speaks_against": _labels(claim.speaks_against),
        "credibility": claim.credibility.label,
        "reliability": source.reliability.label,
        "cites_official": "yes" if claim.cites_official else "no",
        "note": claim.note,
    }
