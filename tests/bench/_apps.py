"""The programs that are measured: the product, and the same data in other map components."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from geodata.geography import Detail, Regions
from geodata.model import Level
from layers.assets.vendor import read_vendored
from tests.builders import claim_row, event_row, source_row, write_dataset

ROOT = Path(__file__).parents[2]

# Logs how long each run of a page's script takes, alike for every program.
_TIMED = """
import os, time
from streamlit.runtime.scriptrunner import script_runner
plain = script_runner.ScriptRunner._run_script
def timed(self, data):
    start = time.perf_counter()
    try:
        return plain(self, data)
    finally:
        with open(os.environ["BENCH_RUNS"], "a") as log:
            log.write(f"{time.perf_counter() - start}\\n")
script_runner.ScriptRunner._run_script = timed
"""

_PRODUCT = _TIMED + "from dashboard.cli import main\nmain()\n"
_STREAMLIT = _TIMED + "from streamlit.web.cli import main\nmain(prog_name='streamlit')\n"

_HEAD = """
import json
from pathlib import Path
import streamlit as st
st.set_page_config(layout="wide")
HERE = Path(__file__).parent
@st.cache_data
def held():
    return [json.loads((HERE / name).read_text()) for name in ("areas.json", "points.json")]
state = st.radio("Events", ["core", "all"])
"""

_FLOOR = _HEAD + "st.html(f'<i class=\"state-{state}\">{state}</i>')\n"

_FOLIUM = (
    _HEAD
    + """
import folium
from streamlit_folium import st_folium
folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]
areas, points = held()
base = folium.Map(location=[36, 98], zoom_start=5, tiles=None, prefer_canvas=True)
folium.GeoJson(areas, style_function=lambda _: {"weight": 0.6, "color": "#555"}).add_to(base)
shown = {"type": "FeatureCollection",
         "features": [p for p in points["features"] if state == "all" or p["properties"]["core"]]}
group = folium.FeatureGroup(name="events")
folium.GeoJson(shown, marker=folium.CircleMarker(radius=3)).add_to(group)
folium.Marker([36, 98], icon=folium.DivIcon(html=f'<i class="state-{state}"></i>')).add_to(group)
st_folium(base, feature_group_to_add=group, returned_objects=[], height=600, width=900, key="map")
"""
)

# As the fastest mode, and with what it takes to open a panel beside the map.
_FOLIUM_PANEL = (
    _FOLIUM.replace(
        'returned_objects=[], height=600, width=900, key="map")',
        "returned_objects=['last_active_drawing'], height=600, width=900, key=\"map\")",
    ).replace("\nst_folium(", "\nback = st_folium(")
    + """
chosen = (back.get("last_active_drawing") or {}).get("id", "none")
st.html(f'<article data-region="{chosen}">{chosen}</article>')
"""
)

_PYDECK = (
    _HEAD
    + """
import pydeck as pdk
areas, points = held()
shown = [{"p": p["geometry"]["coordinates"]} for p in points["features"]
         if state == "all" or p["properties"]["core"]]
st.pydeck_chart(pdk.Deck(
    layers=[pdk.Layer("GeoJsonLayer", areas, get_fill_color=[200, 220, 210]),
            pdk.Layer("ScatterplotLayer", shown, get_position="p", get_radius=9000)],
    initial_view_state=pdk.ViewState(latitude=36, longitude=98, zoom=4),
    map_provider=None, map_style=None), height=600)
st.html(f'<i class="state-{state}">{state}</i>')
"""
)

SCRIPTS = {
    "floor": _FLOOR,
    "st_folium": _FOLIUM,
    "st_folium_panel": _FOLIUM_PANEL,
    "pydeck": _PYDECK,
}


@dataclass(frozen=True)
class Size:
    """How much is drawn."""

    area: str
    level: Level
    events: int

    @property
    def link(self) -> str:
        """The product's address of this size."""
        return f"?area={self.area}&level={self.level.value}"


