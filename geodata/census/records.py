"""What the census tables say about one unit, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CensusSource", "Comparability", "GroupCount", "PopulationCount", "short_citation"]


def short_citation(citation: str) -> str:
    """Return publisher and title: a citation up to its first bracket or further sentence.

    Examples
    --------
    >>> short_citation("An Office, A Table (表). Press, 2022.")
    'An Office, A Table'
    """
    return re.split(r" \(|; |\. ", citation)[0].rstrip(".")


@dataclass(frozen=True, slots=True)
class CensusSource:
    """Where a figure was taken from."""

    source_id: str
    citation: str
    url: str
    licence: str
    note: str

    @property
    def short(self) -> str:
        """Publisher and title, see :func:`short_citation`."""
        return short_citation(self.citation)


@dataclass(frozen=True, slots=True)
class PopulationCount:
    """Residents of one unit in one year.

    ``is_census`` is false for year-end estimates, which are not comparable with a
    census.
    """

    year: int
    population: int
    source: str
    note: str
    is_census: bool


@dataclass(frozen=True, slots=True)
class GroupCount:
    """People of one group in one unit and year.

    The true number differs from ``population`` by at most ``half_width`` persons;
    ``None`` where that is not known. ``share_as_printed`` is the printed share *of
    minorities* in percent, also on the row ``Han``; ``None`` if none was printed.
    ``non_Han_total`` contains all other groups but ``Han``: do not add them up.
    """

    year: int
    group: str
    population: int
    half_width: int | None
    share_as_printed: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """A reason not to compare the figures of 2010 and 2020 of a unit."""

    unit: str
    reason: str
    detail: str
