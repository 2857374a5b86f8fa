"""What a layer is: a description, and how its table is built, classed and written."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Kind, LabeledEnum, Scenario
from geodata.workspace import once_per_atlas
from layers.estimate.estimate import Estimate
from layers.estimate.measure import with_measure
from layers.estimate.published import PublishedRange
from layers.rounding import rounded_ends
from layers.style import Breaks, Fill, Ramp
from layers.tables import EvidenceKind, LayerTable
from layers.view import Assumptions, EventFilter, MapView, View
from layers.wording import from_left, number, span

__all__ = [
    "Build",
    "Categories",
    "Grid",
    "LayerSpec",
    "Theme",
    "narrowed_view",
    "table_of",
    "year_problem",
]

Build = Callable[[Facts, View], LayerTable]

_CACHE_SIZE = 96
"""Tables kept: one for each layer, level, year and set of filters in recent use."""


_DERIVED = frozenset({EvidenceKind.PUBLISHED, EvidenceKind.BOUNDED, EvidenceKind.ILLUSTRATION})
"""Kinds of knowledge of which no number was reported for a region itself."""


class Theme(LabeledEnum):
    """What a layer is about, in the order in which readers choose."""

    PEOPLE = "people", "People"
    CHANGE = "change", "Change"
    GROUPS = "groups", "Groups"
    DOCUMENTATION = "documentation", "Evidence"
    ESTIMATES = "estimates", "Estimates"


@dataclass(frozen=True, slots=True)
class Grid:
    """Classes by two things at once, as a table: rows from top to bottom, then columns.

    Parameters
    ----------
    x_title, y_title : str
        What the columns and the rows tell.
    x, y : tuple of str
        Words of each column and each row.
    fills : tuple of Fill
        One for each cell, row by row.
    patterns : tuple of str or None
        Pattern over each cell, row by row.
    classify : callable
        ``classify(row) -> int``: the cell of one row of the table.
    spans : tuple of tuple of int
        How many columns each cell of each row spans; empty where each spans one. A cell that
        spans several is classified by its first column.
    """

    x_title: str
    y_title: str
    x: tuple[str, ...]
    y: tuple[str, ...]
    fills: tuple[Fill, ...]
    patterns: tuple[str | None, ...]
    classify: Callable[[Any], int]
    spans: tuple[tuple[int, ...], ...] = ()

    def cells(self) -> list[list[int]]:
        """Return the class of each cell, row by row; a cell that spans columns stands once."""
        wide = len(self.x)
        spans = self.spans or ((1,) * wide,) * len(self.y)
        return [
            [row * wide + sum(across[:index]) for index in range(len(across))]
            for row, across in enumerate(spans)
        ]

    def labels(self) -> tuple[str, ...]:
        """Return the words of each class; one that spans columns names them all, or none of all."""
        wide = len(self.x)
        found = []
        for row, starts in zip(self.y, self.cells(), strict=True):
            for first, end in zip(starts, [*starts[1:], starts[0] + wide], strict=True):
                columns = self.x[first % wide : first % wide + end - first]
                across = "" if len(columns) == wide else f" · {self.x_title}: {_any_of(columns)}"
                found += [f"{self.y_title}: {row}{across}"] * len(columns)
        return tuple(found)


def _any_of(words: Sequence[str]) -> str:
    return reduce(lambda first, last: _("{first} or {last}").format(first=first, last=last), words)


@dataclass(frozen=True, slots=True)
class Categories:
    """Classes that no number decides, such as what is documented.

    Parameters
    ----------
    labels : tuple of str
        Words of each class.
    fills : tuple of Fill
        Its colour.
    patterns : tuple of str or None
        Pattern over it.
    classify : callable
        ``classify(facts, view)``: the class of every region of the view's level, by code.
    """

    labels: tuple[str, ...]
    fills: tuple[Fill, ...]
    patterns: tuple[str | None, ...]
    classify: Callable[[Facts, View], Mapping[str, int]]


_TENTHS = 1
"""Decimals of the ends of a value, as :attr:`LayerSpec.write` writes them."""


def _plain_span(low: float, high: float) -> str:
    return span(number(low), number(high))


@dataclass(frozen=True)
class LayerSpec:
    """What a layer is.

    Parameters
    ----------
    layer_id : str
        Stable name, used in links.
    theme : Theme
        Under which heading readers find it.
    title : str
        Heading of the legend.
    question : str
        The question it answers, in one sentence.
    unit : str
        Unit of its values.
    caveat : str
        What a reader must not conclude from it.
    label : EvidenceKind
        Kind of knowledge.
    build : callable
        ``build(facts, view) -> LayerTable`` for all regions of the view's level.
    ramp : Ramp
        Its colours.
    breaks : Breaks
        Fixed, at round numbers, so that a colour means the same in every area and level.
    write : callable
        One value in words, with its unit.
    years : tuple of int
        Years to choose from, newest first; empty where there is no choice.
    period : str
        Year or years of the values where there is no choice; empty if they have none.
    of_events : bool
        Whether the values depend on which events are shown.
    counts_events : bool
        Whether a value is the number of events, so that the time slider can count anew.
    of_kind : Kind or None
        The one kind of event that a value counts; ``None`` where it counts every kind.
    whole : bool
        Whether values are whole numbers, so that a class reads "3–4" and not "above 2".
    suffix : str
        Sign of the unit behind the numbers of a class, such as a per cent sign.
    scenario : Scenario or None
        The hypothesis that the values follow from; statements against it are told beside them.
    estimates : callable or None
        ``estimates(facts, view)``: the exact estimate behind the value of each region, by code,
        for a view that names its measure. ``None`` where values are no estimates.
    whole_estimates : callable or None
        The same in whole numbers that add up to the published total, for files; ``None`` where
        the exact ones are whole.
    estimate_class : callable or None
        ``estimate_class(estimate)``: the class that the legend gives an estimate; ``None``
        where classes are not told apart by estimates.
    weighted : bool
        Whether values depend on the weight that the view assumes.
    ranges : callable or None
        ``ranges(view, facts)``: the published ranges that the values are, each drawn at the
        level it was published for; ``None`` where values are not ranges as printed.
    by : str
        Column by whose numbers classes go: ``"value"``, or ``"high"`` where no value stands.
    write_span : callable
        Two ends in words, with their unit; the upper one may be NaN.
    write_ends : callable or None
        ``write_ends(low, high) -> (str, str)``: each of two ends by itself, both known and
        rounded outward at the same decimal. ``None`` where :attr:`write` says it.
    labels : tuple of str
        Words of the classes where they are not made from the breaks.
    grid : Grid or None
        Classes by two things at once, in place of ramp and breaks.
    categories : Categories or None
        Classes that no number decides, in place of all others. One scan a person is assumed
        where no limit is chosen.
    offered : bool
        Whether readers can choose it; one that is not still opens from links made long ago.
    """

    layer_id: str
    theme: Theme
    title: str
    question: str
    unit: str
    caveat: str
    label: EvidenceKind
    build: Build
    ramp: Ramp
    breaks: Breaks
    write: Callable[[float], str]
    years: tuple[int, ...] = ()
    period: str = ""
    of_events: bool = False
    counts_events: bool = False
    of_kind: Kind | None = None
    scenario: Scenario | None = None
    whole: bool = False
    suffix: str = ""
    estimates: Callable[[Facts, View], Mapping[str, Estimate]] | None = None
    whole_estimates: Callable[[Facts, View], Mapping[str, Estimate]] | None = None
    estimate_class: Callable[[Estimate], int | None] | None = None
    weighted: bool = False
    ranges: Callable[[View, Facts], Iterable[PublishedRange]] | None = None
    by: str = "value"
    write_span: Callable[[float, float], str] = _plain_span
    write_ends: Callable[[float | None, float | None], tuple[str, str]] | None = None
    labels: tuple[str, ...] = field(default=())
    grid: Grid | None = None
    categories: Categories | None = None
    offered: bool = True

    @property
    def assumes(self) -> bool:
        """Whether values depend on the assumptions of the view."""
        return self.estimates is not None

    def year_words(self, view: View) -> str:
        """Return the year or years that the values of a view are of; empty if of none."""
        return str(view.map.year) if self.years else self.period

    def cache_key(self, view: View) -> View:
        """Return a view of this layer with only those choices on which its values depend."""
        return View(
            MapView(
                layer=self.layer_id,
                level=view.map.level,
                area=view.map.area,
                year=view.map.year if self.years else 0,
            ),
            view.events if self.of_events else EventFilter(),
            view.assume if self.assumes else Assumptions(),
        )

    def answer_words(self, status: CellStatus) -> str:
        """Return what kind of answer a value is: only what a source counted is reported."""
        derived = status is CellStatus.REPORTED and self.label in _DERIVED
        return self.label.label if derived else status.label

    def end_words(self, low: float, high: float) -> tuple[str, str]:
        """Return both ends in words, rounded outward; ``""`` for one that is NaN."""
        least, most = (None if math.isnan(end) else float(end) for end in (low, high))
        if self.write_ends is not None:
            return self.write_ends(least, most)
        first, last = (
            "" if end is None else self.write(float(end))
            for end in rounded_ends(least, most, _TENTHS)
        )
        return first, last

    def class_labels(self) -> Sequence[str]:
        """Return the words of each class, lowest first."""
        if self.labels:
            return self.labels
        intervals = self.breaks.intervals()
        last = len(intervals) - 1
        return [
            self._class_label(low, high, first=index == 0, last=index == last)
            for index, (low, high) in enumerate(intervals)
        ]

    def _class_label(self, low: float, high: float, *, first: bool, last: bool) -> str:
        """Return the words of one class: values above ``low``, up to and including ``high``."""
        if self.whole:
            least = int(low) + 1
            if last:
                return _("{least} or more").format(least=least)
            return span(str(least), str(int(high)))
        if first:
            return _("up to {number}").format(number=self._written(number(high)))
        if last:
            return _("above {number}").format(number=self._written(number(low)))
        return self._written(span(number(low), number(high)))

    def _written(self, figure: str) -> str:
        return from_left(f"{figure}{self.suffix}")


def year_problem(spec: LayerSpec, view: View) -> ViewError | None:
    """Return what to say of a year for which a layer has no values; ``None`` if it has."""
    if not spec.years or view.map.year in spec.years:
        return None
    return ViewError(
        _("“{title}” has no values for {year}.").format(title=spec.title, year=view.map.year),
        where="year",
        remedy=_("Choose from: {names}.").format(names=", ".join(map(str, sorted(spec.years)))),
    )


def table_of(spec: LayerSpec, facts: Facts, view: View) -> LayerTable:
    """Return the table of a layer for a view, kept for as long as nothing it needs changes.

    Raises
    ------
    ViewError
        If the layer has no values for the year of the view.
    """
    problem = year_problem(spec, view)
    if problem is not None:
        raise problem
    return _table(spec.build, narrowed_view(spec, view, facts).choose(area=""), facts)


def narrowed_view(spec: LayerSpec, view: View, facts: Facts) -> View:
    """Return a view as :meth:`LayerSpec.narrowed` does, naming the measure of its estimates."""
    narrow = spec.cache_key(view)
    if spec.categories is not None:
        narrow = narrow.choose(per_person=narrow.assume.per_person or 1)
    return with_measure(narrow, (view.map.area,), facts) if spec.assumes else narrow


@once_per_atlas(maxsize=_CACHE_SIZE)
def _table(build: Build, view: View, facts: Facts) -> LayerTable:
    return build(facts, view)
