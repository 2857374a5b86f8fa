"""The Python that README shows runs as it stands there, offline, block after block."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OFFLINE = """
import sys
def refuse(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen"}:
        raise SystemExit(f"{event} {args}")
sys.addaudithook(refuse)
"""


def blocks(text: str) -> list[str]:
    """Return the Python of a text in Markdown, in order."""
    return _BLOCK.findall(text)


def run(code: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run blocks one after another in one new process, in an empty folder."""
    return subprocess.run(
        [sys.executable, "-c", "\n".join([_OFFLINE, *code])],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_blocks_are_found_in_order() -> None:
    """Only fenced Python counts."""
    assert blocks("x\n```python\na = 1\n```\n```sh\nno\n```\n```python\nb = a\n```\n") == [
        "a = 1\n",
        "b = a\n",
    ]


def test_a_block_that_fails_is_noticed(tmp_path: Path) -> None:
    """What a block leaves behind reaches the next; an error and a request end the run."""
    assert run(["a = 1\n", "assert a == 1\n"], tmp_path).returncode == 0
    assert run(["a = 1\n", "assert a == 2\n"], tmp_path).returncode == 1
    assert run(["import socket; socket.create_connection(('127.0.0.1', 9))\n"], tmp_path).returncode


def test_the_tour_runs_as_it_stands(tmp_path: Path) -> None:
    """Every Python block of README."""
    done = run(blocks((ROOT / "README.md").read_text(encoding="utf-8")), tmp_path)
    assert done.returncode == 0, done.stderr
