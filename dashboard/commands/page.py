"""The command that writes a map as one web page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, say
from dashboard.commands.view_of import LinkOrSpec, moved_on, other_page, view_of
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
    from dashboard.files import require_ending, require_free
    from dashboard.page import write_page

    require_ending(out, ["html", "htm"], "a web page")
    require_free(out, force=force)
    view = view_of(link)
    atlas = open_atlas(dataset)
    for told in (moved_on(link, atlas.facts), other_page(link)):
        if told:
            say(told)
    write_page(atlas, view, out)
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
