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


def test_a_month_that_nobody_meant_is_the_nearest_with_a_notice(tmp_path: Path) -> None:
    """The file is made, and the command says which month it shows instead."""
    told = figure("?time=2999-12", "--out", str(tmp_path / "map.svg"), "--size", "column")
    assert "time: December 2999 lies in the future. The nearest month with an event is" in told
    assert "December 2999" not in (tmp_path / "map.svg").read_text(encoding="utf-8")
