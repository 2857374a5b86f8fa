"""What several commands share: options, and how they speak."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Dataset", "Force", "say"]

Dataset = Annotated[
    Path,
    typer.Option(
        "--dataset",
        metavar="FOLDER",
        show_default=False,
        help="Data set folder; default: the bundled one.",
    ),
]

Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]


def say(text: str) -> None:
    """Print a line on the error output, so that results stay alone on the other."""
    print(text, file=sys.stderr, flush=True)
