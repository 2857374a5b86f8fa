"""A data set whose every free text attacks: it is shown as text and runs nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.test_server import command
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)
from tests.conftest import Server, Visit
from tests.hostile.corpus import CANARY, hostile

EVENT_TEXTS = ("title", "place_as_written", "place_zh", "target_group", "remark", "doubt")
SOURCE_TEXTS = ("publisher", "title", "author", "language", "note")
DISPUTE_TEXTS = ("topic", "treatment")
CLAIM_TEXTS = ("value_as_printed", "quote", "quote_language", "locator", "note")


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid data set with hostile text in every free field."""
    events = [
        event_row(
            "E-1", region="630200", **{name: hostile(f"event {name}") for name in EVENT_TEXTS}
        ),
        event_row(
            "E-2",
            region="630000",
            level_reported="province",
            precision="province",
            **{name: hostile(f"wide {name}") for name in EVENT_TEXTS},
        ),
        event_row("E-3", region="632600", title="{{7*7}}{% for x in y %}"),
    ]
    for event in events:
        event["scope"] = "core"
    sources = [
        source_row("S-1", **{name: hostile(f"source {name}") for name in SOURCE_TEXTS}),
        source_row("S-2", parent_source_id="S-1", url='https://example.org/"onclick="x'[:20]),
    ]
    claims = [
        claim_row(
            f"C-{number}",
            event_id=event_id,
            source_id="S-2",
            vendor="<img src=x onerror=alert(1)> {{7*7}} ![x](https://evil.example/x)",
            **{name: hostile(f"claim {name}") for name in CLAIM_TEXTS},
        )
        for number, event_id in enumerate(("E-1", "E-2", "E-3"))
    ]
    return write_dataset(
        tmp_path_factory.mktemp("hostile") / "data",
        events,
        sources,
        claims,
        [discrepancy_row(**{name: hostile(f"dispute {name}") for name in DISPUTE_TEXTS})],
        [version_row(f"V-{number}", said=hostile("version said")) for number in (1, 2)],
        title=hostile("title"),
        version=hostile("version"),
    )


def test_the_data_set_is_valid(hostile_folder: Path) -> None:
    """The attack is not stopped at the door: every row is kept."""
    from geodata.dataset import read_dataset

    report = read_dataset(hostile_folder).report
    assert [count.kept for count in report.rows] == [3, 2, 3, 1, 2], report.problems


def ran(visit: Visit) -> object:
    return visit.page.evaluate("window.pwned || document.querySelector('img[src=x]') !== null")


def test_the_dashboard_shows_it_as_text(
    visit: Visit, serve: Callable[..., Server], hostile_folder: Path
) -> None:
    """In the live map and the panel nothing runs, and the words stand there as written."""
    told = serve("--dataset", str(hostile_folder))
    visit.page.add_init_script("window.alert = () => { window.pwned = true; }")
    for query in (
        "?low=1",
        "?low=1&region=630200",
        "?low=1&layer=documented_events&lang=ug&lines=vendor",
    ):
        visit.open(f"{told.url}/{query}")
        for fold in visit.page.locator("details").all():
            fold.evaluate("fold => { fold.open = true; }")
        visit.page.wait_for_timeout(300)
        assert not ran(visit)
        assert CANARY in visit.page.locator("article.region").inner_text()
        assert "{{7*7}}" in visit.page.locator("article.region").inner_text()
        overflow = visit.page.evaluate(
            "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
        )
        assert overflow <= 0
    assert visit.errors == []
    assert not [url for url in visit.requests if "example.org" in url or "evil" in url]


def test_the_exported_page_shows_it_as_text(
    visit: Visit, installed: Path, hostile_folder: Path, tmp_path: Path
) -> None:
    """In the page on disk nothing runs either, and no template was filled in on the way."""
    done = command(
        installed, tmp_path, "page", "?low=1", "--dataset", str(hostile_folder), "--out", "x.html"
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "{{7*7}}" in text
    assert "</script><script>window.pwned" not in text
    visit.page.goto((tmp_path / "x.html").as_uri())
    visit.page.wait_for_selector("[data-ready]", timeout=20_000)
    for fold in visit.page.locator("details").all():
        fold.evaluate("fold => { fold.open = true; }")
    assert not ran(visit)
    assert CANARY in visit.page.locator("body").inner_text()
    assert visit.errors == []


def test_check_prints_it_harmlessly(hostile_folder: Path, installed: Path, tmp_path: Path) -> None:
    """The report on the terminal holds no control character that could move the cursor."""
    done = command(installed, tmp_path, "check", str(hostile_folder))
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
