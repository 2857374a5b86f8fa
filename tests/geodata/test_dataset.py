from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dataset import (
    BUNDLED,
    Severity,
    ShareClass,
    audit_shares,
    classify_share,
    descriptor,
    read_dataset,
)
from geodata.dataset.dataset import confidence_of
from geodata.errors import DatasetError
from geodata.model import (
    Confidence,
    Credibility,
    PartialDate,
    QuantityKind,
    Reliability,
    Scope,
)
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)
from tests.levels import PROVINCE, WHOLE


def errors(folder: Path) -> list[tuple[str, int | None, str]]:
    report = read_dataset(folder).report
    return [(p.file, p.line, p.field) for p in report.of(Severity.ERROR)]


def test_bundled_data_set_is_whole() -> None:
    """Every row of the bundled data set is kept, and each event has an independent source."""
    bundled = read_dataset()
    assert all(count.read == count.kept > 0 for count in bundled.report.rows)
    assert not bundled.report.problems
    assert all(bundled.independent_of(event.event_id) for event in bundled.events)


def test_bundled_leads_are_held_apart() -> None:
    """A lead counts nothing towards a place closer than its province, and cites its source."""
    bundled = read_dataset()
    leads = [event for event in bundled.events if event.scope is Scope.LEAD]
    assert leads
    for event in leads:
        assert event.level in {PROVINCE, WHOLE}, event.event_id
        assert bundled.claims_of[event.event_id], event.event_id


def test_no_aim_or_capacity_of_the_bundled_data_set_is_a_count() -> None:
    """35 to 70 million is what the authorities sought: a target, stored once, on its source."""
    claims = read_dataset().claims_of["CN-YSTR-000"]
    numbers = [claim for claim in claims if claim.has_number]
    assert [claim.quantity_kind for claim in numbers] == [QuantityKind.TARGET_NUMBER]
    assert "sought" in numbers[0].quote


def test_citizen_lab_is_no_second_source_beside_the_report_it_builds_on() -> None:
    """Bitter Winter and the report that continues its work are one independent source."""
    bundled = read_dataset()
    tsoshar = [each.event_id for each in bundled.events if each.region.startswith("6302")]
    assert len({root.source_id for name in tsoshar for root in bundled.roots_of(name)}) == 2
    assert [each.publisher for each in bundled.independent_of(*tsoshar)] == ["Bitter Winter"]
    assert [each.publisher for each in bundled.building_on(*tsoshar)] == ["Citizen Lab"]


def test_bundled_datapackage_is_the_schema() -> None:
    """The published Table Schema is the one that the validator uses."""
    said = json.loads((BUNDLED / "datapackage.json").read_text(encoding="utf-8"))
    metadata = {key: value for key, value in said.items() if key != "resources"}
    assert said == json.loads(json.dumps(descriptor(metadata)))


def test_bundled_datapackage_is_valid_for_others() -> None:
    """Frictionless, a tool of other people, finds no error in package and rows."""
    import frictionless

    report = frictionless.validate(str(BUNDLED / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def test_printed_shares_of_the_bundled_data_set() -> None:
    """Qinghai's upper share differs; that is a finding, not an error."""
    found = {(audit.claim_id, audit.end): audit for audit in audit_shares(read_dataset().claims)}
    qinghai = found["QH-IRIS-000-1", "high"]
    assert qinghai.share_class is ShareClass.DIFFERS
    assert (str(qinghai.printed), f"{qinghai.recomputed:.1f}") == ("25.6", "24.6")
    assert f"{found['XJ-IRIS-001-1', 'low'].recomputed:.1f}" == "13.6"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ShareClass.TRUNCATES),
        ({"hedge": "reportedly; roughly"}, ShareClass.APPROXIMATES),
        ({"qualifier": "about"}, ShareClass.APPROXIMATES),
        ({"hedge": "roughly", "share_low_printed": "14"}, ShareClass.ROUNDS),
        ({"hedge": "roughly", "share_low_printed": "15"}, ShareClass.DIFFERS),
    ],
)
def test_a_hedged_share_is_not_judged_as_an_exact_one(
    tmp_path: Path, change: dict[str, str], expected: ShareClass
) -> None:
    """A share that its source gives roughly is not said to be cut off."""
    count = {"best": "300000", "unit": "people", "base": "2200000", "share_low_printed": "13"}
    write_dataset(tmp_path, [event_row()], [source_row()], [claim_row(**{**count, **change})])
    [audit] = audit_shares(read_dataset(tmp_path).claims)
    assert audit.share_class is expected


