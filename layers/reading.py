"""How and when a source was read, in words; what is not recorded is said, not left out."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.i18n import _
from geodata.model import ReadAs, Source

__all__ = ["read_words", "reading_words"]


def read_words(source: Source) -> str:
    """Return how a source was read and on which day, in a few words."""
    how = source.read_as.label
    if source.read_as is ReadAs.NOT_READ:
        return how
    day = source.accessed
    said = _("{how}, day not recorded") if day is None else _("{how}, on {day}")
    return said.format(how=how, day="" if day is None else day.words)


def reading_words(source: Source) -> str:
    """Return all that is recorded of how a source was read, and what is not recorded."""
    how = f"{source.read_as.label} ({source.how_read})" if source.how_read else source.read_as.label
    parts = [how]
    if source.accessed is not None:
        parts.append(_("read on {day}").format(day=source.accessed.words))
    if source.archive_url:
        parts.append(_("archived copy {address}").format(address=source.archive_url))
    if source.sha256:
        parts.append(_("SHA-256 {hash}").format(hash=source.sha256))
    gaps = ", ".join(_gaps(source))
    if gaps:
        parts.append(_("not recorded: {gaps}").format(gaps=gaps))
    return "; ".join(parts)


def _gaps(source: Source) -> Iterator[str]:
    was_read = source.read_as is not ReadAs.NOT_READ
    if was_read and source.accessed is None:
        yield _("day of reading")
    if not source.archive_url:
        yield _("archived copy")
    if was_read and not source.sha256:
        yield _("checksum")
