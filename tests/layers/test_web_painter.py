"""The painter in a browser, served under a policy that allows no inline script or style."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.layers.pictures import (
    SIZE,
    SOUTH,
    WEST,
    assets,
    geometry_asset,
    opened,
    picture,
    served,
    show,
    until,
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The painter on a server."""
    with served() as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A mounted map in a light window of 1200 × 800, and no error at the end."""
    context = browser.new_context(
        viewport={"width": 1200, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    opened_page = context.new_page()
    errors = opened(opened_page, address)
    yield opened_page
    assert errors == []
    context.close()


def debug(page: Page) -> dict[str, Any]:
    """What the painter says it has drawn."""
    answer: dict[str, Any] = page.evaluate("map.debug()")
    return answer


def without(spec: dict[str, Any], *parts: str) -> dict[str, Any]:
    """The picture with some parts named by id only."""
    light = copy.deepcopy(spec)
    for part in parts:
        del light[part]["data"]
    return light


def host(page: Page, key: str) -> str | None:
    """One data attribute of the host."""
    value: str | None = page.evaluate("(key) => document.getElementById('host').dataset[key]", key)
    return value


def screen(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Where a place stands in the window, from the camera and the map's own box."""
    x, y = page.evaluate(
        """([lon, lat]) => {
          const { bounds } = map.debug().camera;
          const box = document.querySelector('.atlas-map').getBoundingClientRect();
          const m = (d) => Math.log(Math.tan(Math.PI / 4 + (d * Math.PI) / 360));
          return [box.x + box.width * (lon - bounds[0]) / (bounds[2] - bounds[0]),
            box.y + box.height * (m(bounds[3]) - m(lat)) / (m(bounds[3]) - m(bounds[1]))];
        }""",
        [lon, lat],
    )
    return x, y


def colour(page: Page, lon: float, lat: float, reach: int = 6) -> set[tuple[int, int, int]]:
    """The colours of the painted map around a place."""
    x, y = screen(page, lon, lat)
    pixels = page.evaluate(
        """([x, y, reach]) => {
          const side = 2 * reach;
          const copy = document.createElement('canvas').getContext('2d');
          for (const pane of ['ground', 'events']) {
            const canvas = document.querySelector(`.leaflet-atlas-${pane}-pane canvas`);
            const box = canvas.getBoundingClientRect();
            const k = canvas.width / box.width;
            copy.drawImage(canvas, (x - box.x - reach) * k, (y - box.y - reach) * k,
              side, side, 0, 0, side, side);
          }
          const data = copy.getImageData(0, 0, side, side).data;
          const out = [];
          for (let i = 0; i < data.length; i += 4) out.push([data[i], data[i + 1], data[i + 2]]);
          return out;
        }""",
        [x, y, reach],
    )
    return {tuple(pixel) for pixel in pixels}


def test_a_picture_is_drawn_whole(page: Page) -> None:
    """Regions, marks, plate, title, legend, strip and sources stand there; one mount."""
    assert show(page, picture())
    drawn = debug(page)
    assert (drawn["polygons"], drawn["marks"], drawn["plates"]) == (6, 2, 1)
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
        "Events not placed on the map: 2",
        "Boundaries: made up",
        "abc123",
    ):
        assert words in text, words


def test_a_changed_fill_restyles_and_rebuilds_nothing(page: Page) -> None:
    """Base and events stay built, the camera stays, the map is mounted once."""
    spec = picture()
    show(page, spec)
    page.evaluate("map.debug()")
    before = debug(page)
    for turn in range(10):
        light = without(spec, "base", "roster", "events")
        light["fill"]["id"] = f"fill-{turn + 2}"
        light["fill"]["data"]["class_of"] = "101012"
        light["hash"] = f"h{turn}"
        assert show(page, light)
    after = debug(page)
    assert after["builds"] == {"base": 1, "fill": 11, "roster": 1, "events": 1}
    assert after["camera"] == before["camera"]
    assert host(page, "mounts") == "1"
    assert host(page, "ready") == "h9"
    assert colour(page, WEST + 0.3, SOUTH + 0.3) == {(0x83, 0x56, 0x1F)}


