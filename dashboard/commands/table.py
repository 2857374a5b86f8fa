"""The command that writes the numbers of a view as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import Dataset, Force, say
from dashboard.commands.view_of import LinkOrSpec, moved_on, view_of
from geodata.dataset import BUNDLED
from geodata.errors import AtlasError

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
    from dashboard.files import require_free, write_whole
    from geodata.facts import load_facts
    from layers.export import TableForm, table_bytes

    endings = {form.value: form for form in TableForm}
    form = endings.get(out.suffix.removeprefix(".").lower())
    if form is None:
        raise AtlasError(
            f"{out.suffix or 'Nothing'} is no ending of a table.",
            where="--out",
            remedy=f"Use .{', .'.join(endings)}.",
        )
    require_free(out, force=force)
    view = view_of(link)
    facts = load_facts(dataset)
    other = moved_on(link, facts)
    if other:
        say(other)
    write_whole(out, table_bytes(view, facts, form))
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
