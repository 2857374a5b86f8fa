"""The command that writes a map as one web page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset
from geodata.dataset import BUNDLED
from geodata.errors import AtlasError

__all__ = ["page"]


def page(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")],
    link: Annotated[
        str, typer.Argument(metavar="[LINK]", help="Address copied from the dashboard.")
    ] = "",
    dataset: Dataset = BUNDLED,
    force: Annotated[bool, typer.Option(help="Replace the file if it exists.")] = False,
) -> None:
    """Write a map as one web page that opens without a network."""
    from dashboard.atlas import open_atlas
    from dashboard.page import write_page
    from layers.view import View

    if out.exists() and not force:
        raise AtlasError("The file exists.", where=str(out), remedy="Use --force to replace it.")
    view = View.from_link(link)
    write_page(open_atlas(dataset), view, out)
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