@pytest.mark.parametrize(
    ("printed", "count", "expected"),
    [("50", 5, "exact"), ("33.3", 333, "exact"), ("67", 6666, "rounds"), ("66", 6666, "truncates")],
)
def test_share_classes(printed: str, count: int, expected: str) -> None:
    """A share is exact, rounds, truncates or differs, judged at its own decimals."""
    base = {5: 10, 333: 1000}.get(count, 10000)
    assert classify_share(Decimal(printed), Decimal(count), Decimal(base)).value == expected


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_rounded_and_cut_shares_never_differ(count: int, base: int, digits: int) -> None:
    """Whatever is rounded or cut to its decimals is recognised as such."""
    share = 100 * Decimal(count) / Decimal(base)
    step = Decimal(1).scaleb(-digits)
    for mode in ("ROUND_HALF_UP", "ROUND_DOWN"):
        printed = share.quantize(step, mode)
        assert classify_share(printed, Decimal(count), Decimal(base)) is not ShareClass.DIFFERS
    off = share.quantize(step, "ROUND_DOWN") + 3 * step
    assert classify_share(off, Decimal(count), Decimal(base)) is ShareClass.DIFFERS


def test_words_that_the_subject_does_not_list_are_kept_and_reported_once(tmp_path: Path) -> None:
    """Two events use one new word: both stay, and one finding names it where it stands first."""
    rows = [
        event_row(event_id="E-1", modality="iris;gait", kind="leak"),
        event_row(event_id="E-2", modality="gait"),
    ]
    folder = write_dataset(tmp_path / "set", events=rows)
    dataset = read_dataset(folder)
    assert [event.modality for event in dataset.events] == [("iris", "gait"), ("gait",)]
    assert dataset.events[0].kind.label == "leak"
    named = [
        (found.line, found.field, found.message)
        for found in dataset.report.of(Severity.FINDING)
        if "word of the subject" in found.message
    ]
    assert [(line, field) for line, field, _ in named] == [(2, "kind"), (2, "modality")]
    assert "'gait'" in named[1][2]
    assert list(dataset.subject.modalities)[-1] == "gait"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scope": "rumour"}, "scope"),
        ({"scope": ""}, "scope"),
        ({"modality": "iris; ;smell.taste"}, "modality"),
        ({"region": "63020"}, "region"),
        ({"region": ""}, "region"),
        ({"start": "March 2019"}, "start"),
        ({"start": "２０１９"}, "start"),
        ({"region": "６３０２００"}, "region"),
        ({"start": "2019-02-30"}, "start"),
        ({"end": "2019-04-31"}, "end"),
        ({"start": "0000-01"}, "start"),
        ({"start": "2020", "end": "2019"}, "end"),
        ({"latitude": "36.5"}, "latitude"),
        ({"latitude": "0", "longitude": "0"}, "latitude"),
        ({"latitude": "96", "longitude": "101"}, "latitude"),
        ({"precision": "township"}, "precision"),
        ({"witness_based": "yes", "precision": "site", "level_reported": "site"}, "precision"),
        ({"witness_based": "yes", "latitude": "36", "longitude": "102"}, "latitude"),
        ({"witness_based": "maybe"}, "witness_based"),
        ({"status": "withdrawn"}, "status_reason"),
        ({"start": "", "date_precision": "day"}, "date_precision"),
        ({"parent_id": "E-9"}, "parent_id"),
        ({"parent_id": "E-1"}, "parent_id"),
        ({"event_id": "<b>"}, "event_id"),
        ({"precision": "country", "region": "630200", "level_reported": "country"}, "region"),
    ],
)
def test_bad_event_is_named_and_kept_out(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    """A bad cell of an event is an error at its line and field; the good row stays."""
    bad = {**event_row("E-1"), **change}
    folder = write_dataset(tmp_path, [event_row("E-2"), bad], [source_row()])
    assert errors(folder) == [("events.csv", 3, field)]
    assert [event.event_id for event in read_dataset(folder).events] == ["E-2"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"low": "5", "best": "3", "unit": "people"}, "low"),
        ({"best": "5"}, "unit"),
        ({"best": "1,000", "unit": "people"}, "best"),
        ({"best": "NaN", "unit": "people"}, "best"),
        ({"best": "-5", "unit": "people"}, "low"),
        ({"field": "quantity"}, "quantity_kind"),
        ({"quantity_kind": "estimate_range", "low": "1", "unit": "people"}, "low"),
        ({"quantity_kind": "target_all", "best": "1", "unit": "people"}, "quantity_kind"),
        ({"field": "judgement", "best": "1", "unit": "people"}, "field"),
        ({"hedge": "may;;roughly"}, "hedge"),
        ({"share_low_printed": "101"}, "share_low_printed"),
        ({"base": "0"}, "base"),
        ({"base": "0.000001"}, "base"),
        ({"quote": "word " * 26}, "quote"),
        ({"credibility": "7"}, "credibility"),
        ({"event_id": "E-9"}, "event_id"),
        ({"source_id": "S-9"}, "source_id"),
    ],
)
def test_bad_claim_is_named_and_kept_out(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    """A bad cell of a claim is an error at its line and field."""
    bad = {**claim_row(), **change}
    bad["quote"] = bad["quote"].strip()
    folder = write_dataset(tmp_path, [event_row()], [source_row()], [bad])
    assert errors(folder) == [("claims.csv", 2, field)]


@pytest.mark.parametrize(
    "change",
    [
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org"},
        {"archive_holds_content": "yes"},
        {"sha256": "abc"},
        {"reliability": "G"},
        {"publisher": ""},
        {"parent_source_id": "S-9"},
    ],
)
def test_bad_source_is_kept_out_with_its_claims(tmp_path: Path, change: dict[str, str]) -> None:
    """What rests on a source that was kept out is kept out too, and both are reported."""
    folder = write_dataset(tmp_path, [event_row()], [{**source_row(), **change}], [claim_row()])
    found = errors(folder)
    assert [(file, line) for file, line, _ in found] == [("sources.csv", 2), ("claims.csv", 2)]


def test_rows_add_up_whatever_is_wrong(tmp_path: Path) -> None:
    """Kept plus left out is what was read, also for rows with too few cells."""
    folder = write_dataset(
        tmp_path, [event_row("E-1"), event_row("E-1"), event_row("E-3", scope="x")], [source_row()]
    )
    with (folder / "events.csv").open("a", encoding="utf-8") as file:
        file.write("E-4,only,three\n\n")
    report = read_dataset(folder).report
    count = report.rows[0]
    assert (count.read, count.kept, count.quarantined) == (4, 0, 4)
    assert {p.line for p in report.of(Severity.ERROR)} == {2, 3, 4, 5}


def test_spaces_are_removed_and_said(tmp_path: Path) -> None:
    """A harmless repair is reported, not silent."""
    folder = write_dataset(tmp_path, [event_row(region=" 630200 ")])
    dataset = read_dataset(folder)
    assert dataset.events[0].region == "630200"
    assert [p.field for p in dataset.report.of(Severity.REPAIRED)] == ["region"]


def test_missing_file_and_column_are_named(tmp_path: Path) -> None:
    """What is missing from a folder is named with the remedy."""
    folder = write_dataset(tmp_path, [event_row()])
    text = (folder / "events.csv").read_text(encoding="utf-8")
    (folder / "events.csv").write_text(text.replace("scope,", "scop,", 1), encoding="utf-8")
    with pytest.raises(DatasetError, match=r"events\.csv line 1: The column scope is missing"):
        read_dataset(folder)
    (folder / "claims.csv").unlink()
    (folder / "events.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"claims\.csv: The file is missing"):
        read_dataset(folder)
    with pytest.raises(DatasetError, match="no such folder"):
        read_dataset(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "[", "[]", '"x"', "{}", '{"name": 3}', "[" * 100_000])
def test_a_broken_description_is_refused(tmp_path: Path, text: str) -> None:
    """A datapackage.json that is no description of a data set gives one plain refusal."""
    folder = write_dataset(tmp_path)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"datapackage\.json"):
        read_dataset(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: "", "The file is empty"),
        (lambda text: text.replace(",", ";"), "separated by semicolons"),
        (lambda text: text.replace(",", "\t"), "separated by tabs"),
        (lambda text: text.partition("\n")[2], r"line 1: The first line does not hold the names"),
        (lambda text: '"' + "x" * 1_000_001, "line 1: The file is not CSV"),
    ],
)
def test_a_table_in_another_form_is_named(
    tmp_path: Path, change: Callable[[str], str], said: str
) -> None:
    """Not every column is listed as missing where the cause is another."""
    folder = write_dataset(tmp_path, [event_row()])
    path = folder / "events.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DatasetError, match=rf"events\.csv.*{said}"):
        read_dataset(folder)


