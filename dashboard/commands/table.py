"""The command that writes the numbers of a view as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, say
from dashboard.commands.view_of import LinkOrSpec, moved_on, other_page, view_of
from geodata.dataset import BUNDLED

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
    dataset: Dataset = BUNDLED,
    force: Force = False,
) -> None:
    """Write what the map shows as a table."""
    from dashboard.files import require_ending, require_free, write_whole
    from geodata.facts import load_facts
    from layers.export import TableForm, table_bytes

    form = TableForm(require_ending(out, [each.value for each in TableForm], "a table"))
    require_free(out, force=force)
    view = view_of(link)
    facts = load_facts(dataset)
    for told in (moved_on(link, facts), other_page(link)):
        if told:
            say(told)
    write_whole(out, table_bytes(view, facts, form))
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
