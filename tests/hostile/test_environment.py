"""Settings of the user's, odd encodings and odd outputs change nothing, or are refused clearly."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_MAIN = "from dashboard.cli import main\nmain()"
_RC = """
path.simplify: False
path.sketch: 5, 100, 2
path.effects: []
figure.facecolor: red
patch.antialiased: False
savefig.dpi: 40
text.usetex: True
"""


def command(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder."""
    return subprocess.run(
        [sys.executable, "-c", _MAIN, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        check=False,
    )


def test_settings_of_matplotlib_change_no_picture(tmp_path: Path) -> None:
    """A ``matplotlibrc`` in the folder, or where a variable points, draws nothing otherwise."""
    made = set()
    for name in ("plain", "own", "pointed"):
        (tmp_path / name).mkdir()
    for name in ("own", "settings"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "matplotlibrc").write_text(_RC)
    for name, variables in (
        ("plain", {}),
        ("own", {}),
        ("pointed", {"MPLCONFIGDIR": str(tmp_path / "settings")}),
    ):
        for form in ("png", "svg"):
            out = f"map.{form}"
            done = command(
                tmp_path / name, "figure", "--size", "400x300", "--out", out, **variables
            )
            assert done.returncode == 0, done.stderr
            data = (tmp_path / name / out).read_bytes()
            made.add((form, hashlib.sha256(data).hexdigest()))
    assert len(made) == 2


def test_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """One sentence that says which file, and no traceback."""
    (tmp_path / "matplotlibrc").write_bytes(b"font.family: \xff\xfe\n")
    done = command(tmp_path, "figure", "--out", "map.png")
    assert done.returncode == 2
    assert b"matplotlibrc" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["matplotlibrc"]