def test_a_description_is_read_as_tables_are(tmp_path: Path) -> None:
    """A byte order mark is no fault; a folder, and another encoding, are told plainly."""
    folder = write_dataset(tmp_path, [event_row()])
    path = folder / "datapackage.json"
    data = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + data)
    assert read_dataset(folder).events
    path.write_bytes(data + b"\xff")
    with pytest.raises(DatasetError, match=r"datapackage\.json line \d+: Byte \d+ is not UTF-8"):
        read_dataset(folder)
    path.unlink()
    path.mkdir()
    with pytest.raises(DatasetError, match="not a regular file"):
        read_dataset(folder)
    with pytest.raises(DatasetError, match="a file, not a folder"):
        read_dataset(folder / "events.csv")


def test_letters_that_cannot_be_seen_are_found_everywhere(tmp_path: Path) -> None:
    """Controls and separators, in cells as in the description of the whole."""
    dataset = read_dataset(
        write_dataset(
            tmp_path,
            [event_row(title="a\x1bb"), event_row("E-2", title="a\u2028b")],
            title="a\x07b",
        )
    )
    found = {(p.file, p.field) for p in dataset.report.of(Severity.FINDING) if "seen" in p.message}
    assert found == {("events.csv", "title"), ("datapackage.json", "title")}
    assert sum("seen" in p.message for p in dataset.report.problems) == 3


def test_other_encodings_are_refused_by_line(tmp_path: Path) -> None:
    """A file in another encoding is refused where it goes wrong, never guessed."""
    folder = write_dataset(tmp_path, [event_row(place_zh="海东")])
    (folder / "events.csv").write_bytes(
        (folder / "events.csv").read_text(encoding="utf-8").encode("gb18030")
    )
    with pytest.raises(DatasetError, match=r"events\.csv line 2: Byte \d+ is not UTF-8"):
        read_dataset(folder)