def test_parts_seen_before_are_not_asked_for_again(page: Page) -> None:
    """A return to an earlier filter needs ids only; changed events rebuild only the marks."""
    spec = picture()
    show(page, spec)
    grounds = debug(page)["grounds"]
    other = without(spec, "base", "fill", "roster")
    other["events"]["id"] = "events-2"
    other["events"]["data"]["shown"] = "00"
    assert show(page, other)
    assert debug(page)["marks"] == 0
    assert show(page, without(spec, "base", "fill", "values", "roster", "details", "events"))
    assert debug(page)["marks"] == 2
    assert debug(page)["builds"] == {"base": 1, "fill": 1, "roster": 1, "events": 3}
    assert debug(page)["grounds"] == grounds
    assert page.evaluate("log.missing") == []


def test_a_missing_part_is_reported_and_the_picture_before_stays(page: Page) -> None:
    """The painter names what it lacks, and never shows half of a picture."""
    spec = picture()
    show(page, spec)
    light = without(spec, "fill")
    light["fill"]["id"] = "never-sent"
    light["frame"]["title"] = "Another title"
    assert not show(page, light)
    assert page.evaluate("log.missing") == ["never-sent"]
    assert page.inner_text(".atlas-title") == "A map of squares"
    until(page, "!document.querySelector('.atlas-notice').hidden")
    show(page, spec)
    assert page.is_hidden(".atlas-notice")


def test_no_record_is_hatched_and_never_a_plain_colour(page: Page) -> None:
    """A region without a record shows two colours, one with a value shows one."""
    show(page, picture())
    assert len(colour(page, WEST + 2.3, SOUTH + 1.3)) > 1
    assert colour(page, WEST + 0.3, SOUTH + 0.3) == {(0xF3, 0xE7, 0xD3)}


def test_a_unit_without_a_readable_class_is_hatched_too(page: Page) -> None:
    """A class string that is too short does not turn into the lowest class."""
    spec = picture()
    spec["fill"]["data"]["class_of"] = "0101"
    show(page, spec)
    assert len(colour(page, WEST + 1.3, SOUTH + 1.3)) > 1


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
    assert sorted(counts) == [["630200", "2"], ["630221", "1"]]


def test_only_a_site_gets_a_point(page: Page) -> None:
    """With coordinates of its own a mark is a point there, and its county is not outlined."""
    spec = picture()
    spec["roster"]["data"]["places"][2]["at"] = [WEST + 1.2, SOUTH + 0.7]
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
    assert (drawn["marks"], drawn["labels"], drawn["plates"]) == (0, 0, 0)
    text = page.inner_text("#host")
    assert "iris scans" not in text
    assert "not placed on the map" not in text


def test_labels_do_not_cover_each_other_and_stay_in_the_map(page: Page) -> None:
    """No two names overlap; none leaves the map."""
    spec = picture()
    for region in spec["base"]["data"]["regions"]:
        region["name"]["text"] = "A rather long name of a place (with an older one)"
    show(page, spec)
    boxes = page.evaluate(
        """() => { const m = document.querySelector('.atlas-map').getBoundingClientRect();
        return [...document.querySelectorAll('.atlas-label, .atlas-plate')].map((e) => {
          const b = e.getBoundingClientRect();
          return [b.left - m.left, b.top - m.top, m.right - b.right, m.bottom - b.bottom,
            b.left, b.top, b.right, b.bottom]; }); }"""
    )
    assert len(boxes) > 3
    for i, one in enumerate(boxes):
        assert min(one[:4]) >= 0
        for other in boxes[i + 1 :]:
            apart = (
                one[6] <= other[4] + 1
                or other[6] <= one[4] + 1
                or one[7] <= other[5] + 1
                or other[7] <= one[5] + 1
            )
            assert apart


def test_names_are_isolated_and_carry_their_language(page: Page) -> None:
    """A name cannot turn the number beside it around, and gets the fonts of its script."""
    spec = picture()
    spec["base"]["data"]["regions"][1]["name"] = {"text": "مىدوڭ رايونى", "lang": "ug"}
    show(page, spec)
    label = page.locator('.atlas-label[data-code="630200"]')
    assert label.locator("bdi.atlas-name").get_attribute("lang") == "ug"
    assert label.locator("bdi.atlas-name").get_attribute("dir") == "auto"
    family = label.locator("bdi.atlas-name").evaluate("(e) => getComputedStyle(e).fontFamily")
    assert "Noto Sans Arabic" in family
    assert label.locator(".atlas-chip bdi").inner_text() == "2"


