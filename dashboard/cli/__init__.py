"""The command ``deployment-atlas``."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from dashboard.cli.check import check
from dashboard.cli.common import say
from dashboard.cli.count import count
from dashboard.cli.diff import diff
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


def _version(*, asked: bool) -> None:
    if asked:
        from layers.export.bundle import PRODUCT, software

        print(f"{PRODUCT} {software()[PRODUCT]}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """An offline map of documented surveillance deployments."""


for command in (serve, check, page, figure, table, bundle, estimate, count, diff):
    app.command()(command)
app.command("import")(import_events)


def _end(*_: object) -> None:
    """End in order, so that no unfinished file stays behind."""
    raise SystemExit(128 + signal.SIGTERM)


def main() -> None:
    """Run the command; a refusal is one line on the error output and exit code 2.

    So is what the system refuses, such as a full disk. An output that was closed early, as by
    ``head``, is no error of anyone's.
    """
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Letters that a terminal's encoding lacks are written as their codes.
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except AtlasError as refusal:
        say(f"Error: {refusal}")
        raise SystemExit(2) from None
    except BrokenPipeError:
        _leave_unsaid()
        raise SystemExit(128 + 13) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(f"Error: {where}The system refused: {error.strerror or error}.")
        _leave_unsaid()
        raise SystemExit(2) from None


def _leave_unsaid() -> None:
    """Send what was printed and not taken to nowhere, so that the end does not try again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
