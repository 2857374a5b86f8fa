"""The command ``figure``: a map as PNG, SVG or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.common import say
from dashboard.commands.view_of import moved_on, page_of, view_of
from geodata.dataset import BUNDLED

__all__ = ["figure"]


def figure(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write: .png, .svg or .pdf.")],
    link: Annotated[
        str,
        typer.Argument(
            metavar="[LINK-OR-SPEC]",
            help="Address copied from the dashboard, or a file that holds a view; default: the "
            "opening view. An address of the page Region or Compare gives that page.",
        ),
    ] = "",
    size: Annotated[
        str,
        typer.Option(
            help="1200x800 (pixels; usual for a map), 160mm (width), 160x120mm, A4, A4-landscape, "
            "column, slide or social."
        ),
    ] = "",
    dpi: Annotated[float | None, typer.Option(help="Pixels to an inch.")] = None,
    lang: Annotated[str, typer.Option(help="Language of names: en, bo, zh or ug.")] = "",
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
    force: Annotated[bool, typer.Option(help="Replace the file if it exists.")] = False,
    dataset: Annotated[
        Path,
        typer.Option(metavar="FOLDER", show_default=False, help="Data set folder."),
    ] = BUNDLED,
) -> None:
    """Write a map as a picture for a report, and print its alternative text."""
    from dashboard.atlas import open_atlas
    from dashboard.figure import assets_of, link_of, regions_of, report_of, with_language
    from dashboard.files import require_free, write_whole
    from layers.figure import (
        FigureOptions,
        FigureSize,
        alt_text,
        figure_bytes,
        form_of,
        report_bytes,
        theme_of,
    )

    form = form_of(out)
    view = with_language(view_of(link), lang)
    page = page_of(link)
    parsed = FigureSize.parse(size or _usual_size(page, form.value))
    chosen = theme_of(theme)
    require_free(out, force=force)
    atlas = open_atlas(dataset)
    other = moved_on(link, atlas.facts)
    if other:
        say(other)
    options = FigureOptions(
        size=parsed,
        dpi=dpi,
        theme=chosen,
        title=title,
        subtitle=subtitle,
        caption=caption,
        show_title=not no_title,
        extent=next(iter(regions_of([extent] if extent else [], atlas, "--extent")), ""),
        highlight=regions_of(highlight, atlas, "--highlight"),
        restore=page + link_of(view),
        base_url=base_url,
    )
    if page:
        report, assets = report_of(page, view, atlas)
        data = report_bytes(report, assets, form, options)
        alt = f"{report.title}. {report.kicker}"
    else:
        picture = atlas.picture(view)
        data = figure_bytes(picture, assets_of(atlas, view), form, options)
        alt = alt_text(picture.payload)
    write_whole(out, data)
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")
    print(f"Alternative text: {alt}")


def _usual_size(page: str, form: str) -> str:
    """Return the size of a figure that was asked for without one."""
    if not page:
        return "1200x800"
    return "A4" if form == "pdf" else "210mm"
