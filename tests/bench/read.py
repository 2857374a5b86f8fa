"""Reading: data sets of CSV read and checked, and Parquet events counted, by number of rows."""

from __future__ import annotations

import argparse
import csv
import json
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.dataset import BUNDLED, read_dataset
from geodata.dataset.schema import TABLES

SIZES = (2_000, 20_000, 200_000)
_POINTS = 2_000_000


def write_dataset(folder: Path, events: int) -> None:
    """Write a data set with so many events and as many claims, made of the bundled rows."""
    shutil.copytree(BUNDLED, folder)
    for table, identifier, others in (
        ("events", "event_id", {"parent_id": ""}),
        ("claims", "claim_id", {}),
    ):
        with (BUNDLED / f"{table}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        names = [field.name for field in TABLES[table]]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            sheet = csv.DictWriter(file, names)
            sheet.writeheader()
            for number in range(events):
                row = rows[number % len(rows)] | others | {identifier: f"X-{number}"}
                if table == "claims":
                    row["event_id"] = f"X-{number}"
                else:
                    row["title"] += f" ({number})"
                sheet.writerow(row)
    for name in ("discrepancies.csv", "versions.csv"):
        (folder / name).unlink()


def write_points(folder: Path, events: int) -> None:
    """Write Parquet events with coordinates, in eight parts."""
    chance = np.random.default_rng(1)
    (folder / "events").mkdir(parents=True)
    for part in range(8):
        size = events // 8
        columns = {
            "event_id": [f"{part}-{number}" for number in range(size)],
            "kind": chance.choice(["procurement", "local_report"], size),
            "modality": chance.choice(["iris", "dna", "dna;iris"], size),
            "longitude": chance.uniform(75, 130, size),
            "latitude": chance.uniform(20, 50, size),
            "start": [f"{2017 + n // 12}-{n % 12 + 1:02}" for n in chance.integers(0, 72, size)],
        }
        pq.write_table(pa.table(columns), folder / "events" / f"{part}.parquet")


def measure(what: str, folder: Path) -> dict[str, Any]:
    """Read one folder in this process."""
    start, wall = time.process_time(), time.perf_counter()
    if what == "csv":
        dataset = read_dataset(folder)
        rows = sum(count.read for count in dataset.report.rows)
    else:
        from geodata.store import count_partitions, partitions_of

        counts = count_partitions(partitions_of(str(folder)))
        rows = sum(counts["events"].to_pylist())
    return {
        "rows": rows,
        "cpu": time.process_time() - start,
        "wall": time.perf_counter() - wall,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _apart(what: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench", "read", "--one", what, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def lines(sizes: Sequence[int], points: int) -> Iterator[str]:
    """Yield the table as Markdown."""
    yield "| what | rows | CPU s | wall s | MB |"
    yield "|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as scratch:
        cases = []
        for size in sizes:
            folder = Path(scratch) / f"{size}"
            write_dataset(folder, size)
            cases.append(("csv", folder))
        write_points(Path(scratch) / "points", points)
        cases.append(("parquet", Path(scratch) / "points"))
        for what, folder in cases:
            one = _apart(what, folder)
            said = "CSV, read and checked" if what == "csv" else "Parquet, placed and counted"
            numbers = f"{one['cpu']:.1f} | {one['wall']:.1f} | {one['mb']:,.0f}"
            yield f"| {said} | {one['rows']:,} | {numbers} |"
    versions = [f"{name} {metadata.version(name)}" for name in ("numpy", "pyarrow", "shapely")]
    yield f"\nPython {platform.python_version()}, {', '.join(versions)}."


def main(options: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench read")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--points", type=int, default=_POINTS)
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "FOLDER"), help="one reading alone")
    asked = parser.parse_args(list(options))
    if asked.one:
        print(json.dumps(measure(asked.one[0], Path(asked.one[1]))))
        return
    for line in lines(asked.sizes, asked.points):
        print(line)
