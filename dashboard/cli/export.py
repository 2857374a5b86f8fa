"""The commands that write files: figure, page, table and bundle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.atlas_options import BUNDLED_ATLAS, AtlasOptions, with_atlas
from dashboard.cli.common import Force, Lang, finish, opened, printable, say
from dashboard.cli.view_argument import LinkOrSpec, page_of, require_picture

__all__ = ["bundle", "figure", "page", "table"]


@with_atlas
def figure(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write: .png, .svg or .pdf.")],
    link: LinkOrSpec = "",
    size: Annotated[
        str,
        typer.Option(
            help="1200x800 (pixels; usual for a map), 160mm (width), 160x120mm, A4, A4-landscape, "
            "column, slide or social."
        ),
    ] = "",
    dpi: Annotated[float | None, typer.Option(help="Pixels to an inch.")] = None,
    lang: Lang = "",
    theme: Annotated[str, typer.Option(help="print, screen or grey.")] = "print",
    title: Annotated[str | None, typer.Option(help="Title in place of the usual one.")] = None,
    subtitle: Annotated[str | None, typer.Option(help="Line below the title.")] = None,
    caption: Annotated[str | None, typer.Option(help="Line below the map.")] = None,
    no_title: Annotated[bool, typer.Option("--no-title", help="Leave out the title.")] = False,
    extent: Annotated[
        str, typer.Option(metavar="REGION", help="Code or name of the region to fill the map.")
    ] = "",
    highlight: Annotated[
        list[str] | None,
        typer.Option(metavar="REGION", help="Region to outline heavily; repeatable."),
    ] = None,
    base_url: Annotated[
        str, typer.Option(metavar="URL", help="Public address of the map: adds a QR code.")
    ] = "",
    chosen: AtlasOptions = BUNDLED_ATLAS,
    force: Force = False,
) -> None:
    """Write a picture for a report, and print its alternative text.

    It shows the map, or for an address of the page Region or Compare what stands there.
    """
    from dashboard.files import require_free
    from layers.figure import FigureOptions, FigureSize, form_of, report_size, theme_of
    from layers.report import ReportPage

    form = form_of(out)
    require_free(out, force=force)
    require_picture(link)
    page = next((each for each in ReportPage if each.value == page_of(link)), None)
    usual = FigureOptions().size if page is None else report_size(form)
    options = FigureOptions(
        size=FigureSize.parse(size) if size else usual,
        dpi=dpi,
        theme=theme_of(theme),
        title=title,
        subtitle=subtitle,
        caption=caption,
        show_title=not no_title,
        base_url=base_url,
    )
    view, atlas = opened(out, link, chosen, lang=lang, force=force)
    from dashboard.cli.estimate_table import region_of_text
    from dashboard.exports.files import drawing_of
    from dashboard.exports.reports import report_of
    from dashboard.reports import REPORTS
    from layers.address import address_of
    from layers.assets.coverage import standing_in
    from layers.figure import draw_report
    from layers.picture.description import alt_text

    facts = atlas.facts
    heavy = tuple(region_of_text(each, facts, "--highlight") for each in highlight or ())
    view = view.choose(highlight=tuple(sorted({*view.map.highlight, *heavy})))
    options = replace(
        options,
        extent=region_of_text(extent, facts, "--extent") if extent else "",
        highlight=heavy,
        restore=f"{'' if page is None else page.value}{address_of(view, facts)}",
    )
    if page is None:
        drawing = drawing_of(atlas, view, form, options)
        alt = alt_text(atlas.picture(view).payload)
    else:
        report, assets = report_of(atlas, REPORTS[page], view)
        drawing = draw_report(report, assets, form, options)
        alt = report.sentences()
    finish(out, drawing.data)
    if drawing.missing:
        say(standing_in(drawing.missing))
    print(f"Alternative text: {printable(alt)}")


@with_atlas
def page(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")],
    link: LinkOrSpec = "",
    lang: Lang = "",
    chosen: AtlasOptions = BUNDLED_ATLAS,
    force: Force = False,
) -> None:
    """Write a map as one web page that opens without a network."""
    from dashboard.files import require_ending

    require_ending(out, ["html", "htm"], "a web page")
    view, atlas = opened(out, link, chosen, lang=lang, force=force, of_the_map=True)
    from dashboard.exports.files import page_text

    finish(out, page_text(atlas, view).encode())


@with_atlas
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
    chosen: AtlasOptions = BUNDLED_ATLAS,
    force: Force = False,
) -> None:
    """Write what the map shows as a table."""
    from dashboard.files import require_ending
    from layers.table_format import TableFormat

    form = TableFormat(require_ending(out, [each.value for each in TableFormat], "a table"))
    view, atlas = opened(out, link, chosen, lang=lang, force=force, of_the_map=True)
    from layers.export import table_bytes

    finish(out, table_bytes(view, atlas.facts, form))


@with_atlas
def bundle(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write, such as bundle.zip.")],
    link: LinkOrSpec = "",
    lang: Lang = "",
    chosen: AtlasOptions = BUNDLED_ATLAS,
    force: Force = False,
) -> None:
    """Write data, citations, licences, pictures and page of a view as one ZIP file."""
    from dashboard.files import require_ending

    require_ending(out, ["zip"], "a bundle")
    view, atlas = opened(out, link, chosen, lang=lang, force=force, of_the_map=True)
    from dashboard.exports.files import bundle_with_notes

    data, notes = bundle_with_notes(atlas, view)
    finish(out, data)
    for name, note in notes.items():
        say(f"{name}: {note}")
