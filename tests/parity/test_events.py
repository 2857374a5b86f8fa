"""Whether an event was under way in a month, and how many were: the same in both languages."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from layers.interval import EventInterval, Occurrence, occurrence_in
from layers.picture.reader import PictureReader
from layers.recount import class_of_count, count_at
from tests.layers.pictures import picture
from tests.parity import cases
from tests.parity.conftest import Painter

SIGNS = {Occurrence.SURE: "!", Occurrence.PERHAPS: "?"}
NAMES = {"lang": "en", "text": "A name"}


@pytest.mark.parametrize(("span", "expected"), cases.STATES.items())
def test_states(painter: Painter, span: cases.Months | None, expected: str) -> None:
    """Sure, perhaps or not, month by month; without a month everything counts."""
    months = range(len(expected))
    interval = None if span is None else EventInterval(*span)
    states = [occurrence_in(interval, month) for month in months]
    assert "".join(SIGNS.get(state, ".") for state in states) == expected
    assert "".join(".?!"[state] for state in painter("states", span, list(months))) == expected
    assert occurrence_in(interval, None) is Occurrence.SURE
    assert painter("states", span, [None]) == [2]


def payload(month: int | None) -> dict[str, Any]:
    """Return a picture of the regions and events of the table."""
    made = copy.deepcopy(picture())
    made["header"]["moment"] = month
    at = [code for code, _, _ in cases.PLACES]
    made["regions"]["data"]["regions"] = [{"code": code, "name": NAMES} for code in cases.UNITS]
    symbology = made["symbology"]["data"]
    symbology |= {"class_of": "000", "recount": {"bounds": list(cases.BOUNDS), "none": 2}}
    made["event_index"]["data"] |= {
        "places": [
            {
                "code": code,
                "level": level,
                "rank": len(within),
                "finest": level == "county",
                "name": NAMES,
                "within": list(within),
                "marked": level in {"prefecture", "county"},
                "at": None,
            }
            for code, level, within in cases.PLACES
        ],
        "place": [at.index(code) for code, _, _ in cases.EVENTS],
        "ink": [[0]] * len(cases.EVENTS),
        "span": [span for _, span, _ in cases.EVENTS],
        "counted": [int(counted) for _, _, counted in cases.EVENTS],
    }
    made["events"]["data"]["shown"] = "ff"
    return made


@pytest.mark.parametrize("month", [*cases.RECOUNTS, 1, 5, 7, None])
def test_recounts(painter: Painter, month: int | None) -> None:
    """Classes and counts of every region, those of its parts included."""
    made = payload(month)
    reader = PictureReader(made)
    parts = {name: made[name]["data"] for name in ("regions", "event_index", "symbology")}
    said = painter("recount", {**parts, "shown": made["events"]["data"]["shown"]}, month)
    tally = {
        code: [
            [event for mark in marks for event in mark.events],
            any(not mark.faded for mark in marks),
        ]
        for code, marks in reader.tally.items()
    }
    assert {code: [sorted(told[0]), told[1]] for code, told in said["tally"].items()} == {
        code: [sorted(told[0]), told[1]] for code, told in tally.items()
    }
    assert "".join(map(str, reader.class_of)) == said["class_of"]
    assert [each["count"] for each in reader.classes] == said["classes"]
    assert [[b.code, list(b.events), b.faded] for b in reader.badges] == said["badges"]
    if month in cases.RECOUNTS:
        classes, expected = cases.RECOUNTS[month]
        assert said["class_of"] == classes
        told = {code: (sorted(events), sure) for code, (events, sure) in tally.items()}
        assert told == expected


@pytest.mark.parametrize("month", cases.RECOUNTS)
def test_a_table_counts_as_the_map(month: int) -> None:
    """What counts without a picture comes to the same classes."""
    lineages = {code: (code, *within) for code, _, within in cases.PLACES}
    events = [
        (None if span is None else EventInterval(*span), lineages[code])
        for code, span, counted in cases.EVENTS
        if counted
    ]
    counts = count_at(month, events, cases.UNITS)
    found = [class_of_count(counts.get(code, 0), cases.BOUNDS, 2) for code in cases.UNITS]
    assert "".join(map(str, found)) == cases.RECOUNTS[month][0]
