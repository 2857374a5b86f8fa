"""``deployment-atlas import``: from a file to a folder that the other commands open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from geodata.errors import ImportRefused
from geodata.facts import load_facts
from geodata.model import Confidence
from layers.address import opening_view
from layers.events import shown_events

_TEXT = "title,city,lat,lon,date\nGate,Xining,36.62,101.77,2019-03\nWall,Lhasa,,,2020\n"


def _run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_proposal_is_shown_and_nothing_is_written_until_it_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(_TEXT)
    code, shown = _run("import", file, "--out", tmp_path / "atlas")
    assert code == 1
    assert "latitude" in shown
    assert "Xining" in shown
    assert not (tmp_path / "atlas").exists()


def test_an_accepted_file_becomes_a_folder_that_check_accepts(tmp_path: Path) -> None:
    file, out = tmp_path / "list.csv", tmp_path / "atlas"
    file.write_text(_TEXT)
    code, shown = _run("import", file, "--out", out, "--yes")
    assert code == 0
    assert "2 kept" in shown
    assert _run("check", out)[0] == 0
    # Next month's file needs no decisions.
    file.write_text(_TEXT + "Bridge,Xining,36.63,101.78,2021\n")
    code, shown = _run("import", file, "--out", out, "--mapping", out / "mapping.toml", "--force")
    assert code == 0
    assert "3 kept" in shown


def test_what_was_imported_is_on_the_map_that_opens_and_called_ungraded(tmp_path: Path) -> None:
    """Nobody has graded the rows of a spreadsheet: that hides none of them."""
    file, out = tmp_path / "list.csv", tmp_path / "atlas"
    file.write_text(_TEXT)
    assert _run("import", file, "--out", out, "--yes")[0] == 0
    facts = load_facts(out)
    shown = shown_events(opening_view(facts), facts)
    assert shown == facts.dataset.events
    assert len(shown) == 2
    assert {facts.dataset.confidence(each.event_id) for each in shown} == {Confidence.UNGRADED}


def test_a_file_with_several_sheets_asks_which(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Second")):
        sheet.append(["title", "city"])
        sheet.append(["Gate", "Xining"])
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(ImportRefused, match="Second"):
        _run("import", tmp_path / "book.xlsx", "--out", tmp_path / "atlas", "--yes")
    code, _ = _run(
        *("import", tmp_path / "book.xlsx", "--out", tmp_path / "atlas", "--yes"),
        *("--sheet", "Second"),
    )
    assert code == 0


def test_two_imports_are_compared_event_by_event(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    for version, text in (
        ("old", _TEXT),
        ("new", _TEXT.replace("2019-03", "2019-04").replace("Wall,Lhasa", "Tower,Lhasa")),
    ):
        file.write_text(text)
        _run("import", file, "--out", tmp_path / version, "--yes")
    code, shown = _run("diff", tmp_path / "old", tmp_path / "new", "--json")
    assert code == 0
    events = [each for each in json.loads(shown) if each["table"] == "events"]
    assert sorted(each["change"] for each in events) == ["added", "changed", "removed"]
    (changed,) = [each for each in events if each["change"] == "changed"]
    assert changed["fields"] == [{"name": "start", "before": "2019-03", "after": "2019-04"}]
    code, shown = _run("diff", tmp_path / "old", tmp_path / "new")
    assert "2019-03 → 2019-04" in shown
    same = _run("diff", tmp_path / "old", tmp_path / "old", "--json")
    assert json.loads(same[1]) == []
