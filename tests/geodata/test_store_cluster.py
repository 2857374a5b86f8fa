"""Counting on a real cluster: a scheduler and three workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.store import count_partitions, counts_hash, partitions_of

ROOT = Path(__file__).parents[2]
PATIENCE = 120


class Cluster:
    """A scheduler and workers, ended by their ids."""

    def __init__(self, folder: Path, *options: str, workers: int = 3) -> None:
        self._folder = folder
        self._environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "DASK_TEMPORARY_DIRECTORY": str(folder),
        }
        self.file = folder / "scheduler.json"
        host = ("--host", "127.0.0.1", "--no-dashboard")
        self._scheduler = self._start("dask_scheduler", *host, "--port", "0", "--scheduler-file")
        self._wait(self.file.exists)
        self.workers = [
            self._start("dask_worker", *host, "--nthreads", "1", *options, "--scheduler-file")
            for _ in range(workers)
        ]
        from distributed import Client

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.client = Client(scheduler_file=str(self.file), timeout=PATIENCE)
            self.client.wait_for_workers(workers, timeout=PATIENCE)

    @property
    def address(self) -> str:
        return str(self.client.scheduler.address)

    def _start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *options, str(self.file)]
        with (self._folder / "log.txt").open("ab") as log:
            return subprocess.Popen(
                command,
                env=self._environment,
                cwd=self._folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait(self, done: object) -> None:
        end = time.monotonic() + PATIENCE
        while not done():  # type: ignore[operator]
            assert time.monotonic() < end, (self._folder / "log.txt").read_text()
            time.sleep(0.05)

    def stopped_with_work(self) -> int:
        """Wait until only a stopped worker still has partitions to count; return how many."""
        found: list[int] = []

        def rest() -> bool:
            waiting = {len(keys) for keys in self.client.processing().values()}
            found[:] = [max(waiting, default=0)]
            return len(self.client.scheduler_info()["workers"]) == 3 and found[0] > 0

        self._wait(rest)
        return found[0]

    def close(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.client.close()
        for process in (*self.workers, self._scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path, "--no-nanny")
    yield made
    made.close()


@pytest.fixture
def points(tmp_path: Path) -> Path:
    """Six partitions of events by coordinates."""
    chance = np.random.default_rng(5)
    folder = tmp_path / "points"
    folder.mkdir()
    for part in range(6):
        columns = {
            "kind": chance.choice(["a", "b"], 2000).tolist(),
            "longitude": chance.uniform(80, 125, 2000),
            "latitude": chance.uniform(25, 48, 2000),
            "start": chance.choice(["2019", "2020-03", ""], 2000).tolist(),
        }
        pq.write_table(pa.table(columns), folder / f"{part}.parquet")
    return folder


def command(events: Path | str, out: Path, scheduler: str) -> subprocess.Popen[str]:
    """Run the command as a person would."""
    code = "from dashboard.cli import main; main()"
    asked = ["count", str(events), str(out), "--engine", "dask", "--scheduler", scheduler]
    return subprocess.Popen(
        [sys.executable, "-c", code, *asked],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def hash_of_local(events: Path) -> str:
    return counts_hash(count_partitions(partitions_of(str(events))))


def test_a_cluster_counts_what_one_machine_counts(
    cluster: Cluster, points: Path, tmp_path: Path
) -> None:
    """Hash for hash, by path and by the address of a store."""
    for number, events in enumerate((points, f"file://{points}")):
        out = tmp_path / f"{number}.parquet"
        said, refused = command(events, out, cluster.address).communicate(timeout=PATIENCE)
        assert not refused
        assert hash_of_local(points) in said
        assert counts_hash(pq.read_table(out)) == hash_of_local(points)


def test_a_worker_killed_on_the_way_changes_nothing(
    cluster: Cluster, points: Path, tmp_path: Path
) -> None:
    """Its partitions are counted by the others, and none twice."""
    doomed = cluster.workers[1]
    os.kill(doomed.pid, signal.SIGSTOP)
    running = command(points, tmp_path / "out.parquet", cluster.address)
    assert cluster.stopped_with_work()
    time.sleep(1)
    assert running.poll() is None
    os.kill(doomed.pid, signal.SIGKILL)
    said, refused = running.communicate(timeout=PATIENCE)
    assert not refused
    assert hash_of_local(points) in said


def test_a_partition_that_cannot_be_read_ends_it_with_its_name(
    cluster: Cluster, points: Path, tmp_path: Path
) -> None:
    """No table is written; the cluster is there for the next."""
    (points / "3.parquet").write_bytes(b"PAR1 torn")
    out = tmp_path / "out.parquet"
    _said, refused = (running := command(points, out, cluster.address)).communicate(
        timeout=PATIENCE
    )
    assert running.returncode == 2
    assert str(points / "3.parquet") in refused
    assert "cannot be read" in refused
    assert not out.exists()
    (points / "3.parquet").unlink()
    said, _refused = command(points, out, cluster.address).communicate(timeout=PATIENCE)
    assert hash_of_local(points) in said


def test_a_worker_without_memory_is_said(tmp_path: Path) -> None:
    """A partition that no worker can hold ends the run with its name, and writes nothing."""
    (tmp_path / "huge").mkdir()
    rows = 30_000_000
    table = pa.table({"longitude": pa.nulls(rows, pa.float64()).fill_null(95.5)})
    table = table.append_column("latitude", table["longitude"])
    pq.write_table(table, tmp_path / "huge" / "0.parquet")
    del table
    cluster = Cluster(tmp_path, "--nanny", "--memory-limit", "550MB")
    try:
        out = tmp_path / "out.parquet"
        running = command(tmp_path / "huge", out, cluster.address)
        _said, refused = running.communicate(timeout=PATIENCE)
    finally:
        cluster.close()
    assert running.returncode == 2
    assert "memory" in refused
    assert str(tmp_path / "huge" / "0.parquet") in refused
    assert not out.exists()


def test_a_scheduler_that_is_not_there_is_said(points: Path, tmp_path: Path) -> None:
    """The address is named at once, with what to do."""
    out = tmp_path / "out.parquet"
    running = command(points, out, "tcp://127.0.0.1:1")
    _said, refused = running.communicate(timeout=PATIENCE)
    assert running.returncode == 2
    assert "tcp://127.0.0.1:1" in refused
    assert "Traceback" not in refused
