"""The command that checks a data set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["check"]


def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", show_default=False, help="Data set folder.")
    ] = None,
    dataset: Annotated[Path | None, typer.Option(metavar="FOLDER", help="The same.")] = None,
) -> None:
    """Check a data set: every row, every reference, every printed share.

    Exit code 1 if any row holds an error; findings alone give 0.
    """
    from dashboard.cli.check_report import check_lines
    from geodata.errors import AtlasError
    from geodata.facts import load_facts

    if dataset and folder not in {None, dataset}:
        raise AtlasError(
            "Two folders are given.", where="--dataset", remedy="Name the folder only once."
        )
    facts = load_facts(dataset or folder)
    lines, failed = check_lines(facts)
    print("\n".join(lines))
    raise typer.Exit(1 if failed else 0)