@pytest.mark.parametrize(
    ("reliability", "credibility", "doubt", "said"),
    [
        ("F", "6", "", Confidence.UNGRADED),
        ("F", "5", "", Confidence.LOW),
        ("E", "6", "", Confidence.LOW),
        ("F", "6", "An editor doubts it.", Confidence.LOW),
    ],
)
def test_what_nobody_has_graded_is_not_low(
    tmp_path: Path, reliability: str, credibility: str, doubt: str, said: Confidence
) -> None:
    """Only an event without any grade is ungraded; a grade or a doubt is a judgement."""
    dataset = read_dataset(
        write_dataset(
            tmp_path,
            [event_row(doubt=doubt), event_row("E-2")],
            [source_row(reliability=reliability)],
            [claim_row(credibility=credibility)],
        )
    )
    assert dataset.confidence("E-1") is said
    assert dataset.confidence("E-2") is Confidence.UNGRADED


def test_one_grade_of_several_claims_counts(tmp_path: Path) -> None:
    """A low grade beside an ungraded claim makes the event low, not ungraded."""
    dataset = read_dataset(
        write_dataset(
            tmp_path,
            [event_row()],
            [source_row(reliability="F"), source_row("S-2", reliability="D")],
            [claim_row(credibility="6"), claim_row("C-2", source_id="S-2", credibility="4")],
        )
    )
    assert dataset.confidence("E-1") is Confidence.LOW


def test_reprints_are_one_root(tmp_path: Path) -> None:
    """Sources that repeat each other count once; circles are errors."""
    sources = [
        source_row("ROOT"),
        source_row("REPRINT", parent_source_id="ROOT"),
        source_row("COPY", parent_source_id="REPRINT"),
    ]
    claims = [claim_row(f"C-{each['source_id']}", source_id=each["source_id"]) for each in sources]
    dataset = read_dataset(write_dataset(tmp_path, [event_row()], sources, claims))
    assert [root.source_id for root in dataset.roots_of("E-1")] == ["ROOT"]
    assert [each.source_id for each in dataset.origin_of("COPY")] == ["COPY", "REPRINT", "ROOT"]
    sources[0]["parent_source_id"] = "COPY"
    circle = read_dataset(write_dataset(tmp_path, [event_row()], sources, claims))
    assert not circle.sources
    assert "circle" in circle.report.of(Severity.ERROR)[0].message


def test_confirmed_needs_two_roots(tmp_path: Path) -> None:
    """A claim graded 1 on one root is a finding that check lists."""
    folder = write_dataset(tmp_path, [event_row()], [source_row()], [claim_row(credibility="1")])
    report = read_dataset(folder).report
    assert [p.field for p in report.of(Severity.FINDING)] == ["credibility"]
    assert not report.has_errors


@pytest.mark.parametrize(
    ("reliability", "credibility", "official", "expected"),
    [
        ("A", "2", True, "high"),
        ("A", "2", False, "medium"),
        ("C", "1", True, "medium"),
        ("B", "3", True, "medium"),
        ("D", "2", True, "low"),
        ("A", "4", True, "low"),
    ],
)
def test_confidence_rule(reliability: str, credibility: str, official: bool, expected: str) -> None:
    """Confidence follows from the grades; a doubt holds it at low."""
    grade = (Reliability(reliability), Credibility(credibility), official)
    assert confidence_of([grade], doubted=False) == expected
    assert confidence_of([grade], doubted=True) is Confidence.LOW


def test_fingerprint_follows_values_not_order(tmp_path: Path) -> None:
    """The fingerprint is the same for other row orders and differs for other values."""
    rows = [event_row("E-1"), event_row("E-2")]
    first = read_dataset(write_dataset(tmp_path / "a", rows)).fingerprint
    turned = read_dataset(write_dataset(tmp_path / "b", rows[::-1])).fingerprint
    changed = read_dataset(write_dataset(tmp_path / "c", [rows[0]])).fingerprint
    assert first == turned != changed


@pytest.mark.parametrize("text", ["", "19", "2019-13", "2019-3", "2019-02-30", "2019/03", "x2019"])
def test_dates_are_not_guessed(text: str) -> None:
    """Anything that is not a date of the three forms is refused."""
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate.parse(text)


def test_disagreements_are_data() -> None:
    """Each of the bundled disagreements has two versions or more, and says what is shown."""
    data = read_dataset()
    assert data.discrepancies
    for found in data.discrepancies:
        assert len(data.versions_of[found.discrepancy_id]) >= 2
        assert found.treatment
        for event_id in found.event_ids:
            assert found in data.discrepancies_of(event_id)
    assert data.discrepancies_of("QH-DNA-002") == ()
    claims = {version.claim_id for version in data.versions if version.claim_id}
    assert claims <= set(data.claim)


