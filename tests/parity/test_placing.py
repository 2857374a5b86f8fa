"""Where names and counts stand: the same in both languages, by the same constants."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from layers.figure.draw.geometry import Shape
from layers.figure.draw.ground import DrawnUnit
from layers.figure.draw.marks import Count, Spot
from layers.figure.layout import labels, leaders, names
from layers.figure.layout.boxes import Boxes, gathered
from layers.figure.layout.names import Form
from layers.picture.reader import Badge, Mark
from layers.picture.rules import RULES, rules_text
from layers.web.bundle import rules_css
from tests.parity import cases
from tests.parity.conftest import Painter

SEEDS = range(40)


def shape_of(ring: cases.Ring) -> Shape:
    return Shape(((np.asarray(ring, float),),))


def form_of(said: dict[str, Any]) -> Form:
    face = names.face_of("en")
    return Form((said["text"],), said["width"], said["height"], face, 1.0)


class Drawn:
    """A world as figures hold it."""

    def __init__(self, world: cases.World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.boxes = Boxes((0.0, 0.0, *map(float, world.frame)))
        for left, top, right, bottom in world.blocked:
            self.boxes.block((left, top, right, bottom))
        self.units = [_unit(i, each) for i, each in enumerate(world.units)]
        self.counts = [_count(each) for each in world.counts]
        self.spots = [
            Spot(Mark({}, (), (), faded=False), None, None, (x, y)) for x, y in world.sites
        ]

        def forms(name: dict[str, str], *_: object) -> list[Form]:
            return [form_of(each) for each in world.forms[name["text"]]]

        for module in (labels, leaders):
            monkeypatch.setattr(module, "forms", forms)


def _count(said: dict[str, Any]) -> Count:
    badge = Badge(said["code"], said["level"], said["name"], tuple(said["events"]), said["faded"])
    return Count(badge, shape_of(said["ring"]), tuple(said["point"]))


def _unit(index: int, said: dict[str, Any]) -> DrawnUnit:
    shape = shape_of(said["ring"])
    path = shape.path
    assert path is not None
    return DrawnUnit(said["code"], index, said["name"], shape, path, path, tuple(said["point"]))


def rounded(rows: Any) -> Any:
    """Return rows with their numbers to a millionth, in an order that both share."""
    return sorted(json.loads(json.dumps(rows), parse_float=lambda text: round(float(text), 6)))


def test_the_painter_has_the_constants_of_figures(painter: Painter) -> None:
    """One file, read twice, every value of it."""
    said = painter("constants")
    assert said == json.loads(rules_text())
    assert json.loads(json.dumps(asdict(RULES))) == said


@pytest.mark.parametrize(("count", "expected"), cases.SIZES.items())
def test_sizes_of_counts(painter: Painter, count: int, expected: tuple[int, int]) -> None:
    """Box and circle grow with the digits."""
    assert (RULES.count.width(count), RULES.count.circle(count)) == expected
    assert tuple(painter("sizes", count)) == expected


def test_the_style_sheet_draws_counts_as_large_as_they_are_placed(browser: Browser) -> None:
    """What the rules reserve is what the browser fills."""
    page = browser.new_page()
    marks = "".join(
        f'<button class="atlas-cluster" data-size="{digits}">{"1" * digits}</button>'
        for digits in (1, 2, 3)
    )
    counts = f'<span class="atlas-chip">1</span>{marks}'
    page.set_content(f'<style>{rules_css()}</style><div class="atlas">{counts}</div>')
    high, *circles = page.evaluate(
        "[...document.querySelector('.atlas').children].map((each) => each.offsetHeight)"
    )
    page.close()
    assert high == RULES.count.height
    assert tuple(circles) == RULES.count.circles


@pytest.mark.parametrize("name", cases.GATHERED)
def test_gathering(painter: Painter, name: str) -> None:
    """Which counts are taken together, and in what order."""
    given, expected = cases.GATHERED[name]
    counts = [
        Count(Badge(code, "county", {}, tuple(range(n)), faded=False), shape_of(cases.ELBOW), at)
        for code, n, *at in given
    ]
    points = [{"code": code, "count": n, "point": at} for code, n, *at in given]
    found = [
        [group.x, group.y, [each.badge.code for each in group.counts]]
        for group in gathered(counts, 1.0)
    ]
    assert painter("gather", points) == found
    assert sorted(codes for _, _, codes in found) == sorted(expected)


@pytest.mark.parametrize(("text", "lang", "expected"), cases.BROKEN)
def test_breaking(painter: Painter, text: str, lang: str, expected: list[str] | None) -> None:
    """Where a name may take two lines."""
    form = names.forms({"text": text, "lang": lang}, 400, 1.0)
    lines = list(form[1].lines) if len(form) > 1 else None
    assert lines == expected
    assert painter("broken", text, lang) == expected


@pytest.mark.parametrize("length", [1, 47, 48, 49, 200])
def test_cutting_off(painter: Painter, length: int) -> None:
    """A long name ends in three dots, with no space before them."""
    text = ("ab " * length)[:length].strip()
    (line,) = names.forms({"text": text, "lang": "en"}, 400, 1.0)[0].lines
    assert painter("shortened", text) == line
    assert len(line) <= RULES.name.longest


@pytest.mark.parametrize("chosen", ["", "c"])
def test_what_is_placed_first(
    painter: Painter, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chosen region, then the larger count, the larger area, and the code."""
    made = cases.World()
    for code, wide, events in (
        ("e", 40, 0),
        ("d", 40, 0),
        ("c", 10, 2),
        ("b", 90, 2),
        ("a", 20, 9),
    ):
        made.region(code, cases.rectangle(0, 0, wide, 20), events=events)
    drawn = Drawn(made, monkeypatch)
    wishes = labels._wishes(drawn.units, drawn.counts, frozenset({chosen}))
    found = [wish.code for wish in wishes]
    assert found == (["c", "a", "b", "d", "e"] if chosen else ["a", "b", "c", "d", "e"])
    assert painter("labelCandidates", asdict(made), chosen) == found


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("ring", [cases.ELBOW, cases.rectangle(0, 0, 100, 40)])
@pytest.mark.parametrize("point", [(20, 15), (80, 15), (25, 70)])
def test_places_that_are_tried(
    painter: Painter,
    ring: cases.Ring,
    point: tuple[float, float],
    far: bool,
) -> None:
    """Inside a unit and around its point, in the same order."""
    form = form_of({"text": "A name", "width": 30, "height": 14})
    sizes = {"text": "A name", "width": 30, "height": 14}
    wish = labels.LabelCandidate({}, "a", shape_of(ring), point)
    inside = [list(at) for at in labels._places(wish, form, 52.0, far=far)]
    said = painter("places", ring, point, sizes, 22, far)
    assert np.allclose(np.asarray(said), np.asarray(inside)) if inside else said == []
    around = [list(at) for at in labels._nearby(wish, 52.0, 14.0, 1.0)]
    assert np.allclose(painter("nearby", point, sizes, 22), around)


