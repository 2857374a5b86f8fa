"""Counts of events: columns, cube and engines equal a recount of the events one by one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.dataset import BUNDLED, read_dataset
from geodata.errors import DatasetError
from geodata.geography import load_regions
from geodata.model import DateBasis, Status, possible_months
from geodata.place import place
from geodata.store import (
    Cube,
    Profile,
    count_events,
    count_partitions,
    counts_hash,
    merge_counts,
    partitions_of,
    read_events,
)
from geodata.store.counts import COUNTS

FIRST, LAST = 24_000, 24_011
MONTHS = st.none() | st.integers(FIRST, LAST)
WORDS = {
    "region": ["", "a", "b"],
    "kind": ["k", "l"],
    "scope": ["core", "lead"],
    "confidence": ["", "high"],
}
TECHNOLOGIES = ["", "x", "y", "x;y"]


@st.composite
def events(draw: Callable[[Any], Any]) -> dict[str, Any]:
    """One event, as counts tell it apart."""
    row = {name: draw(st.sampled_from(words)) for name, words in WORDS.items()}
    row["technology"] = draw(st.sampled_from(TECHNOLOGIES))
    ends = sorted(draw(st.tuples(MONTHS, MONTHS)), key=lambda month: month or 0)
    first, last = (None, ends[1]) if ends[0] is None else ends
    if draw(st.booleans()):
        last = None
    return row | {"first_month": first, "last_month": last, "dated": (first, last) != (None, None)}


def counted(rows: list[dict[str, Any]]) -> pa.Table:
    """Counts of some events, one row for each before they are added up."""
    return merge_counts([pa.Table.from_pylist([{**row, "events": 1} for row in rows], COUNTS)])


def profile_of(row: dict[str, Any]) -> Profile:
    technologies = frozenset(row["technology"].split(";")) - {""}
    return Profile(row["kind"], technologies, row["scope"], row["confidence"])


def recount(rows: list[dict[str, Any]], region: str, asked: dict[str, Any]) -> int:
    """Go through all events and ask each."""

    def lets(row: dict[str, Any]) -> bool:
        during = asked["during"]
        told = set(row["technology"].split(";")) - {""}
        meets = during is None or (
            row["dated"]
            and (row["first_month"] is None or row["first_month"] <= during[1])
            and (row["last_month"] is None or row["last_month"] >= during[0])
        )
        return bool(
            meets
            and row["region"] == region
            and (not asked["kinds"] or row["kind"] in asked["kinds"])
            and (not asked["scopes"] or row["scope"] in asked["scopes"])
            and (not asked["confidences"] or row["confidence"] in asked["confidences"])
            and (not asked["technologies"] or told & set(asked["technologies"]))
        )

    return sum(map(lets, rows))


WINDOWS = st.none() | st.tuples(
    st.integers(FIRST - 2, LAST + 2), st.integers(FIRST - 2, LAST + 2)
).map(lambda ends: (min(ends), max(ends)))


@settings(max_examples=150)
@given(
    rows=st.lists(events(), min_size=1, max_size=25),
    later=st.lists(events(), max_size=4),
    kinds=st.sets(st.sampled_from(WORDS["kind"])),
    scopes=st.sets(st.sampled_from(WORDS["scope"])),
    confidences=st.sets(st.sampled_from(WORDS["confidence"])),
    technologies=st.sets(st.sampled_from(["x", "y"])),
    during=WINDOWS,
)
def test_the_cube_equals_a_recount_for_any_filter(
    rows: list[dict[str, Any]], later: list[dict[str, Any]], **asked: Any
) -> None:
    """Built or added one by one, with open ends, without dates, with several technologies."""
    ends = [
        {**rows[0], "first_month": month, "last_month": month, "dated": True}
        for month in (FIRST, LAST)
    ]
    rows = [*rows, *ends]
    cube = Cube.of(counted(rows), WORDS["region"])
    for row in later:
        months = (row["first_month"], row["last_month"]) if row["dated"] else None
        cube.add(row["region"], profile_of(row), months)
    rows = [*rows, *later]
    assert cube.count(**asked).tolist() == [
        recount(rows, region, asked) for region in WORDS["region"]
    ]
    filters = {name: words for name, words in asked.items() if name != "during"}
    series = cube.series(**filters)
    for column, month in enumerate(range(FIRST, LAST + 1)):
        at_once = cube.count(**filters, during=(month, month))
        assert series[:, column].tolist() == at_once.tolist()
    holder = np.array([-1, 0, 0])
    assert cube.rolled_up(cube.count(**asked), holder, 1)[0] == cube.count(**asked)[1:].sum()


def test_an_added_event_costs_microseconds() -> None:
    """It touches one row of one sheet, however many events there are."""
    rows = [
        {"region": f"{n}", "kind": "k", "technology": "x", "scope": "core", "confidence": ""}
        | {"first_month": FIRST + n % 120, "last_month": None, "dated": True}
        for n in range(3000)
    ]
    cube = Cube.of(counted(rows))
    profile, spent = profile_of(rows[0]), []
    for _ in range(200):
        start = time.perf_counter()
        cube.add("7", profile, (FIRST + 7, FIRST + 9))
        spent.append(time.perf_counter() - start)
    assert cube.count(during=(FIRST + 8, FIRST + 8))[cube.regions.index("7")] == 201
    assert min(spent) < 100e-6


def test_a_cube_refuses_what_it_has_no_place_for() -> None:
    """An unknown region or a month outside is said, not dropped."""
    cube = Cube(["a"], (FIRST, LAST))
    profile = Profile("k", frozenset(), "core", "")
    with pytest.raises(ValueError, match="no region"):
        cube.add("b", profile, None)
    with pytest.raises(ValueError, match="outside"):
        cube.add("a", profile, (FIRST, LAST + 1))
    assert cube.count().tolist() == [0]


def one_by_one() -> Counter[tuple[Any, ...]]:
    """The bundled events, counted as objects."""
    dataset = read_dataset()
    placements = place(dataset.events, load_regions())
    found: Counter[tuple[Any, ...]] = Counter()
    for event in dataset.events:
        if event.status is Status.PUBLISHED:
            months = possible_months(
                event.start, event.end, of_event=event.date_basis is DateBasis.EVENT
            )
            key = placements[event.event_id].region, str(event.kind)
            technologies = ";".join(sorted(map(str, event.modality)))
            dated = event.start is not None or event.end is not None
            found[*key, technologies, str(event.scope), "", *months, dated] += 1
    return found


def as_counter(counts: pa.Table) -> Counter[tuple[Any, ...]]:
    return Counter({tuple(row.values())[:-1]: row["events"] for row in counts.to_pylist()})


def test_columns_count_what_objects_count() -> None:
    """The bundled events give the same counts as columns."""
    counts = count_events(read_events(str(BUNDLED / "events.csv")), load_regions())
    assert as_counter(counts) == one_by_one()


@pytest.fixture
def points(tmp_path: Path) -> Path:
    """A folder of Parquet files with coordinates, in three parts."""
    chance = np.random.default_rng(4)
    folder = tmp_path / "many" / "events"
    folder.mkdir(parents=True)
    for part in range(3):
        table = pa.table(
            {
                "event_id": [f"{part}-{n}" for n in range(500)],
                "kind": chance.choice(["procurement", "local_report"], 500).tolist(),
                "modality": [["iris"], ["dna", "iris"], [], ["iris", "dna"], ["dna"]] * 100,
                "longitude": chance.uniform(80, 125, 500),
                "latitude": chance.uniform(25, 48, 500),
                "start": chance.choice(["2019", "2020-03", "2021-01-05", ""], 500).tolist(),
                "precision": chance.choice(["county", "prefecture", "site", ""], 500).tolist(),
            }
        )
        pq.write_table(table, folder / f"part-{part}.parquet")
    return folder.parent


def test_forms_and_partitions_do_not_matter(points: Path, tmp_path: Path) -> None:
    """Parquet or CSV, in one file or three, by path or by address: one hash."""
    parts = partitions_of(str(points))
    assert len(parts) == 3
    counts = count_partitions(parts)
    assert sum(counts["events"].to_pylist()) == 1500
    whole = pa.concat_tables([pq.read_table(part) for part in parts])
    joined = [";".join(each) for each in whole["modality"].to_pylist()]
    whole = whole.set_column(whole.schema.get_field_index("modality"), "modality", [joined])
    pa_csv.write_csv(whole, tmp_path / "whole.csv")
    pq.write_table(whole, tmp_path / "events.parquet")
    for events in (tmp_path / "whole.csv", tmp_path, f"file://{points}", *[points / "events"]):
        found = count_partitions(partitions_of(str(events)))
        assert counts_hash(found) == counts_hash(counts)
    assert counts_hash(count_partitions(parts[:2])) != counts_hash(counts)


def test_points_lie_where_events_are_placed(points: Path) -> None:
    """A coordinate is drawn on the level of its precision, and nothing that fails is dropped."""
    counts = count_partitions(partitions_of(str(points)))
    regions = load_regions()
    levels = {regions.level(code) for code in counts["region"].to_pylist() if code}
    assert {level.value for level in levels} >= {"prefecture", "county"}
    outside = pa.compute.equal(counts["region"], "")
    assert 0 < sum(counts.filter(outside)["events"].to_pylist()) < 1500


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "cannot be read"),
        (b"PAR1 nothing else", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_partition_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    """The error names the file, and nothing is counted without it."""
    file = tmp_path / "events.parquet"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DatasetError, match=words) as refused:
        count_partitions([str(file)])
    assert str(file) in str(refused.value)


def test_what_says_no_place_or_no_number_is_refused(tmp_path: Path) -> None:
    """A file without places, and one with words for degrees."""
    (tmp_path / "a.csv").write_text("kind\nx\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("latitude,longitude\nnorth,5\n", encoding="utf-8")
    for name, words in (("a.csv", "where the events are"), ("b.csv", "no number")):
        with pytest.raises(DatasetError, match=words):
            read_events(str(tmp_path / name))
    with pytest.raises(DatasetError, match="No file"):
        partitions_of(str(tmp_path / "missing"))
    with pytest.raises(DatasetError, match="twice"):
        count_partitions(["a.csv", "a.csv"])
