"""The command ``deployment-atlas``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.figure import figure
from geodata.dataset import BUNDLED
from geodata.errors import AtlasError

__all__ = ["main"]

app = typer.Typer(
    name="deployment-atlas",
    help="An offline map of documented surveillance deployments.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_LOCAL = {"127.0.0.1", "::1", "localhost"}
_PORT = 8501

Dataset = Annotated[
    Path,
    typer.Option(
        "--dataset",
        metavar="FOLDER",
        show_default=False,
        help="Data set folder; default: the bundled one.",
    ),
]


@app.command()
def serve(
    dataset: Dataset = BUNDLED,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = _PORT,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    allow_frame: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Site that may show the map in a frame; repeatable."),
    ] = None,
) -> None:
    """Open the interactive map."""
    from dashboard.atlas import open_atlas, settle
    from dashboard.server import make_app, require_free_port, settings

    if host not in _LOCAL:
        _say(
            f"Warning: {host} lets other machines see this server and who asks it what. "
            "It has no passwords and no encryption of its own."
        )
    require_free_port(host, port)
    _say("Reading boundaries, census tables and events …")
    atlas = open_atlas(dataset)
    left_out = sum(count.quarantined for count in atlas.facts.dataset.report.rows)
    if left_out:
        _say(f"{left_out} rows hold errors and are left out: see deployment-atlas check {dataset}.")
    shown = f"[{host}]" if ":" in host else host
    print(f"Deployment Atlas is at http://{shown}:{port}  (stop with Ctrl+C)", flush=True)
    application = make_app(tuple(allow_frame or ()))
    settle(atlas)
    application.run(config=settings(host, port, browser=browser))


@app.command()
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", show_default=False, help="Data set folder.")
    ] = BUNDLED,
    dataset: Annotated[Path | None, typer.Option(metavar="FOLDER", help="The same.")] = None,
) -> None:
    """Check a data set: every row, every reference, every printed share.

    Exit code 1 if any row holds an error; findings alone give 0.
    """
    from dashboard.viewmodel.report import check_lines
    from geodata.facts import load_facts

    facts = load_facts(dataset or folder)
    lines, failed = check_lines(facts)
    print("\n".join(lines))
    raise typer.Exit(1 if failed else 0)


@app.command()
def page(
    out: Annotated[Path, typer.Option(metavar="FILE", help="File to write.")],
    link: Annotated[
        str, typer.Argument(metavar="[LINK]", help="Address copied from the dashboard.")
    ] = "",
    dataset: Dataset = BUNDLED,
    force: Annotated[bool, typer.Option(help="Replace the file if it exists.")] = False,
) -> None:
    """Write a map as one web page that opens without a network."""
    from dashboard.atlas import open_atlas
    from dashboard.page import write_page
    from layers.view import View

    if out.exists() and not force:
        raise AtlasError("The file exists.", where=str(out), remedy="Use --force to replace it.")
    view = View.from_link(link)
    write_page(open_atlas(dataset), view, out)
    print(f"{out}: {out.stat().st_size / 1000:,.0f} kB")


@app.command()
def estimate(
    region: Annotated[
        str, typer.Option(metavar="CODE-OR-NAME", help="Region whose parts are listed.")
    ] = "630000",
    level: Annotated[
        str,
        typer.Option(help="province, prefecture or county; default: the region and its parts."),
    ] = "",
    method: Annotated[
        list[str] | None,
        typer.Option(
            help="documented, published, bounded or illustration; repeatable. "
            "An illustration is given only when asked for."
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="measure, per_person, base, weight, or a filter of the dashboard's address; "
            "repeatable.",
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, csv or json.")] = "text",
    dataset: Dataset = BUNDLED,
) -> None:
    """Print what is counted, published and bounded for a region and its parts."""
    from dashboard.estimates import (
        FORMATS,
        estimate_rows,
        listed_codes,
        region_of_text,
        written,
    )
    from geodata.errors import ViewError
    from geodata.facts import load_facts
    from layers.resolve import check_view
    from layers.tables import Label
    from layers.view import View

    view = View.from_link("&".join(assume or ()))
    if form not in FORMATS:
        raise ViewError(
            f"{form!r} is no format.", where="--format", remedy=f"Use {', '.join(FORMATS)}."
        )
    usual = [Label.DOCUMENTED, Label.PUBLISHED, Label.BOUNDED]
    known = {each.value: each for each in (*usual, Label.ILLUSTRATION)}
    unknown = [name for name in method or () if name not in known]
    if unknown:
        raise ViewError(
            f"{unknown[0]!r} is no method.", where="--method", remedy=f"Use {', '.join(known)}."
        )
    facts = load_facts(dataset)
    check_view(view, facts)
    codes = listed_codes(region_of_text(region, facts), level, facts)
    chosen = [known[name] for name in method] if method else usual
    print(written(list(estimate_rows(facts, view, codes, chosen)), form))


app.command()(figure)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Run the command; a refusal is one line on the error output and exit code 2."""
    try:
        app()
    except AtlasError as refusal:
        _say(f"Error: {refusal}")
        raise SystemExit(2) from None
