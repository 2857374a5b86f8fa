"""Reading a map that the painter drew in a browser."""

from __future__ import annotations

import copy
from typing import Any

from playwright.sync_api import Page


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
