"""What shows only when events are joined with regions and residents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.dataset import Problem, Severity, read_dataset
from geodata.facts import Facts
from geodata.place import place
from tests.builders import claim_row, event_row, source_row, write_dataset

HAIDONG = (36.5, 102.1)
URUMQI = (43.8, 87.6)


Found = Callable[..., list[Problem]]


@pytest.fixture
def found(facts: Facts, tmp_path: Path) -> Found:
    """What the facts of one event with one claim complain of."""

    def of(event: dict[str, str], **claim: str) -> list[Problem]:
        folder = tmp_path / "data"
        write_dataset(folder, [event_row(**event)], [source_row()], [claim_row(**claim)])
        data = read_dataset(folder)
        placements = place(data.events, facts.regions)
        return list(replace(facts, dataset=data, placements=placements).problems())

    return of


def at(latitude: float, longitude: float, region: str = "630200") -> dict[str, str]:
    return {"latitude": str(latitude), "longitude": str(longitude), "region": region}


def test_nothing_is_odd_about_the_bundled_data_set(facts: Facts) -> None:
    """Every point lies where its code says, and no count exceeds its residents."""
    assert not list(facts.problems())


def test_a_point_in_its_region_is_no_finding(found: Found) -> None:
    """Haidong's own seat."""
    assert not found(at(*HAIDONG))


@pytest.mark.parametrize(
    ("point", "proposed"),
    [
        (URUMQI, ""),
        ((36.5, -102.1), "36.5, 102.1 lies in 630200"),
        ((-36.5, 102.1), "36.5, 102.1 lies in 630200"),
        ((-36.5, -102.1), "36.5, 102.1 lies in 630200"),
    ],
)
def test_a_point_elsewhere_than_its_code_is_a_finding(
    found: Found, point: tuple[float, float], proposed: str
) -> None:
    """It says where the point lies, and proposes another reading only where that fits."""
    [problem] = found(at(*point))
    where = (problem.severity, problem.file, problem.line, problem.field)
    assert where == (Severity.FINDING, "events.csv", 2, "latitude")
    assert "630200" in problem.message
    assert proposed in problem.remedy
    assert ("lies in" in problem.remedy) is bool(proposed)


def test_exchanged_degrees_without_a_code_are_proposed(found: Found) -> None:
    """The event cannot be placed, and the error says how it could be."""
    event = {**at(39.9, 75.9, ""), "precision": "county", "level_reported": "county"}
    event |= {"latitude": "75.9", "longitude": "39.9"}
    [problem] = found(event)
    assert (problem.severity, problem.field) == (Severity.ERROR, "latitude")
    assert "39.9, 75.9 lies in 65" in problem.remedy


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        ({"best": "9000000", "unit": "people"}, "best"),
        ({"low": "1", "high": "9000000", "unit": "children"}, "high"),
        ({"best": "9000000", "unit": "people", "quantity_kind": "target_number"}, "best"),
    ],
)
def test_more_people_than_residents_are_a_finding(
    found: Found, claim: dict[str, str], field: str
) -> None:
    """More than any census or estimate counts at the place of the event."""
    [problem] = found({}, **claim)
    where = (problem.severity, problem.file, problem.line, problem.field)
    assert where == (Severity.FINDING, "claims.csv", 2, field)
    assert "9,000,000" in problem.message


@pytest.mark.parametrize(
    "claim",
    [
        {"best": "9000000", "unit": "iris_scans"},
        {"best": "300000", "unit": "people"},
        {"best": "9000000", "unit": "people", "quantity_kind": "capacity"},
        {},
    ],
)
def test_scans_capacities_and_fewer_people_are_none(found: Found, claim: dict[str, str]) -> None:
    """A scan is no person, a capacity is no count, and most numbers are small enough."""
    assert not found({}, **claim)
