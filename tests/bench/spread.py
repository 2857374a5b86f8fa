"""How often an even spread of a published range holds the true number of a region.

Invented truths on the real residents of Qinghai: each region gets a rate of its own (Beta
distributed around the rate that the published range gives, with a stated unevenness), the
numbers are added up, a range as wide as the published one is put around the true total, and
each of its ends is spread evenly. Counted is how often the two ends hold the true number of a
region, and how often the bounds do. Everything follows from the seed.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
import numpy.typing as npt

from geodata.facts import Facts, load_facts
from geodata.model import Level
from layers.assume import Measure
from layers.estimate.bounded import base_of
from layers.estimate.reports import reports_of
from layers.view import View

_AREA = "630000"
_YEAR = 2020
_SEED = 20190314
_UNEVENNESS = {3: "strong", 10: "mild", 100: "slight"}
COLUMNS = (
    "level",
    "regions",
    "unevenness",
    "kappa",
    "runs",
    "even_spread_holds_percent",
    "bounds_hold_percent",
    "mean_error_percent_of_residents",
)


def simulate(
    residents: npt.NDArray[np.float64], low: float, high: float, kappa: float, runs: int, seed: int
) -> tuple[float, float, float]:
    """Return how often even spread and bounds hold the truth, and the mean error.

    Parameters
    ----------
    residents : array, shape (regions,)
        Residents of each region.
    low, high : float
        Published ends for all regions together.
    kappa : float
        Evenness of the rates: the larger, the more alike.
    runs : int
        Number of invented truths.
    seed : int
        Of the random numbers.

    Returns
    -------
    tuple of float
        Two shares of cases, and the mean distance of the middle from the truth as a share
        of residents.
    """
    chance = np.random.default_rng(seed)
    mean = (low + high) / 2 / residents.sum()
    rates = chance.beta(mean * kappa, (1 - mean) * kappa, size=(runs, residents.size))
    truth = rates * residents
    total = truth.sum(axis=1, keepdims=True)
    # The truth lies anywhere in a range of the published width.
    start = total / chance.uniform(1, high / low, size=(runs, 1))
    ends = np.stack([start, start * high / low])
    share = residents / residents.sum()
    holds = (ends[0] * share <= truth) & (truth <= ends[1] * share)
    bounded = (truth >= 0) & (truth <= np.minimum(ends[1], residents))
    error = np.abs(ends.mean(axis=0) * share - truth) / residents
    return float(holds.mean()), float(bounded.mean()), float(error.mean())


def table(facts: Facts, runs: int) -> Iterator[dict[str, object]]:
    """Yield one row for each level and unevenness."""
    (report,) = (
        each
        for each in reports_of(Measure.IRIS_SCANS, View().events, facts)
        if each.region == _AREA
    )
    low, high = float(report.low or 0), float(report.high or 0)
    for level in (Level.PREFECTURE, Level.COUNTY):
        bases = [base_of(code, _YEAR, facts) for code in facts.regions.codes(level, _AREA)]
        residents = np.array([base.persons for base in bases if base is not None], dtype=float)
        for kappa, words in _UNEVENNESS.items():
            held, bounded, error = simulate(residents, low, high, kappa, runs, _SEED)
            yield {
                "level": level.value,
                "regions": residents.size,
                "unevenness": words,
                "kappa": kappa,
                "runs": runs,
                "even_spread_holds_percent": f"{100 * held:.1f}",
                "bounds_hold_percent": f"{100 * bounded:.1f}",
                "mean_error_percent_of_residents": f"{100 * error:.1f}",
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
