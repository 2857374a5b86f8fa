"""Settings of the user's, odd encodings and odd outputs change nothing, or are refused clearly."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geodata.errors import AtlasError
from geodata.facts import load_facts
from layers.address import opening_view
from layers.export import table_bytes
from layers.export.bundle import zipped
from layers.table_format import TableFormat
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


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_terminals_that_lack_letters_get_their_codes(encoding: str, tmp_path: Path) -> None:
    """Every command ends as it does elsewhere, with its file written."""
    for arguments in (("check",), ("estimate",), ("figure", "--out", f"{encoding}.png")):
        done = command(tmp_path, *arguments, PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode(encoding)
    assert (tmp_path / f"{encoding}.png").is_file()


def test_codes_of_a_terminal_are_printed_and_not_obeyed(tmp_path: Path) -> None:
    """A file can carry them in its first line, a name or an argument."""
    hostile = "\x1b[2J\x1b]0;owned\x07"
    for folder in ("header", "description"):
        (tmp_path / folder).mkdir()
    (tmp_path / "header" / "datapackage.json").write_text("{}")
    (tmp_path / "header" / "events.csv").write_text(f"event_id,{hostile}\n1,2\n")
    (tmp_path / "description" / "datapackage.json").write_text(json.dumps({hostile: hostile}))
    for arguments in (
        ("check", "header"),
        ("check", "description"),
        ("check", f"no{hostile}"),
        ("estimate", "--region", hostile),
        ("table", "--out", f"{hostile}.csv"),
    ):
        done = command(tmp_path, *arguments)
        assert done.returncode in {0, 2}
        assert b"\x1b" not in done.stdout + done.stderr, arguments


@pytest.mark.parametrize("arguments", ["check", "table --out x.gpkg", "figure --out x.png"])
def test_an_output_that_is_full_is_said(arguments: str, tmp_path: Path) -> None:
    """One sentence, no traceback; the file itself is whole."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", _MAIN, *arguments.split()],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_geopackage_without_room_for_its_draft_is_refused(tmp_path: Path) -> None:
    """The library writes it through a file; where that cannot be, nothing is left behind."""
    facts = load_facts()
    for folder, limit in ((tmp_path / "gone", None), (tmp_path, 60_000)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(folder))
            with _largest_file(limit), pytest.raises(AtlasError, match="TMPDIR"):
                table_bytes(opening_view(facts), facts, TableFormat.GPKG)
    assert not list(tmp_path.iterdir())


@contextmanager
def _largest_file(size: int | None) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        if size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_variables_of_gdal_change_no_geopackage(tmp_path: Path) -> None:
    """Page sizes, journals and days are the product's own."""
    made = set()
    for name, variables in (
        ("plain", {}),
        ("pragma", {"OGR_SQLITE_PRAGMA": "page_size=8192,auto_vacuum=1,user_version=7"}),
        ("journal", {"OGR_SQLITE_JOURNAL": "WAL", "OGR_CURRENT_DATE": "1999-01-01T00:00:00Z"}),
    ):
        done = command(tmp_path, "table", "--out", f"{name}.gpkg", **variables)
        assert done.returncode == 0, done.stderr
        made.add((tmp_path / f"{name}.gpkg").read_bytes())
    assert len(made) == 1


def test_archives_are_packed_at_one_level_whatever_the_version_of_python() -> None:
    """What an archive does not say of an entry, versions of Python decide differently."""
    data = b"".join(hashlib.sha256(str(n).encode()).hexdigest().encode() for n in range(900))
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(data) + packed.flush()
    assert body in zipped({"a": data})
