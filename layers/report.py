"""What a report tells: chapters of entries with their kind of knowledge, and maps.

Plain words and places on a scale; whoever draws them decides nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.i18n import _
from geodata.model import LabeledEnum
from layers.canonical import canonical

__all__ = ["Chapter", "Document", "Entry", "Range", "ReportMap", "ReportPage"]


class ReportPage(LabeledEnum):
    """The pages that can be taken away as a report; the value is that of their address."""

    REGION = "region", _("profile of a region")
    COMPARE = "compare", _("comparison")


@dataclass(frozen=True, slots=True)
class Range:
    """Where a number stands on the scale of its chapter, from 0 to 1.

    Parameters
    ----------
    kind : str
        Kind of knowledge, as in :class:`layers.tables.EvidenceKind`.
    low, value, high : float or None
        ``value`` is drawn as a dot, ``low`` to ``high`` as a bar.
    open_end : bool
        Whether nothing limits the upper end.
    name : str
        What stands beside the dot, such as a year.
    """

    kind: str
    low: float | None = None
    value: float | None = None
    high: float | None = None
    open_end: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told.

    Parameters
    ----------
    title : str
        What it is about.
    tag, kind : str
        Words and id of its kind of knowledge; empty where it has none.
    said : str
        The number or fact in words.
    notes : tuple of str
        Assumption, sources, and what else belongs to it.
    ranges : tuple of Range
        Its places on the scale of the chapter.
    rows : tuple of tuple of str
        Names with their numbers, under one another.
    """

    title: str
    tag: str = ""
    kind: str = ""
    said: str = ""
    notes: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries under one heading; ``axis`` holds the ticks of their scale, from 0 to 1."""

    title: str
    entries: tuple[Entry, ...]
    lead: str = ""
    axis: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class ReportMap:
    """One map of a report.

    Parameters
    ----------
    title : str
        Name above it.
    payload : mapping
        The picture, see :attr:`layers.picture.mapspec.MapSpec.payload`.
    extent : str
        Code of the region that fills it; empty for the area of the picture.
    highlight : tuple of str
        Codes of regions with a heavy outline.
    """

    title: str
    payload: Mapping[str, Any]
    extent: str = ""
    highlight: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A report as a value. Equal reports have equal hashes.

    Parameters
    ----------
    title, kicker, subtitle : str
        Heading, and the lines under it.
    maps : tuple of ReportMap
    chapters : tuple of Chapter
    attribution : tuple of str
        Sources of everything that is told.
    data_version, data_date : str
        Of the data set.
    same_scale : bool
        Whether all maps are drawn at one scale; else each fills its frame.
    """

    title: str
    kicker: str
    subtitle: str
    maps: tuple[ReportMap, ...]
    chapters: tuple[Chapter, ...]
    attribution: tuple[str, ...]
    data_version: str
    data_date: str = ""
    same_scale: bool = False

    def sentences(self, title: str | None = None) -> str:
        """Return heading and lines under it as sentences, fit for an ``alt`` attribute.

        Parameters
        ----------
        title : str, optional
            In place of the report's own; empty for none.
        """
        told = (self.title if title is None else title, self.kicker, self.subtitle)
        return " ".join(each if each[-1] in ".!?" else f"{each}." for each in told if each)

    @property
    def hash(self) -> str:
        """SHA-256 over every word and the pictures of its maps."""
        said = [self.title, self.kicker, self.subtitle, self.data_version, *self.attribution]
        shown = [[each.title, each.payload["hash"], each.extent] for each in self.maps]
        told = canonical([said, shown, list(self.lines())])
        return hashlib.sha256(told.encode()).hexdigest()

    def lines(self) -> Iterator[str]:
        """Yield the words of all chapters in order, for those who do not see them."""
        for chapter in self.chapters:
            yield chapter.title
            if chapter.lead:
                yield chapter.lead
            for entry in chapter.entries:
                head = ": ".join(each for each in (entry.title, entry.tag) if each)
                yield " ".join(each for each in (f"{head}." if head else "", entry.said) if each)
                yield from (f"{name}: {said}" for name, said in entry.rows)
                yield from entry.notes
