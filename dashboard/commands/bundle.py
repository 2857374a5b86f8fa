"""The command that writes everything about a view as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, Lang, finish, opened, say
from dashboard.commands.view_of import LinkOrSpec

__all__ = ["bundle"]


def bundle(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write, such as bundle.zip.")],
    link: LinkOrSpec = "",
    lang: Lang = "",
    dataset: Dataset = None,
    force: Force = False,
) -> None:
    """Write data, citations, licences, pictures and page of a view as one ZIP file."""
    from dashboard.files import require_ending

    require_ending(out, ["zip"], "a bundle")
    view, atlas = opened(out, link, dataset, lang=lang, force=force, of_the_map=True)
    from dashboard.exports import bundle_with_notes

    data, notes = bundle_with_notes(atlas, view)
    finish(out, data)
    for name, note in notes.items():
        say(f"{name}: {note}")
