"""Files appear whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

from geodata.errors import AtlasError

__all__ = ["require_free", "write_whole"]


def require_free(out: Path, *, force: bool) -> None:
    """Refuse to replace a file unless that was asked for.

    Raises
    ------
    AtlasError
        If the file exists.
    """
    if out.exists() and not force:
        raise AtlasError("The file exists.", where=str(out), remedy="Use --force to replace it.")


def write_whole(out: Path, data: bytes) -> None:
    """Write a file; it appears whole or not at all.

    Raises
    ------
    AtlasError
        If the file cannot be written.
    """
    draft = out.with_name(f".{out.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(out)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise AtlasError(
            f"The file cannot be written ({error.strerror}).",
            where=str(out),
            remedy="Choose a folder that exists and that you may write to.",
        ) from error
