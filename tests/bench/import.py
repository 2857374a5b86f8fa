"""Import of a large table, read, checked and placed, beside pandas and geopandas alone."""  # noqa: N999

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd


def _write(path: Path, rows: int) -> None:
    random = np.random.default_rng(7)
    frame = pd.DataFrame(
        {
            "id": np.arange(rows),
            "title": [f"Camera {n}" for n in range(rows)],
            "latitude": np.round(random.uniform(27, 42, rows), 6),
            "longitude": np.round(random.uniform(80, 118, rows), 6),
            "date": [f"2019-{1 + n % 12:02d}-{1 + n % 28:02d}" for n in range(rows)],
            "type": np.where(random.random(rows) < 0.5, "camera", "reader"),
            "notes": "seen from the road",
        }
    )
    frame.to_csv(path, index=False)


def _plain(path: Path) -> int:
    from geodata.geography import load_regions

    regions = load_regions()
    frame = pd.read_csv(path)
    points = gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(frame["longitude"], frame["latitude"]), crs=4326
    )
    units = regions.geometry(regions.geography.finest)
    joined = gpd.sjoin(points, units[["geometry"]].set_crs(4326, allow_override=True))
    return int(joined.index.nunique())


def _import(path: Path) -> int:
    from geodata.geography import load_regions
    from geodata.importing import Places, convert, propose_mapping, read_tables
    from geodata.names import load_gazetteer

    regions = load_regions()
    places = Places(regions, load_gazetteer(regions))
    (table,) = read_tables(path)
    mapping = propose_mapping(table, is_code=places.is_code)
    report = convert(table, mapping, places).report
    assert report.kept + report.quarantined == report.read
    return dict(report.placed).get("coordinates", 0)


def _measured(work: Callable[[Path], int], path: Path, results: multiprocessing.Queue) -> None:
    from geodata.geography import load_regions

    regions = load_regions()
    regions.geometry(regions.geography.finest)
    started = time.perf_counter()
    placed = work(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.put((time.perf_counter() - started, peak, placed))


def main(arguments: list[str]) -> None:
    """Print the time and peak memory of both, each in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args(arguments).rows
    context = multiprocessing.get_context("spawn")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        _write(path, rows)
        out = io.StringIO()
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB", file=out)
        for name, work in (("pandas.read_csv + geopandas.sjoin", _plain), ("import", _import)):
            results = context.Queue()
            process = context.Process(target=_measured, args=(work, path, results))
            process.start()
            seconds, peak, placed = results.get()
            process.join()
            print(f"{name:36} {seconds:7.1f} s {peak:8,.0f} MB  {placed:,} placed", file=out)
    print(out.getvalue(), end="")
