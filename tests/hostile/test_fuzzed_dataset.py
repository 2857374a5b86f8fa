"""Whatever stands in a description or a numeric column: it is read or refused, never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard.cli.check_report import check_lines
from dashboard.compare.model import compare_page
from dashboard.region.report import profile_report, view_of_profile
from geodata.dataset import Dataset, read_dataset
from geodata.dataset.description import read_description
from geodata.dataset.schema import DEGREES, NUMBER, TABLES
from geodata.errors import DatasetError
from geodata.facts import Facts
from geodata.place import place
from layers.export.citations import bibtex, csl_json, items, ris
from layers.export.formats import tables_of
from layers.picture.picture import picture
from layers.view.assumptions import Measure
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.views import view_with

MEMBERS = (
    *("name", "title", "version", "description", "created"),
    *("opening", "areas", "comparisons"),
    *("licenses", "contributors", "resources", "profile"),
)
INNER = ("name", "title", "path")
NUMBERS = [field.name for field in TABLES["claims"] if field.pattern == NUMBER]
DEGREE_FIELDS = [field.name for field in TABLES["events"] if field.pattern == DEGREES]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2026-11-22", "\ud800", "x" * 30_000])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(INNER), inner, max_size=3)
        | st.lists(st.dictionaries(st.sampled_from(INNER), inner, max_size=2), max_size=3)
    ),
    max_leaves=8,
)
WHOLE = st.sampled_from(["test", "1"])
DESCRIPTIONS = st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=5).flatmap(
    lambda odd: st.fixed_dictionaries({"name": WHOLE, "title": WHOLE, "version": WHOLE}).map(
        lambda usual: {**usual, **odd}
    )
)
TYPED = st.sampled_from(
    [
        *("", "", "0", "-0", "1", "5", "215573", "999999999999999", "999999999999999.999999"),
        *("0.000001", "0.5", "-5", "1e308", "NaN", "inf", "1,000", "٣", "=1+1", "1" * 400),
    ]
) | st.from_regex(NUMBER, fullmatch=True)
TURNED = st.sampled_from(
    ["", "36.48013889", "102.1", "-36.5", "-102.1", "90", "180", "0", "NaN", "999"]
) | st.from_regex(DEGREES, fullmatch=True)
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One event with one claim; each example writes another description."""
    made = tmp_path_factory.mktemp("fuzzed")
    return write_dataset(made, [event_row()], [source_row()], [claim_row()])


@settings(max_examples=300, deadline=None)
@given(said=DESCRIPTIONS | JSON)
@example(said={"name": "x", "title": "x", "version": "1", "licenses": 5})
@example(said={"name": "x", "title": "x", "version": "1", "licenses": True})
@example(said={"name": "x", "title": "x", "version": "1", "contributors": 7})
@example(said={"name": "x", "title": "x", "version": "1", "resources": [{"name": [1]}]})
@example(said={"name": "x", "title": "x", "version": "1", "resources": [{"name": {"a": 1}}]})
def test_any_description_is_read_or_refused(folder: Path, said: Any) -> None:
    """Each member that is of another type is named; what is read is text."""
    (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    whole = isinstance(said, dict) and all(
        isinstance(said.get(name), str) and said[name] for name in ("name", "title", "version")
    )
    if not whole or "\\ud800" in json.dumps(said):
        with pytest.raises(DatasetError, match=r"datapackage\.json"):
            read_description(folder)
        return
    metadata, problems = read_description(folder)
    read = {name: getattr(metadata, name) for name in metadata.__slots__}
    assert all(isinstance(each, str) for each in read.pop("opening").values())
    assert all(isinstance(each, str) for each in read.pop("areas"))
    for offered in read.pop("comparisons"):
        assert all(isinstance(each, str) for each in (offered.title, *offered.regions))
    assert all(isinstance(each, str) for each in read.values())
    assert all(problem.file == "datapackage.json" and problem.message for problem in problems)
    lists = {"licenses", "contributors", "resources", "areas", "comparisons"}
    named = {problem.field for problem in problems}
    for member, value in said.items():
        expected = list if member in lists else dict if member == "opening" else str
        if member in MEMBERS[:-1] and not isinstance(value, expected):
            assert member in named


def questions(facts: Facts) -> Iterator[object]:
    """Everything that does arithmetic with what people typed."""
    yield check_lines(facts)
    for region in ("630200", "630000"):
        view = view_with(
            region=region, low_confidence=True, measure=Measure.IRIS_SCANS, per_person=1
        )
        shown = picture(view_of_profile(view, facts), facts)[0].payload
        yield profile_report(view, shown, facts)
    for layer in ("collected_bounds", "even_spread", "published_range"):
        view = view_with(layer=layer, low_confidence=True)
        yield picture(view, facts)[0].payload
        yield tables_of(view, facts)
    yield compare_page(view_with(compared=("630000", "630200"), low_confidence=True), facts)
    found = items(view_with(low_confidence=True), facts)
    yield bibtex(found), ris(found), csl_json(found)


def joined(data: Dataset, facts: Facts) -> Facts:
    """A data set on regions and census that are there already."""
    return replace(facts, dataset=data, placements=place(data.events, facts.regions))


TINY = {"best": "999999999999999", "base": "0.000001", "share_low_printed": "1"}
HUGE = {"low": "0.000001", "high": "999999999999999.999999", "base": "1"}


@FEW
@given(
    typed=st.fixed_dictionaries(dict.fromkeys(NUMBERS, TYPED)),
    degrees=st.fixed_dictionaries(dict.fromkeys(DEGREE_FIELDS, TURNED)),
    kind=st.sampled_from(["reported_count", "estimate_range", "target_number", "capacity"]),
    place_of=st.sampled_from([("630200", "prefecture"), ("630000", "province")]),
)
@example(typed=TINY, degrees={}, kind="reported_count", place_of=("630200", "prefecture"))
@example(typed=HUGE, degrees={}, kind="estimate_range", place_of=("630000", "province"))
@example(typed={**HUGE, "best": "0"}, degrees={}, kind="capacity", place_of=("630000", "province"))
def test_any_number_is_shown_or_left_out(
    facts: Facts,
    typed: dict[str, str],
    degrees: dict[str, str],
    kind: str,
    place_of: tuple[str, str],
) -> None:
    """Kept and left out add up, and nothing that is made from the numbers fails."""
    region, level = place_of
    number = {"field": "quantity", "quantity_kind": kind, "unit": "iris_scans"}
    with TemporaryDirectory() as name:
        folder = write_dataset(
            Path(name),
            [event_row(region=region, precision=level, level_reported=level, **degrees)],
            [source_row()],
            [claim_row(**number, **typed)],
        )
        data = read_dataset(folder)
    assert all(count.kept + count.quarantined == count.read for count in data.report.rows)
    assert all(list(questions(joined(data, facts))))
