"""The command that checks a data set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.atlas_options import BUNDLED_ATLAS, AtlasOptions, with_atlas

__all__ = ["check"]


@with_atlas
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", show_default=False, help="Data set folder.")
    ] = None,
    chosen: AtlasOptions = BUNDLED_ATLAS,
) -> None:
    """Check an atlas: every row, every reference, every printed share, and the geography.

    Exit code 1 if any row holds an error; findings alone give 0.
    """
    from dashboard.cli.check_report import check_lines
    from geodata.errors import AtlasError

    if chosen.dataset and folder not in {None, chosen.dataset}:
        raise AtlasError(
            "Two folders are given.", where="--dataset", remedy="Name the folder only once."
        )
    facts = replace(chosen, dataset=chosen.dataset or folder).facts()
    lines, failed = check_lines(facts)
    print("\n".join(lines))
    raise typer.Exit(1 if failed else 0)
