"""Tables that the atlas exports are imported again without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from geodata.dataset import read_dataset
from geodata.importing import (
    About,
    Places,
    convert,
    folder_files,
    propose_mapping,
    read_tables,
    write_folder,
)
from layers.export import event_table
from tests.views import view_with


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
def test_an_exported_table_of_events_keeps_every_field(
    form: str, tmp_path: Path, atlas: Atlas
) -> None:
    facts = atlas.facts
    exported = event_table(view_with(), facts)
    path = tmp_path / f"events.{form}"
    match form:
        case "csv":
            exported.to_csv(path, index=False)
        case "xlsx":
            exported.to_excel(path, index=False)
        case "parquet":
            exported.to_parquet(path, index=False)
        case _:
            exported.to_json(path, orient="records", force_ascii=False)
    places = Places(facts.regions, facts.gazetteer)
    (table,) = read_tables(path)
    imported = convert(table, propose_mapping(table, is_code=places.is_code), places)
    assert imported.report.quarantined == 0
    assert imported.mapping.layout == "Deployment Atlas"
    write_folder(folder_files(imported, About("Again", "2026-01-02")), tmp_path / "again")
    again = read_dataset(tmp_path / "again")
    assert not again.report.left_out
    assert len(again.events) == len(exported)
    before = {event.event_id: event for event in facts.dataset.events}
    for event in again.events:
        former = before[event.event_id]
        for name in ("title", "start", "end", "modality", "kind", "scope", "witness_based"):
            assert getattr(event, name) == getattr(former, name), (event.event_id, name)
        for name in ("place_as_written", "place_zh", "doubt", "target_group", "date_basis"):
            assert getattr(event, name) == getattr(former, name), (event.event_id, name)
    sources = again.source
    for event_id, urls in zip(exported["event_id"], exported["urls"], strict=True):
        kept = {sources[claim.source_id].url for claim in again.claims_of[event_id]}
        assert kept >= {each.strip() for each in str(urls).split("|")} - {"<NA>", ""}
    words = imported.claims.groupby("event_id")["value_as_printed"].agg(" ".join)
    for name in ("dates", "region_name", "kind_words", "confidence", "disagreements", "sources"):
        for event_id, text in zip(exported["event_id"], exported[name], strict=True):
            assert str(text) in {"<NA>", ""} or " ".join(str(text).split()) in " ".join(
                words[event_id].split()
            )
