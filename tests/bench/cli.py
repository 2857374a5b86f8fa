"""How long commands take from the command line, beside the plain import of what they draw with.

Every round starts each command in a process of its own, right after a process that does nothing
but import geopandas and matplotlib; what is told is the middle of all rounds. Processor time stands
beside it, as it depends less on what else the machine does. A first start, that fills the caches
on disk, is not counted.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_REPOSITORY = Path(__file__).parents[2]
_PLAIN = ("-c", "import geopandas, matplotlib.pyplot")
_COMMAND = ("-c", "from dashboard.cli import main; main()")
_AIM = 2


def _commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the arguments of each command by its name."""
    return {
        "--help": ("--help",),
        "figure, PNG": ("figure", "--force", "--out", str(folder / "figure.png")),
        "figure, PDF": ("figure", "--force", "--out", str(folder / "figure.pdf")),
        "page": ("page", "--force", "--out", str(folder / "page.html")),
        "table, CSV": ("table", "--force", "--out", str(folder / "table.csv")),
    }


class Taken(NamedTuple):
    """Seconds of one process, by the clock and of the processor."""

    clock: float
    processor: float


def _taken(arguments: Sequence[str]) -> Taken:
    """Return how long a process of Python takes.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    start, before = time.perf_counter(), _processor()
    subprocess.run(
        [sys.executable, *arguments], cwd=_REPOSITORY, check=True, capture_output=True, text=True
    )
    return Taken(time.perf_counter() - start, _processor() - before)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(options: Sequence[str] = ()) -> None:
    """Print seconds of each command, of the plain import beside it, and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench cli")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args(list(options)).rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands(Path(folder))
        for arguments in (_PLAIN, *((*_COMMAND, *each) for each in commands.values())):
            _taken(arguments)
        print(f"{'':16}{'by the clock':>24}{'of the processor':>24}   aim: ratio {_AIM}")
        print(f"{'command':16}" + f"{'seconds':>8}{'import':>8}{'ratio':>8}" * 2)
        for name, arguments in commands.items():
            pairs = [(_taken((*_COMMAND, *arguments)), _taken(_PLAIN)) for _round in range(rounds)]
            print(f"{name:16}" + "".join(_told(pairs, kind) for kind in (0, 1)), flush=True)


def _told(pairs: Sequence[tuple[Taken, Taken]], kind: int) -> str:
    """Return the middle of one kind of seconds: of commands, of imports, and of their ratios."""
    seconds = [(command[kind], plain[kind]) for command, plain in pairs]
    command, plain = (median(side) for side in zip(*seconds, strict=True))
    ratio = median(whole / alone for whole, alone in seconds)
    return f"{command:>8.2f}{plain:>8.2f}{ratio:>8.2f}"
