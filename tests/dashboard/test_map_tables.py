"""The table under the map says what the map says: no more digits, and a source for each number."""

from __future__ import annotations

import re

import pytest

from dashboard.atlas import Atlas
from dashboard.map.model import RegionRow, map_tables
from layers.catalogue import layer
from tests.views import LAYER_IDS, view_with


def rows(layer_id: str, atlas: Atlas, **choices: object) -> tuple[RegionRow, ...]:
    years = layer(layer_id, atlas.facts).years
    view = view_with(layer=layer_id, year=years[0] if years else 2020, **choices)  # type: ignore[arg-type]
    return map_tables(atlas.picture(view), view, atlas.facts).rows


@pytest.mark.parametrize("layer_id", LAYER_IDS)
def test_ends_are_no_more_exact_than_the_map(layer_id: str, atlas: Atlas) -> None:
    """A bound has one decimal at most, and every end stands in the words of the value."""
    for row in rows(layer_id, atlas):
        for end in filter(None, (row.low, row.high)):
            assert not re.search(r"\.\d\d", end)
            assert (
                layer(layer_id, atlas.facts).label.value not in {"bounded", "illustration"}
                or end in row.value
            )


@pytest.mark.parametrize("layer_id", LAYER_IDS)
def test_a_number_has_a_source_and_silence_has_none(layer_id: str, atlas: Atlas) -> None:
    """An estimate names its claims; a region without a number rests on nothing."""
    for row in rows(layer_id, atlas, area="CN"):
        assert bool(row.origins) is (row.known != (None, None, None))
    told = [each.words for each in rows("collected_bounds", atlas)[0].origins]
    assert told[0] == "the claims named beside it"
    assert "2020" in told[1]
