"""The command ``deployment-atlas``."""

from __future__ import annotations

import signal

import typer

from dashboard.cli.check import check
from dashboard.cli.common import say
from dashboard.cli.count import count
from dashboard.cli.estimate import estimate
from dashboard.cli.export import bundle, figure, page, table
from dashboard.cli.import_events import import_events
from dashboard.cli.serve import serve
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
for command in (serve, check, page, figure, table, bundle, estimate, count):
    app.command()(command)
app.command("import")(import_events)


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
