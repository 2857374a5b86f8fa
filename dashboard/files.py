"""Files appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from geodata.errors import AtlasError

__all__ = ["atomic_write", "require_ending", "require_free"]

_REMEDY = "Choose a folder that exists and that you may write to."


def require_ending(out: Path, endings: Sequence[str], what: str) -> str:
    """Return the ending of a file, without its point and in small letters.

    Parameters
    ----------
    out : Path
        File to write.
    endings : sequence of str
        Endings that say what the file holds.
    what : str
        What is to be written, as in ``"a table"``.

    Raises
    ------
    AtlasError
        If it is none of them: a file must not pretend to be something else.
    """
    ending = out.suffix.removeprefix(".").lower()
    if ending not in endings:
        raise AtlasError(
            f"{out.suffix or 'Nothing'} is no ending of {what}.",
            where="--out",
            remedy=f"Use .{', .'.join(endings)}.",
        )
    return ending


def require_free(out: Path, *, force: bool) -> None:
    """Refuse, before any work is done, a file that could not be written in the end.

    Raises
    ------
    AtlasError
        If the file exists and need not be replaced, or its folder cannot be written to.
    """
    try:
        found = os.path.lexists(out)
        plain = out.is_file() or out.is_symlink()
        folder = out.parent.is_dir()
    except (OSError, ValueError) as error:
        raise _unwritable(out, error) from error
    if found and not plain:
        kind = "a folder" if out.is_dir() else "no ordinary file"
        raise AtlasError(f"This is {kind}.", where=str(out), remedy="Give the name of a file.")
    if found and not force:
        raise AtlasError("The file exists.", where=str(out), remedy="Use --force to replace it.")
    if not folder:
        raise AtlasError("There is no such folder.", where=str(out.parent), remedy=_REMEDY)
    if not os.access(out.parent, os.W_OK | os.X_OK):
        raise AtlasError("This folder is closed to you.", where=str(out.parent), remedy=_REMEDY)


def atomic_write(out: Path, data: bytes) -> None:
    """Write a file; it appears whole or not at all.

    Raises
    ------
    AtlasError
        If the file cannot be written.
    """
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.unlink(missing_ok=True)
        # A link that somebody laid under this name is not followed.
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(out)
    except BaseException as error:
        with contextlib.suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)
        if isinstance(error, (OSError, ValueError)):
            raise _unwritable(out, error) from error
        raise


def _unwritable(out: Path, error: OSError | ValueError) -> AtlasError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return AtlasError(
        f"The file cannot be written ({reason}).", where=str(out)[:200], remedy=_REMEDY
    )
