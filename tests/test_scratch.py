"""A run of the tests leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT

_OF_THIS_RUN = {"ATLAS_TEST_SCRATCH", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_TESTRUNUID"}


def test_everything_lies_in_one_folder(tmp_path: Path) -> None:
    """That of this run; a test's own folder lies in it as well."""
    assert Path(tempfile.mkdtemp()).parent == Path(tempfile.gettempdir())
    assert tmp_path.is_relative_to(tempfile.gettempdir())


def test_the_folder_goes_with_the_run(tmp_path: Path) -> None:
    """A whole run of another pytest in an empty folder leaves it empty."""
    this = f"{Path(__file__)}::{test_everything_lies_in_one_folder.__name__}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", this],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if name not in _OF_THIS_RUN},
            "TMPDIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert not list(tmp_path.iterdir())
