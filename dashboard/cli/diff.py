"""The command that lists what changed between two versions of a data set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["diff"]


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Data set folder of the old version.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Data set folder of the new version.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    geography: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", show_default=False, help="Geography; default: the bundled."),
    ] = None,
) -> None:
    """List added, changed, withdrawn and removed events, sources and claims.

    The text is Markdown, to be put into a data changelog.
    """
    from geodata.dataset import read_dataset, visible
    from geodata.geography import read_geography
    from geodata.importing.changes import changes_between, changes_json, changes_lines

    places = read_geography(geography) if geography else None
    former, latter = read_dataset(old, places), read_dataset(new, places)
    changes = changes_between(former, latter)
    if as_json:
        print(changes_json(changes))
        return
    print("\n".join(visible(line) for line in changes_lines(changes, former, latter)))
