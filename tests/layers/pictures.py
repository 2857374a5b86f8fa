"""Small pictures made of squares with real codes, and a browser to look at them."""

from __future__ import annotations

import contextlib
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
from playwright.sync_api import Page
from shapely import box

from geodata.geography import bundled_geography
from layers.assets.context import context_asset
from layers.assets.geometry import encode_geometry
from layers.assets.vendor import Asset, font_faces, read_vendored
from layers.assets.words import words_of
from layers.picture.mapspec import FORMAT
from layers.web.bundle import bundle_css, bundle_js

WEST, SOUTH, SIZE = 96.0, 33.0, 1.0
PREFECTURES = ("630100", "630200", "632200", "632500", "632600", "632700")
COUNTIES = {code: (code[:4] + "21", code[:4] + "22") for code in PREFECTURES}
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'none'"


def squares() -> dict[str, gpd.GeoDataFrame]:
    """Six square prefectures of two counties each, in one province: three wide, two high."""
    prefectures, counties = {}, {}
    for i, code in enumerate(PREFECTURES):
        x, y = WEST + SIZE * (i % 3), SOUTH + SIZE * (i // 3)
        prefectures[code] = box(x, y, x + SIZE, y + SIZE)
        west, east = COUNTIES[code]
        counties[west] = box(x, y, x + SIZE / 2, y + SIZE)
        counties[east] = box(x + SIZE / 2, y, x + SIZE, y + SIZE)
    whole = {"630000": box(WEST, SOUTH, WEST + 3 * SIZE, SOUTH + 2 * SIZE)}
    levels = {"province": whole, "prefecture": prefectures, "county": counties}
    return {
        level: gpd.GeoDataFrame(index=list(shapes), geometry=list(shapes.values()), crs=4326)
        for level, shapes in levels.items()
    }


def geometry_asset() -> Asset:
    """The squares as the painter reads them."""
    return encode_geometry("province-630000", squares())


def _text(text: str, lang: str = "en") -> dict[str, str]:
    return {"text": text, "lang": lang}


def picture(text: str | None = None, **changes: Any) -> dict[str, Any]:
    """A picture of the squares; `text` replaces every text in it."""

    def say(words: str) -> str:
        return words if text is None else text

    regions = {
        "area": {
            "code": "630000",
            "name": _text(say("Qinghai")),
            "bounds": [WEST, SOUTH, WEST + 3 * SIZE, SOUTH + 2 * SIZE],
            "whole": False,
        },
        "level": "prefecture",
        "geometry": [{"name": "province-630000", "id": geometry_asset().id}],
        "context": {"id": context_asset().id},
        "locator": {
            "centre": [103.5, 36.0],
            "metres": [-2_650_000, -1_900_000, 2_550_000, 1_950_000],
        },
        "claimed": False,
        "regions": [
            {
                "code": code,
                "name": _text(say(f"Place {i}")),
                "names": [_text(say(f"Place {i}")), _text(say("རྨ་ལྷོ"), "bo")],
                "parent": _text(say("Qinghai")),
                "point": [WEST + i % 3 + 0.5, SOUTH + i // 3 + 0.5],
            }
            for i, code in enumerate(PREFECTURES)
        ],
        "outlines": [{"code": "630000", "level": "province", "rank": 1}],
    }
    classes = [
        {
            "fill": fill,
            "fill_dark": dark,
            "pattern": pattern,
            "label": say(label),
            "count": count,
            "status": status,
        }
        for fill, dark, pattern, label, count, status in (
            ("#f3e7d3", "#3a3128", None, "0–50", 3, "reported"),
            ("#83561f", "#d5b06a", None, "50–100", 2, "reported"),
            ("#ffffff", "#1d1e20", "hatch", "No record", 1, "no_record"),
        )
    ]
    symbology = {
        "layer": {
            "id": "share",
            "title": say("Share of something"),
            "unit": say("percent"),
            "question": say("Estimates"),
            "caveat": say("Mind the gap."),
            "label": "census",
            "year": say("2020"),
            "source": say("A census"),
        },
        "classes": classes,
        "class_of": "010102",
        "recount": {"bounds": [1, 1_000_000], "none": 2},
    }
    values = {
        "texts": [[say("12.5"), say("as printed")], ["", say("not found")]],
        "of": [0] * 5 + [1],
        "rows": [
            [say("12"), say("13"), say("reported"), say("A census")],
            ["", "", say("no record"), ""],
        ],
        "row_of": [0] * 5 + [1],
    }
    event_index = {
        "each": ["place", "ink", "span", "counted"],
        "inks": [
            {
                "id": "iris",
                "label": say("iris scans"),
                "colour": "#0a7f86",
                "colour_dark": "#3fc5cb",
                "dash": [],
            }
        ],
        "places": [
            indexed_place("630000", "province", say("Qinghai"), ["CN"]),
            indexed_place("630200", "prefecture", say("Tsoshar (Haidong)"), ["630000", "CN"]),
            indexed_place("630221", "county", say("Ledu"), ["630200", "630000", "CN"]),
            indexed_place("CN", "country", say("China"), []),
        ],
        "place": [1, 1, 2, 3, 0],
        "ink": [[0]] * 5,
        # March to May 2019; from June 2019, end open; 2019; no date; until July 2019, start open.
        "span": [
            [24230, 24230, 24232, 24232],
            [24233, 24233, 24233, None],
            [24228, None, None, 24239],
            None,
            [None, 24234, 24234, 24234],
        ],
        "counted": [1] * 5,
    }
    details = {
        "events": [
            {
                "id": key,
                "title": say(f"Event {key}"),
                "when": say("2019"),
                "where": _text(say("Haidong")),
                "kind": say("local report"),
                "what": [say("iris scans")],
                "confidence": say("medium confidence"),
                "doubtful": key == "E4",
                "doubt": say("An editor's doubt") if key == "E4" else "",
                "precision": say("prefecture"),
                "sources": [say("A publisher: a title")],
                "told": [
                    {
                        "source": 0,
                        "repeats": [1],
                        "says": [
                            {
                                "about": say("how many"),
                                "said": say("302 DNA samples"),
                                "printed": say("302 samples"),
                                "quote": say("302份样本"),
                                "quote_lang": "zh",
                                "place": say("page 3"),
                                "note": say("Given in translation."),
                                "grade": say("2: probably true"),
                            }
                        ],
                    }
                ],
                "differ": [
                    {
                        "topic": say("Who was concerned"),
                        "versions": [say("men"), say("boys")],
                        "shown": say("Both stay."),
                    }
                ],
            }
            for key in ("E1", "E2", "E3", "E4", "E5")
        ],
        "sources": [
            {
                "publisher": say("A publisher"),
                "title": say("a title"),
                "published": say("May 2020"),
                "url": url,
                "read": say("read whole"),
                "grade": say("B: usually reliable"),
            }
            for url in (say("https://example.org/a?b=1&c=2"), say(""))
        ],
    }
    events = {
        "shown": "f8",
        "ranges": [
            {
                "code": "630000",
                "level": "province",
                "name": _text(say("Qinghai")),
                "label": say("1,248,075–1,452,035 iris scans"),
                "note": say("Citizen Lab"),
                "label_kind": "published",
            }
        ],
    }
    header = {
        "format": FORMAT,
        "language": "en",
        "title": say("A map of squares"),
        "subtitle": say("Six prefectures"),
        "sentence": say("Map of six squares."),
        "selection": None,
        "highlight": [],
        "named": {},
        "moment": None,
        "lines": "modality",
        "camera": None,
        "attribution": [say("Boundaries: made up")],
        "data_version": say("1"),
        "fingerprint": say("f1f2f3"),
        "query": say("?area=650100"),
        "licence": say("CC-BY-4.0"),
        "options": {"labels": True, "marks": True, "ranges": True, "context": True},
    }
    header.update(changes)
    return {
        "hash": "abc123",
        "header": header,
        "regions": {"id": "regions-1", "data": regions},
        "symbology": {"id": "symbology-1", "data": symbology},
        "values": {"id": "values-1", "data": values},
        "words": {
            "id": "words-1",
            "data": {key: say(word) for key, word in words_of(bundled_geography()).items()}
            | {"language": "en"},
        },
        "event_index": {"id": "event-index-1", "data": event_index},
        "details": {"id": "details-1", "data": details},
        "events": {"id": "events-1", "data": events},
    }


def indexed_place(code: str, level: str, name: str, within: list[str]) -> dict[str, Any]:
    """A place of an event index."""
    return {
        "code": code,
        "level": level,
        "rank": len(within),
        "finest": level == "county",
        "name": _text(name),
        "within": within,
        "marked": level in {"prefecture", "county"},
        "at": None,
    }


def assets() -> dict[str, Any]:
    """Geometry and context of :func:`picture`, by id."""
    return {asset.id: asset.value() for asset in (geometry_asset(), context_asset())}


@dataclass(frozen=True)
class Held:
    """A picture as the exported page wants it."""

    payload: dict[str, Any]


_BOOT = """
import { createMap } from "/atlas.js";
window.log = { select: [], view: [], time: [], missing: [] };
window.all = (get) => ({ part: get, geometry: get, context: get });
window.mount = (store, own) => {
  const get = async (id) => store[id] ?? null;
  const tell = own ? {} : { select: (c) => log.select.push(c) };
  window.map = createMap(document.getElementById("host"), window.all(get), {
    ...tell, view: (v) => log.view.push(v), time: (m) => log.time.push(m),
    missing: (id) => log.missing.push(id),
  });
};
"""
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="/atlas.css">'
    '<script type="module" src="/boot.js"></script></head><body><div id="host"></div></body></html>'
)


def _files() -> dict[str, tuple[bytes, str]]:
    files = {
        "/": (_PAGE.encode(), "text/html"),
        "/boot.js": (_BOOT.encode(), "text/javascript"),
        "/atlas.js": (bundle_js().encode(), "text/javascript"),
        "/atlas.css": (bundle_css(lambda file: f"/font/{file}").encode(), "text/css"),
    }
    for face in font_faces():
        files[f"/font/{face.file}"] = (read_vendored(face.file), "font/woff2")
    return files


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The painter on a server that allows no inline script and no inline style."""
    files = _files()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data, kind = files.get(self.path, (b"", ""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def elsewhere(script: str, folder: Path) -> dict[str, str]:
    """Run a script on another day, in another zone and process; return the pairs it prints."""
    (folder / "matplotlibrc").write_text("svg.fonttype: none\npatch.linewidth: 9\n")
    environment = {
        **os.environ,
        "TZ": "Asia/Tokyo",
        "SOURCE_DATE_EPOCH": "86400",
        "PYTHONHASHSEED": "7",
        "MATPLOTLIBRC": str(folder / "matplotlibrc"),
        "XDG_CACHE_HOME": str(folder),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return dict(line.split() for line in told.splitlines())


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression holds (Playwright's own way needs ``eval``, which is forbidden)."""
    for _ in range(400):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came true: {expression}")


def opened(page: Page, address: str, own_card: bool = False) -> list[str]:
    """Open the served painter and mount a map; returns the list that errors are added to."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(address)
    until(page, "Boolean(window.mount)")
    page.evaluate("([store, own]) => mount(store, own)", [assets(), own_card])
    return errors


def show(page: Page, spec: dict[str, Any]) -> bool:
    """Hand a picture to the mounted map and wait until it is painted."""
    done = page.evaluate("(spec) => map.show(spec)", spec)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    return bool(done)
