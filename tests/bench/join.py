"""Points into regions: this program beside geopandas, sedonadb and DuckDB, and how each grows.

Every engine answers the same question in one run: how many points does each county hold, its
border included. Random points over the bounds of the counties, from 10,000 on; each run is a
process of its own, with everything loaded and indexes built before the clock starts; the median
of several alternated runs. Processor seconds of all threads are compared, since the machine may
be shared. An engine that would take too long at some size is left out from there on. `counts`
says whether the engine counts what asking by prepared polygon counts.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.geography import load_regions
from geodata.place import outlines_of

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_LONGEST = 60.0
"""Processor seconds that an engine may be expected to take before it is left out."""

_VERSIONS = (
    *("numpy", "shapely", "geopandas", "pandas", "pyarrow"),
    *("sedonadb", "duckdb", "duckdb-extension-spatial"),
)
Floats = npt.NDArray[np.float64]
Join = Callable[[Floats, Floats], npt.NDArray[np.int64]]


def _counted(rows: npt.NDArray[Any], size: int) -> npt.NDArray[np.int64]:
    return np.bincount(rows[rows >= 0].astype(np.int64), minlength=size)


def grid(frame: Any) -> Join:
    """Cells first, and border cells one by one: what the program uses for many points."""
    from geodata.place import RegionGrid, RegionTree, locate

    index = RegionGrid.of(RegionTree(frame.geometry.to_numpy()))
    return lambda x, y: _counted(locate(index, x, y)[0], len(frame))


def tree(frame: Any) -> Join:
    """Boxes, then prepared polygons: what the program uses for few points."""
    from geodata.place import RegionTree, locate

    index = RegionTree(frame.geometry.to_numpy())
    return lambda x, y: _counted(locate(index, x, y)[0], len(frame))


def geopandas_fast(frame: Any) -> Join:
    """`sjoin(polygons, points)`: the side that geopandas prepares."""
    import geopandas as gpd

    frame = frame.reset_index(drop=True)

    def join(x: Floats, y: Floats) -> npt.NDArray[np.int64]:
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y, crs=frame.crs))
        found = frame[["geometry"]].sjoin(points, predicate="intersects")
        first = found.reset_index().groupby("index_right")["index"].min()
        return _counted(first.to_numpy(), len(frame))

    return join


def geopandas_usual(frame: Any) -> Join:
    """`sjoin(points, polygons)`: what most people write."""
    import geopandas as gpd

    frame = frame.reset_index(drop=True)

    def join(x: Floats, y: Floats) -> npt.NDArray[np.int64]:
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y, crs=frame.crs))
        found = points.sjoin(frame[["geometry"]], predicate="intersects")
        first = found.groupby(level=0)["index_right"].min()
        return _counted(first.to_numpy(), len(frame))

    return join


def sedonadb(frame: Any) -> Join:
    """SedonaDB's spatial join."""
    import pyarrow as pa

    sedona = import_module("sedonadb").connect()
    units = frame.reset_index(drop=True)[["geometry"]]
    units.insert(0, "unit", np.arange(len(units)))
    sedona.create_data_frame(units).to_view("units")

    def join(x: Floats, y: Floats) -> npt.NDArray[np.int64]:
        points = pa.table({"id": np.arange(len(x)), "x": x, "y": y})
        sedona.create_data_frame(points).to_view("given", overwrite=True)
        found = sedona.sql(
            "SELECT unit, count(*) AS n FROM (SELECT id, min(unit) AS unit FROM given JOIN units "
            "ON ST_Intersects(units.geometry, ST_SetSRID(ST_Point(x, y), 4326)) GROUP BY id) "
            "GROUP BY unit"
        ).to_pandas()
        return _filled(found, len(units))

    return join


def duckdb(frame: Any) -> Join:
    """DuckDB's spatial extension."""
    import pyarrow as pa

    module = import_module("duckdb")
    base = module.connect()
    spatial = Path(str(metadata.distribution("duckdb-extension-spatial").locate_file("")))
    (file,) = spatial.glob("duckdb_extension_spatial/**/*.duckdb_extension")
    base.execute(f"LOAD '{file}'")
    units = pa.table({"unit": np.arange(len(frame)), "wkb": frame.geometry.to_wkb().tolist()})
    base.register("given_units", units)
    base.execute("CREATE TABLE units AS SELECT unit, ST_GeomFromWKB(wkb) AS geom FROM given_units")

    def join(x: Floats, y: Floats) -> npt.NDArray[np.int64]:
        base.register("given", pa.table({"id": np.arange(len(x)), "x": x, "y": y}))
        found = base.execute(
            "SELECT unit, count(*) AS n FROM (SELECT id, min(unit) AS unit FROM given JOIN units "
            "ON ST_Intersects(units.geom, ST_Point(x, y)) GROUP BY id) GROUP BY unit"
        ).df()
        return _filled(found, len(units))

    return join


def _filled(found: Any, size: int) -> npt.NDArray[np.int64]:
    counts = np.zeros(size, dtype=np.int64)
    counts[found["unit"].to_numpy()] = found["n"].to_numpy()
    return counts


