"""The command that counts events by region, here or on a cluster."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.common import Force, finish

__all__ = ["count"]

ENDINGS = ("parquet", "csv")


def count(
    events: Annotated[
        str,
        typer.Argument(
            metavar="EVENTS", help="File, folder or address of events: Parquet, or CSV."
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Table to write: .parquet or .csv.")],
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="local, or dask on a cluster that exists.")
    ] = "local",
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Scheduler of the cluster, as tcp://host:8786.")
    ] = "",
    force: Force = False,
) -> None:
    """Count events by region, months, kind, technologies, scope and confidence.

    Both engines give the same table; its hash is printed.
    """
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    from dashboard.files import require_ending, require_free
    from geodata.errors import AtlasError
    from geodata.store import Engine, count_partitions, counts_hash, partitions_of

    ending = require_ending(out, ENDINGS, "a table of counts")
    require_free(out, force=force)
    if engine not in set(Engine):
        raise AtlasError(
            f"There is no engine {engine!r}.", where="--engine", remedy="Use local or dask."
        )
    chosen = Engine(engine)
    if (chosen is Engine.DASK) != bool(scheduler):
        raise AtlasError(
            "The engine dask and the address of a scheduler belong together.",
            where="--scheduler",
            remedy="Give both, or neither.",
        )
    counts = count_partitions(partitions_of(events), chosen, scheduler)
    data = io.BytesIO()
    if ending == "parquet":
        pq.write_table(counts, data, compression="zstd")
    else:
        pa_csv.write_csv(counts, data)
    finish(out, data.getvalue())
    print(f"{sum(counts['events'].to_pylist()):,} events, sha256 {counts_hash(counts)}")
