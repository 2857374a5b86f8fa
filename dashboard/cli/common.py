"""What several commands share: options, how they begin and end, and how they speak."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.view_argument import (
    link_of_argument,
    moved_on,
    other_page,
    parse_view_argument,
)

if TYPE_CHECKING:
    from dashboard.atlas import Atlas
    from dashboard.cli.atlas_options import AtlasOptions
    from geodata.facts import Facts
    from layers.view import View

_CODES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""Letters that a terminal obeys, or that turn round what follows."""

__all__ = ["Force", "Lang", "finish", "opened", "printable", "say", "say_left_out"]

Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]

Lang = Annotated[str, typer.Option("--lang", help="Language of names: en, bo, zh or ug.")]


def say(text: str) -> None:
    """Print a line on the error output, so that results stay alone on the other."""
    print(printable(text), file=sys.stderr, flush=True)


def printable(text: str) -> str:
    r"""Return text in which nothing moves the cursor, colours or renames a terminal.

    Examples
    --------
    >>> printable("a\x1b[2Jb")
    'a<U+001B>[2Jb'
    """
    return _CODES.sub(lambda code: f"<U+{ord(code[0]):04X}>", text)


def say_left_out(facts: Facts) -> None:
    """Say how many rows of a data set errors kept out, where any were."""
    from layers.export.about import rows_left_out

    if told := rows_left_out(facts):
        say(told)


def opened(
    out: Path,
    link: str,
    chosen: AtlasOptions,
    *,
    lang: str = "",
    force: bool = False,
    of_the_map: bool = False,
) -> tuple[View, Atlas]:
    """Return the view that is asked for, and the atlas of the data set.

    Parameters
    ----------
    out : Path
        File that will be written.
    link : str
        See :func:`dashboard.cli.view_argument.link_of_argument`.
    chosen : AtlasOptions
        Which atlas is opened.
    lang : str
        Language of names in place of the view's.
    force : bool
        Whether an existing file is replaced.
    of_the_map : bool
        Whether the map is written whatever page the address names.

    Raises
    ------
    AtlasError
        If the file exists, the view makes no sense, or the data set cannot be read.
    """
    from dashboard.files import require_free

    require_free(out, force=force)
    address = link_of_argument(link)
    atlas = chosen.atlas()
    say_left_out(atlas.facts)
    asked = parse_view_argument(address, lang, atlas.facts)
    for told in (
        moved_on(link, atlas.facts),
        other_page(link) if of_the_map else "",
        *asked.recoded,
        *map(str, asked.moved),
    ):
        if told:
            say(told)
    return asked.view, atlas


def finish(out: Path, data: bytes) -> None:
    """Write a file and tell its size.

    Raises
    ------
    AtlasError
        If it cannot be written.
    """
    from dashboard.files import atomic_write

    atomic_write(out, data)
    print(f"{printable(str(out))}: {out.stat().st_size / 1000:,.0f} kB")
