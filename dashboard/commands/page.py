"""The command that writes a map as one web page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, Lang, finish, opened
from dashboard.commands.view_of import LinkOrSpec

__all__ = ["page"]


def page(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")],
    link: LinkOrSpec = "",
    lang: Lang = "",
    dataset: Dataset = None,
    force: Force = False,
) -> None:
    """Write a map as one web page that opens without a network."""
    from dashboard.files import require_ending

    require_ending(out, ["html", "htm"], "a web page")
    view, atlas = opened(out, link, dataset, lang=lang, force=force, of_the_map=True)
    from dashboard.page import page_text

    finish(out, page_text(atlas, view).encode())
