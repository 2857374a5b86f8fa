"""``deployment-atlas estimate``: text, CSV and JSON of the same rows, and refusals."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dashboard.cli import main


def told(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["deployment-atlas", "estimate", *options])
        with pytest.raises(SystemExit) as stop:
            main()
    out, err = capsys.readouterr()
    return err if stop.value.code else out


def test_the_opening_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Qinghai and its prefectures, with assumption and claims under the table."""
    text = told(capsys)
    assert "Tsoshar (Haidong)" in text
    assert "0–1,452,035 iris scans" in text
    assert "No limit is assumed" in text
    assert "QH-IRIS-000-1" in text
    assert "illustration" not in text


def test_an_assumption_changes_numbers_and_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """One scan a person caps Haidong at its residents and says so."""
    text = told(capsys, "--region", "Tsoshar", "--assume", "per_person=1")
    assert "0–1,358,471 iris scans" in text
    assert "at most one scan for each resident of the 2020 census" in text


def test_all_forms_hold_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and CSV carry the exact numbers; an empty cell is unknown."""
    options = ("--level", "prefecture", "--method", "illustration", "--method", "bounded")
    rows = json.loads(told(capsys, *options, "--format", "json"))
    sheet = list(csv.DictReader(io.StringIO(told(capsys, *options, "--format", "csv"))))
    assert len(rows) == len(sheet) == 16
    for row, line in zip(rows, sheet, strict=True):
        assert {k: "" if v is None else str(v) for k, v in row.items()} == line
    haidong = next(r for r in rows if r["region"] == "630200" and r["label"] == "illustration")
    assert round(haidong["low"], 2) == 286_206.28
    assert haidong["value"] is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--region", "Hainan"), "several regions"),
        (("--region", "Atlantis"), "unknown"),
        (("--format", "xml"), "no format"),
        (("--method", "guess"), "no method"),
        (("--level", "village"), "no level"),
        (("--assume", "per_person=3"), "neither 1 nor 2"),
        (("--assume", "base=1999"), "no census"),
        (("--assume", "colour=red"), "no such choice"),
    ],
)
def test_refusals_say_what_to_do(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    """One line, with the option and the choices."""
    text = told(capsys, *options)
    assert text.startswith("Error: ")
    assert said in text
    assert text.count("\n") == 1