@pytest.mark.parametrize("each", [False, True])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_placing(
    painter: Painter, seed: int, named: bool, each: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every name and count of a made-up map stands in the same place."""
    made = cases.world(seed)
    each = each and named
    chosen = made.units[0]["code"] if seed % 3 == 0 else ""
    drawn = Drawn(made, monkeypatch)
    found = labels.placed(
        drawn.units,
        drawn.counts,
        drawn.spots,
        frozenset({chosen}),
        drawn.boxes,
        1.0,
        named=named,
        each=each,
    )
    rows = [
        [
            "" if one.form is None else one.form.lines[0],
            one.x,
            one.y,
            sorted(one.events),
            one.places,
        ]
        for one in found
    ]
    assert rounded(painter("arrange", asdict(made), chosen, named, each)) == rounded(rows)


@pytest.mark.parametrize("seed", [0, 3, 4, 8])
def test_names_beside_their_units(
    painter: Painter, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name without room is tied to its unit by the same line."""
    made = cases.world(seed)
    drawn = Drawn(made, monkeypatch)
    found = leaders.place_leaders(drawn.units, drawn.units, drawn.boxes, 1.0)
    rows = [[one.region.code, one.form.lines[0], list(one.box), list(one.tie)] for one in found]
    assert rows
    assert rounded(painter("lead", asdict(made))) == rounded(rows)
