"""The painter's modules join into one that asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.geography import bundled_geography
from layers.assets.vendor import font_faces
from layers.assets.words import WORDS, words_of
from layers.tables import EvidenceKind
from layers.web import bundle
from layers.web.page_words import PAGE_WORDS

PAINTER = Path(bundle.__file__).parent / "painter"
MODULES = (*bundle.ORDER, *bundle.PAGE_ORDER)
EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|class|const|let|var) (\w+)", re.MULTILINE
)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "createContextualFragment",
    'setAttribute("style"',
    "fetch(",
    "XMLHttpRequest",
    "localStorage",
    "sessionStorage",
    "document.cookie",
    "http:",
    "https:",
)


def source(name: str) -> str:
    """Text of a module."""
    return bundle.module_source(name)


def test_every_module_is_in_the_bundle() -> None:
    """No file of the painter is forgotten, none is named that is not there."""
    assert {path.stem for path in PAINTER.glob("*.js")} == set(MODULES) - {bundle.RULES_MODULE}


@pytest.mark.parametrize("name", MODULES)
def test_imports_are_exported_by_an_earlier_module(name: str) -> None:
    """What a module imports, a module before it exports."""
    earlier = MODULES[: MODULES.index(name)]
    for names, origin in IMPORTED.findall(source(name)):
        wanted = {word.strip() for word in names.split(",") if word.strip()}
        if origin == "leaflet":
            assert wanted == {"L"}
            continue
        assert origin in earlier, f"{name} comes before {origin}"
        assert wanted <= set(EXPORTED.findall(source(origin)))


def test_no_import_is_left_and_no_line_escapes_the_flattening() -> None:
    """Flattened modules hold neither import nor export."""
    for name in MODULES:
        assert not re.search(r"^(import|export)\b", bundle.flattened(name), re.MULTILINE), name


def test_no_two_modules_define_the_same_name() -> None:
    """Joined into one scope, no name is declared twice."""
    seen: dict[str, str] = {"L": "leaflet"}
    for name in MODULES:
        for word in DECLARED.findall(source(name)):
            assert word not in seen, f"{word} in {name} and {seen[word]}"
            seen[word] = name


@pytest.mark.parametrize("name", MODULES)
def test_no_module_writes_markup_or_runs_text(name: str) -> None:
    """Text reaches the page as textContent, and nothing is fetched or stored."""
    for word in FORBIDDEN:
        assert word not in source(name), word


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_small(name: str) -> None:
    """One job each."""
    limit = 440 if name == "map" else 250
    assert len(source(name).splitlines()) <= limit


def test_the_bundle_exports_one_function_and_names_no_address() -> None:
    """One way in, no way out."""
    text = bundle.bundle_js()
    assert re.findall(r"^export .*$", text, re.MULTILINE) == ["export { createMap };"]
    assert "</script" not in text.lower()
    assert "sourceMappingURL" not in text
    assert "\r" not in text


def test_the_style_sheet_asks_only_for_the_fonts() -> None:
    """Every address in it is one that the caller gave."""
    css = bundle.bundle_css(lambda file: f"/fonts/{file}")
    assert re.findall(r'url\("?([^")]*)"?\)', css) == [f"/fonts/{f.file}" for f in font_faces()]
    assert "@import" not in css
    assert "behavior:url" not in css.replace(" ", "")


def test_the_id_follows_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another script is another id, so that a stored copy is never mistaken for it."""
    before = bundle.bundle_id()
    bundle.bundle_id.cache_clear()
    monkeypatch.setattr(bundle, "bundle_js", lambda: "other")
    assert bundle.bundle_id() != before
    bundle.bundle_id.cache_clear()


def test_every_word_that_the_painter_shows_is_defined() -> None:
    """No label is left empty for want of a word."""

    def used(names: tuple[str, ...]) -> set[str]:
        return {word for name in names for word in re.findall(r"\bwords\.(\w+)", source(name))}

    # How a month is written browsers know of English; other languages bring it along.
    assert used(bundle.ORDER) - {"month_year"} <= set(words_of(bundled_geography()))
    assert used(bundle.PAGE_ORDER) - {"language"} <= set(PAGE_WORDS)
    assert {f"label_{kind}" for kind in EvidenceKind} <= set(WORDS)
    assert {f"means_{kind}" for kind in EvidenceKind} <= set(PAGE_WORDS)
