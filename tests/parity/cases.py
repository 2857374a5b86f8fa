"""Cases of the rules that are written in Python and in JavaScript: one table for both."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

Months = tuple[int | None, int | None, int | None, int | None]

STATES: dict[Months | None, str] = {
    (2, 4, 5, 7): "..??!!??..",
    (None, 4, 5, 7): "????!!??..",
    (2, 4, 5, None): "..??!!????",
    (None, 4, 5, None): "????!!????",
    (2, None, None, 7): "..??????..",
    (None, None, None, 7): "????????..",
    (2, None, None, None): "..????????",
    (None, None, None, None): "??????????",
    (2, 2, 7, 7): "..!!!!!!..",
    (2, 2, 5, 7): "..!!!!??..",
    (2, 4, 7, 7): "..??!!!!..",
    (3, 3, 3, 3): "...!......",
    (0, 0, 9, 9): "!!!!!!!!!!",
    (None, 4, 4, 4): "????!.....",
    (4, 4, 4, None): "....!?????",
    None: "..........",
}
"""Of a span the months 0 to 9: ``!`` under way, ``?`` perhaps, ``.`` not known to have been."""

PLACES = (
    ("P", "province", ("CN",)),
    ("A", "prefecture", ("P", "CN")),
    ("A1", "county", ("A", "P", "CN")),
    ("A2", "county", ("A", "P", "CN")),
    ("B1", "county", ("B", "P", "CN")),
    ("CN", "country", ()),
)
UNITS = ("A", "B", "C")
"""The coloured regions; ``B`` has events only in a county of it, ``C`` has none."""
EVENTS: tuple[tuple[str, Months | None, bool], ...] = (
    ("A", (2, 2, 3, 3), True),
    ("A1", (2, 4, 5, 7), True),
    ("A1", None, True),
    ("A2", (3, None, None, 9), True),
    ("A2", (1, 1, 9, 9), False),
    ("B1", (5, 5, 5, None), True),
    ("P", (0, 0, 9, 9), True),
    ("CN", (None, 3, 3, 3), True),
)
"""Region, span, and whether the event is counted in the colours."""
BOUNDS = (1, 2)
"""Largest number of each class; the third class is that of no record."""
RECOUNTS: dict[int, tuple[str, dict[str, tuple[list[int], bool]]]] = {
    0: ("222", {"P": ([6], True), "CN": ([6, 7], True)}),
    2: (
        "122",
        {
            "A": ([0, 1, 4], True),
            "A1": ([1], False),
            "A2": ([4], True),
            "P": ([0, 1, 4, 6], True),
            "CN": ([0, 1, 4, 6, 7], True),
        },
    ),
    3: (
        "122",
        {
            "A": ([0, 1, 3, 4], True),
            "A1": ([1], False),
            "A2": ([3, 4], True),
            "P": ([0, 1, 3, 4, 6], True),
            "CN": ([0, 1, 3, 4, 6, 7], True),
        },
    ),
    6: (
        "102",
        {
            "A": ([1, 3, 4], True),
            "A1": ([1], False),
            "A2": ([3, 4], True),
            "B": ([5], False),
            "B1": ([5], False),
            "P": ([1, 3, 4, 5, 6], True),
            "CN": ([1, 3, 4, 5, 6], True),
        },
    ),
    99: ("202", {"B": ([5], False), "B1": ([5], False), "P": ([5], False), "CN": ([5], False)}),
}
"""By month the class of each unit, and of each region its events and whether one is certain."""

GATHERED: dict[str, tuple[list[tuple[str, int, float, float]], list[list[str]]]] = {
    "apart": ([("a", 1, 0, 0), ("b", 2, 13, 0)], [["b"], ["a"]]),
    "near": ([("a", 1, 0, 0), ("b", 2, 12.9, 0)], [["b", "a"]]),
    "equal counts go by code": ([("b", 1, 5, 0), ("a", 1, 0, 0)], [["a", "b"]]),
    "to the nearest": (
        [("a", 9, 0, 0), ("b", 8, 20, 0), ("c", 1, 11, 0)],
        [["b", "c"], ["a"]],
    ),
    "to the first of two as near": (
        [("a", 9, 70, 0), ("b", 8, 58, 13), ("c", 7, 54, 0), ("d", 1, 62, 0)],
        [["a", "d"], ["b"], ["c"]],
    ),
    "groups keep apart": (
        [("a", 9, 0, 0), ("b", 8, 5, 0), ("c", 7, 30, 0), ("d", 6, 35, 0)],
        [["a", "b", "c", "d"]],
    ),
    "many reach further": (
        [(f"{i:02}", 100 - i, 41.0 * (i % 2) + 200 * (i // 2), 0) for i in range(62)],
        [[f"{i:02}", f"{i + 1:02}"] for i in range(0, 62, 2)],
    ),
    "few do not": (
        [(f"{i:02}", 100 - i, 41.0 * (i % 2) + 200 * (i // 2), 0) for i in range(60)],
        [[f"{i:02}"] for i in range(60)],
    ),
}
"""Code, number of events and point of each count; and the groups, the first of each leading."""

SIZES = {1: (22, 26), 9: (22, 26), 10: (29, 30), 99: (29, 30), 100: (36, 38), 1234: (43, 38)}
"""Of a count the width of its box with the gap, and the breadth of its circle."""

BROKEN: tuple[tuple[str, str, list[str] | None], ...] = (
    ("Lhasa", "en", None),
    ("Tsolho Prefecture", "en", ["Tsolho", "Prefecture"]),
    ("Haixi Mongol and Tibetan", "en", ["Haixi Mongol", "and Tibetan"]),
    ("Xinjiang", "en", None),
    ("海北藏族自治州", "zh", ["海北藏", "族自治州"]),
    ("མཚོ་བྱང་ཁུལ", "bo", ["མཚོ་", "བྱང་ཁུལ"]),
)
"""Name, language, and its two lines where it may be broken."""

Ring = list[list[float]]


@dataclass
class World:
    """Regions in the plane, counts on some of them, and what is taken already."""

    frame: tuple[int, int] = (400, 300)
    units: list[dict[str, Any]] = field(default_factory=list)
    counts: list[dict[str, Any]] = field(default_factory=list)
    sites: list[list[float]] = field(default_factory=list)
    blocked: list[list[float]] = field(default_factory=list)
    forms: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def region(self, code: str, ring: Ring, *, width: float = 40, events: int = 0) -> None:
        """Add a region, and a count on it if it has events."""
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        point = [(min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2]
        about = {"code": code, "name": {"text": code, "lang": "en"}, "ring": ring, "point": point}
        self.units.append(about)
        self.forms[code] = [
            {"text": code, "width": width, "height": 16},
            {"text": f"{code}\n", "width": width * 0.6, "height": 30},
        ]
        if events:
            first = sum(len(each["events"]) for each in self.counts)
            numbers = list(range(first, first + events))
            self.counts.append({**about, "level": "county", "events": numbers, "faded": False})


def rectangle(x: float, y: float, width: float, height: float) -> Ring:
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]


ELBOW: Ring = [[0, 0], [120, 0], [120, 30], [50, 30], [50, 100], [0, 100]]


def world(seed: int) -> World:
    """Return a map of a grid of uneven regions; every fourth is crowded."""
    rng = random.Random(seed)
    made = World()
    columns, rows = rng.randint(2, 10), rng.randint(2, 8)
    wide, high = 400 / columns, 300 / rows
    for column in range(columns):
        for row in range(rows):
            x, y = column * wide, row * high
            ring = rectangle(x, y, wide * rng.uniform(0.5, 1), high * rng.uniform(0.5, 1))
            events = rng.choice([0, 0, 1, 2, 15, 120]) if rng.random() < 0.7 else 0
            made.region(f"{column}-{row}", ring, width=rng.uniform(20, 90), events=events)
    for _ in range(rng.randint(0, 30 if seed % 4 == 0 else 4)):
        x, y = rng.uniform(0, 340), rng.uniform(0, 280)
        made.blocked.append([x, y, x + rng.uniform(5, 60), y + rng.uniform(5, 20)])
    made.sites = [[rng.uniform(0, 400), rng.uniform(0, 300)] for _ in range(rng.randint(0, 3))]
    return made
