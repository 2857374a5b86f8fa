"""Where partitions of events are counted: in this process, or on a cluster that exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any
from uuid import uuid4

import pyarrow as pa

from geodata.errors import AtlasError, DatasetError
from geodata.geography import load_regions
from geodata.store.counts import COUNTS, count_events, merge_counts
from geodata.store.events import read_events

__all__ = ["Engine", "count_partition", "count_partitions"]

Counted = tuple[str, pa.Table]
"""Fingerprint of the boundaries that counted a partition, and its counts."""


class Engine(StrEnum):
    """What counts."""

    LOCAL = "local"
    DASK = "dask"


def count_partition(address: str) -> Counted:
    """Count the events of one file; regions are loaded once in each process."""
    regions = load_regions()
    return regions.boundaries.fingerprint, count_events(read_events(address), regions)


def _count_plainly(address: str) -> tuple[str, dict[str, list[Any]]]:
    """Count one file for another process: Arrow's buffers would arrive unaligned."""
    fingerprint, counts = count_partition(address)
    return fingerprint, counts.to_pydict()


def count_partitions(
    partitions: Sequence[str], engine: Engine = Engine.LOCAL, scheduler: str = ""
) -> pa.Table:
    """Count the events of some files; each is counted once, whatever had to be repeated.

    Parameters
    ----------
    partitions : sequence of str
        Files or addresses; on a cluster every worker must reach them.
    engine : Engine
        Both give the same counts.
    scheduler : str
        Address of the scheduler of a Dask cluster, as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    DatasetError
        If a file cannot be read.
    AtlasError
        If the cluster cannot be reached, lost its workers, or has other boundaries.
    """
    if len(set(partitions)) != len(partitions):
        raise DatasetError("A file is named twice.", remedy="Name each file of events once.")
    run: Callable[[Sequence[str]], Sequence[Counted]] = (
        _local if engine is Engine.LOCAL else lambda each: _dask(each, scheduler)
    )
    own = load_regions().boundaries.fingerprint
    parts = run(partitions)
    for address, (fingerprint, _counts) in zip(partitions, parts, strict=True):
        if fingerprint != own:
            raise AtlasError(
                "A worker has other boundaries than this machine.",
                where=address,
                remedy="Install the same versions of deployment-atlas and its boundaries there.",
            )
    return merge_counts(counts for _fingerprint, counts in parts)


def _local(partitions: Sequence[str]) -> Sequence[Counted]:
    return [count_partition(each) for each in partitions]


def _dask(partitions: Sequence[str], scheduler: str) -> Sequence[Counted]:
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise AtlasError(
            "The scheduler does not answer.",
            where=scheduler or "--scheduler",
            remedy="Start it with 'dask scheduler', and give the address that it prints.",
        ) from error
    with client:
        name = uuid4().hex
        futures = [
            client.submit(_count_plainly, each, key=f"count-{name}-{number}", retries=1)
            for number, each in enumerate(partitions)
        ]
        found: dict[str, Counted] = {}
        address = {future.key: each for future, each in zip(futures, partitions, strict=True)}
        try:
            for future in distributed.as_completed(futures):
                if future.status != "finished":
                    raise _failure(future.exception(), address[future.key], distributed)
                fingerprint, columns = future.result()
                found[address[future.key]] = fingerprint, pa.table(columns, schema=COUNTS)
                future.release()
        finally:
            client.cancel(futures)
    return [found[each] for each in partitions]


_PATIENCE = 30
"""Seconds to wait for a scheduler."""


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise AtlasError(
            "The engine dask needs the package distributed.",
            where="--engine",
            remedy="Install deployment-atlas[dask].",
        ) from None
    return distributed


def _failure(error: BaseException | None, address: str, distributed: Any) -> AtlasError:
    """Return what to say of a partition that could not be counted."""
    if isinstance(error, AtlasError):
        return error
    if isinstance(error, distributed.KilledWorker | MemoryError):
        return AtlasError(
            "Workers ended while they counted this file; most likely they ran out of memory.",
            where=address,
            remedy="Give workers more memory, or divide the file. Nothing was written.",
        )
    return AtlasError(
        f"A worker failed: {type(error).__name__}: {error}.",
        where=address,
        remedy="Look into the log of the worker. Nothing was written.",
    )