def test_a_click_selects_the_unit_and_empty_land_selects_nothing(page: Page) -> None:
    """The code goes to the caller; the choice is outlined at once."""
    show(page, picture())
    page.mouse.click(*screen(page, WEST + 0.2, SOUTH + 0.2))
    until(page, "log.select.length === 1")
    page.mouse.click(*screen(page, WEST - 0.4, SOUTH + 1.6))
    until(page, "log.select.length === 2")
    assert page.evaluate("log.select") == ["630100", None]


def test_a_click_on_a_count_selects_what_is_counted(page: Page) -> None:
    """The number of a county selects the county, not the prefecture around it."""
    show(page, picture())
    page.click('.atlas-label[data-code="630221"] .atlas-chip')
    assert page.evaluate("log.select") == ["630221"]


def test_the_pointer_brings_names_value_and_count(page: Page) -> None:
    """The card tells the names, the value as printed and the documented events."""
    show(page, picture())
    x, y = screen(page, WEST + 1.75, SOUTH + 0.15)
    page.mouse.move(x, y)
    page.mouse.move(x + 1, y)
    card = page.locator(".atlas-hover")
    card.wait_for(state="visible")
    text = card.inner_text()
    for words in ("Place 1", "རྨ་ལྷོ", "12.5", "as printed", "Documented events: 2"):
        assert words in text, words
    x, y = screen(page, WEST + 2.3, SOUTH + 1.3)
    page.mouse.move(x, y)
    until(page, "document.querySelector('.atlas-hover').innerText.includes('No record')")


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
    light = without(spec, "base", "roster", "events")
    light["fill"]["id"] = "fill-2"
    show(page, light)
    assert debug(page)["camera"] == kept
    other = picture()
    other["base"]["id"] = "base-2"
    other["base"]["data"]["area"] = {
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


def test_the_map_says_in_words_what_it_shows(page: Page) -> None:
    """A reader who does not see the map gets its sentence."""
    show(page, picture())
    assert page.get_attribute(".atlas-map", "aria-label") == "Map of six squares."
    assert page.get_attribute(".atlas-map", "tabindex") == "0"


def test_the_scale_bar_is_true_in_the_middle(page: Page) -> None:
    """Its length in pixels is its distance at the latitude of the middle."""
    show(page, picture())
    kilometres = float(page.inner_text(".atlas-scale-text").split()[0])
    width = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.atlas-scale-rule')).width)"
    )
    camera = debug(page)["camera"]
    box = page.locator(".atlas-map").bounding_box()
    assert box is not None
    west, _, east, _ = camera["bounds"]
    per_degree = 2 * math.pi * 6378.137 / 360 * math.cos(math.radians(camera["lat"]))
    true_width = kilometres / per_degree * box["width"] / (east - west)
    assert abs(width - true_width) < 1.5


def test_dark_and_light_follow_the_host(page: Page) -> None:
    """The theme of the host changes colours of the map without a new picture."""
    show(page, picture())
    paints = int(host(page, "paints") or 0)
    page.evaluate("document.getElementById('host').dataset.theme = 'dark'")
    until(page, "(n) => Number(document.getElementById('host').dataset.paints) > n", paints)
    assert colour(page, WEST + 0.3, SOUTH + 0.3) == {(0x3A, 0x31, 0x28)}
    page.evaluate("document.getElementById('host').dataset.theme = 'light'")
    until(page, "document.querySelector('.atlas').dataset.tone === 'light'")


