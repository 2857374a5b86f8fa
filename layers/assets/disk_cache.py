"""Fonts that took long to make, kept on disk: written whole or not at all, believed if unchanged.

Each file begins with the hash of the rest; one that does not match is as good as absent, and
where nothing can be written everything is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import platformdirs
from fontTools import version
from fontTools.ttLib import TTFont

from layers.assets.vendor import read_vendored

__all__ = ["disk_cached", "unpacked"]

_DIGEST = 32
_MOST = 600
"""Files at most; of more the oldest are removed."""

_LONGEST_WRITE = 3600
"""Seconds after which a draft belongs to a process that was killed."""


def disk_cached(recipe: str, make: Callable[[], bytes]) -> bytes:
    """Return what ``make()`` returned when it was last asked for.

    Parameters
    ----------
    recipe : str
        Names everything that the bytes depend on.
    make : callable
        Called without arguments where nothing is kept.
    """
    folder = platformdirs.user_cache_path("deployment-atlas") / "letters"
    name = hashlib.sha256(f"{version} {recipe}".encode()).hexdigest()
    path = folder / f"{name}.font"
    with contextlib.suppress(OSError):
        held = path.read_bytes()
        digest, data = held[:_DIGEST], held[_DIGEST:]
        if hashlib.sha256(data).digest() == digest:
            return data
    data = make()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        draft.write_bytes(hashlib.sha256(data).digest() + data)
        draft.replace(path)
        _prune(folder)
    return data


def _prune(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in files[:-_MOST]:
        old.unlink(missing_ok=True)
    for draft in folder.glob("*.part"):
        if time.time() - draft.stat().st_mtime > _LONGEST_WRITE:
            draft.unlink(missing_ok=True)


@lru_cache(maxsize=96)
def unpacked(file: str) -> bytes:
    """Return a vendored font as FreeType and the cutter read it.

    Unpacking WOFF2 takes as long as a whole figure.
    """
    packed = read_vendored(file)
    return disk_cached(f"unpacked {hashlib.sha256(packed).hexdigest()}", lambda: _converted(packed))


def _converted(packed: bytes) -> bytes:
    font = TTFont(io.BytesIO(packed), recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
