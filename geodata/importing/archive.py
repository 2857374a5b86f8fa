"""Zip containers, opened with care: their sizes are known before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from geodata.errors import ImportRefused
from geodata.importing.table import MOST_BYTES

__all__ = ["member", "open_zip"]

_MOST_MEMBERS = 10_000
_MOST_UNPACKED = 3 * MOST_BYTES
_MOST_SWELLING = 200
_SMALL = 20 * 1024 * 1024
_ENCRYPTED = 0x1


def open_zip(raw: bytes, file: str) -> zipfile.ZipFile:
    """Open a zip whose members are few, unencrypted and of bounded size.

    Raises
    ------
    ImportRefused
        If it is broken, encrypted, or would unpack to far more than it is.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(raw))
        members = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _broken(file) from error
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise ImportRefused(
            "The file is protected by a password.",
            where=file,
            remedy="Save a copy without the password.",
        )
    size = sum(each.file_size for each in members)
    swollen = size > _SMALL and size > _MOST_SWELLING * max(1, len(raw))
    if len(members) > _MOST_MEMBERS or size > _MOST_UNPACKED or swollen:
        raise ImportRefused(
            f"The archive would unpack {len(members):,} files of {size / 1e6:,.0f} MB together, "
            "more than is read.",
            where=file,
            remedy="Unpack it yourself, and give the one file that is meant.",
        )
    return opened


def member(opened: zipfile.ZipFile, name: str, file: str) -> bytes:
    """Return one member; it is never longer than the archive says.

    Raises
    ------
    ImportRefused
        If it is broken or too long.
    """
    try:
        info = opened.getinfo(name)
        with opened.open(info) as stream:
            found = stream.read(info.file_size + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as error:
        raise _broken(file) from error
    if len(found) > info.file_size:
        raise _broken(file)
    return found


def _broken(file: str) -> ImportRefused:
    return ImportRefused(
        "The archive is broken.", where=file, remedy="Download or save the file again."
    )
