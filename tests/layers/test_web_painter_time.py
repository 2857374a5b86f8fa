"""The strip of time under the map: months, bars, and what a month shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from layers.assets.words import WORDS
from tests.layers.painted import colour, debug
from tests.layers.pictures import SOUTH, WEST, picture, show, until


def counts(page: Page) -> dict[str, tuple[str, bool]]:
    """Count beside each marked name, and whether it is faded."""
    found = page.evaluate(
        """[...document.querySelectorAll('.atlas-label[data-code]')].map((e) => [e.dataset.code,
        e.querySelector('.atlas-chip').textContent,
        e.querySelector('.atlas-chip').classList.contains('is-faded')])"""
    )
    return {code: (count, faded) for code, count, faded in found}


def slide(page: Page, month: int) -> None:
    """Move the slider to a month and let go."""
    page.evaluate(
        """(month) => { const slider = document.querySelector('.atlas-time-slider');
        slider.value = String(month);
        slider.dispatchEvent(new Event('input'));
        slider.dispatchEvent(new Event('change')); }""",
        month,
    )


def test_the_slider_spans_the_dates_that_sources_give(page: Page) -> None:
    """From the first to the last month named; open ends add none; no date is said apart."""
    show(page, picture())
    slider = page.locator(".atlas-time-slider")
    assert (slider.get_attribute("min"), slider.get_attribute("max")) == ("24228", "24239")
    text = page.inner_text(".atlas-time")
    assert "All dates" in text
    assert "5 events, all dates" in text
    assert "Undated events: 1" in text


@pytest.mark.parametrize(
    ("month", "expected", "strip"),
    [
        (24228, {"630200": ("1", True)}, {"630000": ("1", True)}),
        (24230, {"630200": ("2", False)}, {"630000": ("1", True)}),
        (24233, {"630200": ("2", False)}, {"630000": ("1", True)}),
        (24234, {"630200": ("2", True)}, {"630000": ("1", False)}),
        (24239, {"630200": ("2", True)}, {}),
    ],
)
def test_a_month_shows_what_was_going_on(
    page: Page,
    month: int,
    expected: dict[str, tuple[str, bool]],
    strip: dict[str, tuple[str, bool]],
) -> None:
    """Uncertain events are faded, certain ones are not, undated ones are left out."""
    show(page, picture())
    slide(page, month)
    assert counts(page) == expected
    rows = page.evaluate(
        """[...document.querySelectorAll('.atlas-strip-entry')].map((e) => [e.dataset.code,
        e.querySelector('.atlas-chip').textContent,
        e.querySelector('.atlas-chip').classList.contains('is-faded')])"""
    )
    assert {code: (count, faded) for code, count, faded in rows} == strip
    assert page.evaluate("log.time") == [month]


def test_a_month_recounts_the_classes_of_an_event_layer(page: Page) -> None:
    """Classes follow the events of the month; their numbers in the legend too."""
    show(page, picture())
    slide(page, 24230)
    numbers = page.locator(".atlas-legend .atlas-key-count").all_inner_texts()[:3]
    # Haidong holds a certain event of its own and a possible one of its county.
    assert numbers == ["0", "1", "5"]
    assert len(colour(page, WEST + 0.3, SOUTH + 0.3)) > 1
    page.click(".atlas-time-whole")
    assert page.locator(".atlas-legend .atlas-key-count").all_inner_texts()[:3] == ["3", "2", "1"]


def test_all_dates_brings_everything_back(page: Page) -> None:
    """One button leaves the month; the caller is told."""
    show(page, picture())
    before = counts(page)
    slide(page, 24239)
    page.click(".atlas-time-whole")
    assert counts(page) == before
    assert page.evaluate("log.time") == [24239, None]


def test_keys_move_the_slider_by_a_month(page: Page) -> None:
    """The slider is a native one: arrow keys work, and it says month and numbers."""
    show(page, picture(moment=24230))
    page.focus(".atlas-time-slider")
    page.keyboard.press("ArrowRight")
    assert debug(page)["month"] == 24231
    spoken = page.get_attribute(".atlas-time-slider", "aria-valuetext")
    assert spoken == "April 2019. 1 under way, 2 possibly under way"
    assert page.evaluate("document.activeElement.className") == "atlas-time-slider"


def test_play_runs_to_the_last_month_and_stops(page: Page) -> None:
    """Play starts at the first month, ends at the last, and tells the caller once."""
    show(page, picture())
    page.click(".atlas-time-play")
    assert page.get_attribute(".atlas-time-play", "aria-label") == "Pause"
    until(page, "map.debug().month === 24239")
    until(page, "log.time.length === 1")
    assert page.evaluate("log.time") == [24239]
    assert page.get_attribute(".atlas-time-play", "aria-label") == "Play through the months"


def test_play_goes_on_when_another_region_is_chosen(page: Page) -> None:
    """The picture of a choice still holds the month from which the months began to play."""
    show(page, picture(moment=24229))
    page.click(".atlas-time-play")
    until(page, "map.debug().month > 24229")
    show(page, picture(moment=24229, selection="630200"))
    assert page.get_attribute(".atlas-time-play", "aria-label") == "Pause"
    assert debug(page)["month"] > 24229
    show(page, picture(moment=24228))
    assert page.get_attribute(".atlas-time-play", "aria-label") == "Play through the months"
    assert debug(page)["month"] == 24228


def test_an_answer_that_comes_late_does_not_move_the_slider_back(page: Page) -> None:
    """The caller answers an older month while the reader is at a newer one."""
    show(page, picture())
    slide(page, 24230)
    slide(page, 24233)
    show(page, picture(moment=24230))
    assert debug(page)["month"] == 24233
    show(page, picture(moment=24233))
    assert debug(page)["month"] == 24233
    show(page, picture(moment=24228))
    assert debug(page)["month"] == 24228


def test_a_picture_opens_at_its_month(page: Page) -> None:
    """A link to a month shows that month at once."""
    show(page, picture(moment=24234))
    assert counts(page)["630200"] == ("2", True)
    assert "June" not in page.inner_text(".atlas-time-now")
    assert "July 2019" in page.inner_text(".atlas-time-now")


def test_years_keep_their_four_digits(page: Page) -> None:
    """March of the year 19 is neither of 1919 nor "March 19", in any language."""
    bare = {name: words for name, words in WORDS.items() if not name.startswith("month_")}
    for words in (WORDS, bare):
        shown = picture()
        shown["words"] = {**shown["words"], "id": f"words-{len(words)}", "data": dict(words)}
        shown["event_index"] = {**shown["event_index"], "id": f"event-index-{len(words)}"}
        shown["event_index"]["data"]["span"][0] = [
            19 * 12 + 2,
            19 * 12 + 2,
            19 * 12 + 3,
            19 * 12 + 3,
        ]
        show(page, shown)
        slide(page, 19 * 12 + 2)
        now = page.inner_text(".atlas-time-now")
        assert "March" in now
        assert "0019" in now
        years = page.locator(".atlas-time-years span").all_inner_texts()
        assert all(len(year) == 4 for year in years)