def test_on_a_narrow_screen_the_legend_follows_the_map(page: Page) -> None:
    """Map, then legend, then strip, nothing wider than the screen."""
    page.set_viewport_size({"width": 390, "height": 800})
    show(page, picture())
    tops = page.evaluate(
        "['.atlas-stage', '.atlas-legend', '.atlas-strip', '.atlas-foot']"
        ".map((s) => document.querySelector(s).getBoundingClientRect())"
        ".map((b) => [b.top, b.bottom])"
    )
    for above, below in pairwise(tops):
        assert above[1] <= below[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_claimed_land_is_drawn_apart_and_named(page: Page) -> None:
    """Land claimed but administered by others is no unit, and the legend names it."""
    spec = picture()
    spec["base"]["data"]["claimed"] = True
    show(page, spec)
    assert "Claimed by China" not in page.inner_text(".atlas-legend")
    store = assets()
    store[geometry_asset().id]["claimed"] = [
        {
            "name": "Somewhere",
            "host": "630200",
            "administered_by": "India",
            "polys": [[[970000, 330000, 5000, 0, 0, 5000]]],
        }
    ]
    page.evaluate("map.destroy()")
    page.evaluate("(store) => mount(store, false)", store)
    show(page, spec)
    assert "Somewhere (India)" in page.inner_text(".atlas-legend")


def test_destroying_leaves_nothing_behind(page: Page) -> None:
    """The host is empty, and a picture still on its way is not drawn."""
    show(page, picture())
    page.evaluate("(spec) => { map.show(spec); map.destroy(); }", picture())
    assert page.evaluate("document.getElementById('host').children.length") == 0
    assert host(page, "ready") is None


def test_the_strip_keeps_what_was_opened(page: Page) -> None:
    """A filter does not fold the events that a reader has opened."""
    spec = picture()
    show(page, spec)
    page.click('.atlas-strip-entry[data-code="CN"] summary')
    opened_list = "document.querySelector('.atlas-strip').innerText.includes('Event E4')"
    until(page, opened_list)
    assert "Doubtful" in page.inner_text(".atlas-strip")
    light = without(spec, "base", "roster", "events")
    light["fill"]["id"] = "fill-2"
    show(page, light)
    until(page, opened_list)


def counts(page: Page) -> dict[str, tuple[str, bool]]:
    """Count beside each marked name, and whether it is faded."""
    found = page.evaluate(
        """[...document.querySelectorAll('.atlas-label[data-code]')].map((e) => [e.dataset.code,
        e.querySelector('.atlas-chip').textContent,
        e.querySelector('.atlas-chip').classList.contains('is-faded')])"""
    )
    return {code: (count, faded) for code, count, faded in found}


def slide(page: Page, month: int) -> None:
    """Move the slider to a month and let go."""
    page.evaluate(
        """(month) => { const slider = document.querySelector('.atlas-time-slider');
        slider.value = String(month);
        slider.dispatchEvent(new Event('input'));
        slider.dispatchEvent(new Event('change')); }""",
        month,
    )


def test_the_slider_spans_the_dates_that_sources_give(page: Page) -> None:
    """From the first to the last month named; open ends add none; no date is said apart."""
    show(page, picture())
    slider = page.locator(".atlas-time-slider")
    assert (slider.get_attribute("min"), slider.get_attribute("max")) == ("24228", "24239")
    text = page.inner_text(".atlas-time")
    assert "All dates" in text
    assert "Events, whenever they took place: 5" in text
    assert "Events without any date: 1" in text


@pytest.mark.parametrize(
    ("month", "expected", "strip"),
    [
        (24228, {"630221": ("1", True)}, {"630000": ("1", True)}),
        (24230, {"630200": ("1", False), "630221": ("1", True)}, {"630000": ("1", True)}),
        (24233, {"630200": ("1", False), "630221": ("1", True)}, {"630000": ("1", True)}),
        (24234, {"630200": ("1", True), "630221": ("1", True)}, {"630000": ("1", False)}),
        (24239, {"630200": ("1", True), "630221": ("1", True)}, {}),
    ],
)
def test_a_month_shows_what_was_going_on(
    page: Page,
    month: int,
    expected: dict[str, tuple[str, bool]],
    strip: dict[str, tuple[str, bool]],
) -> None:
    """Uncertain events are faded, certain ones are not, undated ones are left out."""
    show(page, picture())
    slide(page, month)
    assert counts(page) == expected
    rows = page.evaluate(
        """[...document.querySelectorAll('.atlas-strip-entry')].map((e) => [e.dataset.code,
        e.querySelector('.atlas-chip').textContent,
        e.querySelector('.atlas-chip').classList.contains('is-faded')])"""
    )
    assert {code: (count, faded) for code, count, faded in rows} == strip
    assert page.evaluate("log.time") == [month]


def test_a_month_recounts_the_classes_of_an_event_layer(page: Page) -> None:
    """Classes follow the events of the month; their numbers in the legend too."""
    show(page, picture())
    slide(page, 24230)
    numbers = page.locator(".atlas-legend .atlas-key-count").all_inner_texts()[:3]
    # Haidong holds a certain event of its own and a possible one of its county.
    assert numbers == ["0", "1", "5"]
    assert len(colour(page, WEST + 0.3, SOUTH + 0.3)) > 1
    page.click(".atlas-time-whole")
    assert page.locator(".atlas-legend .atlas-key-count").all_inner_texts()[:3] == ["3", "2", "1"]


def test_all_dates_brings_everything_back(page: Page) -> None:
    """One button leaves the month; the caller is told."""
    show(page, picture())
    before = counts(page)
    slide(page, 24239)
    page.click(".atlas-time-whole")
    assert counts(page) == before
    assert page.evaluate("log.time") == [24239, None]


def test_keys_move_the_slider_by_a_month(page: Page) -> None:
    """The slider is a native one: arrow keys work, and it says month and numbers."""
    show(page, picture(moment=24230))
    page.focus(".atlas-time-slider")
    page.keyboard.press("ArrowRight")
    assert debug(page)["month"] == 24231
    spoken = page.get_attribute(".atlas-time-slider", "aria-valuetext")
    assert spoken == "April 2019. documented as going on: 1; perhaps: 2"
    assert page.evaluate("document.activeElement.className") == "atlas-time-slider"


def test_play_runs_to_the_last_month_and_stops(page: Page) -> None:
    """Play starts at the first month, ends at the last, and tells the caller once."""
    show(page, picture())
    page.click(".atlas-time-play")
    assert page.get_attribute(".atlas-time-play", "aria-label") == "Pause"
    until(page, "map.debug().month === 24239")
    until(page, "log.time.length === 1")
    assert page.evaluate("log.time") == [24239]
    assert page.get_attribute(".atlas-time-play", "aria-label") == "Play through the months"


def test_an_answer_that_comes_late_does_not_move_the_slider_back(page: Page) -> None:
    """The caller answers an older month while the reader is at a newer one."""
    show(page, picture())
    slide(page, 24230)
    slide(page, 24233)
    show(page, picture(moment=24230))
    assert debug(page)["month"] == 24233
    show(page, picture(moment=24233))
    assert debug(page)["month"] == 24233
    show(page, picture(moment=24228))
    assert debug(page)["month"] == 24228


def test_a_picture_opens_at_its_month(page: Page) -> None:
    """A link to a month shows that month at once."""
    show(page, picture(moment=24234))
    assert counts(page)["630200"] == ("1", True)
    assert "June" not in page.inner_text(".atlas-time-now")
    assert "July 2019" in page.inner_text(".atlas-time-now")


def crowded() -> dict[str, Any]:
    """Three sites so close to one another that their counts would overlap."""
    spec = picture()
    roster = spec["roster"]["data"]
    roster["places"] += [
        {**roster["places"][2], "at": [WEST + 1.2 + shift / 1000, SOUTH + 0.7]}
        for shift in range(3)
    ]
    roster["place"] += [4, 5, 6, 6]
    roster["ink"] += [[0]] * 4
    roster["span"] += [[24230, 24230, 24230, 24230]] * 4
    roster["counted"] += [1] * 4
    words = spec["details"]["data"]["events"]
    words += [{**words[0], "id": f"S{i}", "title": f"Site event {i}"} for i in range(4)]
    spec["events"]["data"]["shown"] = "078"
    return spec


def test_overlapping_counts_become_one_that_opens_to_a_list(page: Page) -> None:
    """A cluster counts all its events, lists them by place, and leads to a place or closer."""
    show(page, crowded())
    cluster = page.locator(".atlas-cluster")
    assert cluster.inner_text() == "4"
    assert cluster.get_attribute("aria-label") == "Documented events: 4, in places: 3"
    cluster.click()
    card = page.locator(".atlas-card")
    card.wait_for(state="visible")
    until(page, "document.querySelector('.atlas-card').innerText.includes('Site event 3')")
    assert page.evaluate("log.select") == []
    assert card.locator(".atlas-card-place").count() == 3
    card.locator(".atlas-card-place").first.click()
    assert page.evaluate("log.select") == ["630221"]
    assert card.is_hidden()


def test_a_cluster_can_be_approached(page: Page) -> None:
    """One button zooms in to the places of a cluster."""
    show(page, crowded())
    before = debug(page)["camera"]["zoom"]
    page.locator(".atlas-cluster").click()
    page.click(".atlas-card-approach")
    until(page, "(zoom) => map.debug().camera.zoom > zoom", before)
    assert page.locator(".atlas-card").is_hidden()


def test_no_count_is_lost_in_a_crowd(page: Page) -> None:
    """However many places crowd the map, the counts on it add up to the events shown."""
    spec = picture()
    roster = spec["roster"]["data"]
    total = 400
    roster["places"] += [
        {
            **roster["places"][2],
            "at": [WEST + 0.1 + 2.8 * ((i * 37) % 100) / 100, SOUTH + 0.1 + 1.8 * (i % 20) / 20],
        }
        for i in range(total)
    ]
    roster["place"] += [4 + i for i in range(total)]
    roster["ink"] += [[0]] * total
    roster["span"] += [None] * total
    roster["counted"] += [1] * total
    spec["events"]["data"]["shown"] = "f" * 101 + "8"
    show(page, spec)
    shown = page.evaluate(
        """[...document.querySelectorAll('.atlas-cluster, .atlas-label .atlas-chip')]
        .reduce((sum, e) => sum + Number(e.textContent), 0)"""
    )
    assert shown == total + 3
    boxes = page.evaluate(
        """[...document.querySelectorAll('.atlas-cluster')].map((e) => {
        const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"""
    )
    assert len(boxes) > 5
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            overlap = (
                min(one[2], other[2]) - max(one[0], other[0]),
                min(one[3], other[3]) - max(one[1], other[1]),
            )
            assert min(overlap) <= 2


def test_an_illustration_says_so_in_every_part_of_the_map(page: Page) -> None:
    """Its word is painted over the units again and again; no other layer carries it."""

    def inked(spec: dict[str, object]) -> list[int]:
        assert show(page, spec)
        return page.evaluate(
            """() => {
              const canvas = document.querySelector('.leaflet-atlas-ground-pane canvas');
              const { width, height } = canvas;
              const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
              const side = 160, parts = [];
              for (let y = height / 2 - side; y < height / 2 + side; y += side)
                for (let x = width / 2 - side; x < width / 2 + side; x += side) {
                  const seen = new Set();
                  for (let j = 0; j < side; j += 1) for (let i = 0; i < side; i += 1) {
                    const k = 4 * (Math.floor(y + j) * width + Math.floor(x + i));
                    seen.add((data[k] << 16) | (data[k + 1] << 8) | data[k + 2]);
                  }
                  parts.push(seen.size);
                }
              return parts;
            }"""
        )

    plain = inked(picture())
    marked = picture()
    marked["fill"]["id"] = "fill-illustration"
    marked["fill"]["data"]["layer"]["label"] = "illustration"
    assert all(after > before + 10 for before, after in zip(plain, inked(marked), strict=True))


def test_stripes_stand_in_the_smallest_piece_of_an_illustration(page: Page) -> None:
    """Twelve pixels of a unit are enough to see them; a unit without a number has no word."""
    spec = picture()
    spec["fill"]["id"] = "fill-striped"
    spec["fill"]["data"]["layer"]["label"] = "illustration"
    plain = picture()
    plain["fill"]["id"] = "fill-plain"
    show(page, plain)
    silent = colour(page, WEST + 2.3, SOUTH + 1.3, reach=12)
    for each in spec["fill"]["data"]["classes"][:2]:
        each["pattern"] = "stripes"
    show(page, spec)
    for place in (0.2, 0.5, 0.8):
        assert len(colour(page, WEST + place, SOUTH + 0.3, reach=6)) > 2
    assert colour(page, WEST + 2.3, SOUTH + 1.3, reach=12) == silent


def test_a_legend_may_merge_cells(page: Page) -> None:
    """A cell over several columns stands once, and the classes it covers are not listed again."""
    spec = picture()
    fill = spec["fill"]["data"]
    cls = fill["classes"][0]
    fill["classes"] = [{**cls, "label": f"c{i}", "count": i} for i in range(4)]
    fill["class_of"] = "0" * len(fill["class_of"])
    fill["grid"] = {
        "x_title": "x",
        "y_title": "y",
        "x": ["a", "b"],
        "y": ["one", "two"],
        "cells": [[0, 1], [2]],
        "spans": [[1, 1], [2]],
    }
    assert show(page, spec)
    cells = page.locator(".atlas-grid-cell")
    assert cells.count() == 3
    assert cells.nth(2).get_attribute("colspan") == "2"
    assert "c3" not in page.locator(".atlas-legend").inner_text()