@pytest.mark.parametrize(
    ("table", "columns"), [("claims", ("hedge", "speaker")), ("sources", ("how_read",))]
)
def test_files_without_the_optional_columns_open(
    tmp_path: Path, table: str, columns: tuple[str, ...]
) -> None:
    """A data set of an earlier edition lacks columns that came later: they are empty."""
    write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()])
    file = tmp_path / f"{table}.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(
            out, [name for name in rows[0] if name not in columns], extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
    dataset = read_dataset(tmp_path)
    assert not dataset.report.problems
    [record] = getattr(dataset, table)
    assert [getattr(record, name) for name in columns] == [""] * len(columns)


def test_hedging_words_keep_their_order(tmp_path: Path) -> None:
    """A hedge is printed words, one by one."""
    claims = [claim_row(hedge="may; roughly")]
    write_dataset(tmp_path, [event_row()], [source_row()], claims)
    assert read_dataset(tmp_path).claims[0].hedges == ("may", "roughly")


def test_a_data_set_without_disagreements_is_whole(tmp_path: Path) -> None:
    """The two tables may be missing altogether."""
    write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()])
    (tmp_path / "discrepancies.csv").unlink()
    (tmp_path / "versions.csv").unlink()
    data = read_dataset(tmp_path)
    assert data.discrepancies == data.versions == ()
    assert not data.report.problems


@pytest.mark.parametrize(
    ("dispute", "version", "file", "field"),
    [
        ({"event_ids": "E-1; E-9"}, {}, "discrepancies.csv", "event_ids"),
        ({"kind": "gossip"}, {}, "discrepancies.csv", "kind"),
        ({}, {"claim_id": "C-9"}, "versions.csv", "claim_id"),
        ({}, {"discrepancy_id": "D-9"}, "versions.csv", "discrepancy_id"),
    ],
)
def test_broken_disagreements_are_left_out(
    tmp_path: Path, dispute: dict[str, str], version: dict[str, str], file: str, field: str
) -> None:
    """A row that names what is not there is left out and said; kept and left out add up."""
    write_dataset(
        tmp_path,
        [event_row()],
        [source_row()],
        [claim_row()],
        [discrepancy_row(**dispute)],
        [version_row(**version), version_row("V-2", claim_id="C-1")],
    )
    report = read_dataset(tmp_path).report
    first = report.of(Severity.ERROR)[0]
    assert (first.file, first.field) == (file, field)
    assert all(count.kept + count.quarantined == count.read for count in report.rows)


def test_one_version_alone_is_a_finding(tmp_path: Path) -> None:
    """A disagreement needs two sides."""
    rows = [discrepancy_row()], [version_row()]
    write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()], *rows)
    [finding] = read_dataset(tmp_path).report.of(Severity.FINDING)
    assert "two versions" in finding.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abc\u202edef", "U+202E"),
        ("ze\u200bro", "U+200B"),
        ("bell\x07", "U+0007"),
        ("nul\x00", "U+0000"),
        ("private\ue000", "U+E000"),
        ("=SUM(A1:A9)", "formula"),
        ("@cmd", "formula"),
        ("W" * 20_001, "20,001 letters"),
    ],
)
def test_odd_cells_are_kept_and_said(tmp_path: Path, text: str, said: str) -> None:
    """A cell that deceives or would be run is a finding with file, line and field, and kept."""
    write_dataset(tmp_path, [event_row(title=text)], [source_row()], [claim_row()])
    data = read_dataset(tmp_path)
    assert data.events[0].title == text
    [finding] = data.report.of(Severity.FINDING)
    assert (finding.file, finding.line, finding.field) == ("events.csv", 2, "title")
    assert said in finding.message


