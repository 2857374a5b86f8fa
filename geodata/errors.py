"""The tree of errors that reading and placing data can raise.

::

    AtlasError                  anything this project refuses, with a remedy
    ├── DatasetError            a data set folder cannot be used as it is
    ├── CensusError             a census table contradicts itself or a request
    ├── ImportRefused           a file to import is broken, too large or not a table
    ├── RegionError             boundaries are missing, broken or unknown
    │   ├── GeographyError      the folder of a geography cannot be used as it is
    │   └── UnknownRegion       no region has this code or name
    └── ViewError               a link or a choice cannot be understood

Every message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

__all__ = [
    "AtlasError",
    "CensusError",
    "DatasetError",
    "GeographyError",
    "ImportRefused",
    "RegionError",
    "UnknownRegion",
    "ViewError",
]


class AtlasError(Exception):
    """A refusal that a person can act on.

    Parameters
    ----------
    problem : str
        What was wrong, in one sentence.
    where : str, optional
        File, line, field or option in which it was found.
    remedy : str, optional
        What to do about it.

    Examples
    --------
    >>> print(AtlasError("No latitude.", where="events.csv line 3", remedy="Give both or neither."))
    events.csv line 3: No latitude. Give both or neither.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{problem} {remedy}".rstrip())


class DatasetError(AtlasError):
    """A data set folder that cannot be read at all."""


class CensusError(AtlasError):
    """A census table that contradicts itself, or a year or group it does not hold."""


class ImportRefused(AtlasError):
    """A file to import that is broken, too large, protected or not a table."""


class RegionError(AtlasError):
    """Boundaries that are missing, broken or not what was asked for."""


class GeographyError(RegionError):
    """A geography folder, or one of its tables, that cannot be used as it is."""


class UnknownRegion(RegionError):
    """A region code or name that leads nowhere."""


class ViewError(AtlasError):
    """A link or a choice that cannot be understood."""
