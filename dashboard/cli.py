"""The command ``deployment-atlas``."""

from __future__ import annotations

import signal

import typer

from dashboard.commands.bundle import bundle
from dashboard.commands.check import check
from dashboard.commands.common import say
from dashboard.commands.estimate import estimate
from dashboard.commands.figure import figure
from dashboard.commands.page import page
from dashboard.commands.serve import serve
from dashboard.commands.table import table
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
for command in (serve, check, page, figure, table, bundle, estimate):
    app.command()(command)


def _end(*_: object) -> None:
    """End in order, so that no unfinished file stays behind."""
    raise SystemExit(128 + signal.SIGTERM)


def main() -> None:
    """Run the command; a refusal is one line on the error output and exit code 2."""
    signal.signal(signal.SIGTERM, _end)
    try:
        app()
    except AtlasError as refusal:
        say(f"Error: {refusal}")
        raise SystemExit(2) from None
