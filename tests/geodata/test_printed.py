from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from geodata.dataset import is_printed, original_claims, read_dataset
from geodata.dataset.printed import aiming_words, hedging_words, holds_number, qualifiers_of
from geodata.model import Qualifier
from tests.builders import (
    Row,
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)

COUNTED = {"field": "quantity", "unit": "people", "quantity_kind": "reported_count"}


def findings(
    folder: Path, *claims: Row, sources: tuple[Row, ...] = (), **tables: list[Row]
) -> set[tuple[str, str]]:
    """Record and field of each finding."""
    write_dataset(folder, [event_row()], sources or [source_row()], claims, **tables)
    return {(each.record, each.field) for each in read_dataset(folder).report.problems}


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("may have collected between roughly 919,282 and 1,206,962", ("may", "roughly")),
        ("reportedly contained scans of 300,000 people, or roughly 13%", ("reportedly", "roughly")),
        ("some 18.8 million people had already participated", ("some",)),
        ("an estimated half a million", ("estimated",)),
        ("more than 17.5 million residents", ("more than",)),
        ("nearly US$3m more", ("nearly",)),
        ("as many as 70m", ("as many as",)),
        ("收集约120万人的数据", ("约",)),
        ("据报,至少一人", ("据报", "至少")),
        ("In May 2019 police spoke about the scans and some villagers", ()),
        ("all over the county, more than ever", ()),
        ("1,248,075 iris scans", ()),
        ("最近的条约", ()),
        ("至今已采集400万人", ("至今",)),
        ("截至今年7月17日完成体检人数400万人", ()),
    ],
)
def test_hedging_words(quote: str, words: tuple[str, ...]) -> None:
    """Words that weaken a number are found; the same words about anything else are not."""
    assert hedging_words(quote) == words


@pytest.mark.parametrize(
    ("text", "number", "held"),
    [
        ("1,248,075 iris scans", "1248075", True),
        ("1\u202f248\u202f075 iris scans", "1248075", True),
        ("$1,60,000 of kits", "160000", True),
        ("5.21 million RMB", "5210000", True),
        ("between 35 and 70 million", "35000000", True),
        ("as many as 70m", "70000000", True),
        ("more than one billion faces", "1000000000", True),
        ("half a million people", "500000", True),
        ("35萬人", "350000", True),
        ("1.4亿人", "140000000", True),
        ("一百二十万人", "1200000", True),
        ("roughly 13%", "13", True),
        ("roughly 13%", "300000", False),
        ("12,480 scans", "1248", False),
        ("130 schools", "130000", False),
        ("has a capacity to hold", "500000", False),
    ],
)
def test_numbers_are_found_as_they_are_printed(text: str, number: str, held: bool) -> None:
    """A number counts as printed in digits, in groups, or with its multiple in words."""
    assert holds_number(text, Decimal(number)) is held


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quote": "police may have taken samples"}, "hedge"),
        ({**COUNTED, "best": "300", "quote": "roughly 300 people"}, "hedge"),
        ({**COUNTED, "best": "301", "quote": "300 people"}, "quote"),
        ({"share_low_printed": "14", "quote": "13% of residents"}, "quote"),
        ({"value_as_printed": "the “sweep” campaign", "quote": "a campaign"}, "quote"),
        ({**COUNTED, "best": "300", "quote": "sought to collect 300 samples"}, "quantity_kind"),
        ({**COUNTED, "best": "300", "quote": "the goal is 300 people"}, "quantity_kind"),
        ({**COUNTED, "best": "300", "quote": "will scan 300 people"}, "quantity_kind"),
        ({**COUNTED, "best": "300", "value_as_printed": "planned: 300"}, "quantity_kind"),
        ({**COUNTED, "high": "300", "value_as_printed": "up to 300"}, "quantity_kind"),
        (
            {**COUNTED, "best": "300", "quote": "a database with a capacity of 300"},
            "quantity_kind",
        ),
        (
            {
                **COUNTED,
                "quantity_kind": "estimate_range",
                "low": "35000000",
                "high": "70000000",
                "value_as_printed": "目标是采集3500万至7000万",
            },
            "quantity_kind",
        ),
    ],
)
def test_a_claim_that_says_more_than_its_words_is_found(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    """A lost hedge, a number that the quote lacks and an aim told as a count are findings."""
    assert findings(tmp_path, claim_row(**change)) == {("C-1", field)}


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "police may have taken samples", "hedge": "may"},
        {**COUNTED, "best": "300", "quote": "roughly 300 people", "qualifier": "about"},
        {**COUNTED, "best": "300", "quote": "roughly 300 people", "hedge": "Roughly"},
        {**COUNTED, "low": "300", "quote": "over 300 people", "qualifier": "more_than"},
        {
            **COUNTED,
            "quantity_kind": "target_number",
            "low": "35000000",
            "high": "70000000",
            "quote": "the goal is 35 million to 70 million males",
        },
        {**COUNTED, "quantity_kind": "capacity", "best": "500", "quote": "can hold 500 people"},
        {**COUNTED, "best": "302", "value_as_printed": "302 samples"},
    ],
)
def test_a_claim_that_keeps_its_words_has_no_finding(
    tmp_path: Path, change: dict[str, str]
) -> None:
    """What keeps hedge, number and aim of its quote passes."""
    assert not findings(tmp_path, claim_row(**change))


