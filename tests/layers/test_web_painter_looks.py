"""How the painter draws: what is unknown, names, tones, land apart, illustrations."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

from tests.layers.painted import colour, debug, host
from tests.layers.pictures import (
    COUNTIES,
    SOUTH,
    WEST,
    assets,
    geometry_asset,
    indexed_place,
    picture,
    show,
    until,
)


def everywhere(shown: str) -> dict[str, Any]:
    """A picture with an event in each county of the squares, of which some are shown."""
    spec = picture()
    codes = [(code, whole) for whole, parts in COUNTIES.items() for code in parts]
    event_index = spec["event_index"]["data"]
    event_index["places"] = [indexed_place(code, "county", code, [whole]) for code, whole in codes]
    event_index["place"] = list(range(len(codes)))
    event_index["ink"] = [[0] for _ in codes]
    event_index["span"] = [None for _ in codes]
    event_index["counted"] = [1 for _ in codes]
    spec["event_index"]["id"] = "event-index-everywhere"
    spec["events"] = {"id": f"events-{shown}", "data": {"shown": shown, "ranges": []}}
    return spec


def events_canvas(page: Page) -> str:
    """The canvas of events, every pixel of it, as the address of a PNG."""
    address: str = page.evaluate(
        """document.querySelector(".leaflet-atlas-events-pane canvas").toDataURL()"""
    )
    return address


def pixels_of(page: Page, red: int, green: int, blue: int) -> int:
    """How many pixels of the canvas of events have a colour, and are not transparent."""
    found: int = page.evaluate(
        """(wanted) => {
          const canvas = document.querySelector(".leaflet-atlas-events-pane canvas");
          const { width, height } = canvas;
          const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4) {
            count += data[i + 3] === 255 && wanted.every((part, k) => data[i + k] === part);
          }
          return count;
        }""",
        [red, green, blue],
    )
    return found


def test_painting_only_what_changed_gives_the_same_picture(page: Page) -> None:
    """Two of twelve outlines go, beside others that stay: no seam and no remains."""
    show(page, everywhere("fff"))
    all_of_them = events_canvas(page)
    # A stain far from what changes tells whether the whole canvas was painted anew.
    stain = page.evaluate_handle(
        """() => {
          const canvas = document.querySelector(".leaflet-atlas-events-pane canvas");
          const ctx = canvas.getContext("2d");
          ctx.save();
          ctx.resetTransform();
          ctx.fillRect(0, 0, 3, 3);
          ctx.restore();
          const wipe = () => {
            ctx.save();
            ctx.resetTransform();
            ctx.clearRect(0, 0, 3, 3);
            ctx.restore();
          };
          return { wipe, stays: () => ctx.getImageData(1, 1, 1, 1).data[3] === 255 };
        }"""
    )
    show(page, everywhere("f9f"))
    assert stain.evaluate("(s) => s.stays()")
    stain.evaluate("(s) => s.wipe()")
    partly = events_canvas(page)
    assert partly != all_of_them
    page.evaluate("host.dataset.theme = 'dark'")
    until(page, "document.querySelector('.atlas').dataset.tone === 'dark'")
    page.evaluate("host.dataset.theme = 'light'")
    until(page, "document.querySelector('.atlas').dataset.tone === 'light'")
    assert events_canvas(page) == partly
    show(page, everywhere("fff"))
    assert events_canvas(page) == all_of_them


def test_outlines_that_were_drawn_before_are_not_stroked_again(page: Page) -> None:
    """They come back pixel for pixel; in another colour, by the same name, they are drawn anew."""
    show(page, everywhere("fff"))
    first = events_canvas(page)
    assert pixels_of(page, 0x0A, 0x7F, 0x86) > 100
    show(page, everywhere("000"))
    assert pixels_of(page, 0x0A, 0x7F, 0x86) == 0
    page.evaluate(
        """() => {
          window.strokes = 0;
          const plain = CanvasRenderingContext2D.prototype.stroke;
          CanvasRenderingContext2D.prototype.stroke = function (...given) {
            window.strokes += 1;
            plain.apply(this, given);
          };
        }"""
    )
    show(page, everywhere("fff"))
    assert events_canvas(page) == first
    again = page.evaluate("window.strokes")
    other = everywhere("fff")
    for ink in other["event_index"]["data"]["inks"]:
        ink["colour"] = ink["colour_dark"] = "#00ff00"
    other["event_index"]["id"] = "event-index-in-green"
    page.evaluate("window.strokes = 0")
    show(page, other)
    assert page.evaluate("window.strokes") > again + 12
    assert pixels_of(page, 0x00, 0xFF, 0x00) > 100
    assert pixels_of(page, 0x0A, 0x7F, 0x86) == 0


def test_no_record_is_hatched_and_never_a_plain_colour(page: Page) -> None:
    """A region without a record shows two colours, one with a value shows one."""
    show(page, picture())
    assert len(colour(page, WEST + 2.3, SOUTH + 1.3)) > 1
    assert colour(page, WEST + 0.3, SOUTH + 0.3) == {(0xF3, 0xE7, 0xD3)}


def test_a_unit_without_a_readable_class_is_hatched_too(page: Page) -> None:
    """A class string that is too short does not turn into the lowest class."""
    spec = picture()
    spec["symbology"]["data"]["class_of"] = "0101"
    show(page, spec)
    assert len(colour(page, WEST + 1.3, SOUTH + 1.3)) > 1


def test_labels_do_not_cover_each_other_and_stay_in_the_map(page: Page) -> None:
    """No two names overlap; none leaves the map."""
    spec = picture()
    for region in spec["regions"]["data"]["regions"]:
        region["name"]["text"] = "A rather long name of a place (with an older one)"
    show(page, spec)
    boxes = page.evaluate(
        """() => { const m = document.querySelector('.atlas-map').getBoundingClientRect();
        return [...document.querySelectorAll('.atlas-label, .atlas-callout')].map((e) => {
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


def test_the_map_is_the_same_where_words_run_from_the_right(page: Page) -> None:
    """West stays on the left, and names, counts and plates stand where they stood."""
    spec = picture()
    boxes = """() => { const m = document.querySelector('.atlas-map').getBoundingClientRect();
        const placed = '.atlas-label, .atlas-cluster, .atlas-callout, .atlas-tie';
        return [...document.querySelectorAll(placed)].map((e) => {
          const b = e.getBoundingClientRect();
          return [e.textContent, b.left - m.left, b.right - m.left]; }); }"""
    seen = []
    for direction in ("ltr", "rtl"):
        page.evaluate("(way) => { document.documentElement.dir = way; }", direction)
        show(page, spec)
        spec["header"]["title"] = "Once more"
        inked = colour(page, WEST + 0.3, SOUTH + 0.3)
        seen.append((page.evaluate(boxes), inked, events_canvas(page)))
        ways = page.locator(".atlas-map canvas").evaluate_all(
            "all => all.map((e) => new DOMMatrix(getComputedStyle(e).transform).a)"
        )
        assert min(ways) > 0
    assert len(seen[0][0]) > 3
    assert seen[0] == seen[1]


def test_names_are_isolated_and_carry_their_language(page: Page) -> None:
    """A name cannot turn the number beside it around, and gets the fonts of its script."""
    spec = picture()
    spec["regions"]["data"]["regions"][1]["name"] = {"text": "مىدوڭ رايونى", "lang": "ug"}
    show(page, spec)
    label = page.locator('.atlas-label[data-code="630200"]')
    assert label.locator("bdi.atlas-name").get_attribute("lang") == "ug"
    assert label.locator("bdi.atlas-name").get_attribute("dir") == "auto"
    family = label.locator("bdi.atlas-name").evaluate("(e) => getComputedStyle(e).fontFamily")
    assert "Noto Sans Arabic" in family
    assert label.locator(".atlas-chip bdi").inner_text() == "3"


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
    spec["regions"]["data"]["claimed"] = True
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
    marked["symbology"]["id"] = "symbology-illustration"
    marked["symbology"]["data"]["layer"]["label"] = "illustration"
    assert all(after > before + 10 for before, after in zip(plain, inked(marked), strict=True))


def test_stripes_stand_in_the_smallest_piece_of_an_illustration(page: Page) -> None:
    """Twelve pixels of a unit are enough to see them; a unit without a number has no word."""
    spec = picture()
    spec["symbology"]["id"] = "symbology-striped"
    spec["symbology"]["data"]["layer"]["label"] = "illustration"
    plain = picture()
    plain["symbology"]["id"] = "symbology-plain"
    show(page, plain)
    silent = colour(page, WEST + 2.3, SOUTH + 1.3, reach=12)
    for each in spec["symbology"]["data"]["classes"][:2]:
        each["pattern"] = "stripes"
    show(page, spec)
    for place in (0.2, 0.5, 0.8):
        assert len(colour(page, WEST + place, SOUTH + 0.3, reach=6)) > 2
    assert colour(page, WEST + 2.3, SOUTH + 1.3, reach=12) == silent


def test_a_legend_may_merge_cells(page: Page) -> None:
    """A cell over several columns stands once, and the classes it covers are not listed again."""
    spec = picture()
    symbology = spec["symbology"]["data"]
    cls = symbology["classes"][0]
    symbology["classes"] = [{**cls, "label": f"c{i}", "count": i} for i in range(4)]
    symbology["class_of"] = "0" * len(symbology["class_of"])
    symbology["grid"] = {
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
