"""The command ``figure``: a file, its size, and what it shows in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from geodata.errors import AtlasError

RUN = CliRunner()


def figure(*words: str) -> str:
    done = RUN.invoke(app, ["figure", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_it_writes_the_opening_view_and_tells_it(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    told = figure("--out", str(out), "--size", "column", "--highlight", "Haidong")
    assert "map.svg" in told
    assert "Alternative text: Map of \u2068Qinghai\u2069 by prefecture" in told
    assert "Highlighted: \u2068Tsoshar (Haidong)\u2069" in out.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]
    with pytest.raises(AtlasError, match="--force"):
        figure("--out", str(out))
