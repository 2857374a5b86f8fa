"""The coloured regions of a view as a table: what the map says of each, and its ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Claim, Language
from layers.address import check_view
from layers.estimate.estimate import Estimate
from layers.estimate.methods import METHODS
from layers.estimate.words import hedges_of
from layers.events import collecting, region_of, shown_counted
from layers.export.columns import REGIONS
from layers.export.contents import Contents
from layers.export.sanitize import framed
from layers.export.sources import citations
from layers.interval import interval_of, month_number, month_of
from layers.naming import display_name
from layers.picture.symbology import build_symbology
from layers.recount import class_of_count, count_at
from layers.spec import LayerSpec
from layers.view import View

__all__ = ["region_table"]

_BASE = 36
"""Classes are written as one digit of this base."""

_NO_ESTIMATE = dict.fromkeys(
    (
        *("count_low", "count_high", "count_unit", "base_persons", "base_year", "base_kind"),
        *("assumption", "as_of", "claim_ids", "hedge"),
    )
)


def region_table(view: View, facts: Facts) -> pd.DataFrame:
    """Return one row for each drawn region, in the order of the map.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`layers.export.columns.REGIONS`. Numbers are those of the layer,
        unrounded; a total that is spread is given in whole numbers that add up to it. A cell
        is missing where nothing is known.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    check_view(view, facts)
    return framed(_rows(Contents(view, facts)), REGIONS)


def _rows(held: Contents) -> Iterator[dict[str, object]]:
    table, words, moment = held.table, _words(held), _at_moment(held)
    common = {
        "level": held.view.map.level.value,
        "layer": held.spec.layer_id,
        "layer_title": held.spec.title,
        "period": held.spec.year_words(held.view),
        "label": table.label.value,
        "label_words": table.label.label,
        "unit": table.unit,
        "moment": held.view.map.time,
        "method": next((m.method_id for m in METHODS if m.function is held.spec.build), None),
    }
    for row in table.frame.itertuples():
        code = str(row.Index)
        yield {
            **common,
            **_named(code, held),
            **_numbers(row, held.spec),
            **_documented(code, held),
            **words[code],
            **moment.get(code, {"events_at_moment": None}),
            **_ground(code, row, held),
        }


def _named(code: str, held: Contents) -> dict[str, object]:
    facts = held.facts
    name = display_name(facts, code, held.view.map.language)
    parent = facts.regions.parent(code)
    return {
        "code": code,
        "name": name["text"],
        "name_language": name["lang"],
        "name_en": display_name(facts, code, Language.EN)["text"],
        "name_zh": display_name(facts, code, Language.ZH)["text"],
        "parent": parent,
        "parent_name": display_name(facts, parent, Language.EN)["text"],
    }


def _numbers(row: Any, spec: LayerSpec) -> dict[str, object]:
    status = CellStatus(row.status)
    return {
        "status": status.value,
        "status_words": spec.answer_words(status),
        "value": row.value,
        "low": row.low,
        "high": row.high,
    }


def _documented(code: str, held: Contents) -> dict[str, object]:
    """Return what the table under the map counts; empty where nothing is documented."""
    events = shown_counted(held.view, held.facts, held.view.map.level).get(code, ())
    roots = held.facts.dataset.independent_of(*(each.event_id for each in events))
    return {"documented_events": len(events) or None, "documented_roots": len(roots) or None}


def _words(held: Contents) -> Mapping[str, dict[str, object]]:
    """Return the words of map and legend for each region, from the picture itself."""
    symbology, values = build_symbology(held.view, held.facts, held.spec)
    classes = [each["label"] for each in symbology.data["classes"]]
    said = [values.data["texts"][index] for index in values.data["of"]]
    digits = symbology.data["class_of"]
    return {
        code: {"shown": words, "note": note, "class": classes[int(digit, _BASE)]}
        for code, (words, note), digit in zip(held.codes, said, digits, strict=True)
    }


def _at_moment(held: Contents) -> Mapping[str, dict[str, object]]:
    """Return what the map says instead at its month, where it counts events anew."""
    view, spec = held.view, held.spec
    if view.map.time is None or not spec.counts_events:
        return {}
    month = month_number(view.map.time.first)
    regions = held.facts.regions
    placed = ((event, region_of(event, held.facts)) for event in collecting(view, held.facts))
    events = (
        (interval_of(event), (code, *regions.ancestors(code))) for event, code in placed if code
    )
    found = count_at(month, events, frozenset(regions.codes(view.map.level)))
    labels = spec.class_labels()
    told: dict[str, dict[str, object]] = {}
    for code in held.codes:
        count = found.get(code, 0)
        index = class_of_count(count, spec.breaks.bounds, none=-1)
        words = CellStatus.NO_RECORD.label if index < 0 else labels[index]
        told[code] = {"events_at_moment": count or None, "class": words}
    return told


def _ground(code: str, row: Any, held: Contents) -> dict[str, object]:
    """Return on what a number rests. A count of nothing is left empty: it is no record."""
    sources = held.sources_of(code)
    known = set(held.census) | {source.source_id for source in held.sources}
    cited = [each for each in sources if each in known]
    claims = held.facts.dataset.claim
    estimate = held.estimates.get(code)
    events = (
        [event.event_id for event in held.behind.get(code, ())]
        if estimate is None
        else list(dict.fromkeys(claims[each].event_id for each in estimate.inputs))
    )
    printed = held.printed.get(code)
    return {
        **(_NO_ESTIMATE if estimate is None else _estimate(estimate, held.facts)),
        **({} if printed is None else _printed(printed)),
        "n_events": row.n_events or None,
        "n_roots": row.n_roots or None,
        "event_ids": "; ".join(sorted(set(events))),
        "source_ids": "; ".join(cited),
        "sources": citations(cited, held.facts),
    }


def _printed(claim: Claim) -> dict[str, object]:
    """Return what only the claim says of a printed range: its unit, and its base if it has one."""
    # A base that is no whole number is not one of persons.
    base = None if claim.base is None or claim.base % 1 else int(claim.base)
    kind = _("printed by the source")
    if claim.base_kind is not None:
        kind = f"{kind}, {claim.base_kind.label}"
    return {
        "unit": None if claim.unit is None else claim.unit.label,
        "base_persons": base,
        "base_kind": None if base is None else kind,
        "claim_ids": claim.claim_id,
        "hedge": claim.hedge,
    }


def _estimate(estimate: Estimate, facts: Facts) -> dict[str, object]:
    base = estimate.base
    return {
        "count_low": estimate.low,
        "count_high": estimate.high,
        "count_unit": estimate.unit,
        "base_persons": None if base is None else base.persons,
        "base_year": None if base is None else base.year,
        "base_kind": None if base is None else base.kind,
        "method": estimate.method,
        "assumption": estimate.assumption,
        "as_of": None if estimate.as_of is None else month_of(estimate.as_of),
        "claim_ids": "; ".join(estimate.inputs),
        "hedge": "; ".join(hedges_of(estimate, facts)),
    }
