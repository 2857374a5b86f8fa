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
    for said in ("scans_per_person=1", "per_person = 1"):
        text = told(capsys, "--region", "Tsoshar", "--assume", said)
        assert "0–1,358,471 iris scans" in text
    free = told(capsys, "--region", "Tsoshar", "--assume", "scans_per_person=none")
    assert free == told(capsys, "--region", "Tsoshar")
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
    "name",
    ["Haidong", "haidong shi", "Hǎidōng", "海东", "མཚོ་ཤར་", "mtsho shar", "Tsoshar", "632100"],
)
def test_a_region_is_found_by_any_of_its_names(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Chinese, pinyin with and without tones, Tibetan, Wylie, exile form and former code."""
    (row,) = json.loads(told(capsys, "--region", name, "--level", "prefecture", "--format", "json"))
    assert row["region"] == "630200"


def test_bounds_of_another_month(capsys: pytest.CaptureFixture[str]) -> None:
    """Before the published total's month only its upper end holds."""
    options = ("--level", "province", "--method", "bounded", "--assume", "as_of=2019-06")
    (row,) = json.loads(told(capsys, *options, "--format", "json"))
    assert (row["low"], row["high"], row["as_of"]) == (0, 1_452_035, "2019-06")


def test_every_row_names_its_base(capsys: pytest.CaptureFixture[str]) -> None:
    """The published range stands on the printed base, bounds on the census."""
    published, bounded = json.loads(told(capsys, "--level", "province", "--format", "json"))
    assert (published["base"], published["base_year"]) == (5_900_000, None)
    assert published["base_kind"] == "printed by the source"
    assert (bounded["base"], bounded["base_year"]) == (5_923_957, 2020)
    assert bounded["base_kind"] == "census residents"


def test_several_ranges_for_one_region_all_stay(capsys: pytest.CaptureFixture[str]) -> None:
    """Two sources with a range for the whole country: neither hides the other."""
    options = ("--region", "CN", "--method", "published", "--format", "json")
    assumed = ("--assume", "measure=dna_people", "--assume", "scope=context", "--assume", "low=1")
    rows = json.loads(told(capsys, *options, *assumed))
    assert [row["inputs"] for row in rows if row["region"] == "CN"] == [
        "CN-YSTR-000-2",
        "CN-YSTR-000-3",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--region", "Hainan"), "several regions"),
        (("--region", "Atlantis"), "unknown"),
        (("--format", "xml"), "no format"),
        (("--method", "guess"), "no method"),
        (("--level", "village"), "no level"),
        (("--region", "Haidong", "--level", "province"), "Use prefecture, county"),
        (("--assume", "scans_per_person=3"), "neither 1 nor 2"),
        (("--assume", "base=1999"), "no census"),
        (("--assume", "colour=red"), "'colour' is none"),
        (("--assume", "level=county"), "Assumptions and filters are: measure, scans_per_person"),
        (("--assume", "1"), "has no value"),
        (("--assume", "as_of=June"), "as_of: 'June' is not a month"),
        (("--assume", "measure=scans"), "iris_scans, iris_people, dna_samples"),
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
