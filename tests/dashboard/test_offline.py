"""No command asks a network for anything, starts a program or leaves a file beside its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_COMMANDS = (
    "check",
    "estimate",
    *(f"table --out x.{form}" for form in ("csv", "xlsx", "gpkg", "parquet", "geojson")),
    "page --out x.html",
    *(f"figure --out x.{form}" for form in ("png", "svg", "pdf")),
    "figure ?region=630200 --out y.png --base-url https://example.org",
    "bundle --out x.zip",
    "page nowhere.json --out z.html",
    "serve --host example.org",
    "serve --dataset nowhere --no-browser --port {port}",
)
_WATCHED = """
import shlex, sys
seen = []
def watch(event, args):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn")):
        seen.append(f"{event} {args}")
sys.addaudithook(watch)
from dashboard.cli import main
for line in sys.stdin.read().splitlines():
    sys.argv = ["deployment-atlas", *shlex.split(line)]
    seen.append(line)
    try:
        main()
    except SystemExit as done:
        seen.append(f"code {done.code}")
sys.stderr.write("\\n".join(seen))
"""


def test_no_command_speaks_to_anyone(tmp_path: Path) -> None:
    """Sockets are made by the server alone, and a look whether its port is free is all here."""
    home, scratch, work = (tmp_path / name for name in ("home", "scratch", "work"))
    for each in (home, scratch, work):
        each.mkdir()
    told = subprocess.run(
        [sys.executable, "-c", _WATCHED],
        input="\n".join(_COMMANDS).format(port=8594),
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=True,
    ).stderr.splitlines()
    codes = [line for line in told if line.startswith("code ")]
    assert codes == ["code 0"] * (len(_COMMANDS) - 3) + ["code 2"] * 3, told
    events = {line for line in told if line.startswith(("socket.", "subprocess.", "os."))}
    # A library that folium loads asks this machine for a port to learn if it knows IPv6.
    own = ("socket.__new__", "socket.bind", "8594", "('::1', 0)")
    strange = {line for line in events if not line.startswith(own[0])}
    assert all(line.startswith(own[1]) for line in strange), strange
    assert all(own[2] in line or own[3] in line for line in strange), strange
    assert not list(scratch.iterdir())
    forms = ("csv", "geojson", "gpkg", "html", "parquet", "pdf", "png", "svg", "xlsx", "zip")
    expected = [f"x.{form}" for form in forms] + ["y.png"]
    assert sorted(path.name for path in work.iterdir()) == expected
