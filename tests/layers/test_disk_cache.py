"""Fonts kept on disk: the same bytes as without, never damaged ones, never too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers.assets import disk_cache as module
from layers.assets import fonts
from layers.assets.disk_cache import disk_cached
from layers.assets.fonts import subset_face
from layers.assets.vendor import font_faces


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module.platformdirs, "user_cache_path", lambda _: tmp_path)
    return tmp_path


def no() -> bytes:
    raise AssertionError("made although it is kept")


def test_what_was_made_is_kept(home: Path) -> None:
    assert disk_cached("one", lambda: b"font") == b"font"
    assert disk_cached("one", no) == b"font"
    assert disk_cached("other", lambda: b"") == b""
    assert disk_cached("other", no) == b""
    assert not list(home.rglob("*.part"))


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 400])
def test_a_damaged_file_is_made_anew(home: Path, damage: bytes) -> None:
    disk_cached("one", lambda: b"font")
    (file,) = home.rglob("*.font")
    file.write_bytes(damage)
    assert disk_cached("one", lambda: b"font") == b"font"
    assert disk_cached("one", no) == b"font"


def test_without_a_place_to_write_everything_is_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_bytes(b"")
    monkeypatch.setattr(module.platformdirs, "user_cache_path", lambda _: home / "file")
    assert disk_cached("one", lambda: b"font") == disk_cached("one", lambda: b"font") == b"font"


def test_the_oldest_are_removed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    for number in range(9):
        disk_cached(str(number), lambda: b"font")
    assert len(list(home.rglob("*.font"))) == 3


def test_letters_are_cut_once_and_come_back_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    face = next(face for face in font_faces() if ord("a") in face.codepoints())
    first = subset_face.__wrapped__(face, frozenset(map(ord, "abc")))
    monkeypatch.setattr(fonts, "_cut", lambda *_: no())
    assert subset_face.__wrapped__(face, frozenset(map(ord, "cab"))) == first
    with pytest.raises(AssertionError, match="although"):
        subset_face.__wrapped__(face, frozenset(map(ord, "abcd")))