def write_data(folder: Path, size: Size, regions: Regions) -> int:
    """Write the same synthetic data for all programs; return the number of regions."""
    folder.mkdir(parents=True)
    codes = regions.codes(size.level, size.area)
    chance = random.Random(7)
    events, claims, points = [], [], []
    for number in range(size.events):
        code = chance.choice(codes)
        core = number % 2 == 0
        month = f"{chance.randint(2016, 2022)}-{chance.randint(1, 12):02d}"
        events.append(
            event_row(
                f"E-{number:05d}",
                region=code,
                precision=size.level.value,
                level_reported=size.level.value,
                scope="core" if core else "context",
                kind=chance.choice(["local_report", "procurement", "rule_or_plan"]),
                modality=chance.choice(["iris", "dna", "fingerprint", "iris;dna"]),
                title=f"Synthetic event {number}",
                start=month,
                end=month,
            )
        )
        claims.append(claim_row(f"C-{number:05d}", event_id=f"E-{number:05d}"))
        longitude, latitude = regions.label_point(code)
        place = [longitude + chance.uniform(-0.2, 0.2), latitude + chance.uniform(-0.2, 0.2)]
        points.append(
            {
                "type": "Feature",
                "properties": {"core": core},
                "geometry": {"type": "Point", "coordinates": place},
            }
        )
    write_dataset(folder / "data", events, [source_row()], claims)
    detail = Detail.OVERVIEW if size.area == ROOT else Detail.DETAIL
    outlines = regions.outlines(size.level, detail).loc[list(codes)][["geometry"]]
    (folder / "areas.json").write_text(outlines.to_json())
    (folder / "points.json").write_text(
        json.dumps({"type": "FeatureCollection", "features": points})
    )
    static = folder / "static"
    static.mkdir()
    for name in ("leaflet.js", "leaflet.css"):
        (static / name).write_bytes(read_vendored(f"leaflet/{name}"))
    for name, script in SCRIPTS.items():
        (folder / f"page_{name}.py").write_text(script)
    return len(codes)


def install(folder: Path) -> Path:
    """Build the wheel of this checkout and install it apart, as a user would."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), "."]
    subprocess.run(wheel, cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    site = folder / "site"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(built)], check=True)
    return site


class Wire:
    """Passes on what a browser and a program say to each other, and counts the bytes received."""

    def __init__(self, port: int) -> None:
        self.count = 0
        self.port = 0
        self._behind = port
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            behind, onward = await asyncio.open_connection("127.0.0.1", self._behind)
        except OSError:
            writer.close()
            return
        await asyncio.gather(
            self._pass(reader, onward, counted=False), self._pass(behind, writer, counted=True)
        )

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                if counted:
                    self.count += len(data)
                writer.write(data)
                await writer.drain()
        writer.close()


@dataclass(frozen=True)
class Program:
    """A running program."""

    name: str
    url: str
    runs: Path
    wire: Wire

    def run_times(self) -> list[float]:
        """Return the seconds of every run of its script so far."""
        return [float(line) for line in self.runs.read_text().split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(name: str, folder: Path, site: Path, link: str) -> Iterator[Program]:
    """Run one program on the data of a folder."""
    port = _free_port()
    runs = folder / f"{name}.runs"
    runs.write_text("")
    if name == "product":
        command = [sys.executable, "-c", _PRODUCT, "serve", "--dataset", str(folder / "data")]
        command += ["--no-browser", "--port", str(port)]
    else:
        command = [sys.executable, "-c", _STREAMLIT, "run", f"page_{name}.py"]
        command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
        command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        command += ["--server.fileWatcherType", "none", "--server.enableStaticServing", "true"]
    environment = {**os.environ, "PYTHONPATH": str(site), "BENCH_RUNS": str(runs)}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(900):
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{port}/_stcore/health", timeout=1
                ) as answer:
                    if answer.read() == b"ok":
                        break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"{name} did not start")
        wire = Wire(port)
        path = link if name == "product" else ""
        yield Program(name, f"http://127.0.0.1:{wire.port}/{path}", runs, wire)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def remove(folder: Path) -> None:
    """Remove the data of a size."""
    shutil.rmtree(folder, ignore_errors=True)
