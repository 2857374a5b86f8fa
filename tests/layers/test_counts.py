"""One count of documented events for each region, wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.compare.events import timeline
from dashboard.map.model import map_tables
from dashboard.region.model import region_profile
from dashboard.region.related import related_regions
from geodata.facts import load_facts
from layers.address import parse_link
from layers.catalogue import layer
from layers.events import region_of, shown_events
from layers.export.regions import region_table
from layers.picture.event_index import in_area
from layers.picture.reader import PictureReader
from layers.spec import table_of
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.views import view_with

LINKS = (
    "",
    "?level=county",
    "?area=CN&level=province",
    "?area=CN",
    "?area=CN&level=county&scope=core.context&low=1",
    "?area=540000&layer=documented_events",
    "?area=650000&level=county&scope=core.context.lead&low=1",
)


@pytest.mark.parametrize("link", LINKS)
def test_a_region_has_one_count_everywhere(atlas: Atlas, link: str) -> None:
    """Badge, panel, list of sub-regions, table, file and comparison give the same number."""
    facts, view = atlas.facts, parse_link(link, atlas.facts).strict()
    picture = atlas.picture(view)
    badges = {badge.code: len(badge.events) for badge in PictureReader(picture.payload).badges}
    table = {row.code: row.events for row in map_tables(picture, view, facts).rows}
    file = region_table(view, facts).set_index("code")["documented_events"]
    listed = {each.code: each.events for each in related_regions(view.map.area, view, facts).parts}
    assert badges
    for code, count in badges.items():
        assert count == region_profile(code, view, facts, most=0).here_count
        assert timeline((code,), view, facts).rows[0].count == count
        assert table.get(code, count) == count
        assert listed.get(code, count) == count
        assert file.get(code, count) == count
    assert {code for code, count in table.items() if count} <= set(badges)


def test_the_counts_of_units_add_up_to_the_events_in_them(atlas: Atlas) -> None:
    """Every event that is placed in a coloured unit is counted there, and in no other."""
    facts, view = atlas.facts, view_with()
    picture = atlas.picture(view)
    badges = {badge.code: badge for badge in PictureReader(picture.payload).badges}
    units = [unit["code"] for unit in picture.regions.data["regions"]]
    counted = [event for code in units if code in badges for event in badges[code].events]
    inside = [
        event
        for event in shown_events(view, facts)
        if any(in_area(region_of(event, facts), unit, facts) for unit in units)
    ]
    assert len(counted) == len(set(counted)) == len(inside)


def test_the_layer_of_events_says_what_it_leaves_out(tmp_path: Path) -> None:
    """An event without biometric data is on the map and not in the layer, whose note says so."""
    rows = [event_row(), event_row("E-2", modality="none")]
    claims = [claim_row(), claim_row("E-2-1", event_id="E-2")]
    facts = load_facts(write_dataset(tmp_path, rows, [source_row()], claims))
    view = view_with(layer="documented_events")
    table = table_of(layer(view.map.layer, facts), facts, view).frame.loc["630200"]
    assert region_profile("630200", view, facts).here_count == 2
    assert table["value"] == 1
    assert "1 more event concerns no biometric data" in table["note"]
