"""What is worked out for one opened atlas stays with it and goes with it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.compare.model import compare_page
from dashboard.region.panel import panel_markup
from geodata.facts import Facts, load_facts
from geodata.workspace import Memo, once_per_atlas
from layers.picture.picture import picture
from tests.builders import event_row, write_dataset
from tests.views import view_with


@dataclass(eq=False)
class Opened:
    """As much of an atlas as keeps results."""

    memo: Memo = field(default_factory=Memo)


calls: list[tuple[int, int]] = []


@once_per_atlas(maxsize=2)
def _product(n: int, facts: Opened, by: int = 1) -> tuple[int, ...]:
    calls.append((n, by))
    return (n * by,)


def test_a_result_is_worked_out_once() -> None:
    """The same object comes back, however the facts are handed over."""
    calls.clear()
    here = Opened()
    first = _product(3, here, by=2)
    assert _product(3, here, by=2) is first
    assert _product(3, facts=here, by=2) is first
    assert calls == [(3, 2)]


def test_the_one_out_of_use_for_longest_goes_first() -> None:
    """No more are kept than the function says."""
    calls.clear()
    here = Opened()
    for n in (1, 2, 1, 3, 1, 2):
        _product(n, here)
    assert calls == [(1, 1), (2, 1), (3, 1), (2, 1)]
    assert len(here.memo) == 2


def test_atlases_push_nothing_of_one_another_out() -> None:
    """Each works out its own results and keeps as many as if it were alone."""
    calls.clear()
    one, other = Opened(), Opened()
    first = _product(1, one)
    assert _product(1, other) is not first
    for n in range(9):
        _product(n, other)
    assert _product(1, one) is first


def test_an_error_is_not_kept() -> None:
    """The next one who asks has the function called again."""
    asked: list[int] = []

    @once_per_atlas()
    def refuse(facts: Opened) -> int:
        asked.append(1)
        raise ValueError("no")

    here = Opened()
    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            refuse(here)
    assert len(asked) == 2
    assert len(here.memo) == 0


def test_a_function_without_facts_has_no_atlas() -> None:
    """It is refused where it is written, not when it is called."""
    with pytest.raises(TypeError, match="facts"):
        once_per_atlas()(len)


def _opened(folder: Path, **event: str) -> Facts:
    return load_facts(write_dataset(folder, [event_row("E-1", **event)]))


def test_a_closed_atlas_leaves_nothing_behind(tmp_path: Path) -> None:
    """Its facts go with all that was drawn from them, while another atlas stays open."""
    staying = _opened(tmp_path / "staying", title="Staying")
    closing = _opened(tmp_path / "closing", title="Closing")
    titles = {}
    for facts in (closing, staying):
        view = view_with(region="630200", compared=("630200", "650100"), layer="collected_bounds")
        spec, _assets = picture(view, facts)
        titles[facts] = spec.details.data["events"][0]["title"]
        panel_markup(view, facts)
        compare_page(view, facts)
        assert len(facts.memo) > 5
    assert titles == {closing: "Closing", staying: "Staying"}
    ref = weakref.ref(closing)
    del closing, facts, view, spec, titles
    gc.collect()
    assert ref() is None
    assert len(staying.memo) > 5
