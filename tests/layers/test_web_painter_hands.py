"""What hands do on the map: clicks, pointer, keys, camera, counts that cover one another."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.layers.painted import debug, screen, without
from tests.layers.pictures import SIZE, SOUTH, WEST, picture, show, until


def test_a_click_selects_the_unit_and_empty_land_selects_nothing(page: Page) -> None:
    """The code goes to the caller; the choice is outlined at once."""
    show(page, picture())
    page.mouse.click(*screen(page, WEST + 0.2, SOUTH + 0.2))
    until(page, "log.select.length === 1")
    page.mouse.click(*screen(page, WEST - 0.4, SOUTH + 1.6))
    until(page, "log.select.length === 2")
    assert page.evaluate("log.select") == ["630100", None]


def test_a_click_on_a_count_selects_what_is_counted(page: Page) -> None:
    """The number of a prefecture selects the prefecture, and stays what it was."""
    show(page, picture())
    page.click('.atlas-label[data-code="630200"] .atlas-chip')
    assert page.evaluate("log.select") == ["630200"]
    assert chips(page) == {"630200": "3"}


def chips(page: Page) -> dict[str, str]:
    """The count beside each name by code."""
    found = page.evaluate(
        """[...document.querySelectorAll('.atlas-label[data-code]')]
        .map((e) => [e.dataset.code, e.querySelector('.atlas-chip').textContent])"""
    )
    return dict(found)


def test_the_pointer_brings_names_value_and_count(page: Page) -> None:
    """The card tells the names, the value as printed and the documented events."""
    show(page, picture())
    x, y = screen(page, WEST + 1.75, SOUTH + 0.15)
    page.mouse.move(x, y)
    page.mouse.move(x + 1, y)
    card = page.locator(".atlas-hover")
    card.wait_for(state="visible")
    text = card.inner_text()
    said = "Documented events, including sub-regions: 3"
    for words in ("Place 1", "རྨ་ལྷོ", "12.5", "as printed", said, "At this level: 2"):
        assert words in text, words
    x, y = screen(page, WEST + 1.25, SOUTH + 0.15)
    page.mouse.move(x, y)
    until(page, "document.querySelector('.atlas-hover').innerText.includes('(county)')")
    assert "Documented events: 1" in card.inner_text()
    x, y = screen(page, WEST + 2.3, SOUTH + 1.3)
    page.mouse.move(x, y)
    until(page, "document.querySelector('.atlas-hover').innerText.includes('No record')")
    assert "No documented event" in card.inner_text()


def test_a_wider_place_counts_what_lies_in_it(page: Page) -> None:
    """On a map of counties an outlined prefecture has its own count, sub-regions included."""
    spec = picture()
    regions = spec["regions"]["data"]
    regions["level"] = "county"
    for unit in regions["regions"]:
        unit["code"] = f"{unit['code'][:4]}21"
        unit["point"][0] -= 0.35
    show(page, spec)
    assert chips(page) == {"630200": "3", "630221": "1"}


def test_keys_move_and_zoom_and_are_told_to_the_caller(page: Page) -> None:
    """Arrows move, plus zooms, and the caller gets the new camera."""
    show(page, picture())
    page.focus(".atlas-map")
    before = debug(page)["camera"]
    page.keyboard.press("+")
    until(page, "log.view.length === 1")
    page.keyboard.press("ArrowRight")
    until(page, "log.view.length === 2")
    after = page.evaluate("log.view[1]")
    assert after["zoom"] > before["zoom"]
    assert after["lon"] > before["lon"]
    assert len(after["bounds"]) == 4


def test_the_camera_stays_until_the_area_changes(page: Page) -> None:
    """A filter never moves the map; another area does."""
    spec = picture()
    show(page, spec)
    page.click('button[aria-label="Zoom in"]')
    until(page, "log.view.length === 1")
    kept = debug(page)["camera"]
    light = without(spec, "regions", "event_index", "events")
    light["symbology"]["id"] = "symbology-2"
    show(page, light)
    assert debug(page)["camera"] == kept
    other = picture()
    other["regions"]["id"] = "regions-2"
    other["regions"]["data"]["area"] = {
        "code": "630200",
        "name": {"text": "Haidong", "lang": "en"},
        "bounds": [WEST + 1, SOUTH, WEST + 2, SOUTH + 1],
    }
    show(page, other)
    moved = debug(page)["camera"]
    assert abs(moved["lon"] - (WEST + 1.5 * SIZE)) < 0.05


def test_a_camera_given_at_first_is_taken(page: Page) -> None:
    """A link opens where it was made."""
    show(page, picture(camera={"lat": 34.5, "lon": 98.0, "zoom": 8}))
    camera = debug(page)["camera"]
    assert (camera["zoom"], round(camera["lat"], 3), round(camera["lon"], 3)) == (8, 34.5, 98.0)


def test_the_whole_area_button_returns(page: Page) -> None:
    """One button shows everything again."""
    show(page, picture())
    home = debug(page)["camera"]
    page.click('button[aria-label="Zoom in"]')
    until(page, "log.view.length === 1")
    page.click('button[aria-label="Show the whole area"]')
    assert debug(page)["camera"] == home


def test_the_strip_keeps_what_was_opened(page: Page) -> None:
    """A filter does not fold the events that a reader has opened."""
    spec = picture()
    show(page, spec)
    page.click('.atlas-strip-entry[data-code="CN"] summary')
    opened_list = "document.querySelector('.atlas-strip').innerText.includes('Event E4')"
    until(page, opened_list)
    assert "Doubtful" in page.inner_text(".atlas-strip")
    light = without(spec, "regions", "event_index", "events")
    light["symbology"]["id"] = "symbology-2"
    show(page, light)
    until(page, opened_list)


def crowded() -> dict[str, Any]:
    """Two regions whose names stand so close to each other that their counts would overlap."""
    spec = picture()
    regions, event_index = spec["regions"]["data"], spec["event_index"]["data"]
    west, east = regions["regions"][:2]
    for shift, unit in enumerate((west, east)):
        unit["point"] = [WEST + 1 + shift / 1000, SOUTH + 0.7]
    whole = {**event_index["places"][1], "code": west["code"], "name": west["name"]}
    event_index["places"] += [
        whole,
        *({**event_index["places"][2], "code": f"{i}"} for i in range(2)),
    ]
    event_index["place"] += [4, 5, 6, 6]
    event_index["ink"] += [[0]] * 4
    event_index["span"] += [[24230, 24230, 24230, 24230]] * 4
    event_index["counted"] += [1] * 4
    words = spec["details"]["data"]["events"]
    words += [{**words[0], "id": f"S{i}", "title": f"Site event {i}"} for i in range(4)]
    spec["events"]["data"]["shown"] = "078"
    return spec


def test_overlapping_counts_become_one_that_opens_to_a_list(page: Page) -> None:
    """A cluster counts all its events, lists them by region, and leads to one or closer."""
    show(page, crowded())
    cluster = page.locator(".atlas-cluster")
    assert cluster.inner_text() == "4"
    assert cluster.get_attribute("aria-label") == "4 events in 3 places"
    cluster.click()
    card = page.locator(".atlas-card")
    card.wait_for(state="visible")
    until(page, "document.querySelector('.atlas-card').innerText.includes('Site event 3')")
    assert page.evaluate("log.select") == []
    assert card.locator(".atlas-card-place").count() == 2
    card.locator(".atlas-card-place").first.click()
    assert page.evaluate("log.select") == ["630200"]
    assert card.is_hidden()


def test_what_reads_as_before_stays_where_it_is(page: Page) -> None:
    """A new picture takes neither the reader's place on a count nor the rest of the legend.

    What the count opens is that of the new picture all the same.
    """
    show(page, crowded())
    page.evaluate("document.querySelector('.atlas-legend-title').dataset.same = 'yes'")
    page.focus(".atlas-cluster")
    spec = crowded()
    spec["events"]["id"] = "events-anew"
    spec["events"]["data"]["shown"] = "178"
    for event in spec["details"]["data"]["events"]:
        event["title"] = f"Another {event['title']}"
    spec["details"]["id"] = "details-anew"
    show(page, without(spec, "words", "regions", "symbology"))
    assert page.evaluate("document.activeElement.className") == "atlas-cluster"
    assert page.evaluate("document.querySelector('.atlas-legend-title').dataset.same") == "yes"
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.atlas-card').innerText.includes('Another Site event 3')")
    spec["events"]["id"] = "events-once-more"
    spec["events"]["data"]["shown"] = "070"
    show(page, spec)
    assert page.locator(".atlas-cluster").inner_text() == "3"
    page.locator(".atlas-cluster").click()
    until(page, "document.querySelectorAll('.atlas-card-place').length === 2")
    assert "Site event 3" not in page.locator(".atlas-card").inner_text()


def test_a_cluster_can_be_approached(page: Page) -> None:
    """One button zooms in to the regions of a cluster."""
    show(page, crowded())
    before = debug(page)["camera"]["zoom"]
    page.locator(".atlas-cluster").click()
    page.click(".atlas-card-approach")
    until(page, "(zoom) => map.debug().camera.zoom > zoom", before)
    assert page.locator(".atlas-card").is_hidden()


def test_no_count_is_lost_in_a_crowd(page: Page) -> None:
    """However many places lie in a region, its count holds the events of all of them."""
    spec = picture()
    event_index = spec["event_index"]["data"]
    total = 400
    event_index["places"] += [
        {
            **event_index["places"][2],
            "at": [WEST + 0.1 + 2.8 * ((i * 37) % 100) / 100, SOUTH + 0.1 + 1.8 * (i % 20) / 20],
        }
        for i in range(total)
    ]
    event_index["place"] += [4 + i for i in range(total)]
    event_index["ink"] += [[0]] * total
    event_index["span"] += [None] * total
    event_index["counted"] += [1] * total
    spec["events"]["data"]["shown"] = "f" * 101 + "8"
    show(page, spec)
    assert chips(page) == {"630200": str(total + 3)}


def test_counts_close_together_are_joined_and_none_is_lost(page: Page) -> None:
    """Counts of regions whose names crowd add up to the events shown, and no circles overlap."""
    spec = picture()
    regions, event_index = spec["regions"]["data"], spec["event_index"]["data"]
    for i, unit in enumerate(regions["regions"]):
        unit["point"] = [WEST + 0.5 + (i % 2) / 500 + (i // 2), SOUTH + 0.9]
        event_index["places"].append(
            {**event_index["places"][1], "code": unit["code"], "within": ["630000", "CN"]}
        )
        event_index["place"].append(4 + i)
        event_index["ink"].append([0])
        event_index["span"].append(None)
        event_index["counted"].append(1)
    spec["events"]["data"]["shown"] = "07e"
    show(page, spec)
    shown = page.evaluate(
        """[...document.querySelectorAll('.atlas-cluster, .atlas-label .atlas-chip')]
        .reduce((sum, e) => sum + Number(e.textContent), 0)"""
    )
    assert shown == len(regions["regions"])
    boxes = page.evaluate(
        """[...document.querySelectorAll('.atlas-cluster')].map((e) => {
        const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"""
    )
    assert len(boxes) == 3
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            overlap = (
                min(one[2], other[2]) - max(one[0], other[0]),
                min(one[3], other[3]) - max(one[1], other[1]),
            )
            assert min(overlap) <= 2
