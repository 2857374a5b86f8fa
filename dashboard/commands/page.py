"""The command that writes a map as one web page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force
from dashboard.commands.view_of import LinkOrSpec, view_of
from geodata.dataset import BUNDLED

__all__ = ["page"]


def page(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")],
    link: LinkOrSpec = "",
    dataset: Dataset = BUNDLED,
    force: Force = False,
) -> None:
    """Write a map as one web page that opens without a network."""
    from dashboard.atlas import open_atlas
    from dashboard.files import require_free
    from dashboard.page import write_page

    require_free(out, force=force)
    view = view_of(link)
    write_page(open_atlas(dataset), view, out)
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
