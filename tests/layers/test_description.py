"""Pictures in words: every class, event and source is told, and nothing that is hidden."""

from __future__ import annotations

import pytest

from dashboard.atlas import Atlas
from layers.address import parse_link
from layers.picture.description import alt_text, long_description
from layers.picture.reader import PictureReader
from layers.tables import EvidenceKind
from tests.layers.pictures import picture
from tests.views import view_with

LINKS = (
    "",
    "level=county&layer=documented_events",
    "area=540000&level=county&layer=documentation_by_non_han",
    "area=650100&level=county&layer=published_range",
    "layer=even_spread",
)


@pytest.mark.parametrize("link", LINKS)
def test_everything_shown_is_told(atlas: Atlas, link: str) -> None:
    payload = atlas.picture(parse_link(link, atlas.facts).strict()).payload
    text = long_description(payload)
    symbology = payload["symbology"]["data"]
    for told in (
        payload["header"]["title"],
        symbology["layer"]["unit"],
        symbology["layer"]["caveat"],
    ):
        assert told in text
    for each in symbology["classes"]:
        assert f"– {each['label']}: {each['count']}" in text
    for unit in payload["regions"]["data"]["regions"]:
        assert unit["name"]["text"] in text
    for event in payload["details"]["data"]["events"]:
        assert event["title"] in text
        assert all(source in text for source in event["sources"])
    for source in payload["header"]["attribution"]:
        assert source in text
    assert payload["hash"] in text


def test_hidden_events_are_not_told(atlas: Atlas) -> None:
    shown = atlas.picture(parse_link("modality=dna", atlas.facts).strict())
    hidden = {
        event["title"] for event in shown.details.data["events"] if event["what"] == ["iris scans"]
    }
    assert hidden
    text = long_description(shown.payload) + alt_text(shown.payload)
    assert not [title for title in hidden if title in text]


def test_an_illustration_says_so_first(atlas: Atlas) -> None:
    payload = atlas.picture(parse_link("layer=even_spread", atlas.facts).strict()).payload
    kind = EvidenceKind.ILLUSTRATION
    assert alt_text(payload).lower().startswith(kind.label)
    assert kind.meaning in long_description(payload)


@pytest.mark.parametrize(
    ("layer", "kind"),
    [
        ("non_han_share", EvidenceKind.CENSUS),
        ("documented_events", EvidenceKind.DOCUMENTED),
        ("published_range", EvidenceKind.PUBLISHED),
        ("collected_bounds", EvidenceKind.BOUNDED),
    ],
)
def test_a_description_says_what_kind_of_number_it_gives(
    atlas: Atlas, layer: str, kind: EvidenceKind
) -> None:
    payload = atlas.picture(view_with(layer=layer)).payload
    said = long_description(payload)
    assert [each for each in EvidenceKind if each.meaning in said] == [kind]
    assert EvidenceKind.ILLUSTRATION.label not in alt_text(payload).lower()


def test_no_record_is_told_as_such(atlas: Atlas) -> None:
    payload = atlas.picture(
        parse_link("area=650100&level=county&layer=published_range", atlas.facts).strict()
    ).payload
    assert "Without a record, which is not zero: 8 of 8 counties." in long_description(payload)
    assert "no record: 8" in alt_text(payload)


@pytest.mark.parametrize("link", ["scope=lead&low=1", "layer=documented_events&time=2012-01"])
def test_a_map_without_events_is_not_told_as_zero(atlas: Atlas, link: str) -> None:
    """What the filters hide is hidden; it was never counted as none."""
    payload = atlas.picture(parse_link(link, atlas.facts).strict()).payload
    said = alt_text(payload)
    assert "No event that the filters show stands on the map." in said
    beside = sum(len(mark.events) for mark in PictureReader(payload).beside)
    assert ("Known only for a province" in said) is (beside > 0)
    assert "0 documented" not in said
    assert "No event that the filters show stands on this map." in long_description(payload)


def test_shares_of_residents_are_not_told_as_documented(atlas: Atlas) -> None:
    """The layer of two things lists shares of a census beside what is documented."""
    text = long_description(
        atlas.picture(parse_link("layer=documentation_by_non_han", atlas.facts).strict()).payload
    )
    assert "non-Han" in text
    assert "Every number" not in text


def test_a_month_counts_only_its_events(atlas: Atlas) -> None:
    payload = atlas.picture(
        parse_link("layer=documented_events&time=2020-03", atlas.facts).strict()
    ).payload
    shown = PictureReader(payload)
    numbers = [i for mark in (*shown.marks, *shown.beside) for i in mark.events]
    assert 0 < len(numbers) < len(shown.numbers)
    assert sum(each["count"] for each in shown.classes) == len(shown.units)
    assert "in March 2020" in alt_text(payload)


def test_marks_agree_with_the_painters_test_picture() -> None:
    shown = PictureReader(picture())
    assert (
        sum(len(mark.events) for mark in (*shown.marks, *shown.beside)) == len(shown.numbers) == 5
    )
