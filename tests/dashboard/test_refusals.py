"""Commands refuse before they work, and say what a damaged data set leaves out."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard.atlas import _Process
from dashboard.cli import main
from geodata.dataset import BUNDLED
from tests.conftest import ROOT

HEAVY = ("pandas", "geopandas", "matplotlib", "streamlit", "folium", "pandera")
_REFUSED = """
import sys
from dashboard.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
heavy = [name for name in {heavy} if name in sys.modules]
print(code, heavy)
"""


def run_light(*words: str) -> tuple[str, str]:
    """Run a command in a process of its own; return what it printed on both outputs."""
    done = subprocess.run(
        [sys.executable, "-c", _REFUSED.format(heavy=HEAVY), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("command", ["figure", "page", "table", "bundle"])
@pytest.mark.parametrize("fault", ["exists", "ending", "link"])
def test_arguments_are_checked_before_anything_is_loaded(
    command: str, fault: str, tmp_path: Path
) -> None:
    """A file that exists, an ending that does not fit, a link that makes no sense."""
    ending = {"figure": "png", "page": "html", "table": "csv", "bundle": "zip"}[command]
    out = tmp_path / (f"x.{ending}" if fault != "ending" else "x.docx")
    if fault == "exists":
        out.write_text("mine", encoding="utf-8")
    link = ["?per_person=galaxy"] if fault == "link" else []
    said, refusal = run_light(command, *link, "--out", str(out))
    assert said == "2 []\n"
    assert refusal.startswith("Error: ")
    assert not out.exists() or out.read_text(encoding="utf-8") == "mine"


def test_help_loads_nothing_heavy() -> None:
    """Also not for the list of commands."""
    said, _ = run_light("--help")
    assert said.endswith("0 []\n")


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A data set with one event row that holds an error; its claims go with it."""
    folder = tmp_path / "dataset"
    shutil.copytree(BUNDLED, folder)
    path = folder / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["kind"] = "no such kind"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.mark.parametrize("command", ["figure", "page", "table", "bundle", "estimate"])
def test_every_command_says_what_is_left_out(
    command: str,
    damaged: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How many rows, and where to read why; the bundle holds the number."""
    ending = {"figure": "png", "page": "html", "table": "csv", "bundle": "zip"}.get(command)
    out = tmp_path / f"out.{ending}"
    words = ["--out", str(out)] if ending else []
    monkeypatch.setattr(_Process, "atlas", _Process.atlas)
    monkeypatch.setattr(sys, "argv", ["atlas", command, *words, "--dataset", str(damaged)])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    told = capsys.readouterr().err
    assert "left out" in told
    assert "deployment-atlas check" in told
    if command == "bundle":
        with zipfile.ZipFile(out) as box:
            manifest = json.loads(box.read("manifest.json"))
            readme = box.read("README.md").decode()
        assert manifest["rows_left_out"] > 0
        assert f"{manifest['rows_left_out']} row" in readme
