"""How often an even spread of a published range, and bounds from it, hold a region's number.

Invented truths on the real residents of Qinghai: each region gets a rate of its own (Beta
distributed around the rate that the published range gives, with a stated unevenness), the
numbers are added up, a range as wide as the published one is put around the true total, and
each of its ends is spread evenly. Counted is how often the two ends hold the true number of a
region, and how often the bounds do, at one scan for each resident.

As long as everything that bounds assume is true of the invented world, they cannot fail. So
each assumption is broken in turn: the range misses a quarter of what was collected; a fifth of
those scanned in each region are residents of another; or one region has a count of its own that
is wrong by up to a quarter. Everything follows from the seed.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import numpy.typing as npt

from geodata.facts import Facts, load_facts
from layers.estimate.bounds import base_of
from layers.estimate.reports import reports_of
from layers.view import EventFilter
from layers.view.assumptions import Measure
from tests.levels import COUNTY, PREFECTURE

_AREA = "630000"
_YEAR = 2020
_SEED = 20190314
_UNEVENNESS = {3: "strong", 10: "mild", 100: "slight"}
_BROKEN = {3: "strong"}
"""Unevenness at which broken assumptions are tried."""

Numbers = npt.NDArray[np.float64]
COLUMNS = (
    "level",
    "regions",
    "unevenness",
    "kappa",
    "premise",
    "runs",
    "even_spread_holds_percent",
    "bounds_hold_percent",
    "range_holds_total_percent",
    "mean_error_percent_of_residents",
)


class Premise(StrEnum):
    """What is true, or not, of an invented world."""

    MET = "met"
    INCOMPLETE = "incomplete"
    ELSEWHERE = "elsewhere"
    MISCOUNTED = "miscounted"


_MISSED = 0.25
"""Share of what was collected that an incomplete range leaves out."""

_VISITORS = 0.2
"""Share of those scanned in a region who live in another, where not all are residents."""

_WRONG = 0.25
"""Largest error of a wrong count, as a share of the true number."""


@dataclass(frozen=True, slots=True)
class Held:
    """Shares of cases, from 0 to 1, and a mean distance as a share of residents."""

    by_spread: float
    by_bounds: float
    total_in_range: float
    mean_error: float


def simulate(
    residents: Numbers,
    published: tuple[float, float],
    kappa: float,
    runs: int,
    seed: int,
    premise: Premise = Premise.MET,
) -> Held:
    """Return how often even spread and bounds hold the truth, and the mean error.

    Parameters
    ----------
    residents : array, shape (regions,)
        Residents of each region.
    published : tuple of float
        Published ends for all regions together.
    kappa : float
        Evenness of the rates: the larger, the more alike.
    runs : int
        Number of invented truths.
    seed : int
        Of the random numbers.
    premise : Premise
        Which assumption of the bounds the invented world breaks, if any.
    """
    chance = np.random.default_rng(seed)
    low, high = published
    mean = (low + high) / 2 / residents.sum()
    rates = chance.beta(mean * kappa, (1 - mean) * kappa, size=(runs, residents.size))
    truth = rates * residents
    total = truth.sum(axis=1, keepdims=True)
    covered = total * (1 - _MISSED) if premise is Premise.INCOMPLETE else total
    # What the range covers lies anywhere in a range of the published width.
    start = covered / chance.uniform(1, high / low, size=(runs, 1))
    ends = np.stack([start, start * high / low])
    if premise is Premise.ELSEWHERE:
        truth = _visited(truth, chance)
    least, most = _bounds(truth, ends, residents, chance, premise)
    share = residents / residents.sum()
    return Held(
        by_spread=_share((ends[0] * share <= truth) & (truth <= ends[1] * share)),
        by_bounds=_share((least <= truth) & (truth <= most)),
        total_in_range=_share((ends[0] <= total) & (total <= ends[1])),
        mean_error=_share(np.abs(ends.mean(axis=0) * share - truth) / residents),
    )


def _share(cases: npt.NDArray[Any]) -> float:
    return float(cases.mean())


def _visited(truth: Numbers, chance: np.random.Generator) -> Numbers:
    """Return counts of which a share is counted in another region than where people live."""
    moved = _VISITORS * truth
    to = chance.integers(1, truth.shape[1], size=truth.shape)
    columns = (np.arange(truth.shape[1]) + to) % truth.shape[1]
    found = truth - moved
    np.add.at(found, (np.arange(len(truth))[:, None], columns), moved)
    return found


def _bounds(
    truth: Numbers, ends: Numbers, residents: Numbers, chance: np.random.Generator, premise: Premise
) -> tuple[Numbers, Numbers]:
    """Return the bounds of each region, at one scan for each resident."""
    least, most = np.zeros_like(truth), np.minimum(ends[1], residents)
    if premise is not Premise.MISCOUNTED:
        return least, most
    rows = np.arange(len(truth))
    column = chance.integers(0, truth.shape[1], size=len(truth))
    count = truth[rows, column] * chance.uniform(1 - _WRONG, 1 + _WRONG, size=len(truth))
    count = np.minimum(count, residents[column])
    others = np.minimum(ends[1] - count[:, None], residents)
    room = residents.sum() - residents[column][:, None] - residents
    least = np.maximum(0, ends[0] - count[:, None] - room)
    least[rows, column] = others[rows, column] = count
    return least, others


def table(facts: Facts, runs: int) -> Iterator[dict[str, object]]:
    """Yield one row for each level, unevenness and broken assumption."""
    (report,) = (
        each
        for each in reports_of(Measure.IRIS_SCANS, EventFilter(), facts)
        if each.region == _AREA
    )
    published = float(report.low or 0), float(report.high or 0)
    for level in (PREFECTURE, COUNTY):
        bases = [base_of(code, _YEAR, facts) for code in facts.regions.codes(level, _AREA)]
        residents = np.array([base.persons for base in bases if base is not None], dtype=float)
        for premise in Premise:
            shown = _UNEVENNESS if premise is Premise.MET else _BROKEN
            for kappa, words in shown.items():
                held = simulate(residents, published, kappa, runs, _SEED, premise)
                yield {
                    "level": level.value,
                    "regions": residents.size,
                    "unevenness": words,
                    "kappa": kappa,
                    "premise": premise.value,
                    "runs": runs,
                    "even_spread_holds_percent": f"{100 * held.by_spread:.1f}",
                    "bounds_hold_percent": f"{100 * held.by_bounds:.1f}",
                    "range_holds_total_percent": f"{100 * held.total_in_range:.1f}",
                    "mean_error_percent_of_residents": f"{100 * held.mean_error:.1f}",
                }


def main(options: Sequence[str] = ()) -> None:
    """Print the table, or write it to a file."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench spread")
    parser.add_argument("--runs", type=int, default=5000)
    parser.add_argument("--out", type=Path, help="file to write")
    asked = parser.parse_args(list(options))
    rows = list(table(load_facts(), asked.runs))
    if asked.out:
        with asked.out.open("w", newline="", encoding="utf-8") as file:
            _write(file, rows)
    else:
        _write(sys.stdout, rows)


def _write(file: TextIO, rows: Sequence[dict[str, object]]) -> None:
    sheet = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(rows)
