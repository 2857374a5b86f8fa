"""``deployment-atlas estimate``: text, CSV and JSON of the same rows, and refusals."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dashboard.cli import main
from geodata.facts import load_facts
from tests.builders import claim_row, event_row, source_row, write_dataset


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
    """JSON and CSV carry the same numbers, spread totals in whole ones; empty is unknown."""
    options = ("--level", "prefecture", "--method", "illustration", "--method", "bounded")
    rows = json.loads(told(capsys, *options, "--format", "json"))
    sheet = list(csv.DictReader(io.StringIO(told(capsys, *options, "--format", "csv"))))
    assert len(rows) == len(sheet)
    for row, line in zip(rows, sheet, strict=True):
        assert {k: "" if v is None else str(v) for k, v in row.items()} == line
    shared = [row for row in rows if row["method"].startswith("even-spread/")]
    haidong = next(row for row in shared if row["region"] == "630200")
    assert haidong["low"] == 286_206
    for end in ("low", "high"):
        spread = [row[end] for row in shared]
        assert sum(spread) == getattr(load_facts().dataset.claim["QH-IRIS-000-1"], end)
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


def test_a_former_code_is_followed_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    """As a link does: the numbers are those of another code than was asked for."""
    said = {}
    for code in ("630200", "632100"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.argv", ["deployment-atlas", "estimate", "--region", code])
            with pytest.raises(SystemExit):
                main()
        said[code] = capsys.readouterr().err
    assert "632100" not in said["630200"]
    assert "632100" in said["632100"]
    assert "630200" in said["632100"]


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


HAIDONG = ("--region", "630200", "--level", "prefecture", "--format", "json")
RANGE = {
    "field": "quantity",
    "quantity_kind": "estimate_range",
    "unit": "iris_scans",
    "low": "300",
    "high": "500",
}


def data_set(folder: Path, *claims: dict[str, str]) -> tuple[str, str]:
    """Options for a data set about Haidong in which two sources repeat a third."""
    sources = [
        source_row(),
        source_row("S-2"),
        *(source_row(name, parent_source_id="S-1") for name in ("S-3", "S-4")),
    ]
    write_dataset(folder, [event_row(kind="campaign_estimate")], sources, claims)
    return ("--dataset", str(folder))


def test_several_ranges_for_one_region_all_stay(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Two sources of their own with a range for one region: neither hides the other."""
    claims = (claim_row(**RANGE), claim_row("C-2", source_id="S-2", **RANGE))
    rows = json.loads(told(capsys, *HAIDONG, "--method", "published", *data_set(tmp_path, *claims)))
    assert [row["inputs"] for row in rows] == ["C-1", "C-2"]


def test_a_range_that_is_retold_counts_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Two sources that repeat a third, which has no claim itself, are one."""
    claims = [claim_row(f"C-{n}", source_id=f"S-{n}", **RANGE) for n in (3, 4)]
    rows = json.loads(told(capsys, *HAIDONG, "--method", "published", *data_set(tmp_path, *claims)))
    assert [row["inputs"] for row in rows] == ["C-3"]


@pytest.mark.parametrize("kind", ["target_number", "capacity"])
def test_an_aim_or_a_capacity_bounds_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str
) -> None:
    """What authorities sought to collect is no count of what they collected."""
    options = data_set(tmp_path, claim_row(**{**RANGE, "quantity_kind": kind}))
    rows = json.loads(told(capsys, *HAIDONG, *options))
    assert [(row["label"], row["low"], row["high"]) for row in rows] == [("bounded", None, None)]


def test_hedges_stand_beside_the_number(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A number that its source hedges is never printed without the hedge."""
    options = (
        "--method",
        "published",
        *data_set(tmp_path, claim_row(hedge="may; roughly", **RANGE)),
    )
    assert "300–500 iris scans (“may”, “roughly”)" in told(capsys, *HAIDONG[:-2], *options)
    [row] = json.loads(told(capsys, *HAIDONG, *options))
    assert row["hedge"] == "may; roughly"
    [row] = csv.DictReader(io.StringIO(told(capsys, *HAIDONG[:-1], "csv", *options)))
    assert row["hedge"] == "may; roughly"


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
