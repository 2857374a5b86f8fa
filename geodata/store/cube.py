"""Counts of events by region and month for any filter, without going through the events."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["Cube", "Profile", "Window"]

Numbers = npt.NDArray[np.int64]
Window = tuple[int, int]
"""First and last month, counted from the year 0."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What filters ask about an event, apart from its place and time.

    Events with the same kind, technologies, scope and confidence share one profile. So an
    event with two technologies is one event, whichever of them a filter asks for.
    """

    kind: str
    technologies: frozenset[str]
    scope: str
    confidence: str


class _Sheet:
    """Events of one profile by region and month, cumulative: begun by then, over by then.

    The first column of ``begun`` holds events whose beginning is open, and ``over`` has no
    column for those that have no end.
    """

    def __init__(self, regions: int, months: int) -> None:
        self.every = np.zeros(regions, dtype=np.int64)
        self.begun = np.zeros((regions, months + 1), dtype=np.int32)
        self.over = np.zeros((regions, months + 1), dtype=np.int32)


class Cube:
    """Region × month × kind × technology × scope × confidence, cumulative over the months.

    The number of events that may have been going on in a window of months is the number of
    those that had begun by its end less those that were over before its start.

    Parameters
    ----------
    regions : sequence of str
        Codes that events are drawn as, of any level.
    window : tuple of int
        First and last month that any event names.
    """

    def __init__(self, regions: Iterable[str], window: Window) -> None:
        self.regions = tuple(regions)
        self.window = window
        self._row = {code: row for row, code in enumerate(self.regions)}
        self._sheets: dict[Profile, _Sheet] = {}

    @classmethod
    def of(cls, counts: pa.Table, regions: Iterable[str] = ()) -> Cube:
        """Build the cube of some counts.

        Parameters
        ----------
        counts : pyarrow.Table
            As of :func:`~geodata.store.counts.count_events`.
        regions : iterable of str
            Codes; by default those that have events.
        """
        codes = tuple(regions) or tuple(dict.fromkeys(counts["region"].to_pylist()))
        named = [
            month
            for name in ("first_month", "last_month")
            for month in counts[name].to_pylist()
            if month is not None
        ]
        cube = cls(codes, (min(named, default=0), max(named, default=0)))
        for row in counts.to_pylist():
            if row["region"] in cube._row:
                profile = Profile(
                    row["kind"],
                    frozenset(row["technology"].split(";")) - {""},
                    row["scope"],
                    row["confidence"],
                )
                cube._put(profile, row, row["events"])
        for sheet in cube._sheets.values():
            np.cumsum(sheet.begun, axis=1, out=sheet.begun)
            np.cumsum(sheet.over, axis=1, out=sheet.over)
        return cube

    def _put(self, profile: Profile, row: dict[str, int | None], events: int) -> None:
        region, sheet = self._row[str(row["region"])], self._sheet(profile)
        sheet.every[region] += events
        if row["dated"]:
            begun, over = self._slots(row["first_month"], row["last_month"])
            sheet.begun[region, begun] += events
            if over is not None:
                sheet.over[region, over] += events

    def _sheet(self, profile: Profile) -> _Sheet:
        if profile not in self._sheets:
            first, last = self.window
            self._sheets[profile] = _Sheet(len(self.regions), last - first + 1)
        return self._sheets[profile]

    def _slots(self, first: int | None, last: int | None) -> tuple[int, int | None]:
        begun = 0 if first is None else first - self.window[0] + 1
        return begun, None if last is None else last - self.window[0] + 1

    def add(
        self, region: str, profile: Profile, months: tuple[int | None, int | None] | None
    ) -> None:
        """Add one event; ``months`` is ``None`` if it has no date.

        Raises
        ------
        ValueError
            If the cube has no such region, or a month lies outside its window.
        """
        if region not in self._row:
            raise ValueError(f"the cube has no region {region!r}")
        for month in months or ():
            if month is not None and not self.window[0] <= month <= self.window[1]:
                raise ValueError(f"month {month} lies outside {self.window}")
        row, sheet = self._row[region], self._sheet(profile)
        sheet.every[row] += 1
        if months is not None:
            begun, over = self._slots(*months)
            sheet.begun[row, begun:] += 1
            if over is not None:
                sheet.over[row, over:] += 1

    def count(
        self,
        *,
        kinds: Collection[str] = (),
        technologies: Collection[str] = (),
        scopes: Collection[str] = (),
        confidences: Collection[str] = (),
        during: Window | None = None,
    ) -> Numbers:
        """Return the number of events of each region that a filter lets through.

        Parameters
        ----------
        kinds, technologies, scopes, confidences : collection of str
            Words let through; empty lets all. Of an event's technologies one is enough.
        during : tuple of int, optional
            First and last month of a window that the event must meet; one without a date
            meets none.

        Returns
        -------
        array of int, shape (regions,)
        """
        found = np.zeros(len(self.regions), dtype=np.int64)
        for sheet in self._chosen(kinds, technologies, scopes, confidences):
            if during is None:
                found += sheet.every
            else:
                found += self._begun_by(sheet.begun, during[1])
                found -= self._begun_by(sheet.over, during[0] - 1)
        return found

    def series(
        self,
        *,
        kinds: Collection[str] = (),
        technologies: Collection[str] = (),
        scopes: Collection[str] = (),
        confidences: Collection[str] = (),
    ) -> Numbers:
        """Return the number of events of each region that may have been going on in each month.

        Returns
        -------
        array of int, shape (regions, months)
            From the first to the last month of :attr:`window`.
        """
        months = self.window[1] - self.window[0] + 1
        found = np.zeros((len(self.regions), months), dtype=np.int64)
        for sheet in self._chosen(kinds, technologies, scopes, confidences):
            found += sheet.begun[:, 1:] - sheet.over[:, :-1]
        return found

    def _begun_by(self, sheet: npt.NDArray[np.int32], month: int) -> Numbers:
        column = min(month - self.window[0] + 1, sheet.shape[1] - 1)
        # Before the first month stands what has no beginning.
        return np.asarray(sheet[:, max(0, column)], dtype=np.int64)

    def _chosen(
        self,
        kinds: Collection[str],
        technologies: Collection[str],
        scopes: Collection[str],
        confidences: Collection[str],
    ) -> list[_Sheet]:
        return [
            sheet
            for profile, sheet in self._sheets.items()
            if (not kinds or profile.kind in kinds)
            and (not technologies or not profile.technologies.isdisjoint(technologies))
            and (not scopes or profile.scope in scopes)
            and (not confidences or profile.confidence in confidences)
        ]

    def rolled_up(self, counts: Numbers, holder: npt.NDArray[np.intp], size: int) -> Numbers:
        """Add up the counts of regions within wider ones.

        Parameters
        ----------
        counts : array of int, shape (regions,)
            As of :meth:`count`.
        holder : array of int, shape (regions,)
            Row of the wider region that each region is counted in; -1 for none.
        size : int
            Number of wider regions.
        """
        found = np.zeros(size, dtype=np.int64)
        inside = holder >= 0
        np.add.at(found, holder[inside], counts[inside])
        return found
