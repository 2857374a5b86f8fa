"""The command that writes the numbers of a view as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, Lang, finish, opened
from dashboard.commands.view_of import LinkOrSpec

__all__ = ["table"]


def table(
    out: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="File to write; its ending decides: csv, xlsx, gpkg, parquet or geojson.",
        ),
    ],
    link: LinkOrSpec = "",
    lang: Lang = "",
    dataset: Dataset = None,
    force: Force = False,
) -> None:
    """Write what the map shows as a table."""
    from dashboard.files import require_ending
    from layers.table_form import TableFormat

    form = TableFormat(require_ending(out, [each.value for each in TableFormat], "a table"))
    view, atlas = opened(out, link, dataset, lang=lang, force=force, of_the_map=True)
    from layers.export import table_bytes

    finish(out, table_bytes(view, atlas.facts, form))