def test_names_with_joiners_are_not_odd(tmp_path: Path) -> None:
    """Letters that belong to a script, and negative numbers, are no finding."""
    events = [event_row(title="می\u200cخواهم", latitude="-5.5", longitude="-100")]
    write_dataset(tmp_path, events, [source_row()], [claim_row()])
    assert not read_dataset(tmp_path).report.of(Severity.FINDING)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Which of them counts cannot be guessed."""
    write_dataset(tmp_path)
    path = tmp_path / "events.csv"
    path.write_text(path.read_text().replace("title,", "title,title,"), encoding="utf-8")
    with pytest.raises(DatasetError, match="title stands there more than once"):
        read_dataset(tmp_path)


def test_a_pipe_in_place_of_a_file_is_refused_at_once(tmp_path: Path) -> None:
    """Nothing waits for a file that nobody writes."""
    write_dataset(tmp_path)
    (tmp_path / "claims.csv").unlink()
    os.mkfifo(tmp_path / "claims.csv")
    with pytest.raises(DatasetError, match="not a regular file"):
        read_dataset(tmp_path)


def test_an_empty_data_set_and_unknown_tables_are_findings(tmp_path: Path) -> None:
    """Neither is an error; both are said."""
    write_dataset(tmp_path)
    path = tmp_path / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"].append({"name": "people", "path": "people.csv"})
    path.write_text(json.dumps(described), encoding="utf-8")
    said = [problem.message for problem in read_dataset(tmp_path).report.of(Severity.FINDING)]
    assert any("no event" in message for message in said)
    assert any("does not read it" in message for message in said)


def test_one_bad_campaign_is_one_problem(tmp_path: Path) -> None:
    """All that goes with a bad row stands in one line, with the lines of the rows."""
    children = [event_row(f"E-{n}", parent_id="E-0") for n in range(1, 30)]
    grandchildren = [event_row(f"E-{n}", parent_id="E-1") for n in range(30, 40)]
    events = [event_row("E-0", scope="nonsense"), *children, *grandchildren]
    claims = [claim_row(f"C-{n}", event_id=f"E-{n}") for n in range(40)]
    write_dataset(tmp_path, events, [source_row()], claims)
    data = read_dataset(tmp_path)
    assert data.events == ()
    in_events = [each for each in data.report.of(Severity.ERROR) if each.file == "events.csv"]
    assert len(in_events) == 2
    assert "38 more rows are left out with it: lines 4, 5" in in_events[1].message
    assert all(count.kept + count.quarantined == count.read for count in data.report.rows)


def test_long_and_circular_chains_of_parents(tmp_path: Path) -> None:
    """Ten thousand generations are read; a circle is named and leaves out what hangs on it."""
    length = 10_000
    rows = [event_row("E-0")]
    rows += [event_row(f"E-{n}", parent_id=f"E-{n - 1}") for n in range(1, length)]
    rows += [event_row("X-1", parent_id="X-2"), event_row("X-2", parent_id="X-1")]
    rows += [event_row("X-3", parent_id="X-1")]
    claims = [claim_row("C-0", event_id="E-0")]
    write_dataset(tmp_path, rows, [source_row()], claims)
    data = read_dataset(tmp_path)
    assert len(data.events) == length
    [circle] = data.report.of(Severity.ERROR)
    assert (circle.record, circle.line) == ("X-1", length + 2)
    assert "X-1 → X-2 → X-1" in circle.message
    assert f"2 more rows are left out with it: lines {length + 3}, {length + 4}" in circle.message


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-22T00:00:00Z", "2026-11-22"),
        ("2026-11-22", "2026-11-22"),
        ("2026", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_the_day_of_the_data_is_never_made_up(written: str, day: str, tmp_path: Path) -> None:
    """A description that names no whole day leaves it empty."""
    folder = write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()], created=written)
    assert read_dataset(folder).metadata.created == day


def renamed(path: Path, names: dict[str, str]) -> None:
    """Write other names into the first line of a table."""
    header, _, rest = path.read_text(encoding="utf-8").partition("\n")
    cells = [names.get(cell, cell) for cell in header.strip().split(",")]
    path.write_text(",".join(cells) + "\n" + rest, encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "missing", "unknown", "proposed"),
    [
        ({"event_id": "EventID"}, "event_id is missing", "EventID is unknown", "to event_id"),
        ({"region": "Region"}, "region is missing", "Region is unknown", "Region to region"),
        ({"end": "horse"}, "end is missing", "horse is unknown", ""),
        (
            {"event_id": "Event ID", "start": "start_", "precision": "Precison"},
            "event_id, precision, start are missing",
            "Event ID, Precison, start_ are unknown",
            "Event ID to event_id, Precison to precision, start_ to start",
        ),
    ],
)
def test_a_column_of_another_name_is_named_with_the_nearest(
    tmp_path: Path, names: dict[str, str], missing: str, unknown: str, proposed: str
) -> None:
    """Nothing is said of semicolons where a column has only another name."""
    folder = write_dataset(tmp_path, [event_row()])
    renamed(folder / "events.csv", names)
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    assert refused.value.where == "events.csv line 1"
    assert missing in refused.value.problem
    assert unknown in refused.value.problem
    assert proposed in refused.value.remedy
    assert ("Rename" in refused.value.remedy) is bool(proposed)
    assert "semicolons" not in str(refused.value)


def test_every_name_in_capitals_is_proposed(tmp_path: Path) -> None:
    """A whole header in another spelling is still a header."""
    folder = write_dataset(tmp_path, [event_row()])
    path = folder / "versions.csv"
    path.write_text("VersionID,DiscrepancyID,ClaimID,Said\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="VersionID to version_id, DiscrepancyID to discrep"):
        read_dataset(folder)


@pytest.mark.parametrize("marks", [1, 2, 3])
def test_byte_order_marks_are_no_letters(tmp_path: Path, marks: int) -> None:
    """However often programs have put one, the table and the description are read."""
    folder = write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()])
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" * marks + path.read_bytes())
    data = read_dataset(folder)
    assert (len(data.events), len(data.claims)) == (1, 1)
    assert not data.report.problems


@pytest.mark.parametrize("name", ["versions.csv", "discrepancies.csv", "events.csv"])
def test_a_link_that_leads_nowhere_is_not_absent(tmp_path: Path, name: str) -> None:
    """Whoever made the link meant a table to be there."""
    folder = write_dataset(tmp_path, [event_row()])
    (folder / name).unlink()
    (folder / name).symlink_to("nowhere.csv")
    with pytest.raises(DatasetError, match="leads nowhere") as refused:
        read_dataset(folder)
    assert refused.value.where == name


@pytest.mark.parametrize(
    ("member", "found", "place"),
    [
        ("licenses", 5, "licenses"),
        ("licenses", True, "licenses"),
        ("licenses", "CC-BY-4.0", "licenses"),
        ("licenses", ["CC-BY-4.0"], "licenses[0]"),
        ("licenses", [{"name": ["CC"]}], "licenses[0].name"),
        ("contributors", 7, "contributors"),
        ("contributors", [{"title": {"en": "x"}}], "contributors[0].title"),
        ("resources", [{"name": ["events"]}], "resources[0].name"),
        ("resources", [{"name": {"a": 1}}], "resources[0].name"),
        ("resources", {"name": "events"}, "resources"),
        ("description", None, "description"),
        ("created", 2026, "created"),
        ("created", "soon", "created"),
    ],
)
def test_a_member_of_another_type_is_named(
    tmp_path: Path, member: str, found: object, place: str
) -> None:
    """File, member, what was found and what is expected; the rows are read all the same."""
    folder = write_dataset(tmp_path, [event_row()], [source_row()], [claim_row()])
    path = folder / "datapackage.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, member: found}), encoding="utf-8")
    data = read_dataset(folder)
    [finding] = data.report.problems
    assert (finding.file, finding.field) == ("datapackage.json", place)
    assert finding.message
    assert finding.remedy
    assert [event.event_id for event in data.events] == ["E-1"]


def test_a_required_member_of_another_type_is_refused_by_name(tmp_path: Path) -> None:
    """Not only that something is missing: which member it is, and what stands there."""
    folder = write_dataset(tmp_path, [event_row()], version=3)  # type: ignore[arg-type]
    with pytest.raises(DatasetError, match=r"version.*number 3"):
        read_dataset(folder)


def test_a_share_of_a_base_that_is_almost_nothing_is_audited() -> None:
    """More digits than a decimal context holds are no reason to fail."""
    assert classify_share(Decimal(1), Decimal(999999999999999), Decimal("0.000001")).value == (
        "differs"
    )
    share = Decimal(100 * 999999999999999 * 10**6)
    assert classify_share(share, Decimal(999999999999999), Decimal("0.000001")).value == "exact"


def test_coordinates_have_any_number_of_decimals(tmp_path: Path) -> None:
    """What a device writes is not refused for being long."""
    events = [event_row(latitude="36.48013889", longitude="102." + "0123456789" * 5)]
    data = read_dataset(write_dataset(tmp_path, events, [source_row()], [claim_row()]))
    assert data.events[0].latitude == 36.48013889
    assert not data.report.problems


def test_thousands_of_rows_without_a_parent_are_read_once_each(tmp_path: Path) -> None:
    """Each of 20,000 rows has a parent of its own that is missing, or lies on one circle."""
    count = 20_000
    events = [event_row(f"E-{n}", parent_id=f"M-{n}") for n in range(count)]
    ring = [source_row(f"S-{n}", parent_source_id=f"S-{(n + 1) % count}") for n in range(count)]
    data = read_dataset(write_dataset(tmp_path, events, ring))
    assert (data.events, data.sources) == ((), ())
    found = [each.file for each in data.report.of(Severity.ERROR)]
    assert (found.count("events.csv"), found.count("sources.csv")) == (count, 1)


def test_long_chains_of_sources_are_walked_once(tmp_path: Path) -> None:
    """Of 20,000 sources each repeats the one before; all claims have one root."""
    count = 20_000
    sources = [
        source_row(f"S-{n}", parent_source_id=f"S-{n - 1}" if n else "") for n in range(count)
    ]
    claims = [claim_row(f"C-{n}", source_id=f"S-{n}") for n in range(count)]
    data = read_dataset(write_dataset(tmp_path, [event_row()], sources, claims))
    assert [root.source_id for root in data.roots_of("E-1")] == ["S-0"]
    assert len(data.origin_of(f"S-{count - 1}")) == count
    shown = data.shown_origin_of(f"S-{count - 1}")
    assert (shown[0].source_id, shown[-1].source_id) == (f"S-{count - 1}", "S-0")
    assert len(shown) < 20
    everything = [source.source_id for source in data.sources]
    assert len(data.origins.behind(everything)) == count
    assert len(data.origins.repeating(everything)) == count - 1


@pytest.mark.parametrize(
    ("table", "field", "written", "words"),
    [
        ("events", "start", "0019-03", "March 0019"),
        ("events", "end", "2109-03", "March 2109"),
        ("events", "end", "9999-12", "December 9999"),
        ("events", "end", "9999", "9999"),
        ("sources", "published", "0202-05-04", "4 May 0202"),
        ("sources", "accessed", "2206-05-04", "4 May 2206"),
    ],
)
def test_a_year_that_nobody_meant_is_a_finding(
    tmp_path: Path, table: str, field: str, written: str, words: str
) -> None:
    """The row stays, and the year is told as it is written, never as one of another century."""
    change = {field: written}
    folder = write_dataset(
        tmp_path,
        [event_row(**(change if table == "events" else {}))],
        [source_row(**(change if table == "sources" else {}))],
        [claim_row()],
    )
    data = read_dataset(folder)
    [finding] = data.report.problems
    where = (finding.severity, finding.file, finding.line, finding.field)
    assert where == (Severity.FINDING, f"{table}.csv", 2, field)
    assert words in finding.message
    assert (len(data.events), len(data.sources)) == (1, 1)


def test_a_clock_that_is_set_back_makes_no_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded by the day of the data set lies not in the future."""
    monkeypatch.setattr("geodata.dataset.years.today", lambda: date(1970, 1, 1))
    folder = write_dataset(
        tmp_path, [event_row()], [source_row()], [claim_row()], created="2026-11-22T00:00:00Z"
    )
    assert not read_dataset(folder).report.problems


