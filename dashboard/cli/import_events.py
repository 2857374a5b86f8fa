"""The command that makes a data set folder of a spreadsheet or a map file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.atlas_options import BUNDLED_PLACES, PlaceOptions, with_atlas
from dashboard.cli.common import Force, say

if TYPE_CHECKING:
    from geodata.importing import DateOrder, ImportMapping, RawTable

__all__ = ["import_events"]

_SHOWN = 3
_LONGEST = 40


@with_atlas
def import_events(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", show_default=False, help="Spreadsheet or map file.")
    ],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Data set folder to write.")],
    yes: Annotated[bool, typer.Option("--yes", help="Accept the proposed columns.")] = False,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default=False, help="mapping.toml of an earlier import."),
    ] = None,
    chosen: PlaceOptions = BUNDLED_PLACES,
    sheet: Annotated[str, typer.Option(help="Sheet or layer, where there are several.")] = "",
    title: Annotated[
        str, typer.Option(help="Title of the data set; default: the file's name.")
    ] = "",
    crs: Annotated[str, typer.Option(help="Coordinate system, such as EPSG:2154.")] = "",
    date_order: Annotated[
        str, typer.Option(help="day-first or month-first, for dates such as 03/04/2019.")
    ] = "",
    unit: Annotated[str, typer.Option(help="What the column of quantities counts.")] = "",
    subject: Annotated[
        str, typer.Option(help="Bundled subject of the data set: its technologies and kinds.")
    ] = "",
    technology: Annotated[str, typer.Option(help="Technology of rows that name none.")] = "",
    encoding: Annotated[str, typer.Option(help="Encoding of a text file.")] = "",
    keep_personal: Annotated[
        bool, typer.Option("--keep-personal", help="Keep what may identify people.")
    ] = False,
    force: Force = False,
) -> None:
    """Import events from CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile, KML, GPX or Parquet.

    Without --yes or --mapping the proposed columns are shown and nothing is written.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from geodata.geography import PACKS
    from geodata.importing import (
        About,
        Places,
        convert,
        folder_files,
        personal_columns,
        propose_mapping,
        read_mapping,
        read_tables,
        write_folder,
    )
    from geodata.names import load_gazetteer

    table = _chosen(read_tables(file, part=sheet, encoding=encoding))
    regions = chosen.regions()
    places = Places(regions, load_gazetteer(regions))
    decided = (
        read_mapping(mapping)
        if mapping is not None
        else propose_mapping(table, is_code=places.is_code)
    )
    decided = replace(
        decided,
        crs=crs or decided.crs,
        date_order=_order(date_order) if date_order else decided.date_order,
        unit=unit or decided.unit,
        technology=technology or decided.technology,
    )
    if not yes and mapping is None:
        print("\n".join(_proposal(table, decided)))
        say("Nothing is written. Add --yes to accept, or edit the columns in a mapping.toml.")
        raise typer.Exit(1)
    for each in personal_columns(table):
        say(f"{each.column}: {each.reason}" + ("" if keep_personal else " It is left out."))
    imported = convert(table, decided, places, keep_personal=keep_personal)
    today = datetime.now(UTC).date().isoformat()
    folder = regions.geography.folder
    bundled = folder is not None and folder.parent == PACKS
    named = regions.geography.geography_id if bundled else ""
    about = About(title or file.stem, today, geography=named, subject=subject)
    write_folder(folder_files(imported, about), out, force=force)
    print("\n".join(imported.report.lines()))
    print(f"{out}: {len(imported.events):,} events. Details of every row: import-report.csv")


def _order(text: str) -> DateOrder:
    from geodata.errors import AtlasError
    from geodata.importing import DateOrder

    try:
        return DateOrder(text)
    except ValueError:
        raise AtlasError(
            f"{text!r} is no order of dates.",
            where="--date-order",
            remedy="Write day-first or month-first.",
        ) from None


def _chosen(tables: tuple[RawTable, ...]) -> RawTable:
    """Return the one table with rows.

    Raises
    ------
    ImportRefused
        If there are several.
    """
    from geodata.errors import ImportRefused

    if len(tables) > 1:
        listed = ", ".join(f"{each.part} ({each.read:,} rows)" for each in tables[:12])
        raise ImportRefused(
            f"The file holds {len(tables)} tables: {listed}.",
            where=tables[0].file,
            remedy="Choose one with --sheet.",
        )
    return tables[0]


def _proposal(table: RawTable, mapping: ImportMapping) -> list[str]:
    """Return each column with what it is taken for and some of its values."""
    from geodata.dataset import visible
    from geodata.importing import ImportField

    lines = [f"{table.file}: {table.read:,} rows."]
    lines += [f"Recognised as {mapping.layout}."] if mapping.layout else []
    for use in mapping.columns:
        values: list[str] = []
        if use.field is not ImportField.LEFT_OUT:
            cells = table.cells[use.column]
            values = [visible(text)[:_LONGEST] for text in cells[cells != ""].unique()[:_SHOWN]]
        lines.append(f"  {visible(use.column):32} {use.field.value:16} {' | '.join(values)}")
    lines.append(f"Order of dates: {mapping.date_order.value}.")
    lines.append(f"Coordinate system: {mapping.crs or 'projected; name it with --crs'}.")
    return lines
