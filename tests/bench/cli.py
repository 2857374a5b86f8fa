"""How long commands take from the command line, beside the plain import of what they draw with.

Every round starts each command in a process of its own, right after a process that does nothing
but import geopandas and matplotlib; what is told is the middle of all rounds. A first start, that
fills the caches on disk, is not counted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

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


def _seconds(arguments: Sequence[str]) -> float:
    """Return how long a process of Python takes.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=_REPOSITORY, check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start


def main(options: Sequence[str] = ()) -> None:
    """Print seconds of each command, of the plain import beside it, and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench cli")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args(list(options)).rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands(Path(folder))
        for arguments in (_PLAIN, *((*_COMMAND, *each) for each in commands.values())):
            _seconds(arguments)
        print(f"{'command':16}{'seconds':>10}{'plain import':>16}{'ratio':>8}   aim {_AIM}")
        for name, arguments in commands.items():
            pairs = [
                (_seconds(_PLAIN), _seconds((*_COMMAND, *arguments))) for _round in range(rounds)
            ]
            plain, taken = (median(side) for side in zip(*pairs, strict=True))
            ratio = median(whole / import_alone for import_alone, whole in pairs)
            print(f"{name:16}{taken:>10.2f}{plain:>16.2f}{ratio:>8.2f}", flush=True)
