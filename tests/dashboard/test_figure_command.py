"""The command ``figure``: a file, its size, and what it shows in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.commands.view_of import view_of
from dashboard.figure import link_of, with_language
from geodata.errors import AtlasError, ViewError
from layers.view import View

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


def test_a_view_is_read_from_a_link_a_query_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "spec.json"
    file.write_text(json.dumps({"view": {"area": "650100", "level": "county"}}), encoding="utf-8")
    asked = View.from_link("?area=650100&level=county")
    assert view_of(str(file)) == view_of("area=650100&level=county") == asked
    assert view_of(link_of(asked)) == asked
    assert with_language(View(), "bo").language.value == "bo"
    assert link_of(View()) == "/"


@pytest.mark.parametrize("text", ["[]", '{"view": 1}', "{", '{"view": {"area": 3}}'])
def test_a_file_without_a_view_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "spec.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ViewError, match=r"spec\.json"):
        view_of(str(file))


def test_a_missing_file_or_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ViewError, match="cannot be read"):
        view_of(str(tmp_path / "none.json"))
    with pytest.raises(ViewError, match="--lang"):
        with_language(View(), "tlh")
