"""What is shipped: packages, types, licences, and dependencies that are all declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.conftest import ROOT
from tests.lowest import constraints

PACKAGES = ("dashboard", "geodata", "layers")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_OPTIONAL = PROJECT["optional-dependencies"]


def test_a_wheel_holds_the_packages_and_their_licences(installed: Path) -> None:
    """No tests, no notes of ours, nothing hidden; types are marked as such."""
    (info,) = installed.glob("*.dist-info")
    beside = {"bin", info.name, *PACKAGES}
    assert {path.name for path in installed.iterdir() if path.name != "__pycache__"} == beside
    for name in PACKAGES:
        assert (installed / name / "py.typed").is_file()
    shipped = [path for name in PACKAGES for path in (installed / name).rglob("*")]
    files = [path for path in shipped if path.is_file() and path.suffix != ".pyc"]
    assert not [path for path in files if path.name.startswith((".", "test_", "conftest"))]
    vendored = installed / "layers" / "assets" / "vendored"
    for folder in vendored.iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            assert list(folder.glob("LICENSE*")), folder.name
    assert (info / "licenses" / "LICENSE").is_file()


def _imported() -> set[str]:
    found = set()
    for name in PACKAGES:
        for path in (ROOT / name).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {each.name.split(".")[0] for each in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - set(PACKAGES)


def test_everything_that_is_imported_is_declared() -> None:
    """What comes only because another package needs it can be gone with its next release."""
    extra = [re.split(r"[\[<>=!~ ]", need)[0] for need in _OPTIONAL["dask"]]
    declared = {re.sub(r"[-_.]+", "-", name).lower() for name in (*constraints(), *extra)}
    known = packages_distributions()
    for module in sorted(_imported()):
        owners = {re.sub(r"[-_.]+", "-", name).lower() for name in known.get(module, [module])}
        assert owners & declared, module


def test_each_dependency_has_a_lowest_version() -> None:
    """``python -m tests.lowest`` makes constraints of them."""
    assert len(constraints()) == len(PROJECT["dependencies"])
