"""One number for each source, whatever its address and its words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.compare.model import compare_page
from dashboard.compare.report import compare_report, views_of_comparison
from dashboard.region.report import profile_report, view_of_profile
from dashboard.shared.citation import Footnotes
from geodata.dataset import read_dataset
from geodata.facts import Facts
from geodata.place import place
from layers.picture.picture import picture
from layers.report import Document
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.views import view_with

SHARED = "https://example.org/one-page"
PAPERS = {"S-1": "First paper", "S-2": "Second paper"}
COUNTS = {"S-1": "1234", "S-2": "5678"}


@pytest.fixture
def shared(facts: Facts, tmp_path: Path) -> Facts:
    """Two papers at one address, each with a count of its own for Haidong."""
    number = {"field": "quantity", "quantity_kind": "reported_count", "unit": "iris_scans"}
    folder = write_dataset(
        tmp_path / "data",
        [event_row(f"E-{name}", title=f"Event of {paper}") for name, paper in PAPERS.items()],
        [
            source_row(name, publisher=paper, title=f"Title {name}", url=SHARED)
            for name, paper in PAPERS.items()
        ],
        [
            claim_row(
                f"C-{name}", source_id=name, event_id=f"E-{name}", best=COUNTS[name], **number
            )
            for name in PAPERS
        ],
    )
    data = read_dataset(folder)
    assert not data.report.problems
    return replace(facts, dataset=data, placements=place(data.events, facts.regions))


def footnotes(report: Document) -> dict[str, str]:
    """Number of each footnote with its words."""
    found = (re.match(r"\[(\d+)\] (.*)", line) for line in report.lines())
    return {each[1]: each[2] for each in found if each}


def cited(report: Document, said: str) -> set[str]:
    """Numbers behind what is said."""
    lines = (line for line in report.lines() if said in line)
    marks = (re.findall(re.escape(said) + r".*?\[([\d, ]+)\]", line) for line in lines)
    return {number for each in marks for mark in each for number in mark.split(", ")}


def test_a_profile_credits_each_paper_with_its_own_count(shared: Facts) -> None:
    """The count of the second paper is not credited to the first."""
    view = view_with(region="630200")
    spec, _assets = picture(view_of_profile(view, shared), shared)
    report = profile_report(view, spec.payload, shared)
    notes = footnotes(report)
    for name, said in {"S-1": "1,234", "S-2": "5,678"}.items():
        [number] = cited(report, said)
        assert notes[number].startswith(f"{PAPERS[name]}: Title {name}")
        assert SHARED in notes[number]


def test_a_comparison_credits_each_paper_with_its_own_count(shared: Facts) -> None:
    """The same in the report of a comparison, by the ids of the claims."""
    view = view_with(compared=("630200", "650100"))
    assert compare_page(view, shared).sections
    payloads = [picture(each, shared)[0].payload for each in views_of_comparison(view, shared)]
    report = compare_report(view, payloads, shared)
    notes = footnotes(report)
    for name, paper in PAPERS.items():
        [number] = cited(report, f"C-{name}")
        assert notes[number].startswith(f"{paper}: ")


def test_a_source_is_one_number_wherever_it_is_cited(facts: Facts) -> None:
    """All sources of the bundled data set have numbers of their own, told once."""
    notes = Footnotes(facts.dataset)
    names = [source.source_id for source in facts.dataset.sources]
    assert [notes.document(name) for name in names] == list(range(1, len(names) + 1))
    assert [notes.document(name) for name in names] == list(range(1, len(names) + 1))
    assert len(notes.chapter().entries) == len(names)


def test_tables_at_one_address_are_told_apart_by_their_words(facts: Facts) -> None:
    """And the same table at another address is another."""
    notes = Footnotes(facts.dataset)
    found = [notes.table("A", SHARED), notes.table("B", SHARED), notes.table("A"), notes.table("B")]
    assert found == [1, 2, 3, 4]
    assert notes.table("A.", SHARED) != notes.table("B", SHARED)
