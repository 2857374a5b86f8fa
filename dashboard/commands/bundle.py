"""The command that writes everything about a view as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, say
from dashboard.commands.view_of import LinkOrSpec, moved_on, other_page, view_of
from geodata.dataset import BUNDLED

__all__ = ["bundle"]


def bundle(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write, such as bundle.zip.")],
    link: LinkOrSpec = "",
    dataset: Dataset = BUNDLED,
    force: Force = False,
) -> None:
    """Write data, citations, licences, pictures and page of a view as one ZIP file."""
    from dashboard.atlas import open_atlas
    from dashboard.exports import bundle_of
    from dashboard.files import require_ending, require_free, write_whole

    require_ending(out, ["zip"], "a bundle")
    require_free(out, force=force)
    view = view_of(link)
    atlas = open_atlas(dataset)
    for told in (moved_on(link, atlas.facts), other_page(link)):
        if told:
            say(told)
    write_whole(out, bundle_of(atlas, view))
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
