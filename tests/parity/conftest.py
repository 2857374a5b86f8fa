"""The painter's own functions, called in a browser with the cases that Python is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from layers.web.bundle import bundle_js

Painter = Callable[..., Any]

# The painter sees these worlds as they are written: one unit is one pixel, and names have the
# sizes that the case gives them.
_HARNESS = """
let given = null;
forms = (name) => given ? given[name.text] : [];
const shapeOf = (ring) => ring && {
  parts: [[ring.flat()]], largest: 0, closed: true, box: boxOf([ring.flat()]),
};
const viewport = {
  at: (point) => point, world: (x, y) => [x, y], box: (box) => box, sees: () => true, chord,
};
const asIs = (x, y) => [x, y];
const screen = { viewport, toScreen: asIs, fromScreen: asIs };
const worldOf = ({ units, counts, sites, frame, blocked, forms: sizes }) => {
  given = sizes;
  const boxes = new Boxes(frame[0], frame[1], 0);
  for (const box of blocked) boxes.block(box);
  const placed = units.map((unit, index) => ({ ...unit, index, shape: shapeOf(unit.ring) }));
  const badges = counts.map((each) => ({
    ...each, shape: shapeOf(each.ring), count: each.events.length, held: [each.code],
  }));
  return { boxes, units: placed, badges, marks: sites.map((site) => ({ site })) };
};
window.rules = {
  constants: () => RULES,
  states: (span, months) => months.map((month) => stateAt(span, month)),
  recount: (payload, month) => {
    const { regions: { level, regions }, event_index: eventIndex, symbology } = payload;
    const units = regions.map((each, index) => ({ ...each, index, point: [0, 0] }));
    const places = readPlaces(eventIndex, { get: () => null }, units);
    const shown = readShown(payload.shown, eventIndex.place.length);
    const marks = marksAt(places, eventIndex, shown, month);
    const tally = tallyOf(marks);
    const found = recounted(symbology, units, places, eventIndex, shown, month);
    return {
      class_of: found.class_of,
      classes: found.classes.map(({ count }) => count),
      tally: Object.fromEntries(
        [...tally].map(([code, { events, sure }]) => [code, [events, sure]]),
      ),
      badges: badgesOf(marks, tally, level).map((badge) => [
        badge.code, badge.events, badge.faded,
      ]),
    };
  },
  gather: (points) => gathered(points, (point) => point).map(({ x, y, marks }) => [
    x, y, marks.map(({ code }) => code),
  ]),
  labelCandidates: (world, chosen) => {
    const { units, badges } = worldOf(world);
    return labelCandidates({ units }, badges, chosen, () => true).map(({ code }) => code);
  },
  places: (ring, point, form, chip, far) =>
    [...places({ shape: shapeOf(ring), point }, form, chip, viewport, far)]
      .map(({ x, y }) => [x, y]),
  nearby: (point, form, chip) =>
    [...nearby({ point }, form, chip, viewport)].map(({ x, y }) => [x, y]),
  broken: (text, lang) => breakAt(text, lang),
  shortened: (text) => shorten(text),
  sizes: (count) => [chipWidthOf(count), RULES.count.circles[circleSize(count)]],
  arrange: (world, chosen, named, each) => {
    const { boxes, units, badges, marks } = worldOf(world);
    const options = { labels: named, marks: true };
    const found = arranged({ units, badges, marks }, chosen, options, screen, boxes, each);
    const singles = found.singles.map(({ candidate, place }) => [
      place.form.text, place.x, place.y, candidate.badge ? candidate.badge.events : [], 1,
    ]);
    const groups = found.groups.map(({ badges: held, at }) => [
      "", ...at, together(held).events.sort((a, b) => a - b), held.length,
    ]);
    return [...singles, ...groups];
  },
  lead: (world) => {
    const { boxes, units } = worldOf(world);
    return placeLeaders(units, units, screen, boxes).map(({ unit, form, box, tie }) => [
      unit.code, form.text, box, tie,
    ]);
  },
};
"""


@pytest.fixture(scope="module")
def painter(browser: Browser) -> Iterator[Painter]:
    """Call a function of the harness with values that can be written as JSON."""
    text = bundle_js().replace("export { createMap };", "")
    page = browser.new_page()
    page.goto("about:blank")
    page.evaluate(f"() => {{ {text}\n{_HARNESS} }}")

    def call(name: str, *given: Any) -> Any:
        # Through JSON, so that both languages are given the very same numbers.
        return page.evaluate(
            "([name, given]) => rules[name](...JSON.parse(given))", [name, json.dumps(given)]
        )

    yield call
    page.close()
