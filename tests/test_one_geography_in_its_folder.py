"""What belongs to one geography stands in its folder, and nowhere in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.facts import Facts
from tests.levels import CHINA

ROOT = Path(__file__).parents[1]
PACKAGES = ("geodata", "layers", "dashboard")

SCRIPTS = {
    "layers/figure/text/shaping.py",
    "layers/web/painter/measure.js",
    "dashboard/streamlit_adapter.py",
    "dashboard/region/related.py",
}
"""Files that name scripts and languages, which have the names of peoples."""

OTHERS = {
    "geodata/model/vocabulary.py": "the languages of names, until views take them from a geography",
    "layers/assets/build_context.py": "the script that cuts the vendored lakes and neighbours",
    "layers/estimate/methods.py": "the worked examples on the page about methods",
    "layers/view/assumptions.py": "the word for a weight of scenarios",
    "layers/view/parameters.py": "an example in a message",
    "dashboard/compare/people.py": "a note on the complement",
    "dashboard/compare/sections.py": "a note on the complement",
    "dashboard/methods/methods.py": "the words of the page about methods",
    "dashboard/region/figures.py": "words for the complement and rests",
    "dashboard/region/panel.py": "a heading",
    "dashboard/shared/estimates.py": "words for the complement and rests",
}
"""Files that still speak of it, and in what."""


def _docstrings(tree: ast.Module) -> set[int]:
    """Ids of the nodes that are docstrings: their examples are about the bundled atlas."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def _constants(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of everything that a file of code holds as data."""
    if path.suffix == ".js":
        yield from enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            # Four digits may be a year; codes are texts.
            yield node.lineno, str(node.value) if node.value in CHINA.census.years[1:] else ""


@pytest.fixture(scope="module")
def words(facts: Facts) -> re.Pattern[str]:
    """Codes, names, groups and census years of the bundled geography."""
    wide = CHINA.levels[0]
    names = {*CHINA.names.values(), *CHINA.shown.values()}
    names |= {each.name for each in (*CHINA.exclusions, *CHINA.claimed_units)}
    names |= {facts.gazetteer.display(code, "en").text for code in facts.regions.codes(wide)}
    names |= {*facts.census.group_names, CHINA.census.majority, CHINA.census.complement}
    # The first of them is a round number too.
    names |= {str(year) for year in CHINA.census.years[1:]}
    names |= {CHINA.census.code}
    known = "|".join(sorted(map(re.escape, filter(None, names)), key=len, reverse=True))
    return re.compile(rf"\b(?:{known})\b|^\d{{6}}$|^{CHINA.root}$")


def test_nothing_of_it_stands_in_code(words: re.Pattern[str]) -> None:
    """Another country must never be told in the words or numbers of this one."""
    found: dict[str, list[str]] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.[pj][ys]")):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith("geodata/packs/") or "/vendored/" in name or name in SCRIPTS:
                continue
            for line, text in _constants(path):
                if match := words.search(text):
                    found.setdefault(name, []).append(f"{line}: {match[0]}")
    assert {name: said for name, said in found.items() if name not in OTHERS} == {}
    assert set(OTHERS) <= set(found), "These no longer speak of it: take them off the list."