def test_coordinates_off_the_globe_propose_the_exchange(tmp_path: Path) -> None:
    """A latitude of 102 degrees is most likely a longitude."""
    events = [event_row(latitude="102.1", longitude="36.5")]
    [error] = read_dataset(write_dataset(tmp_path, events)).report.of(Severity.ERROR)
    assert (error.field, error.line) == ("latitude", 2)
    assert "latitude 36.5, longitude 102.1" in error.remedy


def _roots(folder: Path, built: dict[str, str]) -> list[str]:
    """Return the independent sources of an event that each of some sources documents."""
    sources = [source_row(name, builds_on=others) for name, others in built.items()]
    claims = [claim_row(f"C-{name}", source_id=name) for name in built]
    write_dataset(folder, [event_row()], sources, claims)
    dataset = read_dataset(folder)
    assert not dataset.report.has_errors
    return [source.source_id for source in dataset.independent_of("E-1")]


@pytest.mark.parametrize(
    ("built", "independent"),
    [
        ({"A": "", "B": ""}, ["A", "B"]),
        ({"A": "", "B": "A"}, ["A"]),
        ({"A": "", "B": "", "C": "A; B"}, ["A", "B"]),
        ({"A": "", "B": "A", "C": "B"}, ["A"]),
        ({"A": "B", "B": "A"}, ["A"]),
        ({"A": "A"}, ["A"]),
    ],
)
def test_a_report_that_builds_on_another_is_no_second_source(
    tmp_path: Path, built: dict[str, str], independent: list[str]
) -> None:
    """Beside the report it builds on it does not count; whatever the circle, one remains."""
    assert _roots(tmp_path, built) == independent