@pytest.mark.parametrize(
    ("change", "language", "printed"),
    [
        (
            {"value_as_printed": "roughly 300", "quote": "police took Roughly 300 samples"},
            "en",
            True,
        ),
        ({"value_as_printed": "300 samples", "quote": "three hundred samples"}, "en", False),
        (
            {"value_as_printed": "police “scanned” irises", "quote": 'police "scanned" irises'},
            "",
            True,
        ),
        ({"value_as_printed": "US$1.6 million"}, "en-GB", True),
        ({"value_as_printed": "130,000"}, "zh-Hans", False),
        ({"value_as_printed": "police scanned all villagers"}, "en", False),
        ({"value_as_printed": "begun in 2017"}, "en", False),
        ({"value_as_printed": ""}, "en", False),
    ],
)
def test_only_words_of_the_source_are_printed(
    tmp_path: Path, change: dict[str, str], language: str, printed: bool
) -> None:
    """A coder's summary is never taken for words of the source."""
    write_dataset(tmp_path, [event_row()], [source_row()], [claim_row(**change)])
    [claim] = read_dataset(tmp_path).claims
    assert is_printed(claim, language) is printed


def test_words_and_qualifiers_that_say_the_same() -> None:
    """A hedge that a qualifier keeps need not be written twice."""
    assert qualifiers_of("roughly") == {Qualifier.ABOUT}
    assert not qualifiers_of("reportedly")
    assert aiming_words("Police will plan a goal, a goal") == ("will", "plan", "goal")


SOURCES = (source_row("ROOT"), *(source_row(n, parent_source_id="ROOT") for n in ("A", "B")))
TWICE = [
    claim_row("C-1", source_id="A", best="300", **COUNTED),
    claim_row("C-2", source_id="B", best="300", hedge="roughly", **COUNTED),
]


def originals(folder: Path, *claims: Row) -> list[str]:
    write_dataset(folder, [event_row()], SOURCES, claims)
    return [claim.claim_id for claim in original_claims("E-1", read_dataset(folder))]


def test_retold_versions_count_once(tmp_path: Path) -> None:
    """Two retellings of one number are one; the one that kept its hedge is told."""
    assert originals(tmp_path, *TWICE) == ["C-2"]


def test_the_original_stands_before_its_retellings(tmp_path: Path) -> None:
    """With a claim on the root, nothing that repeats it counts."""
    root = claim_row("C-3", source_id="ROOT", best="310", **COUNTED)
    assert originals(tmp_path, *TWICE, root) == ["C-3"]


def test_different_numbers_of_one_root_all_stay(tmp_path: Path) -> None:
    """No version of a number is overwritten by another."""
    other = claim_row("C-2", source_id="B", best="400", **COUNTED)
    assert originals(tmp_path, TWICE[0], other) == ["C-1", "C-2"]


def test_a_retold_number_without_its_root_is_found(tmp_path: Path) -> None:
    """Each of several retellings is a finding until the root has the claim."""
    assert findings(tmp_path, *TWICE, sources=SOURCES) == {
        ("C-1", "source_id"),
        ("C-2", "source_id"),
    }
    root = claim_row("C-3", source_id="ROOT", best="300", **COUNTED)
    assert not findings(tmp_path, *TWICE, root, sources=SOURCES)


def test_a_number_that_a_retelling_changed_is_found_until_it_is_recorded(tmp_path: Path) -> None:
    """Another number than that of the root needs a disagreement that names it."""
    root = claim_row("C-3", source_id="ROOT", best="310", **COUNTED)
    claims = (TWICE[0], root)
    assert findings(tmp_path, *claims, sources=SOURCES) == {("C-1", "best")}
    assert not findings(
        tmp_path,
        *claims,
        sources=SOURCES,
        discrepancies=[discrepancy_row(kind="count")],
        versions=[version_row("V-1", claim_id="C-1"), version_row("V-2", claim_id="C-3")],
    )
