"""Rows to regions: by code, by coordinates, by name. What is ambiguous is put to a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd
import shapely

from geodata.geography import Regions
from geodata.importing.coordinates import Degrees
from geodata.importing.table import Geometries
from geodata.model import Level
from geodata.names import Gazetteer, Outcome

__all__ = ["NamedPlace", "PlacedBy", "Places"]

_MOST_CANDIDATES = 5


class PlacedBy(StrEnum):
    """How a row was brought to its region."""

    CODE = "code"
    COORDINATES = "coordinates"
    SHAPE = "shape"
    NAME = "name"
    COUNTRY = "country"
    OUTSIDE = "outside"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What a name led to: one region, or candidates with scores from 0 to 1, best first."""

    code: str
    candidates: tuple[tuple[str, float], ...] = ()
    ambiguous: bool = False


class Places:
    """One geography as far as importing needs it.

    Parameters
    ----------
    regions : Regions
    gazetteer : Gazetteer
    """

    def __init__(self, regions: Regions, gazetteer: Gazetteer) -> None:
        self.regions = regions
        self._gazetteer = gazetteer
        self._named: dict[tuple[str, tuple[str, ...]], NamedPlace] = {}

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Levels that have units, widest first."""
        return tuple(each for each in self.regions.geography.levels if self.regions.codes(each))

    @property
    def whole(self) -> str:
        """Id of the level of the whole geography."""
        return self.regions.geography.whole.value

    @property
    def site(self) -> str:
        """Id of the closest precision."""
        return next(iter(self.regions.geography.precisions))

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        """Lengths of the codes that are digits alone."""
        codes = {code for level in self.levels for code in self.regions.codes(level)}
        return tuple(sorted({len(code) for code in codes if code.isdecimal()}))

    @property
    def root(self) -> str:
        """Code of the whole geography."""
        return self.regions.geography.root

    def code(self, text: str) -> str:
        """Return the code that a cell means, or ``""``.

        A spreadsheet makes ``0630200`` or ``01`` a number: lost leading zeros and a trailing
        ``.0`` are put right where that leads to exactly one unit.
        """
        plain = text.strip().removesuffix(".0")
        if plain in self.regions and plain != self.root:
            return plain
        if plain.isdecimal() and plain.isascii():
            found = {plain.zfill(width) for width in self._widths if width > len(plain)}
            held = [code for code in found if code in self.regions]
            if len(held) == 1:
                return held[0]
        former = self._gazetteer.former(plain) if plain else ()
        return former[0].code if len(former) == 1 else ""

    def is_code(self, text: str) -> bool:
        """Whether a cell is a code of a unit."""
        return bool(self.code(text))

    def name(self, text: str, parents: Sequence[str] = ()) -> NamedPlace:
        """Return the region of a name; wider places narrow the choice.

        Parameters
        ----------
        text : str
            In any language that the geography has names in.
        parents : sequence of str
            Names or codes of wider places; those that are not known narrow nothing.
        """
        key = (text, tuple(parents))
        if key not in self._named:
            self._named[key] = self._look_up(text, key[1])
        return self._named[key]

    def _look_up(self, text: str, parents: Sequence[str]) -> NamedPlace:
        within = self.root
        for parent in parents:
            if parent and (known := self.code(parent) or self._one(parent, within)):
                within = known
        found = self._gazetteer.lookup(text, within=within)
        if found.outcome is Outcome.FOUND:
            return NamedPlace(found.matches[0].code)
        if found.outcome is Outcome.AMBIGUOUS:
            # A unit and the only unit it consists of share their name; the wider one is meant.
            codes = [match.code for match in found.matches]
            above = set(self.regions.ancestors(codes[0]))
            nested = [code for code in codes if code in above]
            if len(codes) == 2 and nested:
                return NamedPlace(nested[0])
            return NamedPlace("", tuple((code, 1.0) for code in codes), ambiguous=True)
        scored = tuple((match.code, match.score) for match in found.candidates)
        if not scored and within != self.root:
            return NamedPlace("", ((within, 0.0),))
        return NamedPlace("", scored[:_MOST_CANDIDATES])

    def _one(self, text: str, within: str) -> str:
        found = self._gazetteer.lookup(text, within=within)
        if found.outcome is Outcome.FOUND:
            return found.matches[0].code
        # Of units of the same name the one on the widest level narrows without excluding.
        codes = {match.code for match in found.matches}
        tops = [
            code
            for code in codes
            if all(code in self.regions.ancestors(each) for each in codes - {code})
        ]
        return tops[0] if len(tops) == 1 else ""

    def at_points(self, latitude: Degrees, longitude: Degrees) -> tuple[pd.Series[str], Degrees]:
        """Return the finest unit that holds each point, and how many units do.

        Returns
        -------
        codes : pandas.Series of str
            ``""`` outside every unit; of several units that meet in a point the lowest code.
        held : numpy.ndarray
            Number of units that hold each point, 0 outside.
        """
        known = np.flatnonzero(~np.isnan(latitude) & ~np.isnan(longitude))
        codes = np.full(len(latitude), "", dtype=object)
        held = np.zeros(len(latitude))
        if len(known) and self.levels:
            units = self.regions.geometry(self._finest)
            corners = np.column_stack([longitude[known], latitude[known]])
            tree = shapely.STRtree(np.asarray(shapely.points(corners)))
            unit, row = tree.query(units.geometry.to_numpy(), predicate="intersects")
            names = units.index.to_numpy()
            # Units are sorted by code: written from the last, the lowest code stays.
            codes[known[row[::-1]]] = names[unit[::-1]]
            np.add.at(held, known[row], 1)
        return pd.Series(codes, dtype=str), held

    def around_shapes(self, shapes: Geometries) -> list[str]:
        """Return the finest unit that holds each line or area whole, or ``""``."""
        found = [""] * len(shapes)
        for level in self.levels:
            units = self.regions.geometry(level)
            row, unit = units.sindex.query(shapes, predicate="within")
            for at, which in zip(row, unit, strict=True):
                found[int(at)] = str(units.index[which])
        return found

    @cached_property
    def _finest(self) -> Level:
        return self.levels[-1]

    def is_inside(self, code: str, wider: str) -> bool:
        """Whether a unit is another one or a part of it."""
        return code == wider or wider in self.regions.ancestors(code)

    def level(self, code: str) -> str:
        """Return the level of a unit."""
        return str(self.regions.level(code).value)

    def label(self, candidates: Iterable[tuple[str, float]]) -> str:
        """Return candidates in words, with their scores."""
        return ", ".join(
            f"{self.regions.name(code)} ({code}, {score:.2f})" for code, score in candidates
        )