def test_building_on_reaches_through_reprints_and_sources_not_cited(tmp_path: Path) -> None:
    """A builds on a reprint of B; C is between D and B and documents nothing itself."""
    sources = [
        source_row("A", builds_on="B-COPY"),
        source_row("B"),
        source_row("B-COPY", parent_source_id="B"),
        source_row("C", builds_on="B"),
        source_row("D", builds_on="C"),
    ]
    claims = [claim_row(f"C-{name}", source_id=name) for name in ("A", "B", "D")]
    write_dataset(tmp_path, [event_row()], sources, claims)
    dataset = read_dataset(tmp_path)
    assert [each.source_id for each in dataset.independent_of("E-1")] == ["B"]
    assert [each.source_id for each in dataset.building_on("E-1")] == ["A", "D"]
    assert [each.source_id for each in dataset.independent(["A"])] == ["A"]


def test_building_on_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """The row is named and kept out."""
    write_dataset(tmp_path, [event_row()], [source_row(builds_on="S-9")], [])
    assert ("sources.csv", 2, "builds_on") in errors(tmp_path)


def test_confirmed_by_a_report_that_builds_on_the_first_is_a_finding(tmp_path: Path) -> None:
    """Credibility 1 needs a second independent source."""
    sources = [source_row("A"), source_row("B", builds_on="A")]
    claims = [claim_row("C-1", source_id="A", credibility="1"), claim_row("C-2", source_id="B")]
    write_dataset(tmp_path, [event_row()], sources, claims)
    [problem] = read_dataset(tmp_path).report.problems
    assert (problem.severity, problem.field) == (Severity.FINDING, "credibility")


def test_an_improbable_statement_is_no_further_source(tmp_path: Path) -> None:
    """It counts only where an event rests on nothing else."""
    claims = [
        claim_row("C-1", source_id="A", credibility="5"),
        claim_row("C-2", source_id="B"),
        claim_row("C-3", event_id="E-2", source_id="A", credibility="5"),
    ]
    events, sources = [event_row(), event_row("E-2")], [source_row("A"), source_row("B")]
    write_dataset(tmp_path, events, sources, claims)
    dataset = read_dataset(tmp_path)
    assert [each.source_id for each in dataset.independent_of("E-1")] == ["B"]
    assert [each.source_id for each in dataset.independent_of("E-2")] == ["A"]