ENGINES: dict[str, Callable[[Any], Join]] = {
    "this program, grid": grid,
    "this program, tree": tree,
    "geopandas, polygons left": geopandas_fast,
    "geopandas, points left": geopandas_usual,
    "sedonadb": sedonadb,
    "DuckDB spatial": duckdb,
}


def measure(engine: str, size: int, seed: int) -> dict[str, Any]:
    """Run one join in this process; return processor seconds, memory and a hash of the counts."""
    outlines = outlines_of(regions := load_regions())
    frame = regions.geometry(outlines.finest).sort_index()
    chance = np.random.default_rng(seed)
    west, south, east, north = frame.total_bounds
    x, y = chance.uniform(west, east, size), chance.uniform(south, north, size)
    join = ENGINES[engine](frame)
    join(x[:1000], y[:1000])
    before = resource.getrusage(resource.RUSAGE_SELF)
    counts = join(x, y)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": spent, "mb": after.ru_maxrss / 1024, "counts": counts.tolist()}


def _apart(engine: str, size: int, seed: int) -> dict[str, Any] | None:
    command = [sys.executable, "-m", "tests.bench", "join", "--one", engine, str(size), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{engine}, {size:,}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return dict(json.loads(done.stdout))


def table(sizes: Sequence[int], runs: int, longest: float) -> dict[str, dict[int, dict[str, Any]]]:
    """Return medians by engine and size."""
    found: dict[str, dict[int, dict[str, Any]]] = {engine: {} for engine in ENGINES}
    out = set[str]()
    for size in sizes:
        asked: dict[str, list[dict[str, Any]]] = {}
        for run in range(runs):
            order = [each for each in ENGINES if each not in out]
            np.random.default_rng(run).shuffle(order)
            for engine in order:
                one = _apart(engine, size, 1)
                if one is None:
                    out.add(engine)
                else:
                    asked.setdefault(engine, []).append(one)
        expected = asked["this program, tree"][0]["counts"]
        for engine, ones in asked.items():
            cpu = statistics.median(one["cpu"] for one in ones)
            equal = all(one["counts"] == expected for one in ones)
            memory = max(one["mb"] for one in ones)
            found[engine][size] = {"cpu": cpu, "mb": memory, "equal": equal}
            larger = [each for each in sizes if each > size][:1]
            if larger and cpu * larger[0] / size > longest:
                out.add(engine)
    return found


def text_of(found: dict[str, dict[int, dict[str, Any]]], sizes: Sequence[int], runs: int) -> str:
    """Return the table as Markdown, with versions."""
    base = found["this program, grid"]
    head = " | ".join(f"{size:,} points" for size in sizes)
    lines = [f"| engine | {head} | × grid | MB | counts |", "|" + "---|" * (len(sizes) + 4)]
    for engine, by_size in found.items():
        if not by_size:
            continue
        largest = max(by_size)
        cells = [f"{by_size[size]['cpu']:.3f}" if size in by_size else "–" for size in sizes]
        ratio = by_size[largest]["cpu"] / base[largest]["cpu"]
        equal = "equal" if all(each["equal"] for each in by_size.values()) else "**differ**"
        memory = max(each["mb"] for each in by_size.values())
        lines.append(f"| {engine} | {' | '.join(cells)} | {ratio:.1f} | {memory:,.0f} | {equal} |")
    versions = [f"Python {platform.python_version()}"]
    for name in _VERSIONS:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            versions.append(f"{name} not installed")
    lines += ["", f"Processor seconds, median of {runs}. {', '.join(versions)}."]
    return "\n".join(lines)


def draw(found: dict[str, dict[int, dict[str, Any]]], out: Path) -> None:
    """Draw how each engine grows, for the README."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3.4), layout="constrained")
    axes = figure.subplots()
    for engine, by_size in found.items():
        if by_size:
            own = engine.startswith("this")
            (line,) = axes.loglog(
                list(by_size),
                [each["cpu"] for each in by_size.values()],
                marker="o",
                markersize=3,
                linewidth=2.2 if own else 1,
            )
            last = max(by_size)
            axes.annotate(
                engine,
                (last, by_size[last]["cpu"]),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                fontsize=7,
                color=line.get_color(),
            )
    axes.set_xlim(right=3e8)
    axes.set_xlabel("points", fontsize=8)
    axes.set_ylabel("processor seconds", fontsize=8)
    axes.tick_params(labelsize=7)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None)


def main(options: Sequence[str] = ()) -> None:
    """Print the table, and draw it if asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench join")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--longest", type=float, default=_LONGEST, help="seconds for one join")
    parser.add_argument("--figure", type=Path, help="picture of the growth to write")
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "SIZE", "SEED"), help="one run alone")
    asked = parser.parse_args(list(options))
    if asked.one:
        engine, size, seed = asked.one
        print(json.dumps(measure(engine, int(size), int(seed))))
        return
    found = table(asked.sizes, asked.runs, asked.longest)
    print(text_of(found, asked.sizes, asked.runs))
    if asked.figure:
        draw(found, asked.figure)
