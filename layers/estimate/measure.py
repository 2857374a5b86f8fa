"""Which measure estimates open on: the one that is documented for what is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from geodata.facts import Facts
from geodata.workspace import once_per_atlas
from layers.estimate.reports import reports_of
from layers.view import EventFilter, View
from layers.view.assumptions import Measure

__all__ = ["Basis", "MeasureChoice", "documented_measure", "with_measure"]


class Basis(Enum):
    """Why a measure is shown."""

    CHOSEN = "the reader chose it"
    OWN = "sources give figures for one of the regions"
    INSIDE = "sources give figures for a sub-region"
    WIDER = "sources give figures for a wider region"
    NOTHING = "no source gives a figure of any measure"


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure, why it is shown, and for how many of the regions it says something."""

    measure: Measure
    basis: Basis
    known: int = 0


def documented_measure(view: View, codes: Iterable[str], facts: Facts) -> MeasureChoice:
    """Return the measure that a view names, else the one best documented for some regions.

    A measure with figures for more of the regions themselves comes first; then one with
    figures for more of their sub-regions or wider regions; then one with more of the former.

    Parameters
    ----------
    view : View
        Its measure, if it names one, and its filters.
    codes : iterable of str
        The regions that are looked at.
    facts : Facts
        What is known.
    """
    if view.assume.measure is not None:
        return MeasureChoice(view.assume.measure, Basis.CHOSEN)
    return _documented(view.events, tuple(codes), facts)


def with_measure(view: View, codes: Iterable[str], facts: Facts) -> View:
    """Return a view that names its measure; see :func:`documented_measure`."""
    return view.choose(measure=documented_measure(view, codes, facts).measure)


@once_per_atlas(maxsize=256)
def _documented(chosen: EventFilter, codes: tuple[str, ...], facts: Facts) -> MeasureChoice:
    found = {measure: _evidence(measure, chosen, codes, facts) for measure in Measure}
    measure = max(found, key=lambda each: found[each])
    own, known, inside = found[measure]
    basis = (
        Basis.OWN if own else Basis.INSIDE if inside else Basis.WIDER if known else Basis.NOTHING
    )
    return MeasureChoice(measure, basis, known)


def _evidence(
    measure: Measure, chosen: EventFilter, codes: tuple[str, ...], facts: Facts
) -> tuple[int, int, int]:
    """Count the regions with figures of their own, with any, and with any in a sub-region."""
    reported = {report.region for report in reports_of(measure, chosen, facts)}
    holding = {above for code in reported for above in facts.regions.ancestors(code)}
    own = {code for code in codes if code in reported}
    inside = {code for code in codes if code in holding}
    within = {code for code in codes if not reported.isdisjoint(facts.regions.ancestors(code))}
    return len(own), len(own | inside | within), len(inside)
