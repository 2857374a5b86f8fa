"""An imported table as a data set folder, which appears whole or not at all."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geodata.dataset.schema import descriptor
from geodata.errors import ImportRefused
from geodata.importing.convert import Imported

__all__ = ["About", "as_zip", "folder_files", "write_folder"]

MAPPING = "mapping.toml"


@dataclass(frozen=True, slots=True)
class About:
    """What the folder says of itself. ``geography`` and ``subject`` name what it is read with."""

    title: str
    day: str
    version: str = "1"
    licence: str = "not stated"
    geography: str = ""
    subject: str = ""


def _csv(frame: pd.DataFrame) -> bytes:
    held = io.StringIO(newline="")
    frame.to_csv(held, index=False, lineterminator="\n")
    return held.getvalue().encode()


def folder_files(imported: Imported, about: About) -> dict[str, bytes]:
    """Return the files of the data set folder by name.

    The same rows and the same ``about`` give the same bytes.
    """
    name = re.sub(r"[^a-z0-9]+", "-", about.title.casefold()).strip("-")[:60] or "imported-events"
    said: dict[str, object] = {
        "name": name,
        "title": about.title,
        "version": about.version,
        "created": f"{about.day}T00:00:00Z",
        "licenses": [{"name": "other", "title": about.licence}],
    }
    for key in ("geography", "subject"):
        if value := getattr(about, key):
            said[key] = value
    package = descriptor(said)
    tables = {"events": imported.events, "sources": imported.sources, "claims": imported.claims}
    package["resources"] = [each for each in package["resources"] if each["name"] in tables]
    files = {f"{table}.csv": _csv(frame) for table, frame in tables.items()}
    files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"
    files[MAPPING] = imported.mapping.to_toml().encode()
    files["import-report.csv"] = imported.report.to_csv().encode()
    return files


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Return files in a zip, whose times are fixed so that the same rows give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def write_folder(files: Mapping[str, bytes], out: Path, *, force: bool = False) -> None:
    """Write a folder; it appears whole or not at all.

    Parameters
    ----------
    files : mapping of str to bytes
    out : pathlib.Path
        Must not exist, unless ``force`` is given and it is an earlier import.
    force : bool

    Raises
    ------
    ImportRefused
        If the folder exists, or cannot be written.
    """
    if os.path.lexists(out):
        if not force:
            raise ImportRefused("The folder exists.", where=str(out), remedy="Use --force.")
        if out.is_symlink() or not (out / MAPPING).is_file():
            raise ImportRefused(
                "It exists and is no earlier import.", where=str(out), remedy="Name a new folder."
            )
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        for name, data in files.items():
            (draft / name).write_bytes(data)
        draft.chmod(0o755)
        if os.path.lexists(out):
            former = draft.with_name(f"{draft.name}-former")
            out.rename(former)
            draft.rename(out)
            shutil.rmtree(former, ignore_errors=True)
        else:
            draft.rename(out)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> ImportRefused:
    return ImportRefused(
        f"The folder cannot be written ({error.strerror}).",
        where=str(out),
        remedy="Choose a place that exists and that you may write to.",
    )
