"""The vendored files are what their manifest says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

from layers.assets import vendor
from layers.assets.build_context import build_context
from layers.assets.context import CONTEXT_FILE, ORIGINAL_FILE, WINDOW, context_asset

FOLDER = Path(vendor.__file__).parent / "vendored"


@pytest.mark.parametrize("entry", vendor.manifest(), ids=lambda entry: entry.file)
def test_every_file_has_its_recorded_hash(entry: vendor.VendoredFile) -> None:
    """A file that differs from its manifest is noticed."""
    data = (FOLDER / entry.file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry.sha256
    assert entry.package
    assert entry.version
    assert entry.licence
    if not entry.change:
        assert entry.original_sha256 == entry.sha256


def test_nothing_stands_there_that_the_manifest_does_not_name() -> None:
    """No file comes in without version, licence and hash."""
    found = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    assert found == {entry.file for entry in vendor.manifest()} | {"MANIFEST.json"}


def test_every_package_brings_its_licence_text() -> None:
    """Each folder holds a licence."""
    for folder in (path for path in FOLDER.iterdir() if path.is_dir()):
        assert len((folder / "LICENSE").read_text(encoding="utf-8")) > 500


def test_an_unnamed_or_changed_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading checks the hash, and knows only what the manifest names."""
    with pytest.raises(KeyError):
        vendor.read_vendored("leaflet/other.js")
    entry = vendor.manifest()[0]
    forged = vendor.VendoredFile(
        file=entry.file,
        package="x",
        version="1",
        licence="x",
        original="x",
        original_sha256="0" * 64,
        sha256="0" * 64,
        change="",
        face=None,
    )
    monkeypatch.setattr(vendor, "manifest", lambda: (forged,))
    vendor.read_vendored.cache_clear()
    with pytest.raises(ValueError, match="differs"):
        vendor.read_vendored(entry.file)
    vendor.read_vendored.cache_clear()


def test_the_fonts_hold_the_letters_of_all_four_scripts() -> None:
    """Names in Latin, Tibetan, Uyghur and Chinese have glyphs of ours."""
    points = frozenset().union(*(face.codepoints() for face in vendor.font_faces()))
    for name in ("Tsojang–ö", "མཚོ་སྔོན་པོ", "ئۈرۈمچى", "青海省海东市乐都区民和回族土族自治县"):
        assert set(map(ord, name)) <= points


def test_the_fonts_cover_the_common_characters_of_gb_2312() -> None:
    """All 3,755 characters of the standard's first level can be drawn."""
    points = frozenset().union(*(face.codepoints() for face in vendor.font_faces()))
    common = [
        bytes([row, cell]).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA)
    ]
    assert len(common) == 3755
    missing = [character for character in common if ord(character) not in points]
    assert missing == []


def test_the_fonts_stay_small() -> None:
    """The fonts take no more than 4.5 MB of the package."""
    size = sum(len(vendor.read_vendored(face.file)) for face in vendor.font_faces())
    assert size < 4_500_000


def test_the_context_is_what_its_script_makes() -> None:
    """The committed context can be made again from the original, byte for byte."""
    original = vendor.read_vendored(ORIGINAL_FILE)
    assert build_context(original) == vendor.read_vendored(CONTEXT_FILE)


def test_the_context_outlines_no_country() -> None:
    """Lines between countries stay apart from coasts, so that no country can be cut out."""
    value = context_asset().value()
    assert value.keys() == {"format", "scale", "land", "lakes", "rivers", "borders", "names"}
    shores = {frozenset(step) for ring in _lines_of(value, "land") for step in pairwise(ring)}
    borders = {frozenset(step) for line in _lines_of(value, "borders") for step in pairwise(line)}
    assert borders
    assert not shores & borders


def _lines_of(value: dict[str, Any], layer: str) -> Iterator[list[tuple[int, int]]]:
    for part in value[layer]:
        for flat in part if layer == "land" else [part]:
            xs, ys = accumulate(flat[::2]), accumulate(flat[1::2])
            yield list(zip(xs, ys, strict=True))


def test_the_context_stays_in_its_window() -> None:
    """Every point of land, lakes, rivers and borders lies in the window."""
    value = context_asset().value()
    west, south, east, north = (bound * value["scale"] for bound in WINDOW)
    rings = [ring for layer in ("land", "lakes") for poly in value[layer] for ring in poly]
    for flat in rings + value["rivers"] + value["borders"]:
        x = y = 0
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            assert west <= x <= east
            assert south <= y <= north


def test_names_of_the_context_are_plain_texts_with_a_language() -> None:
    """Qinghai Lake is named in English, Tibetan and Chinese at one place."""
    names = context_asset().value()["names"]
    lake = [name for name in names if name["point"] == [100.2, 36.9]]
    assert {name["text"]["lang"] for name in lake} == {"en", "bo", "zh"}
    assert all(name["kind"] in {"lake", "country"} for name in names)
