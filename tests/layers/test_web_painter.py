"""The painter in a browser, served under a policy that allows no inline script or style."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.layers.painted import colour, debug, host, without
from tests.layers.pictures import SOUTH, WEST, picture, show, until


def test_a_picture_is_drawn_whole(page: Page) -> None:
    """Regions, marks, plate, title, legend, strip and sources stand there; one mount."""
    assert show(page, picture())
    drawn = debug(page)
    assert (drawn["polygons"], drawn["marks"], drawn["callouts"]) == (6, 2, 1)
    assert host(page, "ready") == "abc123"
    assert host(page, "mounts") == "1"
    text = page.inner_text("#host")
    for words in (
        "A map of squares",
        "Six prefectures",
        "Share of something",
        "0–50",
        "No record",
        "iris scans",
        "Published range for the whole province",
        "1,248,075–1,452,035 iris scans",
        "Province-wide and national events: 2",
        "Boundaries: made up",
        "abc123",
    ):
        assert words in text, words


def test_changed_symbology_restyles_and_rebuilds_nothing(page: Page) -> None:
    """Regions and events stay built, the camera stays, the map is mounted once."""
    spec = picture()
    show(page, spec)
    page.evaluate("map.debug()")
    before = debug(page)
    for turn in range(10):
        light = without(spec, "regions", "event_index", "events")
        light["symbology"]["id"] = f"symbology-{turn + 2}"
        light["symbology"]["data"]["class_of"] = "101012"
        light["hash"] = f"h{turn}"
        assert show(page, light)
    after = debug(page)
    assert after["builds"] == {"regions": 1, "symbology": 11, "eventIndex": 1, "events": 1}
    assert after["camera"] == before["camera"]
    assert host(page, "mounts") == "1"
    assert host(page, "ready") == "h9"
    assert colour(page, WEST + 0.3, SOUTH + 0.3) == {(0x83, 0x56, 0x1F)}


def test_parts_seen_before_are_not_asked_for_again(page: Page) -> None:
    """A return to an earlier filter needs ids only; changed events rebuild only the marks."""
    spec = picture()
    show(page, spec)
    grounds = debug(page)["grounds"]
    other = without(spec, "regions", "symbology", "event_index")
    other["events"]["id"] = "events-2"
    other["events"]["data"]["shown"] = "00"
    assert show(page, other)
    assert debug(page)["marks"] == 0
    assert show(
        page, without(spec, "regions", "symbology", "values", "event_index", "details", "events")
    )
    assert debug(page)["marks"] == 2
    assert debug(page)["builds"] == {"regions": 1, "symbology": 1, "eventIndex": 1, "events": 3}
    assert debug(page)["grounds"] == grounds
    assert page.evaluate("log.missing") == []


def test_a_missing_part_is_reported_and_the_picture_before_stays(page: Page) -> None:
    """The painter names what it lacks, and never shows half of a picture."""
    spec = picture()
    show(page, spec)
    light = without(spec, "symbology")
    light["symbology"]["id"] = "never-sent"
    light["header"]["title"] = "Another title"
    assert not show(page, light)
    assert page.evaluate("log.missing") == ["never-sent"]
    assert page.inner_text(".atlas-title") == "A map of squares"
    until(page, "!document.querySelector('.atlas-notice').hidden")
    show(page, spec)
    assert page.is_hidden(".atlas-notice")


def test_an_event_is_an_outline_of_its_unit_and_not_a_pin(page: Page) -> None:
    """The colour of the kind lies along the border of the county, not in its middle."""
    show(page, picture())
    iris = (0x0A, 0x7F, 0x86)
    assert iris in colour(page, WEST + 1, SOUTH + 0.5)
    assert iris not in colour(page, WEST + 1.25, SOUTH + 0.3)
    counts = page.evaluate(
        "[...document.querySelectorAll('.atlas-label[data-code]')]"
        ".map((e) => [e.dataset.code, e.querySelector('.atlas-chip').textContent])"
    )
    # The count of the prefecture includes that of the county in it.
    assert sorted(counts) == [["630200", "3"]]


def test_only_a_site_gets_a_point(page: Page) -> None:
    """With coordinates of its own a mark is a point there, and its county is not outlined."""
    spec = picture()
    spec["event_index"]["data"]["places"][2]["at"] = [WEST + 1.2, SOUTH + 0.7]
    spec["events"]["data"]["shown"] = "20"
    show(page, spec)
    iris = (0x0A, 0x7F, 0x86)
    assert iris in colour(page, WEST + 1.2, SOUTH + 0.7)
    assert iris not in colour(page, WEST + 1, SOUTH + 0.5)


def test_options_turn_marks_ranges_and_labels_off(page: Page) -> None:
    """What is switched off is neither drawn nor in the legend nor in the strip."""
    off = {"labels": False, "marks": False, "ranges": False, "context": False}
    show(page, picture(options=off))
    drawn = debug(page)
    assert (drawn["marks"], drawn["labels"], drawn["callouts"]) == (0, 0, 0)
    text = page.inner_text("#host")
    assert "iris scans" not in text
    assert "Province-wide and national events" not in text


def test_destroying_leaves_nothing_behind(page: Page) -> None:
    """The host is empty, and a picture still on its way is not drawn."""
    show(page, picture())
    page.evaluate("(spec) => { map.show(spec); map.destroy(); }", picture())
    assert page.evaluate("document.getElementById('host').children.length") == 0
    assert host(page, "ready") is None
